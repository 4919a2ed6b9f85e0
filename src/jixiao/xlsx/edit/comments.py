"""The notes of one sheet as text: ours are added beside those of others, and taken away again without a trace."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cached_property
from html import unescape

from jixiao.xlsx.cells import MAIN, escape
from jixiao.xlsx.opc.guard import DAMAGED, PackageError
from jixiao.xlsx.opc.markup import Element, Markup
from jixiao.xlsx.opc.new_parts import DECLARATION

AUTHOR = "绩效自评校验"
HEADING = f"【{AUTHOR}】"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
THREAD = "tc="  # Excel mirrors a threaded comment in a note by an author of this name and rewrites it at will
BETWEEN = "\n\n"
NEW = DECLARATION + '<comments xmlns="{main}"><authors/><commentList/></comments>'
_FONT = '<rPr><sz val="9"/><color indexed="81"/><rFont val="宋体"/><family val="3"/><charset val="134"/></rPr>'
_LINE_BREAKS = re.compile(r"&#(?:10|13|x[aAdD]);")
_LAST_BREAKS = re.compile(r"(?:\n|&#(?:10|xA|xa);){2}$")
_CLOSED = re.compile(r"<((?:\w+:)?(?:authors|commentList))\s*/>")


class Comments:
    """The part comments.xml, changed in its text."""

    def __init__(self, text: str = NEW.format(main=MAIN)) -> None:
        self.markup = Markup(_CLOSED.sub(r"<\1></\1>", text))
        self._prefix = self.markup.root.prefix

    @property
    def is_empty(self) -> bool:
        """Whether the sheet has no note at all."""
        return not self._by_cell

    @property
    def texts(self) -> dict[str, str]:
        """Cell → the whole text of its note, as a reader sees it; threaded comments are no notes."""
        return {cell: self._text(item) for cell, item in self._by_cell.items() if not self._is_thread(item)}

    def add(self, cell: str, text: str) -> bool:
        """Write a note; whether it is a new one, which needs a box. A note of someone else is continued."""
        known = self._by_cell.get(cell)
        if known is None:
            p, run = self._prefix, self._run(f"{HEADING}\n{text}", _FONT)
            note = f'<{p}comment ref="{cell}" authorId="{self._author}"><{p}text>{run}</{p}text></{p}comment>'
            self.markup.append(self._list, note)
        elif not self._is_thread(known):
            self._continue(known, f"{BETWEEN}{HEADING}\n{text}")
        return known is None

    def clear(self) -> list[str]:
        """Take our notes away; the cells whose note is gone altogether and needs no box any more."""
        gone = []
        for cell, comment in self._by_cell.items():
            if HEADING in self.markup.source(comment) and self._cut(comment):
                self.markup.remove(comment)
                gone.append(cell)
        self._drop_author(gone)
        return gone

    @cached_property
    def _by_cell(self) -> dict[str, Element]:
        return {item.attributes.get("ref", ""): item for item in self.markup.children(self._list)}

    @cached_property
    def _list(self) -> Element:
        return self._required("commentList")

    @cached_property
    def _names(self) -> list[str]:
        authors = self.markup.children(self._required("authors"))
        return [unescape(self.markup.inner(item)) for item in authors]

    @cached_property
    def _author(self) -> int:
        if AUTHOR in self._names:
            return self._names.index(AUTHOR)
        self.markup.append(self._required("authors"), f"<{self._prefix}author>{AUTHOR}</{self._prefix}author>")
        return len(self._names)

    def _required(self, local: str) -> Element:
        found = self.markup.child(local)
        if found is None:
            raise PackageError(f"批注部件缺少 {local} 元素；{DAMAGED}")
        return found

    def _run(self, text: str, font: str = "") -> str:
        p = self._prefix
        font = re.sub(r"<(/?)(?=\w)", rf"<\g<1>{p}", font)
        return f'<{p}r>{font}<{p}t xml:space="preserve">{escape(text)}</{p}t></{p}r>'

    def _text(self, comment: Element) -> str:
        return unescape("".join(self.markup.inner(self._text_of(piece)) for piece in self._pieces(comment)))

    def _pieces(self, comment: Element) -> list[Element]:
        return [piece for piece in self.markup.items("text", comment) if piece.local in ("r", "t")]

    def _is_thread(self, comment: Element) -> bool:
        number = comment.attributes.get("authorId", "")
        known = number.isdigit() and int(number) < len(self._names)
        return known and self._names[int(number)].startswith(THREAD)

    def _continue(self, comment: Element, text: str) -> None:
        body = self.markup.child("text", comment)
        if body is None:
            return
        pieces = self.markup.children(body)
        runs = [piece for piece in pieces if piece.local == "r"]
        plain = next((piece for piece in pieces if piece.local == "t" and not piece.closed), None)
        if runs:
            self.markup.insert(runs[-1].end, self._run(text))
        elif plain is not None:
            self.markup.insert(plain.inside_end, escape(text))
        else:
            self.markup.append(body, self._run(text))

    def _cut(self, comment: Element) -> bool:
        """Cut our part off a note; whether nothing of anyone else's is before it."""
        pieces = self._pieces(comment)
        ours = next(at for at, piece in enumerate(pieces) if HEADING in self.markup.source(piece))
        text = self._text_of(pieces[ours])
        lead = self.markup.inner(text).partition(HEADING)[0]
        before = _LAST_BREAKS.sub("", lead)
        earlier = "".join(self.markup.inner(self._text_of(piece)) for piece in pieces[:ours])
        if not _LINE_BREAKS.sub("", earlier + before).strip():
            return True
        if not lead and ours:
            self._trim(self._text_of(pieces[ours - 1]))
        if before or pieces[ours].local == "t":
            self.markup.replace(text.inside, text.inside_end, before)
        else:
            self.markup.remove(pieces[ours])
        for piece in pieces[ours + 1 :]:
            self.markup.remove(piece)
        return False

    def _trim(self, text: Element) -> None:
        """LibreOffice moves the line breaks between a note and ours to the end of the note."""
        inner = self.markup.inner(text)
        self.markup.replace(text.inside, text.inside_end, _LAST_BREAKS.sub("", inner))

    def _text_of(self, piece: Element) -> Element:
        return piece if piece.local == "t" else self.markup.child("t", piece) or piece

    def _drop_author(self, gone: Collection[str]) -> None:
        authors = self.markup.children(self._required("authors"))
        used = {item.attributes.get("authorId") for cell, item in self._by_cell.items() if cell not in gone}
        if self._names and self._names[-1] == AUTHOR and str(len(self._names) - 1) not in used:
            self.markup.remove(authors[-1])
