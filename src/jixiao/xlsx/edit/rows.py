"""The rows and cells of a sheet as they are in its text, and the formulas they share."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from jixiao.form.table import column_name
from jixiao.xlsx.cells import formula_text
from jixiao.xlsx.opc.markup import Element, Markup
from jixiao.xlsx.read.scan import shared_formula
from jixiao.xlsx.references import position

Place = tuple[int, int]
"""Zero-based row and column."""


class Row:
    """A row as it is: zero-based number, its element, its cells by column."""

    def __init__(self, sheet: Markup, number: int, element: Element) -> None:
        self._sheet = sheet
        self.number, self.element = number, element

    @cached_property
    def cells(self) -> Mapping[int, Element]:
        """The cells by column; one without an address follows the one before it."""
        found: dict[int, Element] = {}
        column = -1
        for element in self._sheet.children(self.element):
            if element.local == "c":
                address = element.attributes.get("r")
                column = position(address)[1] if address else column + 1
                found[column] = element
        return found


def rows_of(sheet: Markup, data: Element) -> Iterator[Row]:
    """The rows in the order of the file; a row without a number follows the one before it."""
    number = -1
    for element in sheet.children(data):
        if element.local == "row":
            given = element.attributes.get("r", "")
            number = int(given) - 1 if given.isdigit() else number + 1
            yield Row(sheet, number, element)


def unshare(sheet: Markup, rows: Iterable[Row], going: Collection[Place]) -> bool:
    """Write out the formulas that lean on a shared one at a place that is `going`; whether there is such a one."""
    masters: dict[str, tuple[str, str]] = {}
    orphaned: set[str] = set()
    for place, element in _shared(sheet, rows):
        index, address = element.attributes.get("si", ""), f"{column_name(place[1])}{place[0] + 1}"
        text = shared_formula(address, element.given, sheet.inner(element), masters)
        if not element.closed and place in going:
            orphaned.add(index)
        elif index in orphaned and place not in going:
            sheet.replace(element.start, element.end, f"<{element.tag}>{formula_text(text)}</{element.tag}>")
    return bool(orphaned)


def _shared(sheet: Markup, rows: Iterable[Row]) -> Iterator[tuple[Place, Element]]:
    if 't="shared"' not in sheet.text and "t='shared'" not in sheet.text:
        return
    for row in rows:
        for column, cell in row.cells.items():
            formula = sheet.child("f", cell)
            if formula is not None and formula.attributes.get("t") == "shared":
                yield (row.number, column), formula
