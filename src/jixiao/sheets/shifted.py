"""A project sheet that is lower or further right than in the template, as rows or columns were put before it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from jixiao.form.draft import Places
from jixiao.xlsx.references import displaced

if TYPE_CHECKING:
    from jixiao.sheets.layout import Expected

CellRef = tuple[int, int]
"""Zero-based row and column."""


class Shift(NamedTuple):
    """How many rows lower and columns further right a whole sheet is."""

    down: int = 0
    right: int = 0

    @classmethod
    def between(cls, template: CellRef, places: Places) -> Shift:
        """The shift that brings the cell of the project's name from its place in the template to where it is."""
        row, column = places.at("project")
        table = places.table
        return cls(row + table.first_row - template[0], column + table.first_column - template[1])

    def moved(self, positions: Mapping[str, CellRef]) -> Mapping[str, CellRef]:
        """The places of fields in the template as they are on the sheet."""
        if self == NONE:
            return positions
        return {path: (row + self.down, column + self.right) for path, (row, column) in positions.items()}

    def formulas(self, found: Mapping[str, Expected]) -> Mapping[str, Expected]:
        """Cell → formula as the template has it, with cells and references as they are on the sheet."""
        if self == NONE:
            return found
        return {
            displaced(cell, self.down, self.right): item._replace(
                formula=displaced(item.formula, self.down, self.right)
            )
            for cell, item in found.items()
        }


NONE = Shift()
