"""Cells of a sheet changed in its text: rows and cells are found, made or replaced; everything else stays as written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property

from jixiao.form.table import column_name
from jixiao.xlsx.cells import formula_text
from jixiao.xlsx.opc.guard import DAMAGED, PackageError
from jixiao.xlsx.opc.markup import Element, Markup, set_attribute
from jixiao.xlsx.read.scan import shared_formula
from jixiao.xlsx.references import position

Write = Callable[[str, int], str]
"""Makes the `<c>` for an address and a style index."""
Place = tuple[int, int]
"""Zero-based row and column."""


class Grid:
    """The cells of one sheet, and what is to be written into them."""

    def __init__(self, sheet: Markup) -> None:
        found = sheet.child("sheetData")
        if found is None:
            raise PackageError(f"工作表没有 sheetData 元素；{DAMAGED}")
        self.sheet, self.data = sheet, found
        self._writes: dict[Place, Write] = {}
        self._columns: dict[int, set[int]] = defaultdict(set)

    def write(self, cell: str, make: Write) -> None:
        """Have the cell replaced by what `make` gives for its address and style."""
        row, column = position(cell)
        self._writes[row, column] = make
        self._columns[row].add(column)

    def apply(self) -> bool:
        """Put all writes into the sheet; whether a formula was replaced or added."""
        if not self._writes:
            return False
        rows = {row.number: row for row in rows_of(self.sheet, self.data)}
        changed = unshare(self.sheet, rows.values(), self._writes)
        changed |= any(_holds_formula(self.sheet, rows, place) for place in self._writes)
        missing = ""
        at = self.data.inside_end
        for number in sorted(self._columns):
            if number in rows:
                self._rewrite(rows[number])
            elif (following := min((n for n in rows if n > number), default=None)) is not None:
                self.sheet.insert(rows[following].element.start, self._new_row(number))
            else:
                missing += self._new_row(number)
        self._append_rows(at, missing)
        self._grow_dimension()
        return changed

    def _rewrite(self, row: Row) -> None:
        columns = sorted(self._columns[row.number])
        added = [column for column in columns if column not in row.cells]
        for column in columns:
            if column in row.cells:
                element = row.cells[column]
                style = int(element.attributes.get("s", "0"))
                self.sheet.replace(element.start, element.end, self._made(row.number, column, style))
        if added:
            self._add_cells(row, added)

    def _add_cells(self, row: Row, added: list[int]) -> None:
        element = row.element
        style = _row_style(element)
        tail = ""
        for column in added:
            text = self._made(row.number, column, self._column_style(column) if style is None else style)
            following = [found.start for at, found in row.cells.items() if at > column]
            if following:
                self.sheet.insert(min(following), text)
            else:
                tail += text
        given = _widened(element.given, added)
        if element.closed:
            self.sheet.replace(element.start, element.end, f"<{element.tag}{given.rstrip()}>{tail}</{element.tag}>")
            return
        if given != element.given:
            self.sheet.replace(element.start, element.inside, f"<{element.tag}{given}>")
        self.sheet.insert(element.inside_end, tail)

    def _new_row(self, number: int) -> str:
        columns = sorted(self._columns[number])
        cells = "".join(self._made(number, column, self._column_style(column)) for column in columns)
        return f'<{self.data.prefix}row r="{number + 1}">{cells}</{self.data.prefix}row>'

    def _append_rows(self, at: int, text: str) -> None:
        if not text:
            return
        if self.data.closed:
            self.sheet.append(self.data, text)
        else:
            self.sheet.insert(at, text)

    def _made(self, row: int, column: int, style: int) -> str:
        text = self._writes[row, column](f"{column_name(column)}{row + 1}", style)
        return prefixed(text, self.data.prefix)

    def _column_style(self, column: int) -> int:
        for element in self.sheet.items("cols"):
            given = element.attributes
            if int(given.get("min", 0)) <= column + 1 <= int(given.get("max", 0)):
                return int(given.get("style", "0"))
        return 0

    def _grow_dimension(self) -> None:
        element = self.sheet.child("dimension")
        if element is None or not element.attributes.get("ref"):
            return
        corners = [position(corner) for corner in element.attributes["ref"].replace("$", "").split(":")]
        rows, columns = zip(*corners, *self._writes, strict=True)
        first = f"{column_name(min(columns))}{min(rows) + 1}"
        last = f"{column_name(max(columns))}{max(rows) + 1}"
        ref = first if first == last else f"{first}:{last}"
        given = set_attribute(element.given, "ref", ref)
        if (min(rows), min(columns)) != corners[0] or (max(rows), max(columns)) != corners[-1]:
            self.sheet.replace(element.start, element.end, f"<{element.tag}{given.rstrip()}/>")


def prefixed(text: str, prefix: str) -> str:
    """Element names given the prefix the part uses for the main namespace."""
    return re.sub(r"<(/?)(?=\w)", rf"<\g<1>{prefix}", text) if prefix else text


def _holds_formula(sheet: Markup, rows: Mapping[int, Row], place: Place) -> bool:
    row = rows.get(place[0])
    cell = row.cells.get(place[1]) if row else None
    return cell is not None and sheet.child("f", cell) is not None


def _row_style(row: Element) -> int | None:
    given = row.attributes
    return int(given["s"]) if given.get("customFormat") in ("1", "true") and "s" in given else None


def _widened(given: str, columns: list[int]) -> str:
    """The attribute spans, an aid for Excel's loader, made wide enough for new cells."""
    spans = re.search(r'\sspans="(\d+):(\d+)"', given)
    if spans is None:
        return given
    first, last = min(int(spans[1]), columns[0] + 1), max(int(spans[2]), columns[-1] + 1)
    return set_attribute(given, "spans", f"{first}:{last}")


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
