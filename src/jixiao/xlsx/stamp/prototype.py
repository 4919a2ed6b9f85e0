"""One sheet of the template as texts with slots: what is stamped, once per project or once per workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from jixiao.xlsx.stamp.slots import Block, Rows, tidy_areas
from jixiao.xlsx.stamp.tables import Fit

AREA = re.compile(r'(?<=[\s"])(?P<name>sqref|ref|topLeftCell|activeCell)="(?P<area>[^"]*)"')


class FormulaSlot(NamedTuple):
    """A formula of the template with slots for rows, its style, and the style of a value typed over it."""

    text: str
    style: int
    open_style: int


Slot = tuple[str, str, FormulaSlot | None]
"""A field, what its cell holds in the template, and its formula if it has one."""


class RowText(NamedTuple):
    """A template row as a text with slots: rows first, then the height and each of `slots` in order.

    `fields` are those of all slots, `computed` the numbers of the slots with a formula.
    """

    row: int
    text: str
    height: str
    slots: tuple[Slot, ...]
    fields: tuple[str, ...]
    computed: tuple[int, ...]

    @property
    def formulas(self) -> dict[str, FormulaSlot]:
        """The formulas of the row by field."""
        return {field: formula for field, _, formula in self.slots if formula is not None}


@dataclass(frozen=True, slots=True, eq=False)
class Prototype:
    """A template sheet ready to be stamped. `places` gives each field's column and template row, `widths` the columns' pixels."""

    name: str
    head: str
    tail: str
    rows: tuple[RowText, ...]
    blocks: tuple[Block, ...]
    merges: tuple[tuple[str, int, str, int], ...]
    places: Mapping[str, tuple[str, int]]
    fits: Mapping[str, Fit]
    widths: Mapping[int, float]

    def block_of(self, row: int) -> Block | None:
        """The block that holds the template row."""
        return next((block for block in self.blocks if block.first <= row <= block.last), None)


class Shaped(NamedTuple):
    """A prototype for given numbers of lines: every row number is in place but those of block rows."""

    head: str
    tail: str
    rows: tuple[RowText, ...]
    numbers: Rows
    merges: tuple[str, ...]


@lru_cache(maxsize=256)
def shaped(prototype: Prototype, counts: tuple[int, ...]) -> Shaped:
    """The prototype with `counts[i]` lines in its block i."""
    numbers = Rows(prototype.blocks, counts)
    rows = tuple(_placed(row, numbers) for row in prototype.rows)
    tail = AREA.sub(lambda m: f'{m["name"]}="{tidy_areas(m["area"])}"', prototype.tail % numbers)
    head = AREA.sub(lambda m: f'{m["name"]}="{_view(m)}"', prototype.head % numbers)
    return Shaped(head, tail, rows, numbers, tuple(_fixed_merges(prototype, numbers, counts)))


def _view(match: re.Match[str]) -> str:
    corner = match["area"].partition(":")[0]
    return corner if match["name"] in ("topLeftCell", "activeCell") else tidy_areas(match["area"])


def _placed(row: RowText, numbers: Rows) -> RowText:
    slots = tuple(
        (field, content, formula and formula._replace(text=formula.text % numbers))
        for field, content, formula in row.slots
    )
    return row._replace(text=row.text % numbers, slots=slots)


def _fixed_merges(prototype: Prototype, numbers: Rows, counts: Sequence[int]) -> Iterator[str]:
    for left, top, right, bottom in prototype.merges:
        block = prototype.block_of(top)
        if block is None or block != prototype.block_of(bottom):
            yield f"{left}{numbers.start(top)}:{right}{numbers.end(bottom)}"
