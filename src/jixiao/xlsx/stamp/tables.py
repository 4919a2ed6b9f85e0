"""How much text fits into a cell of the template: from the width of its columns and the size of its letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from jixiao.xlsx.cells import MAIN
from jixiao.xlsx.stamp.styles import Styles
from jixiao.xlsx.stamp_refs import column_number

WIDTH_PIXELS = 7.0  # one unit of column width in pixels; fonts differ, the narrow one is safe
USUAL_WIDTH = 8.43
PADDING_PIXELS = 6
LINE = 1.38  # height of a line over the size of its letters, for the tallest of the usual fonts


class Fit(NamedTuple):
    """How much text a field's cell takes: Latin letters per line (a Chinese one counts two), points per line."""

    characters: int
    line: float


def fits(
    root: etree._Element,
    fields: Mapping[str, tuple[str, int]],
    merges: Sequence[tuple[str, int, str, int]],
    styles: Styles,
) -> dict[str, Fit]:
    """The fit of each field's cell, merged columns together."""
    wide = widths(root)
    style_of = {cell.get("r"): int(cell.get("s", "0")) for cell in root.iter(f"{{{MAIN}}}c")}
    right = {(left, top): end for left, top, end, _ in merges}
    found = {}
    for field, (column, row) in fields.items():
        first, last = column_number(column), column_number(right.get((column, row), column))
        width = sum(wide.get(number, USUAL_WIDTH) for number in range(first, last + 1))
        size = styles.size(style_of.get(f"{column}{row}", 0))
        characters = int((width * WIDTH_PIXELS - PADDING_PIXELS) / (size * 2 / 3))
        found[field] = Fit(max(2, characters), size * LINE)
    return found


def widths(root: etree._Element) -> dict[int, float]:
    """The width of each column that has one of its own."""
    found: dict[int, float] = {}
    for column in root.iterfind(f"{{{MAIN}}}cols/{{{MAIN}}}col"):
        for number in range(int(column.get("min", "1")), min(int(column.get("max", "1")), 100) + 1):
            found[number] = float(column.get("width", "8.43"))
    return found
