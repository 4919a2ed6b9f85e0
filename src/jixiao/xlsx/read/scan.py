"""One pass over a sheet's XML for what values alone do not show: formulas, missing results, error values."""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import Enum
from functools import lru_cache

from jixiao.xlsx.references import moved, position

_FORMULA = re.compile(rb'<c r="([^"]+)"[^>]*+><f([^>]*)>([^<]*+)(</f>)?')
_FORMULA_CELL = re.compile(rb'<c r="([^"]+)"([^>]*+)><f[^>]*>[^<]*+(</f>)?(<v>[^<]|<v [^>]*>[^<])?')
_ERROR = re.compile(rb'<c r="([A-Z]+\d+)"[^>]* t="e"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]*)</v>')
_UNKNOWN_ERROR = re.compile(
    rb'(<c r="[A-Z]+\d+"[^>]* t="e"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>)'
    rb"(?!#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)</v>)[^<]*+(?=</v>)"
)
"""An error that the reader of values does not know, such as #SPILL! of a newer Excel or #ERROR! of Google: it would refuse the sheet."""
_ZONED = re.compile(rb'( t="d"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>[0-9T:.-]++)Z(?=</v>)')
ERRORS, DATED = b' t="e"', b' t="d"'
"""Cells that say they hold an error, or a date, whatever their format."""
_UNUSUAL = re.compile(
    rb'<(?!row(?: [\w:]+="[^"&<>]*")*/?>|/row>|v/?>|/v>|/c>|is>|/is>|t>|t |/t>|/f>(?:<v|</c>)|sheetData>'
    rb'|c r="[A-Z]{1,3}[1-9]\d{0,6}"(?: s="\d+")?(?: t="[a-zA-Z]+")?(?: (?:cm|vm|ph)="\w+")*(?:/>|><(?:[fvi]|/c>))'
    rb'|f(?: [\w:]+="[^"&<>]*")*(?:>|/>(?:<v|</c>)))'
)
"""What is among the cells otherwise than Excel writes it: prefixes, cells without an address, attributes in
another order or quotes, spaces between elements, comments, CDATA, formatted pieces of text."""
_FORMULA_OF_VALUE = re.compile(rb'"><f>[^<]*+</f>(?=<v)')
_NO_CELLS, _END = b"<sheetData/>", b"</sheetData>"
_GIVEN = rb'(?: [\w:]+="[^"&<>]*+")*+'
_CONTENT = rb'(?:<f%b>[^<]*+</f>|)(?:<v>[^<]*+</v>|<v/>|)|<is><t(?: xml:space="preserve"|)>[^<]*+</t></is>' % _GIVEN
_WITH_CONTENT = rb'(?:/>| t="s"><v>[0-9]++</v></c>|>(?:%b)</c>| t="(?!e")[a-zA-Z]++">(?:%b)</c>)' % (_CONTENT, _CONTENT)
_CELL = rb'<c r="[A-Z][1-9][0-9]{0,2}+"(?: s="[0-9]++"|)%b' % _WITH_CONTENT
_FEW_CELLS = re.compile(rb"<sheetData>(?:<row%b(?:/>|>(?:%b)*+</row>))*+</sheetData>" % (_GIVEN, _CELL))
"""Rows of cells in A1:Z999 with nothing unusual and no error value: most sheets are that, and one walk over them costs a third of a search."""
_UNUSUAL_HEAD = re.compile(rb"<(?:!|\?(?!xml\s))")
_UNUSUAL_BELOW = re.compile(rb'<(?:[!?]|mergeCell\s(?! *ref="[A-Z0-9:]+"/>))')
_PREFIXED_MERGE = b":mergeCell"
"""Of what is above and below the cells only the merged areas are read; a comment may pretend to be anything."""
_MERGE = re.compile(rb'<mergeCell ref="([A-Z]{1,2}[1-9]\d{0,5}:[A-Z]{1,2}[1-9]\d{0,5})"/>')
_BELOW_ZERO = re.compile(
    rb'<c r="([^"]+)" s="(\d+)"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>(-[0-9.]+(?:[eE][+-]?[0-9]+)?|-[a-zA-Z]+)</v>'
)
EARLIEST = -1e11
"""Days from which on the reader of values counts; what is before it, it does not refuse but panics, in English and on its own."""
_SHARED_INDEX = re.compile(r'\bsi="(\d+)"')
LONGEST_SHARED = 32 << 20
"""Characters of shared formulas that are written out for one sheet; a collected season has some millions."""


Block = tuple[tuple[int, int], tuple[int, int]]
"""The zero-based first and last row and column of an area."""


class Writing(Enum):
    """How the cells of a sheet are written: otherwise than Excel does, as Excel does, so and all without errors in A1:Z999."""

    UNUSUAL = 0
    USUAL = 1
    NARROW = 2


