"""The indicators of a form: their heading, rows with merged or missing levels, and the total below them."""

from __future__ import annotations

import re

from jixiao.form.amounts import BLANK_MARKS
from jixiao.form.draft import Fields
from jixiao.form.table import Value
from jixiao.form.wording import half_width, label
from jixiao.recognise.align import Aligner, Placed, is_points, is_section
from jixiao.recognise.cells import Columns, Row, is_blank_name, is_mark, total_columns
from jixiao.recognise.goal_part import GoalPart
from jixiao.recognise.head_part import NUMBERED_GOAL, WIDEST
from jixiao.recognise.headings import Found
from jixiao.recognise.labels import Labels
from jixiao.recognise.merged_cells import Levels, Spans

NUMBERS = frozenset({"序号", "编号", "行次"})
POINTS_BEHIND = re.compile(r"\d\s*分\s*[)）]?\s*$")
LEVELS = ("dimension", "category")
NO_POINTS = BLANK_MARKS | {"……", "…", "...", "......"}
SUBTOTAL = 2
"""The rank of 小计 among the words for totals."""


class IndicatorPart(GoalPart):
    """Reads the rows of indicators and the total."""

    def _indicator_heading(self, number: int, row: Row, found: Found, columns: dict[str, int]) -> None:
        """A heading of one line, of two lines (the second splits 年度指标值), or repeated on a new page."""
        self._flush()
        if self._begins_later(number, row, columns):
            return
        again = self.part == "indicators" and not self.waiting and not self.indicator_rows
        earlier = self.indicator_columns if again or self._is_second_line(columns) else {}
        kept = {name: column for name, column in earlier.items() if name not in columns}
        if (
            kept
            and len(row) != self.heading_width
            and row[0] not in (None, "")
            and not self._is_below_one(row, columns, earlier)
        ):
            # merged cells dropped by a text copy: what the first line still names fills the second line's empty cells
            blanks = [column for column in range(max(columns.values()) + 1, len(row)) if row[column] in (None, "")]
            kept = dict(zip(sorted(kept, key=kept.__getitem__), blanks, strict=False))
        if kept and self._is_below_one(row, columns, earlier):
            kept, columns = self._split(kept, columns, earlier)
        if self._names_part(number, found, columns):
            del columns["name"]
        if "dimension" not in columns and not kept:
            columns |= self._dimension_column(number, row, columns)
        self._take_second_pair(found, columns)
        self.indicator_columns, self.heading_width = {**kept, **columns}, len(row)
        self.heading_row = number
        self.level_points = _level_points(found, self.indicator_columns, self.labels)
        self.has_names = self.has_names or "name" in self.indicator_columns
        self._begin("indicators", number)
        level_columns = tuple(column for name, column in self.indicator_columns.items() if name in LEVELS)
        self.zone = max([self.indicator_columns.get("name", WIDEST), *level_columns]) + 1
        self.indicator_places = [item for item in self.indicator_columns.items() if item[0] not in LEVELS]
        self.levels = Levels(self.table, level_columns, number)
        self.spans = Spans(self.table, self.indicator_columns, number)
        self.numbers = int(found.get(0, "") in NUMBERS and 0 not in self.indicator_columns.values())
        self.aligner = self._aligner(len(row)) if self.is_text else None
        self.filled_down = {}
        self._heading_cells(number, row, found, columns, self.labels.indicator_columns)
        if not self.has_names and not any(label(name) not in self.labels.other for name in self.below.values()):
            self.indicator_columns, self.part = {}, "end"

    def _aligner(self, width: int) -> Aligner:
        """The aligner of the cells right of the running numbers, where the rows have such."""
        columns = {name: column - self.numbers for name, column in self.indicator_columns.items()}
        return Aligner(columns, width - self.numbers, self.labels)

    def _begins_later(self, number: int, row: Row, columns: Columns) -> bool:
        """Whether the indicators below are those of several years (长期绩效指标): their rows are left unread."""
        title = next((value for value in row[: min(columns.values())] if value not in (None, "")), self.later_title)
        self.later_title = ""
        if not isinstance(title, str) or label(title) not in self.labels.goal_other:
            return False
        self._begin("indicators", number)
        self.part = "later"
        self._later_row(number, row)
        self.roles |= {(number, column): "label" for column in columns.values()}
        self.later_title = title
        return True

    def _later_row(self, number: int, row: Row) -> None:
        filled = [column for column, value in enumerate(row) if value not in (None, "")]
        self.names |= {(number, column): self.later_title for column in filled}

    def _is_below_one(self, row: Row, columns: Columns, earlier: Columns) -> bool:
        """Whether a second line of a text that lost its merged cells says what is under one cell of the first."""
        split = columns.keys() & earlier.keys()
        return self.is_text and row[0] not in (None, "") and len(split) == 1 and len(row) == len(columns)

    def _split(self, kept: Columns, columns: Columns, earlier: Columns) -> tuple[dict[str, int], dict[str, int]]:
        """The columns of both lines, the cell that is split as wide as the second line."""
        (field,) = columns.keys() & earlier.keys()
        at, more = earlier[field], len(columns) - 1
        moved = {name: column + (more if column > at else 0) for name, column in kept.items()}
        return moved, {name: column + at for name, column in columns.items()}

    def _take_second_pair(self, found: Found, columns: dict[str, int]) -> None:
        """Of two pairs of name and target the right one, where the goal of several years is left of the year's."""
        expected = self.goal_columns.get("expected", 0)
        if not any(column < expected and self._is_later(name) for column, name in self.goal_others.items()):
            return
        words = self.labels.indicator_columns
        for field in ("name", "target"):
            if field in columns:
                columns[field] = max(column for column, word in found.items() if words.get(word) == field)

    def _is_later(self, name: str) -> bool:
        return label(name) in self.labels.goal_other

    def _is_second_line(self, columns: Columns) -> bool:
        return self.part == "indicators" and not self.shortened and not (self.indicator_columns.keys() & columns.keys())

    def _dimension_column(self, number: int, row: Row, columns: Columns) -> dict[str, int]:
        """A column left of the names without a known heading, whose cells are levels (项目决策2分): 一级指标."""
        left = [at for at, value in enumerate(row[: min(columns.values())]) if value not in (None, "")]
        below = self.table.rows[number + 1] if number + 1 < len(self.table.rows) else ()
        if len(left) != 1 or left[0] >= len(below):
            return {}
        value = below[left[0]]
        is_level = isinstance(value, str) and len(value) < 24 and self._names_dimension(value)
        return {"dimension": left[0]} if is_level else {}

    def _names_dimension(self, value: str) -> bool:
        return POINTS_BEHIND.search(half_width(value)) is not None or label(value) in self.labels.dimensions

    def _indicator_row(self, number: int, row: Row, found: Found) -> None:
        first = next((column for column, value in enumerate(row) if value not in (None, "")), None)
        if first is None:
            return
        total = self._total_word(found)
        if total and total[1] == SUBTOTAL:
            return
        if total:
            self._total_row(number, row, total[0])
        elif self._is_total_score(row, first, found):
            self._flush()
            self.part = "end"
            self.parts.append((number, "total"))
            self._head_row(number, row, found)
        elif found.get(first) in self.labels.goal and NUMBERED_GOAL.search(str(row[first])):
            self._head_row(number, row, found)
        elif self._is_end(row[first]):
            self._flush()
            self.part = "end"
            self._row_below(number, row, found)
        elif self._repeats_head(row[first], found):
            self._all_static(number, row)
        elif not self._is_section(row, first):
            self._keep_row(number, row, first)

    def _is_total_score(self, row: Row, first: int, found: Found) -> bool:
        """自评总分 | 99.3, and nothing else in the row."""
        ranked = self.labels.header.ranked(found.get(first))
        others = [value for value in row[first + 1 :] if value not in (None, "")]
        if ranked is None or ranked[0] != "total_score" or not others or not is_points(others[0]):
            return False
        return len(others) == 1 or label(str(others[1])) in self.labels.other

    def _total_word(self, found: Found) -> tuple[int, int] | None:
        """Column and rank of the first word of a row that names a total; nearly no row has one."""
        if not self.labels.totals.any_of(found.values()):
            return None
        totals = ((column, self.labels.totals.ranked(word)) for column, word in found.items())
        return next((column, known[1]) for column, known in totals if known)

    def _is_section(self, row: Row, first: int) -> bool:
        """Whether a row of one cell names a goal that the indicators below it belong to."""
        return is_section(row[first]) and all(value in (None, "") for value in row[first + 1 :])

    def _keep_row(self, number: int, row: Row, first: int) -> None:
        """A row with its place; one that lost merged cells waits until all of its part are known."""
        cells = row[self.numbers :]
        lacks = self.aligner is not None and first == 0 and cells and cells[0] not in (None, "")
        if lacks and self._may_lack_cells(cells):
            self.shortened.append((number, cells))
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
                self._add_placed(number, row, placed[number].moved(self.numbers))
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
            self.roles |= {(number, column): "static" for column in self.level_points}
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


def _level_points(found: Found, columns: Columns, labels: Labels) -> list[int]:
    """The columns left of the names that hold the points of levels: no field has them."""
    words, name, own = labels.indicator_columns, columns.get("name", 0), columns.get("weight")
    return [column for column, word in found.items() if column < name and words.get(word) == "weight" and column != own]
