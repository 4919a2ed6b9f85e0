"""One table to one draft: each field is found by the label it stands under or beside."""

from __future__ import annotations

import re
from collections.abc import Mapping

from jixiao.form.amounts import BLANK_MARKS
from jixiao.form.draft import Draft, Fields, Raw
from jixiao.form.table import Table, Value
from jixiao.form.wording import half_width, label
from jixiao.recognise.blocks import is_title
from jixiao.recognise.cells import (
    Columns,
    Row,
    beside_each_other,
    columns_of,
    is_blank_name,
    is_mark,
    labelled,
    names_unit,
    tells,
    total_columns,
)
from jixiao.recognise.header import place_year
from jixiao.recognise.inline import pairs
from jixiao.recognise.labels import Labels
from jixiao.recognise.levels import Levels
from jixiao.recognise.merged_cells import Spans

WIDEST_GAP = 6
WIDEST = 16384
YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年?\s*(?:度|\)|）|$|年)")
UNIT = re.compile(r"[(（:：]\s*(?:单位[:：])?\s*(?:人民币)?(亿元|万元|元)\s*[)）]?")
HEADING_POINTS = re.compile(r"\((\d+(?:\.\d+)?)分\)")
AMOUNTS = ("initial", "annual", "executed")
LEVELS = ("dimension", "category")
STATED_UNIT = re.compile(r"单位\s*[:：]\s*(?:人民币)?\s*(亿元|万元|元)")
NO_POINTS = BLANK_MARKS | {"……", "…", "...", "......"}
NAME_FIELDS = frozenset({"dimension", "category", "name", "target", "actual"})


class NotAForm(ValueError):
    """The table is no self-evaluation form; the message says which labels are missing."""


def recognise(table: Table, labels: Labels) -> Draft:
    """The draft of the form in `table`. Raises NotAForm when neither a project name nor indicators can be found."""
    reader = _Reader(table, labels)
    for number, row in enumerate(table.rows):
        reader.read(number, row)
    return reader.draft()


