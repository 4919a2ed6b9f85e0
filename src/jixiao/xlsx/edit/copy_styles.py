"""The styles of a sheet that moves to another workbook: each look is found there or appended, indexes are rewritten."""

from __future__ import annotations

import re
from html import escape, unescape

from jixiao.xlsx.edit.grid import prefixed
from jixiao.xlsx.edit.styles import Styles, styles_part
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.markup import Element, Markup, set_attribute

FIRST_CUSTOM = 164  # lower numbers are Excel's built-in formats, the same in every workbook
TABLES = {"fontId": "fonts", "fillId": "fills", "borderId": "borders"}
_STYLED = re.compile(r"<(?:[\w.-]+:)?(c|row|col|cfRule)(\s[^>]*)>")
_INDEX = {name: re.compile(rf'(\s{name}=")(\d+)(")') for name in ("s", "style", "dxfId")}
_OF = {"c": "s", "row": "s", "col": "style", "cfRule": "dxfId"}
_TABLE_FORMAT = re.compile(r'(\s\w*[dD]xfId=")(\d+)(")')
_FOREIGN = re.compile(r'\s(?!xml:)[\w.-]+:[\w.-]+="[^"]*"')
_EXTENSION = re.compile(r"<((?:\w+:)?extLst)\b.*?</\1>", re.S)


class Restyle:
    """Style indexes of one workbook as those of another, whose tables grow as needed."""

    def __init__(self, source: Styles, target: Styles) -> None:
        self._source, self._target = source, target
        self._cells: dict[int, int] = {}

    def sheet(self, xml: str) -> str:
        """The sheet with the style indexes of the target."""
        return _STYLED.sub(self._element, xml)

    def table(self, xml: str) -> str:
        """A table part with the formats of the target."""
        return _TABLE_FORMAT.sub(lambda found: f"{found[1]}{self.format(int(found[2]))}{found[3]}", xml)

    def cell(self, index: int) -> int:
        """The index in cellXfs of the same look."""
        if index not in self._cells:
            entries = self._source.entries("cellXfs")
            self._cells[index] = self._target.add("cellXfs", self._cell(entries[index])) if index < len(entries) else 0
        return self._cells[index]

    def format(self, index: int) -> int:
        """The index in dxfs of the same conditional format."""
        entries = self._source.entries("dxfs")
        return self._target.add("dxfs", self._own(entries[index])) if index < len(entries) else 0

    def _element(self, match: re.Match[str]) -> str:
        local = match[1]
        change = self.format if local == "cfRule" else self.cell
        return _INDEX[_OF[local]].sub(lambda found: f"{found[1]}{change(int(found[2]))}{found[3]}", match[0], count=1)

    def _cell(self, entry: str) -> str:
        root = Markup(self._own(entry))
        element = root.root
        given = element.given.rstrip()
        for name, table in TABLES.items():
            given = set_attribute(given, name, str(self._entry(table, _number(element, name))))
        given = set_attribute(given, "numFmtId", str(self._number_format(_number(element, "numFmtId"))))
        given = set_attribute(given, "xfId", "0")
        inner = root.inner(element)
        return f"<{element.tag}{given}>{inner}</{element.tag}>" if inner else f"<{element.tag}{given}/>"

    def _entry(self, table: str, index: int) -> int:
        entries = self._source.entries(table)
        return self._target.add(table, self._own(entries[index])) if index < len(entries) else 0

    def _number_format(self, number: int) -> int:
        code = _codes(self._source).get(number) if number >= FIRST_CUSTOM else None
        if code is None:
            return number if number < FIRST_CUSTOM else 0
        known = _codes(self._target)
        same = [at for at, text in known.items() if unescape(text) == unescape(code)]
        new = same[0] if same else max([*known, FIRST_CUSTOM - 1]) + 1
        if not same:
            self._target.add("numFmts", f'<{self._target.prefix}numFmt numFmtId="{new}" formatCode="{code}"/>')
        return new

    def _own(self, entry: str) -> str:
        """An entry in the target's words: its prefix, and nothing in a namespace it may not know."""
        plain = _FOREIGN.sub("", _EXTENSION.sub("", entry))
        if self._source.prefix:
            plain = plain.replace(f"<{self._source.prefix}", "<").replace(f"</{self._source.prefix}", "</")
        return prefixed(plain, self._target.prefix)


def styles_of(archive: Archive) -> Styles:
    """The styles of a workbook."""
    return Styles(archive.text(styles_part(archive)))


def _codes(styles: Styles) -> dict[int, str]:
    found = (Markup(entry).root for entry in styles.entries("numFmts"))
    return {_number(each, "numFmtId"): escape(code) for each in found if (code := each.attributes.get("formatCode"))}


def _number(element: Element, name: str) -> int:
    return int(element.attributes.get(name, "0"))
