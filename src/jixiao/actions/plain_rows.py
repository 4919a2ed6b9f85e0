"""Indicator rows put by hand into a project sheet of ours: which are not counted, what they upset, how they come in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from jixiao.form.paths import indicator_path
from jixiao.form.table import Value
from jixiao.form.workbook import Overwritten, PlainRow, StaleValue
from jixiao.sheets.facts import same
from jixiao.sheets.own import OwnSheet, formulas
from jixiao.xlsx.references import areas, canonical, position, without_rows

if TYPE_CHECKING:
    from jixiao.policy import Policy
    from jixiao.xlsx.edit.patch import Patch
    from jixiao.xlsx.read.read import Book

COMPUTED = tuple(f"working.{name}" for name in ("completion", "suggested", "check", "group"))
"""The formula cells of an indicator row."""
SUM, ANY_SUM = "summary.indicator_total", "summary.output"
UPSET = re.compile(r"summary\.|total\.|working\.total_check$|.*\.working\.group$")
"""The fields whose formulas count the indicator rows, or look at the row above."""


def plain_rows(sheets: Iterable[OwnSheet], book: Book) -> Iterator[PlainRow]:
    """Each indicator of `sheets` in a row without our formulas, or outside the sums; a row nobody has filled is none."""
    for sheet in sheets:
        bare = _bare(sheet, book)
        for at in sorted({*bare, *_outside(sheet, book)}):
            number = sheet.numbers[at]
            if number is not None:
                cell, name = sheet.cell(indicator_path(at, "name")), sheet.whole.indicators[at].name or ""
                field = indicator_path(number, "name")
                yield PlainRow(sheet.name, cell, field, _row(sheet, at), name, computes=at not in bare)


class Upset:
    """The cells of sheets that cannot be as they should while some rows are not counted."""

    def __init__(self, sheets: Iterable[OwnSheet], book: Book) -> None:
        self._bare = {sheet.name: frozenset(_row(sheet, at) for at in _bare(sheet, book)) for sheet in sheets}
        self._sums = {sheet.name for sheet in sheets if self._bare[sheet.name] or _outside(sheet, book)}

    def is_of_row(self, item: Overwritten | StaleValue) -> bool:
        """Whether a cell is in a row without our formulas."""
        return position(item.cell)[0] + 1 in self._bare.get(item.sheet, ())

    def counts_rows(self, item: StaleValue) -> bool:
        """Whether a result comes from a formula that should count such a row, or is in one."""
        return self.is_of_row(item) or (item.sheet in self._sums and UPSET.match(item.field) is not None)


def restore(patch: Patch, sheets: Iterable[OwnSheet], policy: Policy, book: Book) -> int:
    """Give such rows the formulas of the template, and have those around them count them; how many rows there were.

    A formula that the clerk wrote herself stays: only one that differs from ours in its rows is set right.
    """
    found = 0
    for sheet in sheets:
        bare, outside = _bare(sheet, book), _outside(sheet, book)
        if not bare and not outside:
            continue
        lines, held = {_row(sheet, at) for at in bare}, book.formulas_of(sheet.name)
        for cell, item in formulas(sheet, sheet.whole, policy).items():
            old = held.get(cell)
            if position(cell)[0] + 1 in lines:
                _put(patch, sheet, cell, item.field, item.formula, item.value)
            elif old is not None and UPSET.match(item.field) and _differs_in_rows(old, item.formula):
                patch.set_formula(sheet.name, cell, item.formula, item.value)
        found += len({*bare, *outside})
    return found


def _bare(sheet: OwnSheet, book: Book) -> tuple[int, ...]:
    """The rows of `sheet.whole` in which no formula of ours is left; none where the sheet holds mere values."""
    held = book.formula_cells.get(sheet.name, frozenset())
    if not sheet.computes or sheet.cell(ANY_SUM) not in held:
        return ()
    rows = range(len(sheet.numbers))
    return tuple(at for at in rows if not any(sheet.cell(indicator_path(at, name)) in held for name in COMPUTED))


def _outside(sheet: OwnSheet, book: Book) -> tuple[int, ...]:
    """The rows of `sheet.whole` that the sum of the scores does not reach, before its first row or behind its last."""
    cell = sheet.cell(SUM)
    if not sheet.computes or cell not in book.formula_cells.get(sheet.name, frozenset()):
        return ()
    scores = (item.score for item in sheet.whole.indicators if item.score is not None)
    if same(sheet.value(SUM), sum(scores, Decimal(0))):  # nothing is missing, and no formula need be read
        return ()
    summed = list(areas(book.formulas_of(sheet.name)[cell]))
    column = sheet.positions[indicator_path(0, "score")][1]
    if not summed or any(area[1::2] != (column, column) for area in summed):
        return ()
    first, last = min(area[0] for area in summed), max(area[2] for area in summed)
    return tuple(at for at in range(len(sheet.numbers)) if not first < _row(sheet, at) <= last + 1)


def _put(patch: Patch, sheet: OwnSheet, cell: str, field: str, formula: str, value: Value) -> None:
    """The first row has no 一级指标 above it that 归属 could take over."""
    if field == indicator_path(0, COMPUTED[-1]) and sheet.whole.indicators[0].dimension is None:
        patch.set_value(sheet.name, cell, value)
    else:
        patch.set_formula(sheet.name, cell, formula, value)


def _row(sheet: OwnSheet, at: int) -> int:
    """The one-based row of a row of `sheet.whole`."""
    return sheet.positions[indicator_path(at, "name")][0] + 1


def _differs_in_rows(old: str, new: str) -> bool:
    held, wanted = canonical(old), canonical(new)
    return held != wanted and without_rows(held) == without_rows(wanted)
