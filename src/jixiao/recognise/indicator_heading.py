"""The heading of the indicators: of one line or two, repeated on a new page, of this year or of several."""

from __future__ import annotations

import re

from jixiao.form.wording import half_width, label
from jixiao.recognise.align import Aligner
from jixiao.recognise.cells import Columns, Row
from jixiao.recognise.goal_part import GoalPart
from jixiao.recognise.head_part import WIDEST
from jixiao.recognise.headings import Found
from jixiao.recognise.labels import Labels
from jixiao.recognise.merged_cells import Levels, Spans

NUMBERS = frozenset({"序号", "编号", "行次"})
POINTS_BEHIND = re.compile(r"\d\s*分\s*[)）]?\s*$")
LEVELS = ("dimension", "category")


class IndicatorHeading(GoalPart):
    """Reads the heading of the indicators."""

    def _indicator_heading(self, number: int, row: Row, found: Found, columns: dict[str, int]) -> None:
        """A heading of one line, of two lines (the second splits 年度指标值), or repeated on a new page."""
        if self._begins_later(number, row, columns):
            return
        again = self.part == "indicators" and not self.waiting and not self.indicator_rows
        earlier = self.indicator_columns if again or self._is_second_line(columns) else {}
        kept = {name: column for name, column in earlier.items() if name not in columns}
        if kept and self._lost_merges(row, columns, earlier, kept):
            kept = self._beside_second(row, columns, kept)
        if kept and self._is_below_one(row, columns, earlier):
            kept, columns = self._split(kept, columns, earlier)
        elif earlier and not earlier.keys() & columns.keys() and (at := self._below_group(row)) is not None:
            kept, columns = _under(earlier, at, len(row) - 1), {name: column + at for name, column in columns.items()}
        if self._names_part(number, found, columns):
            del columns["name"]
        if (
            "dimension" in columns
            and "category" not in columns
            and not kept
            and self._holds_categories(number, columns)
        ):
            columns["category"] = columns.pop("dimension")
        elif "dimension" not in columns and not kept:
            columns |= self._dimension_column(number, row, columns)
        self._take_second_pair(found, columns)
        if {**kept, **columns} != self.indicator_columns:
            self.filled_down = {}
        self.indicator_columns, self.heading_width = {**kept, **columns}, len(row)
        self.heading_row = number
        self.level_points = _level_points(found, self.indicator_columns, self.labels)
        self.may_be_shares = "权重" in found.get(self.indicator_columns.get("weight", -1), "")
        self.has_names = self.has_names or "name" in self.indicator_columns
        self._begin("indicators", number)
        level_columns = tuple(column for name, column in self.indicator_columns.items() if name in LEVELS)
        self.zone = max([self.indicator_columns.get("name", WIDEST), *level_columns]) + 1
        self.indicator_places = [item for item in self.indicator_columns.items() if item[0] not in LEVELS]
        self.levels = Levels(self.table, level_columns, number)
        self.spans = Spans(self.table, self.indicator_columns, number)
        leftmost = min(self.indicator_columns.values())
        left = next((column + 1 for column, word in found.items() if word in NUMBERS and column < leftmost), 0)
        self.numbers = min(left, 1)
        self.aligner = self._aligner(len(row), left) if self.is_text else None
        self._heading_cells(number, row, found, columns, self.labels.indicator_columns)
        if not self.has_names and not any(label(name) not in self.labels.other for name in self.below.values()):
            self.indicator_columns, self.part = {}, "end"

    def _aligner(self, width: int, left: int) -> Aligner:
        """The aligner of the columns from `left` on: those right of the running numbers, where the rows have such."""
        columns = {name: column - left for name, column in self.indicator_columns.items()}
        return Aligner(columns, width - left, self.labels)

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

    def _lost_merges(self, row: Row, columns: Columns, earlier: Columns, kept: Columns) -> bool:
        """Whether cells of a second line are where the first has headings of other columns: a text copy dropped its merged cells."""
        taken = any(column < len(row) and row[column] not in (None, "") for column in kept.values())
        return taken and row[0] not in (None, "") and not self._is_below_one(row, columns, earlier)

    def _beside_second(self, row: Row, columns: Columns, kept: Columns) -> dict[str, int]:
        """What the first line still names: in the second line's empty cells, or right of it where its groups come first."""
        blanks = [column for column in range(max(columns.values()) + 1, len(row)) if row[column] in (None, "")]
        groups = [
            column
            for column, value in enumerate(self.table.rows[self.heading_row])
            if value and column not in kept.values()
        ]
        if not blanks and max(groups, default=0) < min(kept.values()):
            return {name: column - min(kept.values()) + len(row) for name, column in kept.items()}
        return dict(zip(sorted(kept, key=kept.__getitem__), blanks, strict=False))

    def _is_below_one(self, row: Row, columns: Columns, earlier: Columns) -> bool:
        """Whether a second line of a text that lost its merged cells says what is under one cell of the first."""
        split = columns.keys() & earlier.keys()
        return self.is_text and row[0] not in (None, "") and len(split) == 1 and len(row) == len(columns)

    def _below_group(self, row: Row) -> int | None:
        """The one cell of the first line that names no field (指标情况), where the second is a short row of text below it."""
        above = self.table.rows[self.heading_row]
        if not self.is_text or len(row) >= len(above) or "" in row or None in row:
            return None
        groups = [at for at, value in enumerate(above) if value and at not in self.indicator_columns.values()]
        return groups[0] if len(groups) == 1 else None

    def _split(self, kept: Columns, columns: Columns, earlier: Columns) -> tuple[dict[str, int], dict[str, int]]:
        """The columns of both lines, the cell that is split as wide as the second line."""
        (field,) = columns.keys() & earlier.keys()
        at, more = earlier[field], len(columns) - 1
        return _under(kept, at, more), {name: column + at for name, column in columns.items()}

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

    def _holds_categories(self, number: int, columns: Columns) -> bool:
        """Whether the levels below 指标类别 are 数量指标, 质量指标: those of 二级指标."""
        column, labels = columns["dimension"], self.labels
        cells = (row[column] for row in self.table.rows[number + 1 : number + 4] if column < len(row) and row[column])
        words = [label(value) for value in cells if isinstance(value, str) and len(value) < 24]
        categories = [word for word in words if word in labels.categories and word not in labels.dimensions]
        return len(categories) >= 2

    def _names_dimension(self, value: str) -> bool:
        return POINTS_BEHIND.search(half_width(value)) is not None or label(value) in self.labels.dimensions


def _under(columns: Columns, at: int, more: int) -> dict[str, int]:
    """The columns of a first line, one cell of which is so many columns wider than it is written."""
    return {name: column + (more if column > at else 0) for name, column in columns.items()}


def _level_points(found: Found, columns: Columns, labels: Labels) -> list[int]:
    """The columns of points that no field has: those of levels, left of the names, and 权重 beside 分值."""
    words, name, own = labels.indicator_columns, columns.get("name", 0), columns.get("weight")
    ranked = {column: words.ranked(word) for column, word in found.items()}
    others = [(column, known[1]) for column, known in ranked.items() if known and known[0] == "weight"]
    surest = (ranked.get(own) or ("", 9))[1] if own is not None else 9
    return [column for column, rank in others if column != own and (column < name or rank > surest)]
