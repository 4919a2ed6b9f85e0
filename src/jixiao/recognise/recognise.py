"""One table to one draft: each field is found by the label it is under or beside, and by what its content proves."""

from __future__ import annotations

import re
from collections.abc import Mapping

from jixiao.form.amounts import BLANK_MARKS
from jixiao.form.draft import Cell, Draft, Fields, Raw, Role
from jixiao.form.model import Kind, Part
from jixiao.form.structure import written
from jixiao.form.table import Table, Value
from jixiao.form.wording import half_width, label
from jixiao.recognise import fund_rows
from jixiao.recognise.align import SECTION, Aligner, Placed
from jixiao.recognise.cells import Columns, Row, has_meaning, is_blank_name, is_mark, names_unit, total_columns
from jixiao.recognise.header import Years, pairs, place_year
from jixiao.recognise.headings import (
    LAST_NAME,
    LONGEST_LABEL,
    Found,
    fund_columns,
    goal_columns,
    indicator_columns,
    like_amount,
    may_be_amount,
    words_of,
)
from jixiao.recognise.labels import Labels
from jixiao.recognise.merged_cells import Levels, Spans
from jixiao.recognise.totals import only_sum

WIDEST_GAP = 6
WIDEST = 16384
MONEY = re.compile("亿元|万元|元")
UNIT = re.compile(r"[(（:：]\s*(?:单位[:：])?\s*(?:人民币)?(亿元|万元|元)\s*[)）]?")
HEADING_POINTS = re.compile(r"\((\d+(?:\.\d+)?)分\)")
POINTS_BEHIND = re.compile(r"\d\s*分\s*[)）]?\s*$")
AMOUNTS = ("initial", "annual", "executed")
LEVELS = ("dimension", "category")
STATED_UNIT = re.compile(r"单位\s*[:：]\s*(?:人民币)?\s*(亿元|万元|元)")
NO_POINTS = BLANK_MARKS | {"……", "…", "...", "......"}
NUMBERING = re.compile(r"^\d{1,2}(?:\.0+)?$")
LONGEST_TITLE_CELL = 16
"""The name of a part, left of its heading, is no longer than that."""
SUBTOTAL = 2
"""The rank of 小计 among the words for totals."""


class NotAForm(ValueError):
    """The table is no self-evaluation form; the message says which labels are missing."""


def recognise(table: Table, labels: Labels) -> Draft:
    """The draft of the form in `table`. Raises NotAForm when too little of a form can be found."""
    reader = _Reader(table, labels)
    for number, row in enumerate(table.rows):
        reader.read(number, row)
    return reader.draft()


