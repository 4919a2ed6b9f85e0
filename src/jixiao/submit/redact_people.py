"""Names of people in the parts of a workbook: who wrote notes, shared the file or refreshed a table. The texts stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape

from jixiao.xlsx.cells import escape, escape_attribute
from jixiao.xlsx.edit.comments import THREAD
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.markup import Element, Markup
from jixiao.xlsx.opc.opc import sheets, workbook_part
from jixiao.xlsx.opc.parts import cut_off, linked

NEUTRAL = "批注人"
"""A person is distinguished from the others by a number, so that a conversation in notes can still be followed."""
SHARED = frozenset({"revisionHeaders", "usernames"})
VIEW = "视图"
BREAKS = re.compile(r"\A(?:\r|\n|&#1[03];)+")
SIGNED = re.compile(r"([^\s:：]{1,20}):(?=\r?\n|&#1[03];)")
"""As Excel signs a note: the name, a colon of half width, a new line."""
WORDS = frozenset(
    ("注", "备注", "附注", "说明", "依据", "原因", "注意", "提示", "要求", "附", "附件", "批注", "审核意见")
)
CREATED = re.compile(r"(?:创建者|修改者|由|Created by|Modified by)\s")


class Names:
    """A neutral name for each person, numbered in the order they are met."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def neutral(self, name: str) -> str:
        """批注人1 for the first person; a thread's own mark and an author without a name stay as they are."""
        name = unescape(name).strip()
        if not name or name.startswith(THREAD):
            return name
        return self._known.setdefault(name, f"{NEUTRAL}{len(self._known) + 1}")

    def spoken_to(self, text: str) -> str:
        """`text` with “@张三” as “@批注人1”."""
        for name, neutral in self._known.items():
            text = text.replace(f"@{escape(name)}", f"@{neutral}")
        return text


def forget_people(archive: Archive) -> None:
    """Take the names of people away; what they wrote stays, and stays in its place."""
    names = Names()
    for kind, change in CHANGES.items():
        for part in sorted({item.target for _, item in linked(archive, kind)}):
            _change(archive, part, change, names)
    for sheet in sheets(archive):
        if sheet.part in archive and b"<scenario" in archive.read(sheet.part):
            _change(archive, sheet.part, _scenarios, names)
    _change(archive, workbook_part(archive), _views, names)
    cut_off(archive, workbook_part(archive), lambda item: item.kind in SHARED)


def _change(archive: Archive, part: str, change: Callable[[Markup, Names], None], names: Names) -> None:
    before = archive.text(part)
    markup = Markup(before)
    change(markup, names)
    after = markup.result()
    if after != before:
        archive.write(part, after.encode())


def _persons(markup: Markup, names: Names) -> None:
    for person in markup.every("person"):
        name = escape_attribute(names.neutral(person.attributes.get("displayName", "")))
        markup.give(person, {"displayName": name, "userId": name, "providerId": "None"})


def _threads(markup: Markup, names: Names) -> None:
    """Mentions go, for they give the place of a name in its text, letter by letter."""
    for text in markup.every("text"):
        markup.replace(text.inside, text.inside_end, names.spoken_to(markup.inner(text)))
    for mentions in markup.every("mentions"):
        markup.remove(mentions)


def _notes(markup: Markup, names: Names) -> None:
    authors = [unescape(markup.inner(author)).strip() for author in markup.every("author")]
    for author in markup.every("author"):
        if not author.closed:
            markup.replace(author.inside, author.inside_end, escape(names.neutral(markup.inner(author))))
    for comment in markup.every("comment"):
        number = comment.attributes.get("authorId", "")
        known = number.isdigit() and int(number) < len(authors)
        _note(markup, comment, authors[int(number)] if known else "", names)


def _note(markup: Markup, comment: Element, author: str, names: Names) -> None:
    """Excel begins a note with its author's name; that goes, with the line break behind it."""
    pieces = list(_texts(markup, comment))
    before = [markup.inner(piece) for piece in pieces]
    after = [names.spoken_to(text) for text in before]
    heading = _heading("".join(before), author)
    if heading:
        after = _without(heading, before)
    for piece, old, new in zip(pieces, before, after, strict=True):
        if new != old:
            markup.replace(piece.inside, piece.inside_end, new)


def _heading(text: str, author: str) -> int:
    """How many characters of a note are its author's name; LibreOffice forgets who that was and keeps the line."""
    if author:
        named = re.match(rf"\s*{re.escape(escape(author))}\s*[:：]", text)
        return named.end() if named else 0
    signed = SIGNED.match(text)
    return signed.end() if signed and signed[1] not in WORDS else 0


def _without(count: int, texts: list[str]) -> list[str]:
    """The texts without the first so many characters, and without line breaks before what is left."""
    left: list[str] = []
    for text in texts:
        rest, count = text[count:], max(0, count - len(text))
        left.append(rest if any(left) else BREAKS.sub("", rest))
    return left


def _texts(markup: Markup, comment: Element) -> Iterator[Element]:
    for piece in markup.items("text", comment):
        text = piece if piece.local == "t" else markup.child("t", piece) if piece.local == "r" else None
        if text is not None and not text.closed:
            yield text


def _refreshed(markup: Markup, names: Names) -> None:
    markup.give(markup.root, {"refreshedBy": None})


def _scenarios(markup: Markup, names: Names) -> None:
    """Excel's own remark on a scenario is who made it and when."""
    for scenario in markup.every("scenario"):
        signed = CREATED.match(scenario.attributes.get("comment", ""))
        markup.give(scenario, {"user": None} | ({"comment": None} if signed else {}))


def _views(markup: Markup, names: Names) -> None:
    """A shared workbook keeps a view for each person, under the person's name."""
    for number, view in enumerate(markup.every("customWorkbookView"), 1):
        markup.give(view, {"name": f"{VIEW}{number}"})


CHANGES = {"person": _persons, "threadedComment": _threads, "comments": _notes, "pivotCacheDefinition": _refreshed}
"""By kind of relation; persons first, so that those spoken to in a text are known."""
