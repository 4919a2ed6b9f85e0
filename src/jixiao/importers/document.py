"""A document as it flows: paragraphs and tables in their order, whatever markup they were written in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from jixiao.form.table import Merge


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The text of a paragraph outside all tables."""

    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell over `across` columns from `column` (zero-based); `covered` where the cell above reaches down into it."""

    column: int
    across: int
    text: str
    covered: bool = False


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The table `number` (one-based) of a document; `first` is the number of its first row."""

    number: int
    rows: tuple[Row, ...]
    first: int = 1

    @property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max((cell.column + cell.across for row in self.rows for cell in row), default=0)


Flow = Iterable[Paragraph | Grid]


def values(row: Row, width: int) -> tuple[str | None, ...]:
    """The texts of a row by column; a merged block shows its text in its first column only."""
    found: list[str | None] = [None] * width
    for cell in row:
        found[cell.column] = None if cell.covered else cell.text or None
    return tuple(found)


def merges(rows: Sequence[Row], top: int) -> Iterator[Merge]:
    """The merged blocks of rows that are from row `top` on."""
    for number, row in enumerate(rows):
        for cell in row:
            if cell.covered:
                continue
            bottom = number
            while bottom + 1 < len(rows) and _covered(rows[bottom + 1], cell):
                bottom += 1
            if bottom > number or cell.across > 1:
                yield Merge(top + number, cell.column, top + bottom, cell.column + cell.across - 1)


def moved(cell: Cell, column: int, across: int) -> Cell:
    """The cell at another place."""
    return replace(cell, column=column, across=across)


def _covered(row: Row, above: Cell) -> bool:
    return any(cell.covered and cell.column == above.column for cell in row)
