"""Where each field of a form is on its project sheet, and the formulas the sheet should hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from jixiao.form.model import Form
from jixiao.form.table import Value
from jixiao.policy.model import Policy
from jixiao.policy.score import score
from jixiao.sheets.base import project_sheet
from jixiao.sheets.project import computed
from jixiao.xlsx.read.scan import plain_text
from jixiao.xlsx.references import position
from jixiao.xlsx.stamp.plan import Fill, Plan, Typed
from jixiao.xlsx.stamp.prototype import Prototype, Shaped, shaped
from jixiao.xlsx.stamp.slots import ABOVE, OWN

if TYPE_CHECKING:
    from jixiao.xlsx.stamp.template import Template

INDICATORS, PARTS = "indicators", "parts"
MERGED = (".dimension", ".category")
IN_BLOCK = re.compile(r"(indicators|parts)\.(.+)")


class Expected(NamedTuple):
    """A formula cell of a project sheet: the field it represents, its formula (without "="), its computed result."""

    field: str
    formula: str
    value: Value


class FormulaCell(NamedTuple):
    """A formula cell on sheets of one size: its address, field and formula, and what its value goes by in a plan.

    `line` 0 is the plan's own fields, the lines of its blocks are counted from 1 through all of them.
    """

    cell: str
    field: str
    formula: str
    line: int
    name: str


def cells(form: Form, template: Template | None = None) -> Mapping[str, str]:
    """Field path (`indicators[3].score`, `funds.total.rate`, `working.check` ...) → cell such as "H16"."""
    return _cells(_project_sheet(template), len(form.funds.parts), len(form.indicators))


def positions(form: Form, indicators: int) -> Mapping[str, tuple[int, int]]:
    """Field path → zero-based row and column on a sheet of our own template with that many `indicators`."""
    return _positions(project_sheet(), len(form.funds.parts), indicators)


def unmerged(form: Form, indicators: int) -> Mapping[str, tuple[int, int]]:
    """The `positions` but those of 一级 and 二级指标, whose cells reach over several rows."""
    return _unmerged(project_sheet(), len(form.funds.parts), indicators)


def expected_formulas(form: Form, policy: Policy, template: Template | None = None) -> dict[str, Expected]:
    """Cell → formula with its result, for a sheet of `form`'s size in the template's order.

    Printed formulas (执行率, 得分, 总分) are given with what they compute, not with the form's claim.
    """
    return formulas(_project_sheet(template), computed(form, policy, score(form, policy)))


def formulas(prototype: Prototype, plan: Plan) -> dict[str, Expected]:
    """Cell → formula with its result on any sheet stamped by `plan`, without those it puts just their result in place of."""
    kinds = tuple(tuple([line.kind for line in plan.blocks[block.name]]) for block in prototype.blocks)
    fills = [plan.fields, *(line.fields for block in prototype.blocks for line in plan.blocks[block.name])]
    return {
        cell: Expected(field, formula, _plain(fills[line].get(name)))
        for cell, field, formula, line, name in _formula_cells(prototype, kinds)
        if not _is_left_out(fills[line].get(name))
    }


def _project_sheet(template: Template | None) -> Prototype:
    return template.prototypes["project"] if template else project_sheet()


@lru_cache(maxsize=256)
def _cells(prototype: Prototype, parts: int, indicators: int) -> dict[str, str]:
    counts = {PARTS: parts, INDICATORS: indicators}
    numbers = shaped(prototype, tuple(max(1, counts.get(block.name, 1)) for block in prototype.blocks)).numbers
    found = {}
    for field, (column, row) in prototype.places.items():
        block = prototype.block_of(row)
        if block is None:
            found[field] = f"{column}{numbers.start(row)}"
            continue
        for line in range(counts.get(block.name, 0)):
            found[_path(field, line)] = f"{column}{numbers.start(row) + line}"
    return found


@lru_cache(maxsize=256)
def _positions(prototype: Prototype, parts: int, indicators: int) -> dict[str, tuple[int, int]]:
    return {field: position(cell) for field, cell in _cells(prototype, parts, indicators).items()}


@lru_cache(maxsize=256)
def _unmerged(prototype: Prototype, parts: int, indicators: int) -> dict[str, tuple[int, int]]:
    found = _positions(prototype, parts, indicators)
    return {path: cell for path, cell in found.items() if not path.endswith(MERGED)}


def _path(field: str, line: int) -> str:
    match = IN_BLOCK.fullmatch(field)
    if match is None:
        return field
    block = "indicators" if match[1] == INDICATORS else "funds.parts"
    return f"{block}[{line}].{match[2]}"


@lru_cache(maxsize=256)
def _formula_cells(prototype: Prototype, kinds: tuple[tuple[int, ...], ...]) -> tuple[FormulaCell, ...]:
    """The formula cells of a sheet whose blocks have lines of these kinds; many sheets are of one size."""
    return tuple(_placed(prototype, shaped(prototype, tuple(max(1, len(each)) for each in kinds)), kinds))


def _placed(prototype: Prototype, sheet: Shaped, kinds: tuple[tuple[int, ...], ...]) -> Iterator[FormulaCell]:
    offsets = dict(zip(prototype.blocks, accumulate(map(len, kinds), initial=1), strict=False))
    lines = dict(zip(prototype.blocks, kinds, strict=True))
    by_number = {row.row: row for row in sheet.rows}
    for row in sheet.rows:
        block, first = prototype.block_of(row.row), sheet.numbers.start(row.row)
        if block is None:
            for field, slot in row.formulas.items():
                yield FormulaCell(f"{prototype.places[field][0]}{first}", field, plain_text(slot.text), 0, field)
        elif row.row == block.first:
            for line, kind in enumerate(lines[block]):
                for field, slot in by_number[min(row.row + kind, block.last)].formulas.items():
                    at = first + line
                    formula = plain_text(slot.text).replace(OWN, str(at)).replace(ABOVE, str(at - 1))
                    cell = f"{prototype.places[field][0]}{at}"
                    yield FormulaCell(cell, _path(field, line), formula, offsets[block] + line, field)


def _is_left_out(fill: Fill) -> bool:
    """Whether our own sheet holds the result alone: 归属 of a row without 一级指标 under the heading."""
    return isinstance(fill, Typed) and fill.value == fill.computed


def _plain(fill: Fill) -> Value:
    return fill.computed if isinstance(fill, Typed) else fill
