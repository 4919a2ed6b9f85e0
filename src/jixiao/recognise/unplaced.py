"""What stands on a form and was taken into no field, by name: nothing is left out in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jixiao.form.draft import Places
from jixiao.form.model import Form, Part, UnreadCell, part_of
from jixiao.form.structure import written
from jixiao.form.table import Table, Value
from jixiao.form.wording import half_width, label
from jixiao.recognise.blocks import is_title
from jixiao.recognise.labels import Labels, standard

LONGEST_NAME = 30
LEVELS = ("dimension", "category")
Row = tuple[Value, ...]
NOTE = re.compile(r"^\s*[(（]?\s*(?:备?注|说明)\s*\d*\s*[:：.、]?")
EMPTY = re.compile(r"^(?:指标)?\s*\d*\s*[:：]?\s*[-/—]?$|^[-—–―/\\…. ]*$|^[(（].{0,8}分[)）]$")


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A label nobody knows, with its place and what stands beside it ("" where nothing does)."""

    name: str
    place: str
    text: str


def unplaced(form: Form, labels: Labels | None = None) -> tuple[Unplaced, ...]:
    """The cells of the form's table that no field was read from, row by row; notes and empty cells left out."""
    places = form.source.places
    if not isinstance(places, Places):
        return ()
    return tuple(_Search(places, labels or standard()).found())


def unread_cells(form: Form, labels: Labels) -> tuple[UnreadCell, ...]:
    """The same cells one by one, with the part of the form each is in."""
    places = form.source.places
    if not isinstance(places, Places):
        return ()
    first = {part_of(path): places.at(path)[0] for path in reversed(list(places))}
    starts = sorted((row, part) for part, row in first.items() if part != "head")
    found = []
    for row, column, name, text in _Search(places, labels).cells():
        part: Part = next((part for at, part in reversed(starts) if at <= row), "head")
        found.append(UnreadCell(part, text, places.table.place(row, column), row, column, name))
    return tuple(found)


class _Search:
    """Goes over one table and remembers the columns whose heading is known to be none of the form's."""

    def __init__(self, places: Places, labels: Labels) -> None:
        self.table: Table = places.table
        self.labels = labels
        self.used = {places.at(path) for path in places}
        self.levels = {places.at(path)[1] for path in places if path.endswith((".dimension", ".category"))}
        self.aside: set[int] = set()
        self.below = False
        self.width = _width(places.table, labels)

    def cells(self) -> Iterator[tuple[int, int, str | None, str]]:
        """Row, column, name and text of each cell left over."""
        for number, row in enumerate(self.table.rows):
            left = [
                (at, written(value)) for at, value in enumerate(row[: self.width]) if self._is_left(number, at, value)
            ]
            yield from ((number, at, left[0][1] if at != left[0][0] else None, text) for at, text in left)

    def found(self) -> Iterator[Unplaced]:
        for number, row in enumerate(self.table.rows):
            row = row[: self.width]
            left = [
                (column, written(value)) for column, value in enumerate(row) if self._is_left(number, column, value)
            ]
            if self._is_heading(row):
                left = [(column, text) for column, text in left if column >= self._first(row)]
                self.aside, self.below = {column for column, _ in left}, True
                self.levels |= self._levels(row)
                yield from (Unplaced(_name(text), self.table.place(number, column), "") for column, text in left)
            else:
                yield from self._in_row(number, row, [item for item in left if item[0] not in self.aside])

    def _in_row(self, number: int, row: Row, left: list[tuple[int, str]]) -> Iterator[Unplaced]:
        if not left or NOTE.match(left[0][1]):
            return
        column, text = left[0]
        beside = "、".join(text for _, text in left[1:])
        if not beside and (len(text) > LONGEST_NAME or self._is_figures(row)):
            before = next((written(value) for value in row[:column] if value not in (None, "")), "")
            text, beside = before or text, text if before else ""
        if beside or not text.endswith((":", "：")):
            yield Unplaced(_name(text), self.table.place(number, column), beside)

    def _is_figures(self, row: Row) -> bool:
        """Whether the row is a total, so that what is left in it is named by the row."""
        first = next((value for value in row if value not in (None, "")), None)
        return isinstance(first, str) and label(first) in self.labels.totals | self.labels.fund_totals

    def _is_left(self, number: int, column: int, value: Value) -> bool:
        if value is None or value == "" or (number, column) in self.used:
            return False
        if self.below and column in self.levels and len(written(value)) <= LONGEST_NAME and self._is_bare(number):
            return False
        text = half_width(written(value))
        if EMPTY.match(text) or text in self.labels.fillers or is_title(written(value), self.labels):
            return False
        return len(text) > LONGEST_NAME or label(text) not in self.labels.known | self.labels.furniture

    def _is_bare(self, number: int) -> bool:
        """Whether a row names levels only, as the template leaves rows for indicators nobody wrote."""
        row = self.table.rows[number][: self.width]
        first = next((written(value) for value in row if value not in (None, "")), "")
        if label(first).startswith(self.labels.ends):
            return False
        cells = (written(value) for column, value in enumerate(row) if column not in self.levels)
        return all(not text or EMPTY.match(half_width(text)) or text in self.labels.fillers for text in cells)

    def _levels(self, row: Row) -> set[int]:
        """The columns of 一级指标 and 二级指标 under a heading."""
        known = self.labels.indicator_columns
        return {at for at, value in enumerate(row) if isinstance(value, str) and known.get(label(value)) in LEVELS}

    def _first(self, row: Row) -> int:
        """The column of the first heading; left of it stands the name of the whole part."""
        known = self.labels.known
        return next((at for at, value in enumerate(row) if isinstance(value, str) and label(value) in known), 0)

    def _is_heading(self, row: Row) -> bool:
        words = {label(value) for value in row if isinstance(value, str) and len(value) <= LONGEST_NAME}
        columns = (self.labels.indicator_columns, self.labels.fund_columns)
        return any(len({known.get(word) for word in words} - {None}) >= 3 for known in columns)


def _width(table: Table, labels: Labels) -> int:
    """How many columns belong to the form: up to the working columns of a workbook of ours."""
    for row in table.rows[:3]:
        for column, value in enumerate(row):
            if column and isinstance(value, str) and value.startswith(labels.beside):
                return column
    return max((len(row) for row in table.rows), default=0)


def _name(text: str) -> str:
    return text if len(text) <= LONGEST_NAME else f"{text[:LONGEST_NAME]}…"
