"""The indicators of a form: rows with merged or missing levels, and the total below them."""

from __future__ import annotations

import re

from jixiao.form.amounts import BLANK_MARKS
from jixiao.form.draft import Fields
from jixiao.form.table import Value
from jixiao.form.wording import label
from jixiao.recognise.align import Placed, is_points, is_section
from jixiao.recognise.cells import SCORE, Row, is_blank_name, is_mark, total_columns
from jixiao.recognise.execution_row import names_execution, place_execution
from jixiao.recognise.fund_rows import is_source
from jixiao.recognise.head_part import NUMBERED_GOAL
from jixiao.recognise.headings import Found
from jixiao.recognise.indicator_heading import LEVELS
from jixiao.recognise.sum_rows import SUBTOTAL, SumRows

NO_POINTS = BLANK_MARKS | {"……", "…", "...", "......"}
MONEY_PART = re.compile("资金|预算")


class IndicatorPart(SumRows):
    """Reads the rows of indicators and the total."""

    def _fund_row(self, number: int, row: Row, found: Found) -> None:
        """A row of funds that come below the indicators may be the total of both."""
        below = self.indicator_columns and self.fund_total
        sums = [column for column, word in found.items() if word in self.labels.totals] if below else []
        if sums:
            self._total_row(number, row, sums[0])
        else:
            super()._fund_row(number, row, found)

    def _indicator_row(self, number: int, row: Row, found: Found) -> None:
        first = next((column for column, value in enumerate(row) if value not in (None, "")), None)
        if first is None:
            return
        total = self._total_word(found)
        if total and total[1] == SUBTOTAL:
            self._all_static(number, row)
            return
        if total and self._is_subtotal(number, row, total[0]):
            self._all_static(number, row)
        elif total:
            self._total_row(number, row, total[0])
        elif self._is_total_score(row, first, found) and self._has_both(row, first):
            self._total_row(number, row, first)
        elif self._is_total_score(row, first, found):
            self._flush()
            self.part = "end"
            self.parts.append((number, "total"))
            self._head_row(number, row, found)
        elif self._is_numbered_goal(row, first, found):
            self._head_row(number, row, found)
        elif self._is_end(row[first]):
            self._flush()
            self.part = "end"
            self._row_below(number, row, found)
        elif self._begins_funds(row, first, found):
            self._flush()
            self.part = "between"
            if not self._pair_row(number, row, found):
                self._head_row(number, row, found)
        elif self._repeats_head(row[first], found):
            self._all_static(number, row)
        elif found.get(first) not in self.labels.bonus and not self._is_section(row, first):
            self._keep_row(number, row, first)

    def _is_numbered_goal(self, row: Row, first: int, found: Found) -> bool:
        """Whether 年度目标2 begins another goal; in the heading's own column it names the part once more."""
        named = found.get(first) in self.labels.goal and NUMBERED_GOAL.search(str(row[first])) is not None
        return named and not (first == 0 and self._repeats_part(row))

    def _begins_funds(self, row: Row, first: int, found: Found) -> bool:
        """资金情况（万元） | 年度资金总额： | 500 below the indicators: the name of a part, and a source of money beside it."""
        word, labels = found.get(first, ""), self.labels
        if self.fund_columns or self.fund_total:
            return False
        if word not in labels.static_labels or word in labels.dimensions or word in labels.categories:
            return False
        others = [value for value in row[first + 1 :] if value not in (None, "")]
        if all(label(str(value)) in labels.fund_columns for value in others) and MONEY_PART.search(word):
            return True
        return any(is_source(value, labels) for value in others)

    def _is_total_below(self, number: int, row: Row, found: Found) -> bool:
        """Whether the row is the total below funds that come after the indicators; then it is read."""
        if not self.indicator_columns or self.part not in ("pairs", "between"):
            return False
        known = {column: self.labels.totals.ranked(word) for column, word in found.items()}
        start = next((column for column, ranked in known.items() if ranked and ranked[1] < SUBTOTAL), None)
        if start is None:
            return False
        self._total_row(number, row, start)
        return True

    def _is_total_score(self, row: Row, first: int, found: Found) -> bool:
        """自评总分 | 99.3, and nothing else in the row."""
        ranked = self.labels.header.ranked(found.get(first))
        if ranked is None or ranked[0] != "total_score":
            return False
        others = [value for value in row[first + 1 :] if value not in (None, "", row[first])]
        if not others or not is_points(others[0]):
            return False
        return len(others) == 1 or self._has_both(row, first) or label(str(others[1])) in self.labels.other

    def _has_both(self, row: Row, first: int) -> bool:
        """Whether two numbers of points are behind the word, and at most the grade behind them."""
        others = [value for value in row[first + 1 :] if value not in (None, "", row[first])]
        return 2 <= len(others) <= 3 and [is_points(value) for value in others] == [True, True, False][: len(others)]

    def _is_section(self, row: Row, first: int) -> bool:
        """Whether a row of one cell names a goal that the indicators below it belong to."""
        return is_section(row[first]) and all(value in (None, "") for value in row[first + 1 :])

    def _keep_row(self, number: int, row: Row, first: int) -> None:
        """A row with its place; one that lost merged cells waits until all of its part are known.

        A text's row of more cells than its heading has, and blank ones behind them, is what was left of several rows.
        """
        if self.aligner is not None and self.numbers and first == 0 and not is_points(row[0]):
            return
        if self.aligner is not None and row[-1] in (None, ""):
            filled = sum(value not in (None, "") for value in row)
            if filled > self.aligner.width + self.numbers:
                return
        cells = row[self.numbers :]
        lacks = self.aligner is not None and first == 0 and cells and cells[0] not in (None, "")
        lacks = lacks and not self._repeats_part(row)
        if lacks and self._may_lack_cells(cells):
            self.shortened.append((number, cells))
            self.waiting.append(number)
        elif self.shortened:
            self.waiting.append(number)
        else:
            self._fill_down(number, row)
            self._add_indicator(number, row)

    def _repeats_part(self, row: Row) -> bool:
        """Whether a row is whole: it begins with the name of the part, 绩效指标, as the heading does."""
        return row[0] == self.table.rows[self.heading_row][0] and 0 not in self.indicator_columns.values()

    def _may_lack_cells(self, row: Row) -> bool:
        """Whether a row of text does not begin where its heading says: left of all fields, or with a lower level."""
        assert self.aligner is not None
        leftmost = self.aligner.first
        if leftmost > 0 or self.numbers:
            return True
        wanted = self.aligner.fields[0]
        level = self.aligner.level(row[0])
        return not (wanted == "dimension" and level == "dimension") and wanted in (
            "dimension",
            "category",
            "name",
        )

    def _flush(self) -> None:
        """Place the rows that waited, in their order."""
        if not self.waiting or self.aligner is None:
            return
        rows = dict(self.shortened)
        placed = dict(zip(rows, self.aligner.place(rows.values()), strict=True))
        for number in self.waiting:
            row = self.table.rows[number]
            if number in placed:
                self._add_placed(number, row, self._or_execution(rows[number], placed[number]).moved(self.numbers))
            else:
                self._fill_down(number, row)
                self._add_indicator(number, row)
        self.shortened, self.waiting = [], []

    def _or_execution(self, cells: Row, placed: Placed) -> Placed:
        """A row as it was placed; one of 预算执行率 whose points found no place by its own shape."""
        assert self.aligner is not None
        if placed.at.keys() & {"weight", "score"} or not names_execution(cells[0], self.labels):
            return placed
        return place_execution(cells, self.aligner.columns) or placed

    def _add_placed(self, number: int, row: Row, placed: Placed) -> None:
        if not placed.levels:
            self.filled_down = {}
        for name in LEVELS:
            if name in placed.at and placed.levels:
                if name == "dimension":
                    self.filled_down = {}
                self.filled_down[name] = (row[placed.at[name]], number, placed.at[name])
        shift = next((self.indicator_columns[name] - at for name, at in placed.at.items() if name not in LEVELS), None)
        if shift is not None:
            self._name_below(number, shift)
        fields = dict(self.filled_down)
        fields |= {name: (row[at], number, at) for name, at in placed.at.items() if name not in LEVELS}
        if not placed.at:
            self.filled_down = {}
        elif not self._is_filler(fields):
            self.indicator_rows.append(fields)
        else:
            self._filler_row(number, row)

    def _is_end(self, value: Value) -> bool:
        return isinstance(value, str) and label(value).startswith(self.labels.ends)

    def _row_below(self, number: int, row: Row, found: Found) -> None:
        """A row below the indicators: only totals are still read there."""
        for column, word in found.items():
            known = self.labels.totals.ranked(word)
            if not known or known[1] >= SUBTOTAL or not self.indicator_columns:
                continue
            if "total_score" not in self.head or self._is_whole(number, row):
                self._total_row(number, row, column)
                return

    def _total_row(self, number: int, row: Row, start: int) -> None:
        self._flush()
        self.part = "end"
        self.parts.append((number, "total"))
        self.roles[number, start] = "label"
        self.sum_row = (-1, 0) if SCORE.search(str(row[start])) else (number, start)
        for name, column in total_columns(row, start, self.indicator_columns, self.is_text).items():
            if column < len(row) and (self.is_text or column not in self.below):
                self.head.setdefault(f"total_{name}", (row[column], number, column))
        if not self.is_text:
            self._name_below(number, 0)
            self.roles |= {(number, column): "static" for column in self.level_points}

    def _fill_down(self, number: int, row: Row) -> None:
        """Remember dimension and category for the rows below, as merged cells show them once."""
        for name in LEVELS:
            column = self.indicator_columns.get(name)
            if column is None:
                continue
            value = row[column] if column < len(row) else None
            blank = value is None or value == ""
            goes_on = name in self.filled_down and self.filled_down[name][1] < self.heading_row
            if blank and (goes_on or not (self.levels and self.levels.left_blank(number, column))):
                continue
            if name == "dimension" and not blank:
                self.filled_down = {}
            self.filled_down[name] = (value, number, column)

    def _add_indicator(self, number: int, row: Row) -> None:
        fields, width = dict(self.filled_down), len(row)
        misaligned = self.spans if self.spans and self.spans.any else None
        for name, column in self.indicator_places:
            at = misaligned.column(name, column, number, row) if misaligned else column
            if at < width:
                fields[name] = (row[at], number, at)
        if not self._is_filler(fields):
            self.indicator_rows.append(fields)
            for column in self.level_points:
                self.roles[number, column] = "static"
        else:
            self._filler_row(number, row)
        self._name_below(number, 0)

    def _filler_row(self, number: int, row: Row) -> None:
        for name, column in self.indicator_columns.items():
            if column < len(row) and row[column] not in (None, "") and name != "note":
                self.roles.setdefault((number, column), "static")

    def _is_filler(self, fields: Fields) -> bool:
        """Rows the template leaves for more indicators: no name, and nothing but dashes beside it."""
        name = fields.get("name")
        if name is not None and not is_blank_name(name[0], self.labels):
            return False
        texts = all(is_mark(fields[key][0], self.labels.fillers) for key in ("target", "actual") if key in fields)
        return texts and all(is_mark(fields[key][0], NO_POINTS) for key in ("weight", "score") if key in fields)
