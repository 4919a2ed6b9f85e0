"""The ledger of a form's table: each cell that is not empty is a label, a value, static text, or unread."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from jixiao.form.draft import Cell, Draft, Places
from jixiao.form.model import Form, Part, UnreadCell
from jixiao.form.structure import written
from jixiao.form.table import Table, Value
from jixiao.form.wording import half_width, label
from jixiao.recognise.fund_rows import is_source
from jixiao.recognise.headings import LONGEST_LABEL
from jixiao.recognise.labels import Labels
from jixiao.recognise.questions import question

Role = Literal["label", "value", "static", "unread"]
NOTE = re.compile(r"^\s*[(（]?\s*(?:备?注|说明)\s*\d*\s*[:：.、]?")
EMPTY = re.compile(r"^(?:指标\s*\d*|\d{1,2}(?=\s*[:.、]))?\s*[:：.、]?\s*[-/—]?$|^[-—–―/\\…. ]*$|^[(（].{0,8}分[)）]$")
SENTENCE_END = ("。", "；", ";")
REMARKS = "备注"
"""A column of its own in the heading of a part; below the form the beginning of a note."""
NUMBERED = re.compile(r"^\d{1,2}[.、)]\s*\D")


def unread_cells(form: Form, draft: Draft, labels: Labels) -> tuple[UnreadCell, ...]:
    """The cells of the form's table that are neither label nor value nor static text, row by row."""
    ledger = _Ledger(form, draft, labels)
    return tuple(cell for number in range(len(draft.table.rows)) for cell in ledger.unread(number))


def ledger(form: Form, draft: Draft, labels: Labels) -> Mapping[Cell, Role]:
    """The one role of every cell of the table that is not empty."""
    return _Ledger(form, draft, labels).roles()


class _Ledger:
    """The roles of one table: what recognition said, then the fields' places, then what a cell's own text shows."""

    def __init__(self, form: Form, draft: Draft, labels: Labels) -> None:
        self.form, self.draft, self.labels = form, draft, labels
        self.table: Table = draft.table
        places = form.source.places
        self.used = frozenset(places.coordinates.values()) if isinstance(places, Places) else frozenset()
        self.taken = self.used | draft.roles.keys()
        self.width = _width(self.table, labels)
        self.starts: list[tuple[int, Part]] = sorted(draft.parts)
        self.first = min(self.used, default=(0, 0))[0]

    def roles(self) -> dict[Cell, Role]:
        found: dict[Cell, Role] = {}
        for number, row in enumerate(self.table.rows):
            unread = {cell.column for cell in self.unread(number)}
            for column, value in enumerate(row):
                if value not in (None, ""):
                    found[number, column] = "unread" if column in unread else self._role(number, column)
        return found

    def unread(self, number: int) -> Iterator[UnreadCell]:
        row, taken = self.table.rows[number], self.taken
        left: list[tuple[int, Value]] = [
            (column, value)
            for column, value in enumerate(row[: self.width])
            if value is not None and value != "" and (number, column) not in taken
        ]
        if not left:
            return
        begins = any(row == number for row, _ in self.starts)
        left = [item for item in left if not self._is_static(number, *item) and not (begins and item[1] == REMARKS)]
        left = self._without_note(number, left)
        if not left:
            return
        part = self._part(number)
        heads = part == "head" or begins
        for column, name, other in self._named(number, left):
            text = written(row[column])
            asked = None if other or name not in (None, text) else question(text, part, self.form, self.labels, heads)
            yield UnreadCell(part, text, self.table.place(number, column), number, column, name, other, asked)

    def _named(self, number: int, left: list[tuple[int, Value]]) -> Iterator[tuple[int, str | None, bool]]:
        """Column, label and whether that label is known to be another's, of the unread cells of a row."""
        first: str | None = None
        for column, value in left:
            text, name = written(value), self.draft.names.get((number, column))
            if name is None and (self._is_other(text) or (first is None and self._is_name(value))):
                first = text
            elif name is None:
                name = first or self._before(number, column)
            yield column, name, self._is_other(text if name is None else name) or self._is_source(number, column)

    def _role(self, number: int, column: int) -> Role:
        role = self.draft.roles.get((number, column))
        if role is not None:
            return role
        return "value" if (number, column) in self.used else "static"

    def _is_static(self, number: int, column: int, value: Value) -> bool:
        text = half_width(written(value))
        if EMPTY.match(text) or text in self.labels.fillers or self.labels.is_title(written(value)):
            return True
        if number < self.first and sum(cell not in (None, "") for cell in self.table.rows[number]) == 1:
            return True
        if len(text) > LONGEST_LABEL or (number, column) in self.draft.names:
            return False
        word = label(text)
        return word in self.labels.static_labels or self._is_bare_level(number, column, word)

    def _is_bare_level(self, number: int, column: int, word: str) -> bool:
        """A level in a row without an indicator, as the template leaves rows nobody filled."""
        if word not in self.labels.dimensions and word not in self.labels.categories:
            return False
        if "满意" in word and not word.endswith("指标"):
            return False
        row = self.table.rows[number][: self.width]
        others = (written(value) for at, value in enumerate(row) if at != column and value not in (None, ""))
        return all(self._is_level_or_empty(half_width(text)) for text in others)

    def _is_level_or_empty(self, text: str) -> bool:
        word = label(text) if len(text) <= LONGEST_LABEL else text
        known = word in self.labels.dimensions or word in self.labels.categories or word in self.labels.static_labels
        return known or EMPTY.match(text) is not None or text in self.labels.fillers

    def _without_note(self, number: int, left: list[tuple[int, Value]]) -> list[tuple[int, Value]]:
        """Without notes under a form and their numbered sentences; a cell that says no more than 备注 has its note beside it."""
        if not left:
            return left
        text = written(left[0][1])
        if begins := NOTE.match(text):
            return left[1:] if text[begins.end() :].strip() else []
        last = self.starts[-1][0] if self.starts else 0
        is_sentence = len(text) > LONGEST_LABEL or text.endswith(SENTENCE_END)
        is_note = len(left) == 1 and number > last and is_sentence and NUMBERED.match(text) is not None
        return [] if is_note else left

    def _part(self, number: int) -> Part:
        return next((part for row, part in reversed(self.starts) if row <= number), "head")

    def _is_name(self, value: Value) -> bool:
        return isinstance(value, str) and len(value) <= LONGEST_LABEL

    def _is_other(self, text: str) -> bool:
        word = label(text.split("：")[0].split(":")[0]) if len(text) <= 60 else ""
        return word in self.labels.other or word in self.labels.goal_other

    def _is_source(self, number: int, column: int) -> bool:
        """Whether a cell is under a source of money that has a column of its own; the form has rows for sources only."""
        name = self.draft.names.get((number, column))
        return name is not None and self._part(number) == "funds" and is_source(name, self.labels)

    def _before(self, number: int, column: int) -> str | None:
        """The text left of a cell in its row."""
        row = self.table.rows[number]
        return next((written(row[at]) for at in range(column - 1, -1, -1) if row[at] not in (None, "")), None)


def _width(table: Table, labels: Labels) -> int:
    """How many columns belong to the form: up to the working columns of a workbook of ours."""
    for row in table.rows[:3]:
        for column, value in enumerate(row):
            if column and isinstance(value, str) and value.startswith(labels.beside):
                return column
    return max(map(len, table.rows), default=0)
