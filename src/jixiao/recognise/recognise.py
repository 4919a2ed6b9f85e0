"""One table to one draft: each field is found by the label it is under or beside, and by what its content proves."""

from __future__ import annotations

from dataclasses import replace

from jixiao.form.draft import Draft
from jixiao.form.table import Table
from jixiao.recognise.beside import without_notes
from jixiao.recognise.cells import Row
from jixiao.recognise.fund_rows import is_source
from jixiao.recognise.header import place_year
from jixiao.recognise.headings import (
    AMOUNTS,
    Found,
    fund_columns,
    goal_beside_unknown,
    goal_columns,
    indicator_columns,
    second_line,
    words_of,
)
from jixiao.recognise.indicator_part import IndicatorPart
from jixiao.recognise.labels import Labels
from jixiao.recognise.totals import leave_changes, only_sum, own_score, unnamed_sum, unnamed_total


class NotAForm(ValueError):
    """The table is no self-evaluation form; the message says which labels are missing."""


def recognise(table: Table, labels: Labels) -> Draft:
    """The draft of the form in `table`. Raises NotAForm when too little of a form can be found."""
    own = without_notes(table, labels)
    reader = _Reader(own, labels)
    for number, row in enumerate(own.rows):
        reader.read(number, row)
    return replace(reader.draft(), table=table)


class _Reader(IndicatorPart):
    """Walks down the rows of one table and remembers which part of the form it is in."""

    def read(self, number: int, row: Row) -> None:
        # below the heading only totals and repeated headings carry labels, and those begin left of the indicator's name
        below = self.part == "indicators" and number != self.heading_row + 1
        found = words_of(row, self.zone if below else None)
        if self.part != "indicators" and self.labels.transfer.any_of(found.values()):
            self.is_transfer = True
        if self._heading(number, row, self.years.without_own(found)):
            return
        if self.part == "indicators":
            self._indicator_row(number, row, found)
        elif self.part == "later":
            self._later_row(number, row)
        elif self.part == "end":
            self._row_below(number, row, found)
        elif self.part == "funds":
            self._fund_row(number, row, found)
        elif self.part == "goal":
            self._goal_row(number, row, found)
        elif not self._is_total_below(number, row, found) and not self._pair_row(number, row, found):
            self._head_row(number, row, found)

    def draft(self) -> Draft:
        self._flush()
        has_amounts = any(self.fund_total.get(name, (None,))[0] is not None for name in AMOUNTS)
        named = "project" in self.head or "title" in self.head
        whole = (
            bool(self.indicator_columns) and (named or has_amounts) and (self.has_names or bool(self.indicator_rows))
        )
        if not whole and not (has_amounts and "title" in self.head and self._kind() != "project"):
            wanted = {"项目名称": self.head.get("project"), "三级指标": self.indicator_columns.get("name")}
            missing = [word for word, here in wanted.items() if here is None] or ["绩效指标"]
            raise NotAForm(f"找不到“{'”“'.join(missing)}”")
        self._own_names()
        unnamed_total(self.fund_total, self.fund_rows, lambda value: is_source(value, self.labels))
        year = self.years.best()
        if year is not None:
            self.head.setdefault("year", year)
        place_year(self.table, self.head)
        if self.may_be_changes:
            leave_changes(self.fund_total, self.fund_rows)
        own_score(self.head, self.fund_total)
        only_sum(self.head, self.fund_total, self.indicator_rows)
        unnamed_sum(self.head, self.fund_total, self.indicator_rows)
        return Draft(
            self.table,
            self.head,
            self.fund_total,
            tuple(self.fund_rows),
            tuple(self.indicator_rows),
            self._kind(),
            self.roles,
            tuple(self.parts),
            self.names,
            self.fund_units,
            self.may_be_shares,
        )

    def _heading(self, number: int, row: Row, found: Found) -> bool:
        """Whether the row is the heading of a part; then its columns are taken and the part begins."""
        if self.part == "end" or not found:
            return False
        if self.part == "indicators":
            if self._may_be_funds(found) and self._funds_below(number, row):
                return True
            if not self.labels.indicator_columns.any_of(found.values()):
                return False
            found = words_of(row)
        if len(found) >= 2:
            columns = indicator_columns(found, self.labels)
            if columns is None and number == self.heading_row + 1:
                columns = second_line(row, found, self.labels)
            if columns is not None:
                self._flush()
                self._indicator_heading(number, row, found, columns)
                return True
        if self.part == "indicators":
            return False
        funds = fund_columns(row, found, self.labels) if len(found) >= 2 and not self.fund_columns else None
        if funds is not None:
            self._fund_heading(number, row, found, funds)
            return True
        goal = goal_beside_unknown(row, self._below(number), found, self.labels) or goal_columns(
            row, found, self.labels
        )
        if goal is not None and all(self.head.get(field, (None,))[0] is None for field in goal):
            self._goal_heading(number, row, found, goal)
            return True
        return False

    def _may_be_funds(self, found: Found) -> bool:
        labels = self.labels
        if self.fund_columns or self.fund_total:
            return False
        named = next(iter(found.values()), "") in labels.static_labels
        return named or any(labels.fund_columns.get(word) in AMOUNTS for word in found.values())

    def _funds_below(self, number: int, row: Row) -> bool:
        """Whether the heading of funds that come below the indicators; then they begin."""
        found = words_of(row)
        funds = fund_columns(row, found, self.labels)
        named = next(iter(found.values()), "") in self.labels.static_labels
        if funds is None or not (named or len(AMOUNTS & funds.keys()) >= 2):
            return False
        self._flush()
        self._fund_heading(number, row, found, funds)
        return True