class _Reader:
    """Walks down the rows of one table and remembers which part of the form it is in."""

    def __init__(self, table: Table, labels: Labels) -> None:
        self.table = table
        self.labels = labels
        self.head: Fields = {}
        self.fund_total: Fields = {}
        self.fund_rows: list[Fields] = []
        self.indicator_rows: list[Fields] = []
        self.fund_columns: Columns = {}
        self.goal_columns: Columns = {}
        self.indicator_columns: Columns = {}
        self.carried: Fields = {}
        self.indicator_places: list[tuple[str, int]] = []
        self.heading_width = 0
        self.name_column = WIDEST
        self.fund_weight: Raw | None = None
        self.levels: Levels | None = None
        self.spans: Spans | None = None
        self.part = "head"

    def read(self, number: int, row: Row) -> None:
        # below the heading only totals and repeated headings carry labels, and those begin left of the indicator's name
        cells = row[: self.name_column + 1] if self.part == "indicators" else row
        found = labelled(cells, self.labels)
        if self._heading(number, row, found):
            return
        if self.part in ("indicators", "end"):
            self._indicator_row(number, row, found)
        elif self.part == "funds":
            self._fund_row(number, row, found)
        elif self.part == "goal":
            self._goal_row(number, row, found)
        else:
            self._head_row(number, row, found)

    def draft(self) -> Draft:
        wanted = {"项目名称": self.head.get("project"), "三级指标": self.indicator_columns.get("name")}
        missing = [word for word, here in wanted.items() if here is None]
        if missing:
            raise NotAForm(f"找不到“{'”“'.join(missing)}”")
        place_year(self.table, self.head)
        return Draft(self.table, self.head, self.fund_total, tuple(self.fund_rows), tuple(self.indicator_rows))

    def _heading(self, number: int, row: Row, found: Mapping[int, str]) -> bool:
        """Whether the row is the heading of a part; then its columns are taken and the part begins."""
        labels = self.labels
        if self.part == "end" or len(found) < 2:  # every heading has two labels at least
            return False
        indicators = columns_of(found, labels.indicator_columns)
        if len(NAME_FIELDS & indicators.keys()) >= 2:
            self._indicator_heading(number, row, indicators)
            return True
        if self.part == "indicators":
            return False
        funds = columns_of(found, labels.fund_columns)
        if "executed" in funds and ("annual" in funds or "initial" in funds):
            self.fund_columns, self.part = funds, "funds"
            self._fund_heading(number, row)
            return True
        goal = columns_of(dict(sorted(found.items(), reverse=True)), labels.goal)
        if len(goal) == 2 and not beside_each_other(row, goal, labels):
            self.goal_columns, self.part = goal, "goal"
            return True
        return False

    def _fund_heading(self, number: int, row: Row) -> None:
        """The heading may carry the unit of money and, where no column has it, the points: 预算执行情况(万元)(20分)."""
        self._amount_unit(number, row, UNIT)
        first = min(self.fund_columns.values())
        for column, value in enumerate(row[:first]):
            points = HEADING_POINTS.search(half_width(value)) if isinstance(value, str) else None
            if points and "weight" not in self.fund_columns:
                self.fund_weight = (points.group(1), number, column)

    def _indicator_heading(self, number: int, row: Row, columns: dict[str, int]) -> None:
        """A heading of one line, of two lines (the second splits 年度指标值), or repeated on a new page."""
        earlier = self.indicator_columns if self.part == "indicators" else {}
        kept = {name: column for name, column in earlier.items() if name not in columns}
        if kept and len(row) != self.heading_width:
            # merged cells dropped by a text copy: what the first line still names fills the second line's blanks
            blanks = [column for column in range(max(columns.values()) + 1, len(row)) if row[column] in (None, "")]
            kept = dict(zip(sorted(kept, key=kept.__getitem__), blanks, strict=False))
        self.indicator_columns, self.heading_width, self.part = {**kept, **columns}, len(row), "indicators"
        self.name_column = self.indicator_columns.get("name", WIDEST)
        self.indicator_places = [item for item in self.indicator_columns.items() if item[0] not in LEVELS]
        levels = tuple(column for name, column in self.indicator_columns.items() if name in LEVELS)
        self.levels = Levels(self.table, levels, number)
        self.spans = Spans(self.table, self.indicator_columns, number)

    def _head_row(self, number: int, row: Row, found: Mapping[int, str]) -> None:
        for column, word in found.items():
            field = self.labels.header.get(word) or self.labels.goal.get(word)
            if field and (field not in self.head or self.head[field][0] is None):
                self.head[field] = self._beside(number, row, column)
        for column, value in enumerate(row):
            if isinstance(value, str) and value:
                self._title_or_year(value, number, column)
                for field, text in pairs(value, self.labels):
                    self.head.setdefault(field, (text, number, column))
        self._amount_unit(number, row, STATED_UNIT)

    def _title_or_year(self, value: str, number: int, column: int) -> None:
        titled = "title" not in self.head and is_title(value, self.labels)
        if titled:
            self.head["title"] = (value, number, column)
        if "year" not in self.head and (titled or "project" not in self.head) and YEAR.search(value):
            self.head["year"] = (value, number, column)

    def _amount_unit(self, number: int, row: Row, pattern: re.Pattern[str]) -> None:
        """The unit of money: 单位：万元 above the form, or (万元) in the heading of the funds."""
        if "amount_unit" in self.head:
            return
        for column, value in enumerate(row):
            if value and isinstance(value, str) and names_unit(value, pattern):
                self.head["amount_unit"] = (value, number, column)
                return

    def _fund_row(self, number: int, row: Row, found: Mapping[int, str]) -> None:
        if any(word in self.labels.header or word in self.labels.goal for word in found.values()):
            self._head_row(number, row, found)
            return
        first_amount = min(self.fund_columns[name] for name in AMOUNTS if name in self.fund_columns)
        named = [
            (column, value)
            for column, value in enumerate(row[:first_amount])
            if isinstance(value, str) and value.strip()
        ]
        if not named:
            return
        column, text = named[-1]
        if self.labels.fund_columns.get(label(text)) == "note":
            # a row of its own below the one it speaks of
            (self.fund_rows[-1] if self.fund_rows else self.fund_total)["note"] = self._beside(number, row, column)
            return
        fields = {name: (row[at], number, at) for name, at in self.fund_columns.items() if at < len(row)}
        if any(name in fields and tells(fields[name][0]) for name in AMOUNTS):
            return
        fields["label"] = (text, number, column)
        if label(text) in self.labels.fund_totals and not self.fund_total:
            self.fund_total = {"weight": self.fund_weight, **fields} if self.fund_weight else fields
        else:
            self.fund_rows.append(fields)

    def _goal_row(self, number: int, row: Row, found: Mapping[int, str]) -> None:
        """A goal may go on over several rows, as long as nothing stands beside its columns."""
        filled = {column for column, value in enumerate(row) if value not in (None, "")}
        goes_on = any(field in self.head for field in self.goal_columns)
        if goes_on and not filled <= set(self.goal_columns.values()):
            self.part = "between"
            self._head_row(number, row, found)
            return
        for field, column in self.goal_columns.items():
            if column in filled:
                above = self.head.get(field)
                text = row[column] if above is None else f"{above[0]}\n{row[column]}"
                self.head[field] = (text, number, column) if above is None else (text, *above[1:])

    def _indicator_row(self, number: int, row: Row, found: Mapping[int, str]) -> None:
        first = next((column for column, value in enumerate(row) if value not in (None, "")), None)
        if first is None:
            return
        if any(word in self.labels.totals for word in found.values()):
            self._total_row(number, row, found)
        elif self.part == "end":
            return
        elif self._is_end(row[first]):
            self.part = "end"
        elif not self._repeats_head(row[first], found):
            self._carry(number, row)
            self._add_indicator(number, row)

    def _repeats_head(self, value: Value, found: Mapping[int, str]) -> bool:
        """Whether a row repeats the head of the form on a new page."""
        return is_title(value, self.labels) or any(word in self.labels.header for word in found.values())

    def _is_end(self, value: Value) -> bool:
        return isinstance(value, str) and label(value).startswith(self.labels.ends)

    def _total_row(self, number: int, row: Row, found: Mapping[int, str]) -> None:
        self.part = "end"
        start = next(column for column, word in found.items() if word in self.labels.totals)
        for name, column in total_columns(row, start, self.indicator_columns).items():
            if column < len(row):
                self.head.setdefault(f"total_{name}", (row[column], number, column))

    def _carry(self, number: int, row: Row) -> None:
        """Remember dimension and category for the rows below, as merged cells show them once."""
        for name in LEVELS:
            column = self.indicator_columns.get(name)
            if column is None:
                continue
            value = row[column] if column < len(row) else None
            blank = value is None or value == ""
            if blank and not (self.levels and self.levels.left_blank(number, column)):
                continue
            if name == "dimension" and not blank:
                self.carried = {}
            self.carried[name] = (value, number, column)

    def _add_indicator(self, number: int, row: Row) -> None:
        fields, width = dict(self.carried), len(row)
        askew = self.spans if self.spans and self.spans.any else None
        for name, column in self.indicator_places:
            at = askew.column(name, column, number, row) if askew else column
            if at < width:
                fields[name] = (row[at], number, at)
        if not self._is_filler(fields):
            self.indicator_rows.append(fields)

    def _is_filler(self, fields: Fields) -> bool:
        """Rows the template leaves for more indicators: no name, and nothing but dashes beside it."""
        name = fields.get("name")
        if name is not None and not is_blank_name(name[0], self.labels):
            return False
        texts = all(is_mark(fields[key][0], self.labels.fillers) for key in ("target", "actual") if key in fields)
        return texts and all(is_mark(fields[key][0], NO_POINTS) for key in ("weight", "score") if key in fields)

    def _beside(self, number: int, row: Row, column: int) -> Raw:
        """The content right of a label, up to the next label.

        A merged block there is the field itself, filled or not; else blank cells are passed over, but not many: far
        to the right stands something else.
        """
        first = self._end_of_block(number, column) + 1
        merged = self._end_of_block(number, first) > first
        for at in range(first, first + 1 if merged else min(first + WIDEST_GAP, len(row))):
            value = row[at] if at < len(row) else None
            if value in (None, ""):
                continue
            if isinstance(value, str) and self._is_other(value):
                break
            return (value, number, at)
        return (None, number, first)

    def _end_of_block(self, number: int, column: int) -> int:
        """The last column of the merged block that begins at a cell, or the cell's own."""
        for merge in self.table.merges:
            if merge.left == column and merge.top <= number <= merge.bottom:
                return merge.right
        return column

    def _is_other(self, value: str) -> bool:
        """Whether a cell right of a label is the next label, or the bare unit of money."""
        return label(value) in self.labels.header or (len(value) < 8 and names_unit(value, UNIT))
