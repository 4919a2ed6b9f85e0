"""A sheet of another workbook copied into this one: texts, styles, what hangs on it, and its names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape

from jixiao.xlsx.edit import workbook_part
from jixiao.xlsx.edit.copy_styles import Restyle, styles_of
from jixiao.xlsx.edit.grid import prefixed
from jixiao.xlsx.edit.styles import styles_part
from jixiao.xlsx.opc import opc
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.markup import Markup, set_attribute
from jixiao.xlsx.opc.opc import Relation, relations, relations_part
from jixiao.xlsx.opc.parts import content_type, declare, declare_extension, fresh_part, related, relative
from jixiao.xlsx.references import sheets_in

_SHARED_TEXT = re.compile(r'<((?:[\w.-]+:)?)c(\s[^>]*?)\st="s"([^>]*)>\s*<\1v>(\d+)</\1v>\s*</\1c>')
_SELECTED = re.compile(r'\stabSelected="(?:1|true)"')
_TABLE_ID = re.compile(r'(<(?:\w+:)?table\s(?:[^>]*\s)?id=")(\d+)(")')
_TABLE_NAME = re.compile(r'(\s(?:displayName|name)=")([^"]*)(")')
# these lean on parts of the old workbook itself: caches, persons, connections
NOT_COPIED = frozenset({"pivotTable", "slicer", "timeline", "queryTable", "threadedComment", "externalLinkPath"})
Rewrite = Callable[[str, str], str]
"""Changes the text of a copied part, given its kind."""


def copy_sheet(other: Archive, name: str, archive: Archive) -> None:
    """Put the sheet `name` of `other` on the sheet of that name here, which is empty or about to be replaced."""
    source, target = workbook_part.sheet_named(other, name), workbook_part.sheet_named(archive, name)
    styles = styles_of(archive)
    restyle = Restyle(styles_of(other), styles)
    text = restyle.sheet(_inline_texts(other, other.text(source.part)))
    text = _coded(_SELECTED.sub("", text), archive.text(target.part))
    archive.write(target.part, text.encode())
    tables = _TableNames(archive)
    Copies(other, archive, lambda _, part: tables.renamed(restyle.table(part))).relations(source.part, target.part)
    archive.write(styles_part(archive), styles.result().encode())
    workbook_part.add_names(archive, list(_names(other, archive, source, target, text)))


class _TableNames:
    """Numbers and names for tables that no table of the workbook has."""

    def __init__(self, archive: Archive) -> None:
        parts = [archive.text(part) for part in archive if part.startswith("xl/tables/")]
        self._numbers = {int(found[2]) for part in parts if (found := _TABLE_ID.search(part))}
        self._names = {found[2].casefold() for part in parts for found in _TABLE_NAME.finditer(Markup(part).root.given)}

    def renamed(self, part: str) -> str:
        number = max(self._numbers, default=0) + 1
        self._numbers.add(number)
        part = _TABLE_ID.sub(lambda found: f"{found[1]}{number}{found[3]}", part, count=1)
        return _TABLE_NAME.sub(lambda found: f"{found[1]}{self._free(found[2])}{found[3]}", part, count=2)

    def _free(self, name: str) -> str:
        return f"{name}_{max(self._numbers)}" if name.casefold() in self._names else name


def _inline_texts(other: Archive, text: str) -> str:
    """The sheet with its texts in its own cells: the shared table belongs to the other workbook."""
    if ' t="s"' not in text:
        return text
    owner = related(other, opc.workbook_part(other), "sharedStrings")
    table = Markup(other.text(owner.target)) if owner else Markup("<sst/>")
    items = [table.inner(item) for item in table.children()]
    own = table.root.prefix

    def inline(found: re.Match[str]) -> str:
        prefix, number = found[1], int(found[4])
        inner = items[number] if number < len(items) else ""
        inner = prefixed(re.sub(rf"<(/?){re.escape(own)}(?=\w)", r"<\1", inner) if own else inner, prefix)
        cell = f'{prefix}c{found[2]} t="inlineStr"{found[3]}'
        return f"<{cell}><{prefix}is>{inner}</{prefix}is></{prefix}c>"

    return _SHARED_TEXT.sub(inline, text)


def _coded(text: str, old: str) -> str:
    """The sheet under the code name of the one it replaces, by which VBA knows it; a new sheet has none."""
    before = Markup(old).child("sheetPr") if old.strip() else None
    code = before.attributes.get("codeName") if before else None
    markup = Markup(text)
    own = markup.child("sheetPr")
    if own is not None:
        given = set_attribute(own.given, "codeName", code).rstrip()
        markup.replace(own.start, own.inside, f"<{own.tag}{given}{'/' if own.closed else ''}>")
    elif code:
        markup.insert(markup.root.inside, f'<{markup.root.prefix}sheetPr codeName="{code}"/>')
    return markup.result()


def _names(
    other: Archive, archive: Archive, source: opc.Sheet, target: opc.Sheet, text: str
) -> Iterator[tuple[str, str]]:
    """The sheet's own names, and those of the other workbook that it uses and this one lacks."""
    here = workbook_part.position_of(archive, target.name)
    for entry in workbook_part.name_texts(other, workbook_part.position_of(other, source.name)).values():
        given = set_attribute(entry.root.given.rstrip(), "localSheetId", str(here))
        yield given, unescape(entry.inner(entry.root))
    known = workbook_part.name_texts(archive, None)
    present = {sheet.name.casefold() for sheet in opc.sheets(archive)}
    for name, entry in workbook_part.name_texts(other, None).items():
        refers = unescape(entry.inner(entry.root))
        if name not in known and re.search(rf"\b{re.escape(name)}\b", text, re.I) and _sheets_in(refers) <= present:
            yield entry.root.given.rstrip(), refers


