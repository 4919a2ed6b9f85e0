"""Row heights for wrapped Chinese text, and how many pages a form takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import ceil

from jixiao.xlsx.references import column_number
from jixiao.xlsx.stamp.plan import Fills, Line, shown
from jixiao.xlsx.stamp.prototype import Prototype
from jixiao.xlsx.stamp.tables import Fit

PADDING = 6.0
LEAST, MOST = 22.0, 409.0  # Excel allows a row no more than 409 points
WRAPPED = ("category", "name", "target", "actual", "note")
A4_HEIGHT, A4_WIDTH = 842.0, 595.0
MARGINS = 90.0
ONE_PAGE, TWO_PAGES = 1.55, 2.9  # shrinking further would be too small to read
PIXELS_PER_POINT = 4 / 3


def of_line(prototype: Prototype, fields: Fills) -> float:
    """The height in points an indicator row needs."""
    return of_cells([(prototype.fits[f"indicators.{name}"], fields[f"indicators.{name}"]) for name in WRAPPED])


def of_fields(prototype: Prototype, fields: Fills, names: Sequence[str]) -> dict[str, float]:
    """The height in points of each row outside blocks that holds one of `names`, under one of its fields.

    A row without any text keeps the template's height, which has room for what will be typed there.
    """
    rows: dict[int, list[str]] = {}
    for name in names:
        rows.setdefault(prototype.places[name][1], []).append(name)
    return {
        group[0]: of_cells([(prototype.fits[name], shown(fields[name])) for name in group])
        for group in rows.values()
        if any(shown(fields[name]) not in (None, "") for name in group)
    }


def pages(prototype: Prototype, blocks: Mapping[str, Sequence[Line]], heights: Mapping[str, float]) -> int:
    """How many pages high the sheet prints at one page wide: 1, 2, or 0 for as many as it takes."""
    total = _fixed(prototype, frozenset(heights)) + sum(heights.values())
    total += sum(line.height or LEAST for lines in blocks.values() for line in lines)
    return pages_of(prototype, total)


def pages_of(prototype: Prototype, total: float) -> int:
    """How many pages high rows of `total` points print at one page wide: 1, 2, or 0 for as many as it takes."""
    used = total * _scale(prototype) / (A4_HEIGHT - MARGINS)
    if used <= ONE_PAGE:
        return 1
    return 2 if used <= TWO_PAGES else 0


@lru_cache(maxsize=16384)
def lines(text: str, characters: int) -> int:
    """How many lines `text` takes in a cell that holds `characters` Latin letters a line."""
    if "\n" not in text:
        return max(1, ceil(len(text.encode("gbk", "replace")) / characters))
    return sum(lines(part, characters) for part in text.split("\n"))


def of_lines(number: int, line: float) -> float:
    """The height in points of a row with so many lines of `line` points, as far as Excel allows."""
    return min(MOST, max(LEAST, round(number * line + PADDING, 1)))


def of_cells(cells: Sequence[tuple[Fit, object]]) -> float:
    """The height in points of a row that shows the texts of all its cells, as far as Excel allows."""
    need = max([lines(text, fit.characters) * fit.line for fit, text in cells if isinstance(text, str)], default=0.0)
    return min(MOST, max(LEAST, round(need + PADDING, 1)))


@lru_cache(maxsize=64)
def _fixed(prototype: Prototype, without: frozenset[str]) -> float:
    """The height of the rows that are neither in a block nor given."""
    given = {prototype.places[name][1] for name in without}
    rows = (row for row in prototype.rows if row.row not in given and prototype.block_of(row.row) is None)
    return sum(float(row.height.split('"')[1]) if row.height else 15.0 for row in rows)


@lru_cache(maxsize=64)
def _scale(prototype: Prototype) -> float:
    """The scale at which the printed columns fit the width of A4."""
    last = column_number(prototype.places["indicators.note"][0]) + 1
    points = sum(width for column, width in prototype.widths.items() if column <= last) / PIXELS_PER_POINT
    return min(1.0, (A4_WIDTH - 80) / points)
