"""The one shape every source is turned into: a grid of cells with text or value, merges and addresses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

Value = str | int | float | Decimal | bool | None
"""A cell's content; numbers of a workbook arrive as float or int and become Decimal by their shortest text."""


class Merge(NamedTuple):
    """A merged block, zero-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells from one place of one file.

    `rows[r][c]` is the content; rows may differ in length. `first_row`, `first_column` (zero-based) say where the grid
    begins in the sheet, so `A1` addresses can be given. For a text source `lines[r]` is the one-based line of row r;
    for a document `marks[r]` is the place of row r as text ("表 3 行 12"), as a form may be in two of its tables.
    """

    rows: tuple[tuple[Value, ...], ...]
    merges: tuple[Merge, ...] = ()
    file: str | None = None
    sheet: str | None = None
    block: int | None = None
    first_row: int = 0
    first_column: int = 0
    lines: tuple[int, ...] = field(default=())
    marks: tuple[str, ...] = field(default=())

    def value(self, row: int, column: int) -> Value:
        """What is at a row and column of the grid; None outside it."""
        inside = 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row])
        return self.rows[row][column] if inside else None

    def place(self, row: int, column: int) -> str:
        """The address of a cell as a user finds it: "F7" in a sheet, "第 31 行" in a text, "表 3 行 12" in a document."""
        if self.marks:
            return self.marks[row]
        if self.lines:
            return f"第 {self.lines[row]} 行"
        return f"{column_name(column + self.first_column)}{row + self.first_row + 1}"

    def places(self, positions: Iterable[tuple[int, int]]) -> list[str]:
        """The addresses of many cells, given by row and column."""
        if self.marks or self.lines:
            return [self.place(row, column) for row, column in positions]
        left, below = self.first_column, self.first_row + 1
        return [f"{column_name(column + left)}{row + below}" for row, column in positions]


@lru_cache(maxsize=1024)
def column_name(column: int) -> str:
    """The letters of a zero-based column: 0 → A, 26 → AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
