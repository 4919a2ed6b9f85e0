"""The head of a form: its title, year and names, and what all parts of the reading share."""

from __future__ import annotations

import re

from jixiao.form.draft import Cell, Fields, Raw, Role
from jixiao.form.model import Kind, Part
from jixiao.form.structure import written
from jixiao.form.table import Merge, Table, Value
from jixiao.form.wording import POINTS, half_width, label
from jixiao.recognise import fund_rows
from jixiao.recognise.align import Aligner
from jixiao.recognise.cells import Columns, Row, names_unit
from jixiao.recognise.header import GAP, OWN, Years, pairs
from jixiao.recognise.headings import (
    LAST_NAME,
    LONGEST_LABEL,
    LONGEST_OTHER,
    Found,
    indicator_columns,
    is_heading,
    like_amount,
    words_of,
)
from jixiao.recognise.labels import Labels
from jixiao.recognise.merged_cells import Levels, Spans

WIDEST_GAP = 6
WIDEST = 16384
MONEY = re.compile("亿元|万元|元")
UNIT = re.compile(r"[(（:：]\s*(?:单位[:：])?\s*(?:人民币)?(亿元|万元|元)\s*[)）]?")
STATED_UNIT = re.compile(r"单位\s*[:：]\s*(?:人民币)?\s*(亿元|万元|元)")
NUMBERING = re.compile(r"^\d{1,2}(?:\.0+)?$")
NUMBERED_GOAL = re.compile(r"目标\s*\d")
LONGEST_TITLE_CELL = 16
"""The name of a part, left of its heading, is no longer than that."""


