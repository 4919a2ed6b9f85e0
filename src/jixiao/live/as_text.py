"""Cells the user formatted as text: Excel keeps what is typed there as text, also numbers and formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from jixiao.form.table import column_name
from jixiao.live.blocks import Block

if TYPE_CHECKING:
    from xlwings import Sheet

TEXT, GENERAL = "@", "General"
COMPUTES = re.compile(r"=|-?[\d.]")
"""How a typed number or formula begins; a text that begins so is typed with an apostrophe."""


def free_from_text(sheet: Sheet, block: Block) -> None:
    """Where cells formatted as text are to hold a number or a formula, give them the general format."""
    if not any(COMPUTES.match(typed) for line in block.lines for typed in line):
        return
    kind = sheet.api.Range(block.address).NumberFormat
    if kind == TEXT:
        for cell in _computing(block):
            sheet.api.Range(cell).NumberFormat = GENERAL
    elif kind is None:  # several formats
        for part in _halves(block):
            free_from_text(sheet, part)


def _computing(block: Block) -> Iterator[str]:
    for row, line in enumerate(block.lines, block.top):
        for column, typed in enumerate(line, block.left):
            if COMPUTES.match(typed):
                yield f"{column_name(column - 1)}{row}"


def _halves(block: Block) -> tuple[Block, Block]:
    """Left and right, or upper and lower where there is one column only: a column often has one format."""
    width, middle = len(block.lines[0]), len(block.lines) // 2
    if width == 1:
        lower = Block(block.top + middle, block.left, block.lines[middle:])
        return Block(block.top, block.left, block.lines[:middle]), lower
    left = tuple(line[: width // 2] for line in block.lines)
    right = tuple(line[width // 2 :] for line in block.lines)
    return Block(block.top, block.left, left), Block(block.top, block.left + width // 2, right)
