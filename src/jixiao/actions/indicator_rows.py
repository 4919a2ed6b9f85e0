"""插入指标、删除指标: which row of a project sheet comes or goes, and what has to be set right around it.

The spreadsheet itself moves the rows: formats, validations, names and ranges follow. What it cannot know is given
here: how the blocks of 一级指标 and 二级指标 run, how the indicators are numbered, which formulas the rows hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from jixiao.actions.add import prove_ours
from jixiao.actions.loaded import Loaded, policy_for
from jixiao.errors import CannotGoOn
from jixiao.form.model import Form, Indicator
from jixiao.form.paths import indicator_path
from jixiao.form.structure import written
from jixiao.form.table import column_name
from jixiao.sheets.own import OwnSheet, formulas, own_sheets
from jixiao.xlsx.edit.difference import Content, Formula, held, note_texts_of
from jixiao.xlsx.references import canonical, position

NUMBERED = re.compile(r"(指标\s*)(\d+)(\s*[：:、.．])")
GROUPS = ("dimension", "category")
UNCOUNTED = "指标0："


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row inserted or deleted on `sheet` at the one-based `row`, and what is then written, merged and noted.

    All addresses are those after the row has come or gone. `like_below` says which neighbour a new row is styled like.
    """

    sheet: str
    row: int
    cells: Mapping[str, Content]
    merges: tuple[str, ...] = ()
    notes: Mapping[str, str | None] = field(default_factory=dict)
    like_below: bool = False


def insertion(loaded: Loaded, sheet: str, row: int) -> RowChange:
    """A new indicator below the one at the one-based `row`, of the same 一级指标 and 二级指标.

    Raises CannotGoOn where that row holds no indicator of a sheet laid out as our template.
    """
    found = _Rows(loaded, sheet)
    return found.behind_last() if found.index(row) == found.last else found.behind(found.index(row))


def deletion(loaded: Loaded, sheet: str, row: int) -> RowChange:
    """The indicator at the one-based `row` taken out. Raises CannotGoOn as `insertion`, and for the only indicator."""
    found = _Rows(loaded, sheet)
    at = found.index(row)
    if found.last == 0:
        raise CannotGoOn(f"工作表“{sheet}”只有这一行指标，不能删除；可以直接清空这一行的内容。")
    return found.without(at)


