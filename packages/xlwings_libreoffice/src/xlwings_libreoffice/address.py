"""Cell addresses in Excel's A1 style: parsing, printing, and the rectangle they name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

ROWS, COLUMNS = 1_048_576, 16_384
_CELL = re.compile(r"^\$?([A-Za-z]{1,3})\$?(\d{1,7})$")
_COLUMN = re.compile(r"^\$?([A-Za-z]{1,3})$")
_ROW = re.compile(r"^\$?(\d{1,7})$")


@dataclass(frozen=True, order=True)
class Area:
    """A rectangle of cells; rows and columns count from 1 and both ends belong to it."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def rows(self) -> int:
        return self.bottom - self.top + 1

    @property
    def columns(self) -> int:
        return self.right - self.left + 1

    @property
    def whole_rows(self) -> bool:
        return self.left == 1 and self.right == COLUMNS

    @property
    def whole_columns(self) -> bool:
        return self.top == 1 and self.bottom == ROWS

    def holds(self, other: Area) -> bool:
        rows = self.top <= other.top and other.bottom <= self.bottom
        return rows and self.left <= other.left and other.right <= self.right

    def meets(self, other: Area) -> bool:
        rows = self.top <= other.bottom and other.top <= self.bottom
        return rows and self.left <= other.right and other.left <= self.right

    def joined(self, other: Area) -> Area:
        """The smallest rectangle around both."""
        top, left = min(self.top, other.top), min(self.left, other.left)
        return Area(top, left, max(self.bottom, other.bottom), max(self.right, other.right))

    def within(self, other: Area) -> Area | None:
        """What both have in common."""
        if not self.meets(other):
            return None
        top, left = max(self.top, other.top), max(self.left, other.left)
        return Area(top, left, min(self.bottom, other.bottom), min(self.right, other.right))


def without(areas: Iterable[Area], others: Iterable[Area]) -> tuple[Area, ...]:
    """What is left of the areas outside all the others."""
    left = tuple(areas)
    for other in others:
        left = tuple(part for area in left for part in _cut(area, other))
    return left


def parse(address: str) -> tuple[Area, ...]:
    """The areas of `A1`, `$A$1:B2`, `12:14`, `A:C` or several joined by commas; ValueError for anything else."""
    return tuple(_area(part.strip()) for part in address.split(","))


def address(area: Area, row_mark: str = "$", column_mark: str = "$") -> str:
    """The area in A1 style, `$` before rows and columns unless asked otherwise."""
    if area.whole_rows:
        return f"{row_mark}{area.top}:{row_mark}{area.bottom}"
    if area.whole_columns:
        return f"{column_mark}{letters(area.left)}:{column_mark}{letters(area.right)}"
    first = f"{column_mark}{letters(area.left)}{row_mark}{area.top}"
    if area.rows == area.columns == 1:
        return first
    return f"{first}:{column_mark}{letters(area.right)}{row_mark}{area.bottom}"


def letters(column: int) -> str:
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def number(name: str) -> int:
    column = 0
    for letter in name.upper():
        column = column * 26 + ord(letter) - 64
    return column


def _cut(area: Area, hole: Area) -> list[Area]:
    common = area.within(hole)
    if common is None:
        return [area]
    parts = [
        Area(area.top, area.left, common.top - 1, area.right),
        Area(common.top, area.left, common.bottom, common.left - 1),
        Area(common.top, common.right + 1, common.bottom, area.right),
        Area(common.bottom + 1, area.left, area.bottom, area.right),
    ]
    return [part for part in parts if part.rows > 0 and part.columns > 0]


def _area(part: str) -> Area:
    first, _, last = part.partition(":")
    one, two = _corner(first), _corner(last or first)
    if one is None or two is None or (not last and one != Area(one.top, one.left, one.top, one.left)):
        raise ValueError(part)
    return one.joined(two)


def _corner(text: str) -> Area | None:
    if cell := _CELL.match(text):
        row, column = int(cell[2]), number(cell[1])
        return Area(row, column, row, column) if 0 < row <= ROWS and column <= COLUMNS else None
    if column_only := _COLUMN.match(text):
        column = number(column_only[1])
        return Area(1, column, ROWS, column)
    if row_only := _ROW.match(text):
        row = int(row_only[1])
        return Area(row, 1, row, COLUMNS)
    return None
