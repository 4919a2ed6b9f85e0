"""Rows of a text whose merged cells were lost: put under their headings where the content proves the place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import combinations
from typing import NamedTuple

from jixiao.form.amounts import BLANK_MARKS
from jixiao.form.table import Value
from jixiao.form.unit import MEASURE_WORDS
from jixiao.form.wording import half_width, label
from jixiao.recognise.labels import Labels

POINTS = re.compile(r"^[+\-]?\d+(?:\.\d+)?分?$")
SHARE = re.compile(r"^\d{1,3}(?:\.\d+)?%$")
"""Points under 权重 as per cent of the whole."""
BARE_SIGN = re.compile(r"^[≥≤=<>≧≦]{1,2}$")
SIGN = re.compile(r"^[≥≤=<>≧≦]{1,2}$|^定[性量]|^[正反]向|^[大小高低不等少多]{1,3}于")
SECTION = re.compile(r"^[^:：]{0,12}目标\s*\d*\s*[:：]")
"""A line that names the goal its indicators belong to: 年度目标1：河道清淤."""
LEVEL_POINTS = re.compile(
    r"(?:[（(]\s*(?:\d+\s*[-—~～至]\s*)?\d+(?:\.\d+)?\s*[分%]?\s*[)）]\s*分?|[（(]?\s*\d+(?:\.\d+)?\s*[分%]\s*[)）]?)$"
)
LONGEST_UNIT = 6
MOST_OTHERS = 4
MOST_LOST = 3
Row = tuple[Value, ...]
Columns = Mapping[str, int]


class Placed(NamedTuple):
    """Field → index of the cell in its row; `levels` is False where 一级 and 二级指标 of the row are not known."""

    at: Mapping[str, int]
    levels: bool = True

    def moved(self, by: int) -> Placed:
        """The same cells in a row that has so many more at its left."""
        return Placed({field: index + by for field, index in self.at.items()}, self.levels) if by else self


UNPLACED = Placed({}, False)


class Aligner:
    """Places the rows below one heading; what it learns from rows that begin with a known level serves the others."""

    def __init__(self, columns: Columns, width: int, labels: Labels) -> None:
        self.columns = columns
        self.fields = {column: field for field, column in columns.items()}
        self.width = max(width, max(columns.values()) + 1)
        self.labels = labels
        self.first = min(columns.values())
        name = columns.get("name", self.width)
        self.others = [column for column in range(name + 1, self.width) if column not in self.fields][:MOST_OTHERS]

    def place(self, rows: Iterable[Row]) -> list[Placed]:
        """Each row placed, those that cannot be placed for certain as `UNPLACED`."""
        trimmed = [_trimmed(row) for row in rows]
        found = [self._candidates(row) for row in trimmed]
        ends = Counter(max(one.at.values()) for each in found if len(each) == 1 for one in _columns(each, self.columns))
        most = ends.most_common(1)[0][0] if ends else -1
        return [self._choose(row, each, most) for row, each in zip(trimmed, found, strict=True)]

    def fits(self, row: Row, start: int) -> bool:
        """Whether a row without gaps may begin at the column `start`."""
        at = {self.fields[start + index]: index for index in range(len(row)) if start + index in self.fields}
        return start + len(row) <= self.width and self._allowed(row, at)

    def level(self, value: Value) -> str | None:
        """dimension, category, both or None: which level a cell names by its wording."""
        if not isinstance(value, str) or len(value) > 24:
            return None
        word = label(LEVEL_POINTS.sub("", half_width(value)))
        is_dimension, is_category = word in self.labels.dimensions, word in self.labels.categories
        if is_dimension and is_category:
            return "both"
        return "dimension" if is_dimension else "category" if is_category else None

    def _candidates(self, row: Row) -> list[Placed]:
        """Every way of placing a row without a gap that its content allows."""
        found = [self._from(row, self.columns[start]) for start in self._starts(row[0])]
        if self.first and len(row) == self.width:  # nothing was lost of it, unknown columns are at its left
            found.append(self._from(row, 0))
        if self.may_go_across(row[0]):
            found.append(self._across(row))
        return [placed for placed in found if placed is not None]

    def may_go_across(self, first: Value) -> bool:
        """Whether a cell may be a 一级指标 merged over 二级指标; 成本指标 among the outputs is no such cell."""
        level = self.level(first)
        known = level == "dimension" or (level == "both" and "满意" in str(first))
        return known and "category" in self.columns and "dimension" in self.columns

    def _starts(self, first: Value) -> list[str]:
        level = self.level(first)
        known = {"dimension": ["dimension"], "category": ["category"], "both": ["dimension", "category"]}
        wanted = known.get(level or "", ["dimension", "category", "name"])
        if level == "category" and not self._is_level_only(first):
            wanted = [*wanted, "name"]
        return [field for field in wanted if field in self.columns]

    def _from(self, row: Row, shift: int) -> Placed | None:
        at = {self.fields[shift + index]: index for index in range(len(row)) if shift + index in self.fields}
        return Placed(at) if self.fits(row, shift) else None

    def _across(self, row: Row) -> Placed | None:
        """A 一级指标 merged over the column of 二级指标."""
        shift = self.columns["category"]
        at = {self.fields[shift + index]: index for index in range(len(row)) if shift + index in self.fields}
        at["dimension"] = at.pop("category")
        return Placed(at) if shift + len(row) <= self.width and self._allowed(row, at) else None

    def may_be_name(self, value: Value) -> bool:
        """Whether a cell that is worded like a level may be an indicator all the same: 群众满意度."""
        return not self._is_level_only(value)

    def allows(self, row: Row, at: Mapping[str, int]) -> bool:
        """Whether the content of a row allows its cells to be these fields."""
        return self._allowed(row, at)

    def _allowed(self, row: Row, at: Mapping[str, int]) -> bool:
        values = {field: row[index] for field, index in at.items()}
        if "name" in self.columns and _is_blank(values.get("name")):
            return False
        return all(self._fits(field, value) for field, value in values.items()) and _within(values)

    def _fits(self, field: str, value: Value) -> bool:
        if _is_blank(value):
            return True
        if field in ("weight", "score"):
            return is_points(value) or (field == "weight" and SHARE.match(half_width(str(value))) is not None)
        if field == "measure_unit":
            return len(str(value)) <= LONGEST_UNIT and not is_quantity(value) and self.level(value) is None
        if field == "direction":
            return isinstance(value, str) and SIGN.match(half_width(value)) is not None
        if field in ("target", "actual") and isinstance(value, str) and self._is_no_result(value):
            return False
        if field in ("dimension", "category"):
            other = "category" if field == "dimension" else "dimension"
            return self.level(value) != other and not is_quantity(value)
        if field == "name":
            return not is_quantity(value) and not self._is_level_only(value)
        is_level = self.level(value) is not None or str(value).endswith("指标") or is_section(value)
        return field != "note" or not (is_level or is_points(value) or is_quantity(value))

    def _is_no_result(self, text: str) -> bool:
        """Whether a cell can be neither a target nor a result: a sign alone, or the name of a level."""
        is_level = text.rstrip().endswith("指标") and self.level(text) is not None
        return is_level or BARE_SIGN.match(half_width(text)) is not None

    def _is_level_only(self, value: Value) -> bool:
        """Whether a cell can only name a level: 满意度 may be an indicator, 数量指标 and 满意度指标 are none."""
        return self.level(value) is not None and ("满意" not in str(value) or str(value).endswith("指标"))

    def _is_plain_level(self, value: Value) -> bool:
        """Whether a cell names just one of 一级 and 二级指标 and can name nothing else."""
        return self.level(value) in ("dimension", "category") and self._is_level_only(value)

    def _choose(self, row: Row, found: list[Placed], most: int) -> Placed:
        if len(found) > 1:
            found = self._likeliest(row, found, most)
        if not found:
            return UNPLACED
        if len(found) > 1:
            return _agreed(found)
        (placed,) = found
        columns = {self.columns[field] for field in placed.at}
        if max(columns) < most and self.level(row[0]) is None and placed.at.get("name") != 0:
            # a level of unknown wording is believed only in a row that goes as far as the others
            return UNPLACED
        # a row without points may be one of the few without, or may have lost the cells before them
        points = max(self.columns.get(field, -1) for field in ("weight", "score"))
        sure = (
            placed if max(columns) >= max(most, points) else self._checked(row, placed, points if points >= 0 else most)
        )
        return self._without_doubtful_note(row, self._sure_of_others(row, sure))

    def _likeliest(self, row: Row, found: list[Placed], most: int) -> list[Placed]:
        """Of several ways those that end where the rows that are certain end; a first cell that is no level is a name."""
        reached = [_end(columns) for columns in _columns(found, self.columns)]
        ends = [one for one, end in zip(found, reached, strict=True) if end == most]
        # a row that may as well go on to its note proves nothing by ending like the others
        if len(ends) == 1 and (max(reached) == most or self._is_plain_level(row[0])):
            return ends
        if self.level(row[0]) is None and most >= 0:
            return [one for one in found if one.at.get("name") == 0] or found
        return found

    def _agreeing(self, row: Row, placed: Placed, choices: Iterable[tuple[int, ...]], least: int) -> Placed:
        """A row without the fields that would be elsewhere, had it lost its blank cells in one of these choices of columns.

        Only ways in which the row goes on to the column `least` count.
        """
        name = placed.at.get("name")
        if name is None:
            return placed
        before = {field: index for field, index in placed.at.items() if index <= name}
        agreed = dict(placed.at)
        for gone in choices:
            kept = [column for column in range(self.columns["name"] + 1, self.width) if column not in gone]
            indexes = range(name + 1, len(row))
            if len(kept) < len(indexes):
                continue
            columns = dict(zip(kept, indexes, strict=False))
            at = before | {self.fields[column]: index for column, index in columns.items() if column in self.fields}
            if max(columns, default=-1) >= least and self._allowed(row, at):
                agreed = {field: index for field, index in agreed.items() if at.get(field) == index}
        return Placed(agreed, placed.levels)

    def _sure_of_others(self, row: Row, placed: Placed) -> Placed:
        """A row without the fields that would be elsewhere had it lost blank cells under headings of no field."""
        return self._agreeing(row, placed, _subsets(self.others, len(self.others)), -1)

    def _without_doubtful_note(self, row: Row, placed: Placed) -> Placed:
        """A text at the end of a row is no note where columns of other headings come after the note's and hold nothing."""
        note = placed.at.get("note")
        if note is None or note < len(row) - 1 or self.columns["note"] + 1 >= self.width:
            return placed
        return Placed({field: index for field, index in placed.at.items() if field != "note"}, placed.levels)

    def _checked(self, row: Row, placed: Placed, most: int) -> Placed:
        """A row shorter than the others, without the fields whose place changes if a few more cells of it were lost."""
        after = list(range(self.columns.get("name", self.width) + 1, self.width))
        return self._agreeing(row, placed, _subsets(after, MOST_LOST), most)