def place_of_cells(xml: bytes) -> slice:
    """Where the element of the cells stands in a sheet, as Excel writes it; an empty slice where it is not found so."""
    start = xml.find(b"<sheetData")
    if xml.startswith(_NO_CELLS, start):
        return slice(start, start + len(_NO_CELLS))
    end = xml.find(_END, start) if start >= 0 else -1
    return slice(start, end + len(_END)) if end >= 0 else slice(0, 0)


def cells_of(xml: bytes, place: slice) -> bytes:
    """The cells of a sheet, as their element at `place`, without the formulas that have a value: half of it; nothing where there are none.

    A formula is left out only where a cell may have it, so that cells which look usual without it are usual with it.
    """
    found = xml[place]
    return _FORMULA_OF_VALUE.sub(b'">', found) if found != _NO_CELLS else b"<sheetData></sheetData>"


def writing(xml: bytes, place: slice, cells: bytes) -> Writing:
    """Whether each cell of a sheet is written as Excel writes it, so that the scans below miss nothing.

    `cells` are those of `cells_of` at `place`.
    """
    start, below = place.start, place.stop
    if not cells or xml.find(b"&", 0, start) >= 0 or _UNUSUAL_HEAD.search(xml, 0, start):
        return Writing.UNUSUAL
    if _UNUSUAL_BELOW.search(xml, below) or xml.find(_PREFIXED_MERGE, below) >= 0:
        return Writing.UNUSUAL
    if _FEW_CELLS.fullmatch(cells):
        return Writing.NARROW
    return Writing.UNUSUAL if _UNUSUAL.search(cells, 0, len(cells) - len(_END)) else Writing.USUAL


def scan_formulas(xml: bytes) -> dict[str, str]:
    """cell → formula of a usual sheet, without "="."""
    return _formulas(_FORMULA.findall(xml))


def scan_cells(xml: bytes) -> tuple[frozenset[str], tuple[str, ...]]:
    """The formula cells of a usual sheet and those of them without a result, the formulas themselves left unread."""
    found = _FORMULA_CELL.findall(xml)
    # openpyxl writes an unknown result as <v/>; a text formula whose result is "" is computed
    blank = [cell for cell, kind, _, value in found if not value and b't="str"' not in kind]
    return frozenset(_decoded([each[0] for each in found])), tuple(_decoded(blank))


def scan_merges(xml: bytes) -> tuple[Block, ...] | None:
    """The merged areas of a usual sheet; None where one is given in another way than A1:B2."""
    end = xml.rfind(b"</sheetData>")
    if end < 0:
        return None
    found = _MERGE.findall(xml, end)
    listed = xml.count(b"<mergeCell", end) - xml.count(b"<mergeCells", end)
    return tuple(map(_area, found)) if len(found) == listed else None


@lru_cache(maxsize=4096)
def _area(ref: bytes) -> Block:
    first, _, last = ref.decode().partition(":")
    return position(first), position(last)


def scan_errors(xml: bytes) -> dict[str, str]:
    """cell → error value of a usual sheet."""
    return {cell.decode(): text.decode() for cell, text in _ERROR.findall(xml)} if ERRORS in xml else {}


def as_readers_know(xml: bytes) -> bytes:
    """A usual sheet for the reader of values: errors of newer programs as #N/A (`scan_errors` has them as they are), dates without Z."""
    known = _UNKNOWN_ERROR.sub(rb"\1#N/A", xml) if ERRORS in xml else xml
    return _ZONED.sub(rb"\1", known) if DATED in known else known


def scan_styled(xml: bytes, styles: Collection[int]) -> tuple[str, ...]:
    """The cells of a usual sheet whose style index is in `styles`."""
    return tuple(_decoded(_styled(tuple(sorted(styles))).findall(xml))) if styles else ()


def scan_too_early(cells: bytes, styles: Collection[int]) -> tuple[str, ...]:
    """The cells of a usual sheet whose style index is in `styles` with a number before the EARLIEST."""
    found = _BELOW_ZERO.findall(cells) if styles and b"<v>-" in cells else ()
    return tuple(cell.decode() for cell, style, days in found if int(style) in styles and _days(days) < EARLIEST)


def _days(number: bytes) -> float:
    try:
        return float(number)
    except ValueError:
        return 0


def _decoded(cells: list[bytes]) -> list[str]:
    """Many addresses as texts at once."""
    return b"\n".join(cells).decode().split("\n") if cells else []


def _formulas(found: list[tuple[bytes, ...]]) -> dict[str, str]:
    formulas: dict[str, str] = {}
    masters: dict[str, tuple[str, str]] = {}
    room = LONGEST_SHARED
    for cell, given, source, _ in found:
        address, text = cell.decode(), source.decode("utf-8", "replace")
        if given and b"shared" in given:
            formulas[address] = shared_formula(address, given.decode(), text, masters) if room > 0 else ""
            room -= len(formulas[address])
        else:
            formulas[address] = plain_text(text) if "&" in text else text
    return formulas


def plain_text(text: str) -> str:
    """Text with its entities resolved; the four usual ones without the cost of a general parser."""
    if "&#" in text or "&apos;" in text:
        from html import unescape

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
