"""How large the text of a form may be to fit one page, and how many pages a longer one takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from jixiao.exporters.docx_grid import Row
from jixiao.exporters.docx_settings import text_height, widths, word
from jixiao.sheets.heights import lines

SAFETY = 0.95
"""Word moves a line's last sign down rather than begin a line with a full stop; an estimate cannot know each one."""
BORDER = 0.5
"""Points that the line above a row takes."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The size of the table's text in points and the pages the form takes."""

    size: float
    pages: int

    @property
    def line(self) -> float:
        """The distance of lines in points."""
        return line_height(self.size)


def fit(rows: Sequence[Row], heading: int, beside: float) -> Fit:
    """The largest size at which `rows` fit one page with `beside` points of lines, or the size for several pages.

    `heading` is the number of the row that is repeated on each of several pages.
    """
    sizes = word()["sizes"]
    room = text_height() * SAFETY - beside
    for size in map(float, sizes["body"]):
        if sum(row_heights(rows, size)) <= room:
            return Fit(size, 1)
    size = float(sizes["long"])
    heights = row_heights(rows, size)
    return Fit(size, _pages(heights, room, heights[heading]))


def line_height(size: float) -> float:
    """The distance of lines in points for text of `size` points."""
    return round(size * float(word()["spacing"]["line"]), 1)


def row_heights(rows: Sequence[Row], size: float) -> list[float]:
    """The height of each row in points; a merged block that needs more than its rows have makes the last one higher."""
    heights = [max(_need("" if merged else text, width, size) for text, width, merged in _cells(row)) for row in rows]
    for first, last, need in _blocks(rows, size):
        heights[last] += max(0.0, need - sum(heights[first : last + 1]))
    return heights


def text_lines(text: str, width: float, size: float) -> int:
    """How many lines `text` takes in a column of `width` points; a Chinese character is as wide as it is high."""
    return lines(text, max(2, int(width / (size / 2)) - 1))


def _need(text: str, width: float, size: float) -> float:
    return _need_cached(text, round(width, 2), size)


@lru_cache(maxsize=16384)
def _need_cached(text: str, width: float, size: float) -> float:
    spacing = word()["spacing"]
    inner = width - 2 * float(spacing["cell"])
    return text_lines(text, inner, size) * line_height(size) + float(spacing["row"]) + BORDER


def _cells(row: Row) -> Iterable[tuple[str, float, str]]:
    at = 0
    for cell in row:
        yield cell.text, sum(widths()[at : at + cell.span]), cell.merged
        at += cell.span


def _blocks(rows: Sequence[Row], size: float) -> Iterable[tuple[int, int, float]]:
    """First row, last row and needed height of each block merged downward; none of the form's spans columns."""
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell.merged == "first":
                last = number
                while last + 1 < len(rows) and rows[last + 1][column].merged == "below":
                    last += 1
                yield number, last, _need(cell.text, widths()[column], size)


def _pages(heights: Sequence[float], room: float, heading: float) -> int:
    """Pages of rows that are not parted unless they are higher than half a page; the heading is repeated."""
    pages, left = 1, room
    for height in heights:
        if height > left and height <= text_height() / 2:
            pages, left = pages + 1, text_height() - heading
        elif height > left:
            more = ceil((height - left) / (text_height() - heading))
            pages, left = pages + more, left + more * (text_height() - heading)
        left -= height
    return pages
