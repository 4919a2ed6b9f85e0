"""The cells below a heading of indicators, given one after the other, cut into rows where there is only one way to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from jixiao.form.wording import half_width, label
from jixiao.recognise.align import Aligner, is_points, is_quantity, is_section
from jixiao.recognise.labels import Labels

LEVELS = ("dimension", "category")
MAY_BE_BLANK = ("", "note", "measure_unit")
SEVERAL = 2
MOST_CELLS = 1500
MOST_OPTIONAL = 4
RATE = re.compile(r"率|比例|程度|系数|百分比")
TEXT = re.compile(r"标准|依据|材料|说明|解释|措施|来源|要点|办法|原因|备注|方法")
LIKE_RATE = re.compile(r"^\d+(?:\.\d+)?%?$")
Row = list[str]
Ways = dict[tuple[int, int], int]


def segments(cells: Sequence[str], fields: Sequence[str], heads: Sequence[str], labels: Labels) -> list[Row] | None:
    """The rows, each with a cell for every heading or, where blank cells may be in several places, as short as it is.

    None where the cells fill rows in no way or in several. A row is levels, as far as they are given, a name, and a cell
    for every other field; a note and what is under headings of no field may be missing. `fields` are those of the
    heading in their order, 三级指标 among them, "" for a heading of no field; `heads` the headings as they are written.
    """
    known = [field for field in fields if field]
    if "name" not in known or len(set(known)) < len(known) or len(cells) > MOST_CELLS:
        return None
    standard = _Segments(cells, fields, heads, labels)
    ways = standard.ways()
    if not ways.get((0, int(standard.numbered))):
        standard.any_level = True
        ways = standard.ways()
    return standard.rows(ways)


class _Segments:
    """Counts the ways from the end of the cells to their beginning, up to two."""

    def __init__(self, cells: Sequence[str], fields: Sequence[str], heads: Sequence[str], labels: Labels) -> None:
        self.cells, self.labels, self.heads = cells, labels, [label(head) for head in heads]
        self.numbered = self.heads[0] in ("序号", "编号", "行次")
        self.fields, self.width = fields, len(fields)
        columns = {field: at for at, field in enumerate(fields) if field}
        self.aligner = Aligner(columns, self.width, labels)
        first = int(self.numbered)
        # columns that may hold nothing
        self.optional = [at for at, field in enumerate(fields) if at >= first and field in MAY_BE_BLANK][:MOST_OPTIONAL]

        self.any_level = False

    def ways(self) -> Ways:
        """In how many ways the cells from each place on fill rows, up to two, by place and running number of the row there."""
        end, numbers = len(self.cells), range(1, len(self.cells) + 1) if self.numbered else range(1)
        ways: Ways = {(end, number): 1 for number in (*numbers, len(self.cells) + 1)}
        for at in range(end - 1, -1, -1):
            given = [number for number in numbers if not self.numbered or self.cells[at] == str(number)]
            sizes = self._sizes(at) if given else set()
            for number in given:
                after = number + self.numbered
                ways[at, number] = min(SEVERAL, sum(ways.get((at + size, after), 0) for size in sizes))
        return ways

    def rows(self, ways: Ways) -> list[Row] | None:
        """The rows of the only way; None where there is none or another."""
        at, number = 0, int(self.numbered)
        if ways.get((at, number)) != 1 or not self._begins():
            return None
        found = []
        while at < len(self.cells):
            size = next(size for size in self._sizes(at) if ways.get((at + size, number + self.numbered)))
            found.append(self._laid_out(at, size))
            at, number = at + size, number + self.numbered
        return found

    def _begins(self) -> bool:
        """Whether the first cell is a level, where others are: else it belongs to the heading."""
        if self.any_level:
            return True
        leading = [name for name in LEVELS if name in self.aligner.columns][:1]
        first = next((cell for cell in self.cells[int(self.numbered) :] if not is_section(cell)), "")
        given = any(self.aligner.level(cell) in (*leading, "both") for cell in self.cells)
        return not leading or not given or self.aligner.level(first) in (*leading, "both")

    def _sizes(self, at: int) -> set[int]:
        """How long a row that begins at a cell can be."""
        if self.cells[at] in self.labels.fillers or is_section(self.cells[at]):
            return {1}
        return {len(columns) for columns in self._placings(at) if self._fits(at, columns)}

    def _laid_out(self, at: int, size: int) -> Row:
        """A row under its headings, where its cells have only one place each."""
        row = list(self.cells[at : at + size])
        if size == 1 and (row[0] in self.labels.fillers or is_section(row[0])):
            return row
        fitting = [columns for columns in self._placings(at) if len(columns) == size and self._fits(at, columns)]
        if len(fitting) != 1 or self._may_go_across(fitting[0], row):
            return row
        laid = [""] * self.width
        for column, cell in zip(fitting[0], row, strict=True):
            laid[column] = cell
        return laid

    def _may_go_across(self, columns: tuple[int, ...], row: Row) -> bool:
        """Whether a cell under 二级指标, such as 满意度指标, may as well be a 一级指标 that reaches over it."""
        begins = self.fields[columns[int(self.numbered)]] == "category"
        return begins and self.aligner.may_go_across(row[int(self.numbered)])

    def _placings(self, at: int) -> Iterator[tuple[int, ...]]:
        """The columns a row that begins at a cell may fill."""
        first = self.cells[at + self.numbered] if at + self.numbered < len(self.cells) else ""
        level = self.aligner.level(first)
        unknown = (*LEVELS, "name") if self.any_level else ("name",)
        names = {"dimension": ("dimension",), "category": ("category",), "both": LEVELS}.get(level or "", unknown)
        if level is not None and (self.aligner.may_be_name(first) or not set(names) & self.aligner.columns.keys()):
            names = (*names, "name")
        for name in names:
            if name in self.aligner.columns:
                yield from self._from(self.aligner.columns[name])

    def _from(self, start: int) -> Iterator[tuple[int, ...]]:
        numbers = (0,) if self.numbered else ()
        columns = range(start, self.width)
        optional = [column for column in self.optional if column >= start]
        for count in range(len(optional) + 1):
            for gone in combinations(optional, count):
                yield numbers + tuple(column for column in columns if column not in gone)

    def _fits(self, at: int, columns: tuple[int, ...]) -> bool:
        row = tuple(self.cells[at : at + len(columns)])
        if len(row) < len(columns) or row[-1] in self.labels.fillers:
            return False
        placed = {self.fields[column]: index for index, column in enumerate(columns) if self.fields[column]}
        if self.numbered and not row[0].isdecimal():
            return False
        others = (
            (self.heads[column], cell) for column, cell in zip(columns, row, strict=True) if not self.fields[column]
        )
        return self.aligner.allows(row, placed) and all(
            _may_be_under(head, cell, self.aligner, self.labels) for head, cell in others
        )


def _may_be_under(head: str, cell: str, aligner: Aligner, labels: Labels) -> bool:
    """Whether a cell may be under a heading of no field, by what such a heading asks for."""
    if labels.indicator_columns.get(head) == "weight":
        return is_points(cell)
    if RATE.search(head):
        return LIKE_RATE.match(half_width(cell)) is not None
    if aligner.level(cell) is not None or is_section(cell):
        return False
    return not TEXT.search(head) or not (is_points(cell) or is_quantity(cell))
