"""How large the area of a sheet is before its values are read: cells far outside would make readers allocate all of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from jixiao.xlsx.read.scan import Writing, cells_of, place_of_cells, writing
from jixiao.xlsx.references import LAST_COLUMN, LAST_ROW, column_number

if TYPE_CHECKING:
    from jixiao.xlsx.read.plain import Cell

LARGEST_AREA = 40_000_000
"""Cells of the area a sheet may span; a collected workbook of Excel's most rows and thirty columns is below it."""
LARGEST_AREAS = 100_000_000
"""Cells of the areas of all sheets of a workbook."""
LOOSE, SPARSE = 2_000_000, 50
"""From so many cells on, an area counts as too large where not one in fifty of its cells is in the file."""
BOUNDS = ((LAST_ROW, LAST_COLUMN), (LAST_ROW, 702), (100_000, 702), (100_000, 256), (20_000, 100))
"""Rows and columns within which cells are kept: the first that make the area small enough."""
_WIDE = re.compile(rb'<c r="(?:[A-Z]{2}|[A-Z]\d{4})')
"""A cell right of column Z or below row 999: few sheets have one, and only their cells are looked at one by one."""
NARROW = 26 * 999
_LETTERS, _DIGITS = re.compile(rb'<c r="([A-Z]+)'), re.compile(rb'<c r="[A-Z]+(\d+)')


class Bounded(NamedTuple):
    """A sheet as it is to be read: its XML, how many cells its area has, and the cells far outside that were left out.

    `cells` are its cells without formulas, as `cells_of` gives them; `may_have_errors` is False where it is known
    that none of them holds an error value.
    """

    xml: bytes
    cells: bytes
    area: int
    stray: tuple[str, ...] = ()
    may_have_errors: bool = True

    @property
    def exact_area(self) -> int:
        """How many cells its area has where `area` is only the most it can be."""
        return _spanned_by(self.cells) if self.area == NARROW else self.area

    @property
    def cells_in_file(self) -> int:
        """How many cells are in the file, those without a value included."""
        return _count(self.cells)


def bounded(xml: bytes) -> Bounded:
    """The sheet as it is where it is written as usual and its area is not too large, else written out again.

    Raises ValueError where it is written otherwise and is no sound sheet.
    """
    place = place_of_cells(xml)
    cells = cells_of(xml, place)
    kind = writing(xml, place, cells)
    if kind is not Writing.UNUSUAL:
        area = NARROW if kind is Writing.NARROW else _area(cells)
        if area <= LOOSE or is_filled(area, _count(cells)):
            return Bounded(xml, cells, area, may_have_errors=kind is not Writing.NARROW)
    return _within(xml)


def is_filled(area: int, cells: int, largest: int = LARGEST_AREA) -> bool:
    """Whether an area of cells is small enough, and so many of them in the file that they are worth the room it takes."""
    return area <= largest and area <= max(LOOSE, cells * SPARSE)


def _count(cells: bytes) -> int:
    return cells.count(b"<c ")


def _area(cells: bytes) -> int:
    """Cells from A1 to the farthest address of a usual sheet, or what it is at most."""
    return _spanned_by(cells) if _WIDE.search(cells) else NARROW


def _spanned_by(cells: bytes) -> int:
    columns = max((column_number(letters.decode()) + 1 for letters in set(_LETTERS.findall(cells))), default=0)
    return columns * max(map(int, set(_DIGITS.findall(cells))), default=0)


def _within(unusual: bytes) -> Bounded:
    from jixiao.xlsx.read.plain import Sheet, sheet

    found = sheet(unusual)
    kept: tuple[Cell, ...] = ()
    area = 0
    for rows, columns in BOUNDS:
        kept = tuple(cell for cell in found.cells if cell.row < rows and cell.column < columns)
        area = _spanned(kept)
        if is_filled(area, len(kept)):
            break
    stray = () if len(kept) == len(found.cells) else tuple(_left_out(found.cells, kept))
    xml = Sheet(kept, found.merges).xml()
    return Bounded(xml, cells_of(xml, place_of_cells(xml)), area, stray)


def _spanned(cells: tuple[Cell, ...]) -> int:
    lowest = max((cell.row for cell in cells), default=-1)
    return (lowest + 1) * (max((cell.column for cell in cells), default=-1) + 1)


def _left_out(cells: tuple[Cell, ...], kept: tuple[Cell, ...]) -> list[str]:
    places = {(cell.row, cell.column) for cell in kept}
    return list(dict.fromkeys(cell.address for cell in cells if (cell.row, cell.column) not in places))