class HeadPart:
    """What is known while the rows of one table are walked down, and how the rows of its head are read."""

    def __init__(self, table: Table, labels: Labels) -> None:
        self.table = table
        self.labels = labels
        self.is_text = bool(table.lines)
        self.head: Fields = {}
        self.ranks: dict[str, int] = {}
        self.fund_total: Fields = {}
        self.fund_rank = 9
        self.fund_rows: list[Fields] = []
        self.indicator_rows: list[Fields] = []
        self.fund_columns: Columns = {}
        self.fund_others: set[int] = set()
        self.fund_width = 0
        self.sums_across = False
        self.may_be_changes = False
        self.may_be_shares = False
        self.nameless = -1
        self.usual_shift: int | None = None
        self.fund_units: dict[str, str] = {}
        self.goal_columns: Columns = {}
        self.goal_others: dict[int, str] = {}
        self.indicator_columns: Columns = {}
        self.filled_down: Fields = {}
        self.indicator_places: list[tuple[str, int]] = []
        self.heading_width = 0
        self.heading_row = -2
        self.level_points: list[int] = []
        self.numbers = 0
        self.pairs_from = 0
        self.amounts_beside: tuple[int, tuple[str | None, ...]] = (-2, ())
        self.is_later = False
        self.later_title = ""
        self.zone = WIDEST
        self.fund_weight: Raw | None = None
        self.levels: Levels | None = None
        self.spans: Spans | None = None
        self.aligner: Aligner | None = None
        self.shortened: list[tuple[int, Row]] = []
        self.waiting: list[int] = []
        self.years = Years()
        self.is_transfer = False
        self.goal_cell_missing: bool | None = None
        self.has_names = False
        self.sum_row = (-1, 0)
        self.part = "head"
        self.parts: list[tuple[int, Part]] = []
        self.roles: dict[Cell, Role] = {}
        self.names: dict[Cell, str] = {}
        self.below: dict[int, str] = {}
        self.blocks = _by_first_column(table.merges)

    def _begin(self, part: Part, number: int) -> None:
        self.part = part
        self.parts.append((number, part))

    def _names_part(self, number: int, found: Found, columns: Columns) -> bool:
        """Whether 绩效指标 names the part and not the column of names: then nothing is below it."""
        column = columns.get("name")
        if column is None or self.labels.indicator_columns.ranked(found[column]) != ("name", LAST_NAME):
            return False
        return self.table.value(number + 1, column) in (None, "")

    def _kind(self) -> Kind:
        title = str(self.head.get("title", ("",))[0])
        is_transfer = self.is_transfer and not self.labels.says_project(title)
        return self.labels.kind_of(title) or ("transfer" if is_transfer else "project")

    def _own_names(self) -> None:
        """部门名称 of a department's own form names the department and the unit; on other forms it names neither."""
        own, office = self.head.pop("own", None), self.head.pop("own_department", None)
        own = own or office
        if own is not None and (self._kind() == "department" or self._is_of_department()):
            self.head.setdefault("department", own)
            self.head.setdefault("unit", own)
        elif office is not None:
            self.head.setdefault("department", office)

    def _is_of_department(self) -> bool:
        """Whether a goal form is that of a whole department, by its title."""
        return self.labels.says_department(str(self.head.get("title", ("",))[0]))

    def _heading_cells(self, number: int, row: Row, found: Found, columns: Columns, words: object) -> None:
        """Known headings are labels; an unknown one names the cells below it."""
        taken = set(columns.values())
        first = min(taken)
        self.below = {}
        for column, value in enumerate(row):
            if value in (None, ""):
                continue
            word = found.get(column, "")
            leading = column < first and len(str(value)) <= LONGEST_TITLE_CELL
            if column in taken or leading or word in words or word in self.labels.static_labels:  # type: ignore[operator]
                self.roles[number, column] = "label"
            is_column = column > first or word in self.labels.other or fund_rows.is_source(value, self.labels)
            if column not in taken and is_column:
                self.below[column] = self.names[number, column] = written(value)

    def _head_row(self, number: int, row: Row, found: Found) -> None:
        labels = self.labels
        if len(found) > 2 and any(word in labels.tasks for word in found.values()):
            return
        for column, word in found.items():
            ranked = labels.header.ranked(word) or labels.goal.ranked(word)
            if ranked and word not in labels.other and not self._is_taken(number, column):
                self._head_field(number, row, column, ranked)
        for column, value in enumerate(row):
            if isinstance(value, str) and value:
                self._title_or_year(value, number, column)
                for field, rank, text in pairs(value, labels.header, labels.goal):
                    if field not in self.head and not (field in OWN and MONEY.fullmatch(text)):
                        self.head[field], self.ranks[field] = (text, number, column), rank + self._is_above(field)
        self._amount_unit(number, row, STATED_UNIT)

    def _is_above(self, field: str) -> bool:
        """Whether 填报单位：县水利局 is read above the form: a unit with a label of its own in the form goes before it."""
        return field == "unit" and not self.parts and not self.head.keys() & {"project", "department"}

    def _head_field(self, number: int, row: Row, column: int, ranked: tuple[str, int]) -> None:
        field, rank = ranked
        if field == "year":
            year = self._beside(number, row, column)
            if like_amount(year[0]):
                self.head["year"] = year
                self.roles[number, column] = "label"
            return
        if field == "total_score" and sum(map(like_amount, row[column + 1 :])) > 1:
            return
        here, beside = self.head.get(field), self._beside(number, row, column)
        if field in ("expected", "actual") and self._is_of_headings(number, row, column, beside):
            return
        self.roles[number, column] = "label"
        if here is not None and here[0] is not None and NUMBERED_GOAL.search(str(row[column])):
            self.head[field] = (f"{here[0]}\n{beside[0] or ''}".rstrip(), *here[1:])
            self.roles[beside[1:]] = "value"
        elif here is None or here[0] is None or (rank < self.ranks.get(field, 0) and beside[0] is not None):
            if here is not None and here[0] is not None:
                if here[0] == beside[0]:
                    self.roles[here[1:]] = "static"
                else:
                    self.names[here[1:]] = str(here[0])
            self.head[field], self.ranks[field] = beside, rank
        elif beside[0] == here[0] and beside[0] is not None:
            self.roles[beside[1:]] = "static"
        if field in ("project", "department", "unit") and not self.parts:
            self.years.close()

    def _is_of_headings(self, number: int, row: Row, column: int, beside: Raw) -> bool:
        """Whether a goal's label is one of several headings, and what is beside it no goal.

        The cells right of it are unknown headings, or headings of goals; they are groups of the columns (目标完成情况 |
        评分情况) that the heading of the indicators below them names; or the next one is a short word, with a longer text
        beside or below it.
        """
        others = [value for value in row[column + 1 :] if value not in (None, "")]
        if not others and POINTS.search(str(row[column])):  # 年度绩效目标1（80分）: the name of a part
            return True
        if all(map(is_heading, others)):
            if len(others) > 1 and not any(label(str(value)) in self.labels.known for value in others[1:]):
                return True
            if indicator_columns(words_of(self._below(number)), self.labels) is not None:
                return True
        texts = [*row[beside[2] + 1 :], self.table.value(beside[1] + 1, beside[2])]
        return is_heading(beside[0]) and any(isinstance(value, str) and len(value) > LONGEST_OTHER for value in texts)

    def _below(self, number: int) -> Row:
        return self.table.rows[number + 1] if number + 1 < len(self.table.rows) else ()

    def _is_taken(self, number: int, column: int) -> bool:
        """Whether the cell is the value of a label before it: 部门名称 beside 项目名称 is no label."""
        return any((number, column) == raw[1:] and raw[0] is not None for raw in self.head.values())

    def _title_or_year(self, value: str, number: int, column: int) -> None:
        is_open = not self.head.keys() & {"project", *OWN} and not self.parts
        titled = is_open and self.labels.is_title(value)
        if titled:
            self.head["title"] = (value, number, column)
        if is_open or ("year" not in self.head and self.labels.is_title(value)):
            self.years.see(value, number, column, titled)

    def _amount_unit(self, number: int, row: Row, pattern: re.Pattern[str]) -> None:
        """The unit of money: 单位：万元 above the form, or (万元) in the heading of the funds."""
        if "amount_unit" in self.head:
            return
        for column, value in enumerate(row):
            for piece in GAP.split(value) if isinstance(value, str) else ():
                if names_unit(piece, pattern):
                    self.head["amount_unit"] = (piece, number, column)
                    return

    def _all_static(self, number: int, row: Row) -> None:
        for column, value in enumerate(row):
            if value not in (None, ""):
                self.roles[number, column] = "static"

    def _is_numbering(self, row: Row) -> bool:
        """列次 0 1 2 3: the numbers of the columns, no amounts."""
        numbers = [value for value in row[1:] if like_amount(value)]
        return len(numbers) >= 3 and all(NUMBERING.match(half_width(str(value))) for value in numbers)

    def _repeats_head(self, value: Value, found: Found) -> bool:
        """Whether a row repeats the head of the form on a new page."""
        if isinstance(value, str) and self.labels.is_title(value):
            return True
        if not self.labels.header.any_of(found.values()):
            return False
        ranked = [self.labels.header.ranked(word) for word in found.values()]
        return any(known is not None and known[0] in ("project", "department", "unit") for known in ranked)

    def _name_below(self, number: int, shift: int) -> None:
        """The cells under unknown headings are called by them."""
        for column, name in self.below.items():
            if column >= shift:
                self.names[number, column - shift] = name

    def _beside(self, number: int, row: Row, column: int) -> Raw:
        """The content right of a label, up to the next label.

        A merged block there is the field itself, filled or not; else blank cells are passed over, but not many: far
        to the right is something else.
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
        for merge in self.blocks.get(column, ()):
            if merge.top <= number <= merge.bottom:
                return merge.right
        return column

    def _is_other(self, value: str) -> bool:
        """Whether a cell right of a label is the next label, or the bare unit of money."""
        if len(value) < 8 and names_unit(value, UNIT):
            return True
        if len(value) > LONGEST_LABEL:
            return False
        word = label(value)
        known = self.labels.header.ranked(word)
        if known is not None and known[0] not in OWN:
            return True
        labels = self.labels
        return word in labels.other or word in labels.goal or word in labels.goal_other


def _by_first_column(merges: tuple[Merge, ...]) -> dict[int, list[Merge]]:
    """The merged blocks that begin in each column, in their order; few do in any one."""
    found: dict[int, list[Merge]] = {}
    for merge in merges:
        found.setdefault(merge.left, []).append(merge)
    return found