class _Rows:
    """The indicator rows of one sheet, by zero-based index."""

    def __init__(self, loaded: Loaded, sheet: str) -> None:
        prove_ours(loaded)
        self._own = _own(loaded, sheet)
        self._policy = policy_for(loaded, None)
        self._held = held(loaded.source.book, sheet)
        self._notes = note_texts_of(loaded.source.book, sheet)
        self._rows = self._own.whole.indicators
        self._start = self._own.positions["indicators[0].name"][0] + 1
        self._names = [written(self._own.value(indicator_path(at, "name"))) for at in range(len(self._rows))]
        self.last = len(self._rows) - 1

    def index(self, row: int) -> int:
        """Which indicator is at a one-based row of the sheet."""
        if not 0 <= row - self._start <= self.last:
            raise CannotGoOn(
                f"第 {row} 行不是指标行。请先点一下第 {self._start}～{self._start + self.last} 行中的一行，再点此按钮。"
            )
        return row - self._start

    def behind(self, at: int) -> RowChange:
        """A row below one that is not the last: the ranges around it grow by themselves."""
        whole = self._with_blank(at + 1)
        cells = {**self._formulas(whole, at + 1, -1), **self._numbers(whole, self._named(at + 1))}
        merges = tuple(self._block(name, at, grown=1) for name in GROUPS if self._span(name, at)[1] == at)
        return RowChange(self._own.name, self._start + at + 1, cells, merges)

    def behind_last(self) -> RowChange:
        """A row behind the last one would be outside every range; so one comes before it and they change places."""
        at = self.last
        whole = self._with_blank(at + 1)
        moved = {self._cell(name, at, at): self._content(name, at) for name in self._inputs(at)}
        blank: dict[str, Content] = {self._cell(name, at, at + 1): None for name in self._inputs(at)}
        cells = {**blank, **moved, **self._formulas(whole, at, -1), **self._numbers(whole, self._named(at + 1))}
        merges = tuple(self._block(name, at, grown=1) for name in GROUPS if self._span(name, at)[0] == at)
        return RowChange(self._own.name, self._start + at, cells, merges, self._moved_notes(at), like_below=True)

    def without(self, at: int) -> RowChange:
        """The sheet without a row; a block that began there keeps its label."""
        whole = replace(self._own.whole, indicators=(*self._rows[:at], *self._rows[at + 1 :]))
        labels: dict[str, Content] = {}
        for name in GROUPS:
            first, end = self._span(name, at)
            if first == at < end:
                labels[self._cell(name, at, at)] = self._content(name, at)
        cells = {
            **self._formulas(whole, at, 1),
            **self._numbers(whole, [*self._names[:at], *self._names[at + 1 :]]),
            **labels,
        }
        return RowChange(self._own.name, self._start + at, cells)

    def _with_blank(self, at: int) -> Form:
        like = self._rows[at - 1]
        blank = Indicator(like.dimension, like.category, None)
        return replace(self._own.whole, indicators=(*self._rows[:at], blank, *self._rows[at:]))

    def _formulas(self, whole: Form, at: int, moved: int) -> dict[str, Content]:
        """The formulas the sheet must hold around the change; what the clerk typed over one stays."""
        before = {cell: item.formula for cell, item in formulas(self._own, self._own.whole, self._policy).items()}
        after = formulas(self._own, whole, self._policy)
        row, found = self._start + at, {}
        for cell, item in after.items():
            old = _before(cell, row, moved)
            if old is None or _reads(self._held.get(old)) == _reads(Formula(before.get(old, ""))):
                found[cell] = Formula(item.formula)
        return dict(found)

    def _named(self, at: int) -> list[str]:
        """The names with one for a new row, which is numbered where its neighbour is."""
        return [*self._names[:at], UNCOUNTED if _number(self._names[at - 1]) is not None else "", *self._names[at:]]

    def _numbers(self, whole: Form, names: list[str]) -> dict[str, Content]:
        """指标1, 指标2 ... again within each 二级指标, where they were counted so before."""
        if any(_number(name) != number for _, name, number in _counted(self._names, self._own.whole)):
            return {}
        found: dict[str, Content] = {}
        for at, name, number in _counted(names, whole):
            renamed = NUMBERED.sub(rf"\g<1>{number}\g<3>", name, count=1)
            if renamed != name:
                found[self._cell("name", 0, at)] = renamed
        return found

    def _inputs(self, at: int) -> Iterator[str]:
        """The fields of a row that are typed, not computed."""
        head = f"{indicator_path(at)}."
        for path in self._own.positions:
            if path.startswith(head) and not isinstance(self._held.get(self._own.cell(path)), Formula):
                yield path.removeprefix(head)

    def _content(self, name: str, at: int) -> Content:
        return self._held.get(self._own.cell(indicator_path(at, name)))

    def _moved_notes(self, at: int) -> dict[str, str | None]:
        moved: dict[str, str | None] = {}
        for cell, text in self._notes.items():
            row, column = position(cell)
            if row + 1 == self._start + at:
                moved[cell] = text
                moved[f"{column_name(column)}{row + 2}"] = None
        return moved

    def _cell(self, name: str, like: int, at: int) -> str:
        """The cell of a field in row `at`, in the column it has in row `like`."""
        return f"{column_name(self._own.positions[indicator_path(like, name)][1])}{self._start + at}"

    def _span(self, name: str, at: int) -> tuple[int, int]:
        """First and last row of the block of 一级指标 or 二级指标 a row is in, as the sheet merges it."""
        row, column = self._own.positions[indicator_path(at, name)]
        table = self._own.places.table
        for merge in table.merges:
            top, bottom = merge.top + table.first_row, merge.bottom + table.first_row
            if merge.left + table.first_column == column and top <= row <= bottom:
                return top + 1 - self._start, bottom + 1 - self._start
        return at, at

    def _block(self, name: str, at: int, grown: int) -> str:
        first, end = self._span(name, at)
        return f"{self._cell(name, at, first)}:{self._cell(name, at, end + grown)}"


def _own(loaded: Loaded, sheet: str) -> OwnSheet:
    forms = [form for form in loaded.forms if form.source.sheet == sheet]
    if not forms:
        raise CannotGoOn(f"“{sheet}”不是项目表。请先点到要增减指标的项目表，选中一行指标，再点此按钮。")
    found = next(own_sheets(forms), None)
    if found is None:
        raise CannotGoOn(
            f"“{sheet}”的行列与模板不同，不能自动增减指标。请用 Excel 自带的插入、删除行，再核对合并和公式。"
        )
    return found


def _reads(content: Content) -> str | None:
    """A formula as it reads; None for anything else."""
    return canonical(content.text) if isinstance(content, Formula) else None


def _before(cell: str, row: int, moved: int) -> str | None:
    """Where a cell was before the change at `row`; None for one of the new row."""
    at, column = position(cell)
    if moved < 0 and at + 1 == row:
        return None
    shift = moved if at + 1 > row or (moved > 0 and at + 1 == row) else 0
    return f"{column_name(column)}{at + 1 + shift}"


def _counted(names: list[str], form: Form) -> Iterator[tuple[int, str, int]]:
    """Index, name and number of each numbered indicator, counted within its 二级指标."""
    last: tuple[str | None, str | None] | None = None
    number = 0
    for at, (name, row) in enumerate(zip(names, form.indicators, strict=True)):
        group = (row.dimension, row.category)
        number = number + 1 if group == last else 1
        last = group
        if _number(name) is not None:
            yield at, name, number


def _number(name: str) -> int | None:
    found = NUMBERED.match(name)
    return int(found[2]) if found else None