def is_points(value: Value) -> bool:
    """Whether a cell holds nothing but a number of points, or a mark for none."""
    if isinstance(value, str):
        plain = half_width(value)
        return plain in BLANK_MARKS or POINTS.match(plain) is not None
    return value is not None


def is_section(value: Value) -> bool:
    """Whether a cell names a goal that indicators below it belong to."""
    return isinstance(value, str) and "目标" in value and SECTION.match(value) is not None


def is_quantity(value: Value) -> bool:
    """Whether a cell holds nothing but a number with its unit, such as ≥5公里 or 100%."""
    return not isinstance(value, str) or _quantity().match(half_width(value)) is not None


@cache
def _quantity() -> re.Pattern[str]:
    unit = f"(?:{'|'.join(map(re.escape, MEASURE_WORDS))})"
    return re.compile(rf"^[≥≤><=≧≦约]*\s*\d[\d,.]*\s*(?:[万亿千百]?元?{unit}?(?:[/每]{unit})?)(?:及?以[上下内]|左右)?$")


def _is_blank(value: Value) -> bool:
    return value is None or (isinstance(value, str) and half_width(value) in BLANK_MARKS)


def _within(values: Mapping[str, Value]) -> bool:
    """Whether the score is not above the weight, where both are numbers; 0.5 may be a share of the whole."""
    weight, score = (_points(values.get(field)) for field in ("weight", "score"))
    return weight is None or score is None or score <= (weight * 100 if weight <= 1 else weight)


def _points(value: Value) -> float | None:
    if value is None or not is_points(value) or _is_blank(value):
        return None
    return float(half_width(str(value)).rstrip("分"))


def _agreed(found: list[Placed]) -> Placed:
    """The fields that several ways of placing a row agree on."""
    first, *others = found
    at = {field: index for field, index in first.at.items() if all(one.at.get(field) == index for one in others)}
    levels = all({f: i for f, i in one.at.items() if f in ("dimension", "category")} == {
        f: i for f, i in first.at.items() if f in ("dimension", "category")
    } for one in others)  # fmt: skip
    return Placed(at, levels) if at else UNPLACED


def _subsets(columns: list[int], most: int) -> Iterator[tuple[int, ...]]:
    """Every choice of one to `most` of the columns."""
    for size in range(1, most + 1):
        yield from combinations(columns, size)


def _columns(found: Iterable[Placed], columns: Columns) -> list[Placed]:
    return [Placed({field: columns[field] for field in one.at}) for one in found]


def _end(placed: Placed) -> int:
    return max(placed.at.values(), default=-1)


def _trimmed(row: Row) -> Row:
    end = len(row)
    while end and row[end - 1] in (None, ""):
        end -= 1
    return row[:end]
