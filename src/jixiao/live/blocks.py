"""Cells gathered into rectangles, so that a sheet is written block by block and not cell by cell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from jixiao.form.table import column_name
from jixiao.xlsx.edit.difference import Content, Formula
from jixiao.xlsx.references import position

if TYPE_CHECKING:
    from xlwings import Sheet


Handed = str | float | bool
"""What a cell is given. Numbers go as numbers: digits that are typed become per cents or fixed decimals in an Excel set so."""
BEYOND_DOUBT = re.compile(r"[^\d=+\-@'#/:.,%]+")
"""A text Excel can take for nothing else: no digit, no sign of a formula, a date or an error."""
WORDS = frozenset({"TRUE", "FALSE", "真", "假"})
SPAN, BREADTH = 64, 8  # rows and columns a gap of cells that stay as they are may have
TEXT, GENERAL = "@", "General"


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of a sheet, one-based and inclusive, with what each of its cells is given."""

    top: int
    left: int
    lines: tuple[tuple[Handed, ...], ...]

    @property
    def address(self) -> str:
        """Such as "H13:I25"."""
        bottom, right = self.top + len(self.lines) - 1, self.left + len(self.lines[0]) - 1
        return f"{column_name(self.left - 1)}{self.top}:{column_name(right - 1)}{bottom}"


def blocks(cells: Mapping[str, Content], held: Mapping[str, Content] | None = None) -> list[Block]:
    """The rectangles that write `cells`.

    `held` gives what every other cell of the sheet holds: those between are written over with it, to make fewer and
    larger rectangles. Where it is not known (None) no other cell is touched.
    """
    columns: dict[int, dict[int, Handed]] = defaultdict(dict)
    for cell, content in cells.items():
        row, column = position(cell)
        columns[column + 1][row + 1] = handed(content)
    runs = [run for column in sorted(columns) for run in _runs(column, columns[column], held)]
    return list(_joined(runs, cells.keys(), held))


def handed(content: Content) -> Handed:
    """What makes a cell hold `content`; a text stays a text, whatever it looks like."""
    if content is None:
        return ""
    if isinstance(content, Formula):
        return f"={content.text}"
    if isinstance(content, bool):
        return content
    if isinstance(content, int | float | Decimal):
        return float(content)
    if isinstance(content, date | time | timedelta):
        return str(content)
    is_plainly_text = BEYOND_DOUBT.fullmatch(content) and content.upper() not in WORDS
    return content if is_plainly_text else f"'{content}"


def areas(addresses: str, longest: int = 250) -> Iterator[str]:
    """A list of addresses parted by spaces as lists parted by commas, none longer than Excel takes."""
    gathered = ""
    for address in addresses.split():
        if gathered and len(gathered) + 1 + len(address) > longest:
            yield gathered
            gathered = ""
        gathered = f"{gathered},{address}" if gathered else address
    if gathered:
        yield gathered


def _runs(column: int, given: Mapping[int, Handed], held: Mapping[str, Content] | None) -> Iterator[Block]:
    """The rows of one column in as few pieces as may be."""
    lines: list[Handed] = []
    top = 0
    for row in sorted(given):
        gap = [f"{column_name(column - 1)}{each}" for each in range(top + len(lines), row)] if lines else []
        if lines and len(gap) <= SPAN and _may_be_bridged(gap, (), held):
            lines += [_again(cell, held) for cell in gap]
        else:
            if lines:
                yield Block(top, column, tuple((line,) for line in lines))
            lines, top = [], row
        lines.append(given[row])
    yield Block(top, column, tuple((line,) for line in lines))


def _again(cell: str, held: Mapping[str, Content] | None) -> Handed:
    return handed(held.get(cell)) if held else ""


def _may_be_bridged(gap: list[str], cells: Collection[str], held: Mapping[str, Content] | None) -> bool:
    if held is None:
        return not gap
    return not any(cell in cells for cell in gap) and all(_may_be_written_again(held.get(cell)) for cell in gap)


def _may_be_written_again(content: Content) -> bool:
    """Blank cells and numbers; a text may be red in part, a formula part of an array, a date may change its looks."""
    return content is None or (isinstance(content, int | float) and not isinstance(content, bool))


def _joined(runs: Iterable[Block], cells: Collection[str], held: Mapping[str, Content] | None) -> Iterator[Block]:
    """Columns of the same rows as one block, with the columns between them where those may be typed again."""
    last: Block | None = None
    for run in sorted(runs, key=lambda each: (each.top, len(each.lines), each.left)):
        gap = _between(last, run) if last else None
        if last and gap is not None and all(_may_be_bridged(column, cells, held) for column in gap):
            between = [[_again(cell, held) for cell in column] for column in gap]
            last = Block(
                last.top,
                last.left,
                tuple(zip(*zip(*last.lines, strict=True), *between, *zip(*run.lines, strict=True), strict=True)),
            )
        else:
            if last:
                yield last
            last = run
    if last:
        yield last


def _between(left: Block, right: Block) -> list[list[str]] | None:
    """The cells of the columns between two blocks of the same rows; None where the rows differ or they are far apart."""
    end = left.left + len(left.lines[0])
    if (left.top, len(left.lines)) != (right.top, len(right.lines)) or right.left - end > BREADTH:
        return None
    rows = range(left.top, left.top + len(left.lines))
    return [[f"{column_name(column - 1)}{row}" for row in rows] for column in range(end, right.left)]


def free_from_text(sheet: Sheet, block: Block) -> None:
    """Where cells formatted as text are to hold a number or a formula, give them the general format."""
    if not any(_computes(given) for line in block.lines for given in line):
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
        for column, given in enumerate(line, block.left):
            if _computes(given):
                yield f"{column_name(column - 1)}{row}"


def _computes(given: Handed) -> bool:
    """A formula or a number; a date as well, which is written in digits. A text of that look has an apostrophe."""
    return not isinstance(given, str) or given[:1] in tuple("=0123456789")


def _halves(block: Block) -> tuple[Block, Block]:
    """Left and right, or upper and lower where there is one column only: a column often has one format."""
    width, middle = len(block.lines[0]), len(block.lines) // 2
    if width == 1:
        lower = Block(block.top + middle, block.left, block.lines[middle:])
        return Block(block.top, block.left, block.lines[:middle]), lower
    left = tuple(line[: width // 2] for line in block.lines)
    right = tuple(line[width // 2 :] for line in block.lines)
    return Block(block.top, block.left, left), Block(block.top, block.left + width // 2, right)
