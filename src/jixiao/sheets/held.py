"""What the cells of findings hold when they are listed, so that 校验结果 can show by itself which were changed since."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from math import isfinite
from typing import NamedTuple

from jixiao.form.model import Form
from jixiao.form.table import Value
from jixiao.sheets.layout import cells
from jixiao.sheets.seat import Seat
from jixiao.xlsx.read.read import Book
from jixiao.xlsx.stamp.plan import Fill, Plan, shown
from jixiao.xlsx.stamp.template import Template

IN_BLOCK = re.compile(r"(?:funds\.)?(indicators|parts)\[(\d+)\]\.(.+)")
ERROR = "#"


class Held(NamedTuple):
    """The content of a cell; a blank one is None."""

    value: Value


Look = Callable[[Seat], Held | None]
"""Tells what a cell holds; None where that is not known, or cannot be compared later."""


def unknown(_: Seat) -> Held | None:
    """Of no cell is it known what it holds."""
    return None


def in_book(book: Book) -> Look:
    """The cells of a workbook that was read."""
    known = {sheet.name for sheet in book.sheets} & book.formula_cells.keys()
    stored = cache(book.stored)

    def look(seat: Seat) -> Held | None:
        if seat.sheet not in known or seat.cell in book.uncomputed.get(seat.sheet, ()):
            return None
        value = stored(seat.sheet).get(seat.cell)
        if (isinstance(value, str) and value.startswith(ERROR)) or (isinstance(value, float) and not isfinite(value)):
            return None
        return Held(value) if value is None or isinstance(value, str | float | bool) else None

    return look


def in_plans(forms: Sequence[Form], plans: Sequence[Plan], template: Template) -> Look:
    """The cells of project sheets about to be stamped."""
    found: dict[Seat, Held] = {}
    for form, plan in zip(forms, plans, strict=True):
        for path, cell in cells(form, template).items():
            name, fills = _place(plan, path)
            if name in fills:
                found[Seat(plan.name, cell)] = Held(shown(fills[name]))
    return found.get


def _place(plan: Plan, path: str) -> tuple[str, Mapping[str, Fill]]:
    """What a field goes by in a plan, and where."""
    match = IN_BLOCK.fullmatch(path)
    if match is None:
        return path, plan.fields
    return f"{match[1]}.{match[3]}", plan.blocks[match[1]][int(match[2])].fields