class _Reader:
    """Walks down the rows of one table and remembers which part of the form it is in."""

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
        self.fund_units: dict[str, str] = {}
        self.goal_columns: Columns = {}
        self.indicator_columns: Columns = {}
        self.filled_down: Fields = {}
        self.indicator_places: list[tuple[str, int]] = []
        self.heading_width = 0
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
        self.part = "head"
        self.parts: list[tuple[int, Part]] = []
        self.roles: dict[Cell, Role] = {}
        self.names: dict[Cell, str] = {}
        self.below: dict[int, str] = {}

    def read(self, number: int, row: Row) -> None:
        # below the heading only totals and repeated headings carry labels, and those begin left of the indicator's name
        found = words_of(row, self.zone if self.part == "indicators" else None)
        if self.part != "indicators" and any(word in self.labels.transfer for word in found.values()):
            self.is_transfer = True
        if self._heading(number, row, found):
            return
        if self.part == "indicators":
            self._indicator_row(number, row, found)
        elif self.part == "end":
            self._row_below(number, row, found)
        elif self.part == "funds":
            self._fund_row(number, row, found)
        elif self.part == "goal":
            self._goal_row(number, row, found)
        elif not self._pair_row(number, row, found):
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
        year = self.years.best()
        if year is not None:
            self.head.setdefault("year", year)
        place_year(self.table, self.head)
        only_sum(self.head, self.fund_total, self.indicator_rows)
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
        )

    def _kind(self) -> Kind:
        title = self.head.get("title", ("",))[0]
        found = self.labels.kind_of(str(title))
        if found is None and self.labels.says_project(str(title)):
            return "project"
        return found or ("transfer" if self.is_transfer else "project")

    def _own_names(self) -> None:
        """部门名称 of a department's own form names the department and the unit; on other forms it names neither."""
        own = self.head.pop("own", None)
        if own is not None and self._kind() == "department":
            self.head.setdefault("department", own)
            self.head.setdefault("unit", own)

    # headings

    def _heading(self, number: int, row: Row, found: Found) -> bool:
        """Whether the row is the heading of a part; then its columns are taken and the part begins."""
        if self.part == "end" or not found:
            return False
        if self.part == "indicators":
            if not any(word in self.labels.indicator_columns for word in found.values()):
                return False
            found = words_of(row)
        if len(found) >= 2:
            columns = indicator_columns(found, self.labels)
            if columns is not None:
                self._indicator_heading(number, row, found, columns)
                return True
        if self.part == "indicators":
            return False
        funds = fund_columns(row, found, self.labels) if len(found) >= 2 and not self.fund_columns else None
        if funds is not None:
            self._fund_heading(number, row, found, funds)
            return True
        goal = goal_columns(row, found, self.labels)
        if goal is not None and not (goal.keys() & self.head.keys()):
            self._goal_heading(number, row, found, goal)
            return True
        return False

    def _goal_heading(self, number: int, row: Row, found: Found, goal: Columns) -> None:
        self.goal_columns = goal
        self._begin("goal", number)
        for column, word in found.items():
            if word in self.labels.goal or word in self.labels.static_labels:
                self.roles[number, column] = "label"

    def _fund_heading(self, number: int, row: Row, found: Found, columns: Columns) -> None:
        """The heading may carry the unit of money and, where no column has it, the points: 预算执行情况(万元)(20分)."""
        self.fund_columns = {name: column for name, column in columns.items() if name != "source"}
        self.fund_width = len(row)
        self._begin("funds", number)
        self._heading_cells(number, row, found, self.fund_columns, self.labels.fund_columns)
        self.fund_others = {at for at, value in enumerate(row) if value and at > 1 and at not in columns.values()}
        self._column_units(number, row)
        for column, value in enumerate(row[: min(self.fund_columns.values())]):
            points = HEADING_POINTS.search(half_width(value)) if isinstance(value, str) else None
            if points and "weight" not in columns:
                self.fund_weight = (points.group(1), number, column)

    def _column_units(self, number: int, row: Row) -> None:
        """The form's own unit of money, and the columns whose headings name another."""
        units = {}
        for name in AMOUNTS:
            value = row[self.fund_columns[name]] if name in self.fund_columns else None
            found = UNIT.search(value) if isinstance(value, str) else None
            if found:
                units[name] = found.group(1)
        self._amount_unit(number, row[: min(self.fund_columns.values())], UNIT)
        common = set(units.values())
        if len(common) == 1 and "amount_unit" not in self.head:
            name = next(iter(units))
            self.head["amount_unit"] = (row[self.fund_columns[name]], number, self.fund_columns[name])
        self._amount_unit(number, row, UNIT)
        own = self.head.get("amount_unit")
        self.fund_units = {name: unit for name, unit in units.items() if own is None or _money(own[0]) != unit}

    def _indicator_heading(self, number: int, row: Row, found: Found, columns: dict[str, int]) -> None:
        """A heading of one line, of two lines (the second splits 年度指标值), or repeated on a new page."""
        self._flush()
        again = self.part == "indicators" and not self.waiting and not self.indicator_rows
        earlier = self.indicator_columns if again or self._is_second_line(columns) else {}
        kept = {name: column for name, column in earlier.items() if name not in columns}
        if kept and len(row) != self.heading_width:
            # merged cells dropped by a text copy: what the first line still names fills the second line's spaces
            blanks = [column for column in range(max(columns.values()) + 1, len(row)) if row[column] in (None, "")]
            kept = dict(zip(sorted(kept, key=kept.__getitem__), blanks, strict=False))
        if self._names_part(number, found, columns):
            del columns["name"]
        if not columns.keys() & set(LEVELS) and not kept:
            columns |= self._dimension_column(number, row, columns)
        self.indicator_columns, self.heading_width = {**kept, **columns}, len(row)
        self.has_names = self.has_names or "name" in self.indicator_columns
        self._begin("indicators", number)
        level_columns = tuple(column for name, column in self.indicator_columns.items() if name in LEVELS)
        self.zone = max([self.indicator_columns.get("name", WIDEST), *level_columns]) + 1
        self.indicator_places = [item for item in self.indicator_columns.items() if item[0] not in LEVELS]
        self.levels = Levels(self.table, level_columns, number)
        self.spans = Spans(self.table, self.indicator_columns, number)
        self.aligner = Aligner(self.indicator_columns, len(row), self.labels) if self.is_text else None
        self.filled_down = {}
        self._heading_cells(number, row, found, columns, self.labels.indicator_columns)
        if not self.has_names and not any(label(name) not in self.labels.other for name in self.below.values()):
            self.indicator_columns, self.part = {}, "end"

    def _names_part(self, number: int, found: Found, columns: Columns) -> bool:
        """Whether 绩效指标 names the part and not the column of names: then nothing is below it."""
        column = columns.get("name")
        if column is None or self.labels.indicator_columns.ranked(found[column]) != ("name", LAST_NAME):
            return False
        return self.table.value(number + 1, column) in (None, "")

    def _is_second_line(self, columns: Columns) -> bool:
        return self.part == "indicators" and not self.shortened and not (self.indicator_columns.keys() & columns.keys())

    def _dimension_column(self, number: int, row: Row, columns: Columns) -> dict[str, int]:
        """A column left of the names without a known heading, whose cells are levels (项目决策2分): 一级指标."""
        left = [at for at, value in enumerate(row[: columns.get("name", 0)]) if value not in (None, "")]
        below = self.table.rows[number + 1] if number + 1 < len(self.table.rows) else ()
        if len(left) != 1 or left[0] >= len(below):
            return {}
        value = below[left[0]]
        is_level = isinstance(value, str) and len(value) < 24 and POINTS_BEHIND.search(half_width(value)) is not None
        return {"dimension": left[0]} if is_level else {}

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

    def _begin(self, part: Part, number: int) -> None:
        self.part = part
        self.parts.append((number, part))

    # head

    def _head_row(self, number: int, row: Row, found: Found) -> None:
        labels = self.labels
        for column, word in found.items():
            ranked = labels.header.ranked(word) or labels.goal.ranked(word)
            if ranked and word not in labels.other and not self._is_value(number, row, column, found):
                self._head_field(number, row, column, ranked)
        for column, value in enumerate(row):
            if isinstance(value, str) and value:
                self._title_or_year(value, number, column)
                for field, text in pairs(value, labels):
                    if field not in self.head and not (field == "own" and MONEY.fullmatch(text)):
                        self.head[field] = (text, number, column)
        self._amount_unit(number, row, STATED_UNIT)

    def _head_field(self, number: int, row: Row, column: int, ranked: tuple[str, int]) -> None:
        field, rank = ranked
        if field == "year":
            if like_amount(self._beside(number, row, column)[0]):
                self.head["year"] = self._beside(number, row, column)
                self.roles[number, column] = "label"
            return
        here, beside = self.head.get(field), self._beside(number, row, column)
        self.roles[number, column] = "label"
        if here is None or here[0] is None or (rank < self.ranks.get(field, 0) and beside[0] is not None):
            if here is not None and here[0] is not None:
                self.names[here[1:]] = str(here[0])
            self.head[field], self.ranks[field] = beside, rank
        elif beside[0] == here[0] and beside[0] is not None:
            self.roles[beside[1:]] = "static"
        if field in ("project", "department", "unit") and not self.parts:
            self.years.close()

    def _is_value(self, number: int, row: Row, column: int, found: Found) -> bool:
        """Whether the cell is the value of the label before it: 部门名称 beside 项目名称 is none."""
        taken = [raw[1:] for raw in self.head.values()]
        return (number, column) in taken

    def _title_or_year(self, value: str, number: int, column: int) -> None:
        is_open = "project" not in self.head and "own" not in self.head and not self.parts
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
            if value and isinstance(value, str) and names_unit(value, pattern):
                self.head["amount_unit"] = (value, number, column)
                return

    # funds

    def _pair_row(self, number: int, row: Row, found: Found) -> bool:
        """A row that holds sources of funds with their amounts beside them; the first such row names the total."""
        labels = self.labels
        if self.part not in ("head", "between", "pairs") or not found:
            return False
        if self.part != "pairs" and not any(
            (labels.fund_totals.ranked(word) or ("", 9))[1] <= 1 for word in found.values()
        ):
            return self._amount_pairs(number, row, found)
        placed = fund_rows.pairs(row, labels)
        if placed is None:
            self.part = "between" if self.part == "pairs" else self.part
            return False
        if self.part != "pairs":
            self._begin("funds", number)
            self.part = "pairs"
        self._amount_unit(number, row, UNIT)
        for column, at in placed:
            amount = (None, number, column + 1) if at is None else (row[at], number, at)
            fields = {"label": (row[column], number, column), "annual": amount}
            self._add_fund(label(str(row[column])), fields)
        return True

    def _amount_pairs(self, number: int, row: Row, found: Found) -> bool:
        """年初预算数 | 100 | 全年预算数 | 100 | ...: the amounts of the total, each beside its own label."""
        beside: Fields = {}
        for column, word in found.items():
            field = self.labels.fund_columns.get(word)
            raw = self._beside(number, row, column)
            if field in (*AMOUNTS, "rate", "weight", "score") and like_amount(raw[0]):
                beside[field] = raw
                self.roles[number, column] = "label"
        if len(beside.keys() & {*AMOUNTS, "rate"}) < 2:
            for column in found:
                self.roles.pop((number, column), None)
            return False
        if not self.fund_total:
            self.parts.append((number, "funds"))
        self.fund_total = {**beside, **self.fund_total}
        self._amount_unit(number, row, UNIT)
        return True

    def _fund_row(self, number: int, row: Row, found: Found) -> None:
        labels = self.labels
        if any(self._ends_funds(row[column], word) for column, word in found.items()):
            self.part = "between"
            self._head_row(number, row, found)
            return
        if any(word in labels.other for word in list(found.values())[:1]) and self._is_numbering(row):
            self._all_static(number, row)
            return
        shift = self._fund_shift(row)
        first = min(self.fund_columns[name] for name in AMOUNTS if name in self.fund_columns) - (shift or 0)
        if "rate" in self.fund_columns and not set(AMOUNTS) & self.fund_columns.keys():
            first = self.fund_columns["rate"] - (shift or 0)
        named = [
            (column, value)
            for column, value in enumerate(row[:first])
            if isinstance(value, str) and value.strip() and not like_amount(value)
        ]
        if not named and not (shift is not None and self._is_across(number, row, shift)):
            return
        column, text = named[-1] if named else (0, "")
        if found.get(column) in labels.static_labels and len([value for value in row if value not in (None, "")]) == 1:
            # the name of the next part on a line of its own
            self.part = "between"
            return
        if named and labels.fund_columns.get(label(text)) == "note":
            # a row of its own below the one it refers to
            (self.fund_rows[-1] if self.fund_rows else self.fund_total)["note"] = self._beside(number, row, column)
            self.roles[number, column] = "label"
            return
        if shift is None:
            if named and fund_rows.is_source(text, labels):
                self._add_fund(label(text), {"label": (text, number, column)})
            return
        fields = fund_rows.fields_of(row, number, self.fund_columns, shift)
        self._name_below(number, shift)
        if self._is_wordy(fields, text):
            if row[0] not in (None, "") and not fund_rows.is_source(text, labels):
                self.part = "between"
            return
        if named:
            fields["label"] = (text, number, column)
        self._add_fund(label(text), fields)

    def _ends_funds(self, value: Value, word: str) -> bool:
        labels = self.labels
        ranked = labels.header.ranked(word)
        head = ranked is not None and ranked[0] != "own"
        return (head or word in labels.goal) and not fund_rows.is_source(value, labels)

    def _is_numbering(self, row: Row) -> bool:
        """列次 0 1 2 3: the numbers of the columns, no amounts."""
        numbers = [value for value in row[1:] if like_amount(value)]
        return len(numbers) >= 3 and all(NUMBERING.match(half_width(str(value))) for value in numbers)

    def _fund_shift(self, row: Row) -> int | None:
        if not self.is_text:
            return 0
        trimmed = row
        while trimmed and trimmed[-1] in (None, ""):
            trimmed = trimmed[:-1]
        width = max(self.fund_width, max(self.fund_columns.values()) + 1)
        return fund_rows.shift_of(trimmed, self.fund_columns, self.fund_others, max(width, len(trimmed)))

    def _is_across(self, number: int, row: Row, shift: int) -> bool:
        """Whether a row without a name holds the total amounts of a form whose sources go across."""
        annual = self.fund_columns.get("annual", WIDEST) - shift
        return not self.fund_total and 0 <= annual < len(row) and like_amount(row[annual])

    def _is_wordy(self, fields: Fields, text: str) -> bool:
        """Whether words are where amounts belong: then the row is none of the funds."""
        given = [fields[name][0] for name in (*AMOUNTS, "rate") if name in fields]
        if any(has_meaning(value) for value in given):
            return True
        return not fund_rows.is_source(text, self.labels) and not all(map(may_be_amount, given))

    def _add_fund(self, word: str, fields: Fields) -> None:
        """The total, by the word that most surely names it; every other row is a source of money."""
        ranked = self.labels.fund_totals.ranked(word) if word else ("total", 0)
        if ranked is None:
            self.fund_rows.append(fields)
        elif ranked[1] < self.fund_rank:
            weight = {"weight": self.fund_weight} if self.fund_weight else {}
            self.fund_total, self.fund_rank = {**weight, **fields}, ranked[1]
            if "label" in fields:
                self.roles[fields["label"][1:]] = "label"

    def _all_static(self, number: int, row: Row) -> None:
        for column, value in enumerate(row):
            if value not in (None, ""):
                self.roles[number, column] = "static"

    # goals

    def _goal_row(self, number: int, row: Row, found: Found) -> None:
        """A goal may go on over several rows, as long as nothing is beside its columns."""
        filled = [column for column, value in enumerate(row) if value not in (None, "")]
        goes_on = any(field in self.head for field in self.goal_columns)
        columns: Mapping[str, int] = self.goal_columns
        if filled and set(filled) <= set(columns.values()) and self.goal_cell_missing is None:
            self.goal_cell_missing = False
        if not set(filled) <= set(columns.values()):
            columns = self._goal_shifted(row, filled, found, goes_on)
            if not columns:
                self.part = "between"
                if not self._pair_row(number, row, found):
                    self._head_row(number, row, found)
                return
        for field, column in columns.items():
            if column in filled:
                above = self.head.get(field)
                text = row[column] if above is None or above[0] is None else f"{above[0]}\n{row[column]}"
                self.head[field] = (text, number, column) if above is None else (text, *above[1:])
                self.roles[number, column] = "value"
            else:
                self.head.setdefault(field, (None, number, column))

    def _goal_shifted(self, row: Row, filled: list[int], found: Found, goes_on: bool) -> Columns:
        """The goals of a text whose merged cell at the left was lost: as many cells as goals, from the first column."""
        wanted = sorted(self.goal_columns, key=self.goal_columns.__getitem__)
        parts = self.labels.header, self.labels.goal, self.labels.static_labels
        known = any(word in part for word in found.values() for part in parts)
        may = self.is_text and not known and self.goal_cell_missing is not False and self.goal_columns[wanted[0]] > 0
        if may and filled == list(range(len(wanted))):
            self.goal_cell_missing = True
            return dict(zip(wanted, filled, strict=True))
        named = filled and filled[0] < min(self.goal_columns.values()) and not goes_on
        kept = {field: column for field, column in self.goal_columns.items() if column in filled}
        beside = [column for column in filled if column not in self.goal_columns.values()]
        is_named = all(label(str(row[at])) in self.labels.static_labels for at in beside)
        return kept if named and is_named and kept else {}

    # indicators

    def _indicator_row(self, number: int, row: Row, found: Found) -> None:
        first = next((column for column, value in enumerate(row) if value not in (None, "")), None)
        if first is None:
            return
        totals = {column: self.labels.totals.ranked(word) for column, word in found.items()}
        total = next(((column, known[1]) for column, known in totals.items() if known), None)
        if total and total[1] == SUBTOTAL:
            return
        if total:
            self._total_row(number, row, total[0])
        elif self._is_end(row[first]):
            self._flush()
            self.part = "end"
            self._row_below(number, row, found)
        elif self._repeats_head(row[first], found):
            self._all_static(number, row)
        elif not self._is_section(row, first):
            self._keep_row(number, row, first)

    def _is_section(self, row: Row, first: int) -> bool:
        """Whether a row of one cell names a goal that the indicators below it belong to."""
        alone = all(value in (None, "") for value in row[first + 1 :])
        return alone and isinstance(row[first], str) and SECTION.match(str(row[first])) is not None

    def _keep_row(self, number: int, row: Row, first: int) -> None:
        """A row with its place; one that lost merged cells waits until all of its part are known."""
        if self.aligner is not None and first == 0 and self._may_lack_cells(row):
            self.shortened.append((number, row))
            self.waiting.append(number)
        elif self.shortened:
            self.waiting.append(number)
        else:
            self._fill_down(number, row)
            self._add_indicator(number, row)

    def _may_lack_cells(self, row: Row) -> bool:
        """Whether a row of text does not begin where its heading says: left of all fields, or with a lower level."""
        assert self.aligner is not None
        leftmost = self.aligner.first
        if leftmost > 0:
            return True
        wanted = self.aligner.fields[0]
        level = self.aligner.level(row[0])
        return not (wanted == "dimension" and level in ("dimension", "both")) and wanted in (
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
                self._add_placed(number, row, placed[number])
            else:
                self._fill_down(number, row)
                self._add_indicator(number, row)
        self.shortened, self.waiting = [], []

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

    def _repeats_head(self, value: Value, found: Found) -> bool:
        """Whether a row repeats the head of the form on a new page."""
        if isinstance(value, str) and self.labels.is_title(value):
            return True
        ranked = [self.labels.header.ranked(word) for word in found.values()]
        return any(known is not None and known[0] in ("project", "department", "unit") for known in ranked)

    def _is_end(self, value: Value) -> bool:
        return isinstance(value, str) and label(value).startswith(self.labels.ends)

    def _row_below(self, number: int, row: Row, found: Found) -> None:
        """A row below the indicators: only totals are still read there."""
        for column, word in found.items():
            known = self.labels.totals.ranked(word)
            if known and known[1] < SUBTOTAL and self.indicator_columns and "total_score" not in self.head:
                self._total_row(number, row, column)
                return

    def _total_row(self, number: int, row: Row, start: int) -> None:
        self._flush()
        self.part = "end"
        self.parts.append((number, "total"))
        self.roles[number, start] = "label"
        for name, column in total_columns(row, start, self.indicator_columns, self.is_text).items():
            if column < len(row):
                self.head.setdefault(f"total_{name}", (row[column], number, column))

    def _fill_down(self, number: int, row: Row) -> None:
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
        else:
            self._filler_row(number, row)
        self._name_below(number, 0)

    def _name_below(self, number: int, shift: int) -> None:
        """The cells under unknown headings are called by them."""
        for column, name in self.below.items():
            if column >= shift:
                self.names[number, column - shift] = name

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
        for merge in self.table.merges:
            if merge.left == column and merge.top <= number <= merge.bottom:
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
        return (known is not None and known[0] != "own") or word in self.labels.other


def _money(value: Value) -> str | None:
    found = MONEY.search(str(value))
    return found.group() if found else None
