"""One pass over a sheet's XML for what values alone do not show: formulas, missing results, error values."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from xml.parsers import expat

from jixiao.form.table import column_name
from jixiao.xlsx.references import moved, position

_FORMULA = re.compile(rb'<c r="([^"]+)"[^>]*+><f([^>]*)>([^<]*+)(</f>)?')
_FORMULA_CELL = re.compile(rb'<c r="([^"]+)"([^>]*+)><f[^>]*>[^<]*+(</f>)?(<v>[^<]|<v [^>]*>[^<])?')
_ERROR = re.compile(rb'<c r="([A-Z]+\d+)"[^>]* t="e"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]*)</v>')
_UNUSUAL_CELL = re.compile(
    rb'<(?:\w+:c[\s/>]|c(?:>|/>|\s(?!r="[A-Z]+\d+"(?: s="\d+")?(?: t="[a-zA-Z]+")?(?: (?:cm|vm|ph)="\w+")*/?>)))'
)
"""A cell written otherwise than Excel does: prefixed, without an address, its attributes in another order or quotes."""
_SHARED_INDEX = re.compile(r'\bsi="(\d+)"')


@dataclass(slots=True)
class Shown:
    """What values alone do not show: error values by cell, and the cells styled as asked for."""

    errors: dict[str, str] = field(default_factory=dict)
    styled: tuple[str, ...] = ()


def scan_formulas(xml: bytes) -> dict[str, str] | None:
    """cell → formula of a usual sheet, without "="; None where it is written otherwise and `scan_any` must be asked."""
    found = _FORMULA.findall(xml)
    if b"<sheetData" not in xml or sum(1 for each in found if each[3]) != xml.count(b"</f>"):
        return None
    return _formulas(found)


def scan_cells(xml: bytes) -> tuple[frozenset[str], tuple[str, ...]] | None:
    """The formula cells of a usual sheet and those of them without a result, the formulas themselves left unread."""
    found = _FORMULA_CELL.findall(xml)
    if b"<sheetData" not in xml or len(found) - [each[2] for each in found].count(b"") != xml.count(b"</f>"):
        return None
    # openpyxl writes an unknown result as <v/>; a text formula whose result is "" is computed
    blank = [cell for cell, kind, _, value in found if not value and b't="str"' not in kind]
    return frozenset(_decoded([each[0] for each in found])), tuple(_decoded(blank))


def scan_shown(xml: bytes, styles: Collection[int]) -> Shown | None:
    """The errors of a usual sheet and the cells whose style index is in `styles`; None where `scan_any` must be asked."""
    start = xml.find(b"<sheetData")
    if start < 0 or _UNUSUAL_CELL.search(xml, start):
        return None
    errors = {cell.decode(): text.decode() for cell, text in _ERROR.findall(xml)} if b' t="e"' in xml else {}
    styled = _styled(tuple(sorted(styles))).findall(xml) if styles else []
    return Shown(errors, tuple(_decoded(styled)))


def _decoded(cells: list[bytes]) -> list[str]:
    """Many addresses as texts at once."""
    return b"\n".join(cells).decode().split("\n") if cells else []


def _formulas(found: list[tuple[bytes, ...]]) -> dict[str, str]:
    formulas: dict[str, str] = {}
    masters: dict[str, tuple[str, str]] = {}
    for cell, given, source, _ in found:
        address, text = cell.decode(), source.decode("utf-8", "replace")
        if given and b"shared" in given:
            formulas[address] = shared_formula(address, given.decode(), text, masters)
        else:
            formulas[address] = plain_text(text) if "&" in text else text
    return formulas


def plain_text(text: str) -> str:
    """Text with its entities resolved; the four usual ones without the cost of a general parser."""
    if "&#" in text or "&apos;" in text:
        return unescape(text)
    return text.replace("&quot;", '"').replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def shared_formula(cell: str, given: str, text: str, masters: dict[str, tuple[str, str]]) -> str:
    """The formula at `cell`, entities resolved, given the attributes and text of its `<f>`.

    A cell that holds the text of a shared formula becomes the master of its index; the others follow it, moved.
    """
    found = _SHARED_INDEX.search(given)
    formula = plain_text(text) if "&" in text else text
    if found is None or formula:
        if found is not None:
            masters[found[1]] = (cell, formula)
        return formula
    if found[1] not in masters:
        return ""
    master, formula = masters[found[1]]
    row, column = position(cell)
    master_row, master_column = position(master)
    return moved(formula, row - master_row, column - master_column)


@lru_cache(maxsize=64)
def _styled(styles: tuple[int, ...]) -> re.Pattern[bytes]:
    return re.compile(rf'<c r="([^"]+)" s="(?:{"|".join(map(str, styles))})"'.encode())


@dataclass(frozen=True, slots=True)
class Scan:
    """All that the scans of usual sheets find: formulas by cell, formula cells without a result, what is shown."""

    formulas: dict[str, str]
    uncomputed: tuple[str, ...]
    shown: Shown


class _Reader:
    """Follows the elements of a sheet and keeps count of rows and columns where addresses are missing."""

    def __init__(self, styles: Collection[int]) -> None:
        self._formulas: dict[str, str] = {}
        self._errors: dict[str, str] = {}
        self._styles = {str(style) for style in styles}
        self._masters: dict[str, tuple[str, str]] = {}
        self._row, self._column = -1, -1
        self._cell, self._kind = "", ""
        self._formula: str | None = None
        self._given = ""
        self._value: str | None = None
        self._text: list[str] = []
        self._blank: list[str] = []
        self._styled: list[str] = []

    def start(self, tag: str, given: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        self._text = []
        if name == "row":
            self._row = int(given["r"]) - 1 if given.get("r", "").isdigit() else self._row + 1
            self._column = -1
        elif name == "c":
            self._begin_cell(given)
        elif name == "f":
            self._given = " ".join(f'{key}="{value}"' for key, value in given.items())

    def text(self, data: str) -> None:
        self._text.append(data)

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "f":
            self._formula = "".join(self._text)
        elif name == "v":
            self._value = "".join(self._text)
        elif name == "c":
            self._end_cell()

    def finish(self) -> Scan:
        return Scan(self._formulas, tuple(self._blank), Shown(self._errors, tuple(self._styled)))

    def _begin_cell(self, given: dict[str, str]) -> None:
        if "r" in given:
            self._row, self._column = position(given["r"])
        else:
            self._column += 1
        self._cell = f"{column_name(self._column)}{self._row + 1}"
        self._kind = given.get("t", "n")
        self._formula, self._given, self._value = None, "", None
        if given.get("s") in self._styles:
            self._styled.append(self._cell)

    def _end_cell(self) -> None:
        if self._formula is not None:
            formula = self._formula
            if 't="shared"' in self._given:
                formula = shared_formula(self._cell, self._given, formula, self._masters)
            self._formulas[self._cell] = formula
            if not self._value and self._kind != "str":
                self._blank.append(self._cell)
        if self._kind == "e" and self._value:
            self._errors[self._cell] = self._value


def scan_any(xml: bytes, styles: Collection[int] = ()) -> Scan:
    """What a sheet holds, however it is written; ValueError where it is not well-formed XML."""
    reader = _Reader(styles)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.CharacterDataHandler = reader.text
    parser.EndElementHandler = reader.end
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from error
    return reader.finish()
