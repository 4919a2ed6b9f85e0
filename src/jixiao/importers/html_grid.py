"""A table of a web page as a grid: rowspan and colspan, rows in any of its bodies, texts as shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from jixiao.form.wording import one_line
from jixiao.importers.document import Cell, Grid, Row

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

CELLS = frozenset({"td", "th"})
BODIES = frozenset({"thead", "tbody", "tfoot"})
BREAKS = frozenset({"br", "p", "div", "li", "tr"})
UNSEEN = frozenset({"script", "style"})
WIDEST = 200
LONGEST = 2000
LAST_REACHING = 255
"""The zero-based last column from which a cell may reach into rows below; stairs of such cells would fill a square."""


def grid(table: Element, number: int) -> Grid:
    """The table `number` of a page."""
    found: list[Row] = []
    reaching: dict[int, tuple[Cell, int]] = {}
    for row in rows(table):
        line, reaching = _row(row, reaching)
        found.append(tuple(sorted(line, key=lambda cell: cell.column)))
    return Grid(number, tuple(found))


def rows(table: Element) -> Iterator[Element]:
    """The rows of a table, not those of tables within it."""
    for item in table:
        if item.tag == "tr":
            yield item
        elif item.tag in BODIES:
            yield from (row for row in item if row.tag == "tr")


def _row(row: Element, above: dict[int, tuple[Cell, int]]) -> tuple[list[Cell], dict[int, tuple[Cell, int]]]:
    """The cells of a row, those that reach into it from above first; and what reaches further down."""
    line = [Cell(cell.column, cell.across, "", True) for cell, _ in above.values()]
    reaching = {column: (cell, left - 1) for column, (cell, left) in above.items() if left > 1}
    taken = {column for cell in line for column in range(cell.column, cell.column + cell.across)}
    column = 0
    for item in row:
        if item.tag not in CELLS:
            continue
        while column in taken:
            column += 1
        across, down = _span(item, "colspan", WIDEST), _span(item, "rowspan", LONGEST)
        while across > 1 and taken & set(range(column, column + across)):
            across -= 1
        cell = Cell(column, across, _text(item))
        line.append(cell)
        column += across
        if down > 1 and cell.column <= LAST_REACHING:
            reaching[cell.column] = (cell, down - 1)
    return line, reaching


def _span(cell: Element, name: str, most: int) -> int:
    digits = str(cell.get(name) or "1").strip()
    return max(1, min(int(digits), most)) if digits.isdecimal() else 1


def _text(cell: Element) -> str:
    # spaces and line ends of the source are layout; only a <br> or a new paragraph is a line break
    lines = (" ".join(line.split()) for line in "".join(_pieces(cell)).split("\v"))
    return one_line("\n".join(line for line in lines if line))


def _pieces(element: Element) -> Iterator[str]:
    yield element.text or ""
    for item in element:
        if item.tag in BREAKS:
            yield "\v"
        if item.tag not in UNSEEN:
            yield from _pieces(item)
        if item.tag in BREAKS:
            yield "\v"
        yield item.tail or ""