def _sheets_in(formula: str) -> set[str]:
    return {name.casefold() for name in sheets_in(formula)}


class Copies:
    """Parts copied from one package to another under free names, each once."""

    def __init__(self, source: Archive, target: Archive, rewrite: Rewrite) -> None:
        self._source, self._target, self._rewrite = source, target, rewrite
        self._names: dict[str, str] = {}

    def relations(self, part: str, new: str) -> None:
        """Give `new` the relations of `part`, ids unchanged, and copy what they lead to."""
        owner = relations_part(part)
        if owner not in self._source:
            return
        known = {relation.id: relation for relation in relations(self._source, part)}
        markup = Markup(self._source.text(owner))
        kept = 0
        for element in markup.children():
            relation = known.get(element.attributes.get("Id", ""))
            if relation is None or not self._comes(relation):
                markup.remove(element)
                continue
            kept += 1
            if not relation.external:
                target = relative(new, self._copied(relation.target, relation.kind))
                given = set_attribute(element.given, "Target", target).rstrip()
                markup.replace(element.start, element.end, f"<{element.tag}{given}/>")
        if kept:
            self._target.write(relations_part(new), markup.result().encode())

    def _comes(self, relation: Relation) -> bool:
        return relation.kind not in NOT_COPIED and (relation.external or relation.target in self._source)

    def _copied(self, part: str, kind: str) -> str:
        if part not in self._names:
            self._names[part] = new = fresh_part(self._target, part)
            content = self._source.read(part)
            if kind == "table":
                content = self._rewrite(kind, content.decode()).encode()
            self._target.write(new, content)
            self._declare(part, new)
            self.relations(part, new)
        return self._names[part]

    def _declare(self, part: str, new: str) -> None:
        kind = content_type(self._source, part)
        if kind is None:
            return
        extension = part.rpartition(".")[2]
        if extension != "xml":
            declare_extension(self._target, extension, kind)
        declare(self._target, new, kind)
