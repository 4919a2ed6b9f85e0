"""Where each field of a form stands on its project sheet, and the formulas the sheet should hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple
from xml.sax.saxutils import unescape

from jixiao.form.model import Form
from jixiao.form.table import Value
from jixiao.package.stamp_plan import Fill, Plan, Typed
from jixiao.package.stamp_refs import ABOVE, OWN
from jixiao.package.stamp_render import Shaped, counts_of, shaped
from jixiao.package.stamp_sheet import Prototype
from jixiao.package.stamp_template import Template
from jixiao.policy.model import Policy
from jixiao.policy.score import score
from jixiao.sheets.base import template_of
from jixiao.sheets.project import project

INDICATORS, PARTS = "indicators", "parts"
IN_BLOCK = re.compile(r"(indicators|parts)\.(.+)")


class Expected(NamedTuple):
    """A formula cell of a project sheet: the field it stands for, its formula (without "="), its computed result."""

    field: str
    formula: str
    value: Value


def cells(form: Form, template: Template | None = None) -> Mapping[str, str]:
    """Field path (`indicators[3].score`, `funds.total.rate`, `working.check` ...) → cell such as "H16"."""
    base = template or template_of(None)
    return _cells(base.prototypes["project"], len(form.funds.parts), len(form.indicators))


def expected_formulas(form: Form, policy: Policy, template: Template | None = None) -> dict[str, Expected]:
    """Cell → formula with its result, for a sheet of `form`'s size in the template's order.

    Printed formulas (执行率, 得分, 总分) are told with what they compute, not with the form's claim.
    """
    prototype = (template or template_of(None)).prototypes["project"]
    return formulas(prototype, project(form, policy, score(form, policy), "", prototype))


def formulas(prototype: Prototype, plan: Plan) -> dict[str, Expected]:
    """Cell → formula with its result on any sheet stamped by `plan`."""
    return dict(_expected(prototype, shaped(prototype, counts_of(prototype, plan)), plan))


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


def _path(field: str, line: int) -> str:
    match = IN_BLOCK.fullmatch(field)
    if match is None:
        return field
    block = "indicators" if match[1] == INDICATORS else "funds.parts"
    return f"{block}[{line}].{match[2]}"


def _expected(prototype: Prototype, sheet: Shaped, plan: Plan) -> Iterator[tuple[str, Expected]]:
    blocks = {block.first: block for block in prototype.blocks}
    by_number = {row.row: row for row in sheet.rows}
    for row in sheet.rows:
        block = prototype.block_of(row.row)
        if block is None:
            for field, slot in row.formulas.items():
                column = prototype.places[field][0]
                at = sheet.numbers.start(row.row)
                yield f"{column}{at}", Expected(field, unescape(slot.text), _plain(plan.fields.get(field)))
        elif row.row in blocks:
            first = sheet.numbers.start(row.row)
            for line, content in enumerate(plan.blocks[block.name]):
                kind = by_number[min(row.row + content.kind, block.last)]
                for field, slot in kind.formulas.items():
                    at = first + line
                    formula = unescape(slot.text).replace(OWN, str(at)).replace(ABOVE, str(at - 1))
                    value = _plain(content.fields.get(field))
                    yield f"{prototype.places[field][0]}{at}", Expected(_path(field, line), formula, value)


def _plain(fill: Fill) -> Value:
    return fill.computed if isinstance(fill, Typed) else fill
