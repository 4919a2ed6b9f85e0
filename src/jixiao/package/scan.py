"""One pass over a sheet's XML for what values alone do not show: formulas, missing results, error values."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

from jixiao.package.shared import moved, position

_FORMULA = re.compile(r'<c r="([^"]+)"[^>]*+><f([^>]*)>([^<]*)(?:</f>)?(<v>[^<]|<v [^>]*>[^<])?')
_ODD_CELL = re.compile(r'<c(?=[ >/])(?! r=")')
_ERROR = re.compile(r'<c r="([A-Z]+\d+)"[^>]* t="e"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]*)</v>')
_SHARED_INDEX = re.compile(r'\bsi="(\d+)"')
# openpyxl writes an unknown result as <v/> or <v></v>; a text formula whose result is "" has t="str" and is computed
_TEXT_RESULT = re.compile(r'<c r="([A-Z]+\d+)"[^>]* t="str"')


@dataclass(slots=True)
class Scan:
    """Formulas by cell (without "="), formula cells without a stored result, error values, percent-styled cells."""

    formulas: dict[str, str] = field(default_factory=dict)
    uncomputed: tuple[str, ...] = ()
    errors: dict[str, str] = field(default_factory=dict)
    styled: tuple[str, ...] = ()


def is_plain(xml: str) -> bool:
    """Whether every cell is written `<c r="..."`, as Excel, WPS, LibreOffice and the common writers do."""
    return "<sheetData" in xml and _ODD_CELL.search(xml) is None


def scan(xml: str, styles: Collection[int] = ()) -> Scan:
    """What a plainly written sheet holds; `styled` lists the cells whose style index is in `styles`."""
    result = Scan()
    blank = _collect_formulas(xml, result)
    if blank:
        texts = set(_TEXT_RESULT.findall(xml))
        result.uncomputed = tuple(cell for cell in blank if cell not in texts)
    if ' t="e"' in xml:
        result.errors = dict(_ERROR.findall(xml))
    if styles:
        result.styled = tuple(_styled(tuple(sorted(styles))).findall(xml))
    return result


def _collect_formulas(xml: str, result: Scan) -> list[str]:
    formulas, blank = result.formulas, []
    masters: dict[str, tuple[str, str]] = {}
    for cell, given, text, value in _FORMULA.findall(xml):
        if given and "shared" in given:
            text = shared_formula(cell, given, text, masters)
        formulas[cell] = plain_text(text) if "&" in text else text
        if not value:
            blank.append(cell)
    return blank


def plain_text(text: str) -> str:
    """Text with its entities resolved; the four usual ones without the cost of a general parser."""
    if "&#" in text or "&apos;" in text:
        return unescape(text)
    return text.replace("&quot;", '"').replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def shared_formula(cell: str, given: str, text: str, masters: dict[str, tuple[str, str]]) -> str:
    """The text of a shared formula at `cell`; the cell that holds the text becomes the master of its index."""
    found = _SHARED_INDEX.search(given)
    if found is None or text:
        if found is not None:
            masters[found[1]] = (cell, text)
        return text
    if found[1] not in masters:
        return ""
    home, formula = masters[found[1]]
    row, column = position(cell)
    home_row, home_column = position(home)
    return moved(unescape(formula), row - home_row, column - home_column)


@lru_cache(maxsize=64)
def _styled(styles: tuple[int, ...]) -> re.Pattern[str]:
    return re.compile(rf'<c r="([A-Z]+\d+)"(?: t="\w+")? s="(?:{"|".join(map(str, styles))})"')
