"""Bar charts of the collected workbook."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from jixiao.design.bars import Corner, area, bar_chart
from jixiao.design.bars import place as put

Place = tuple[Corner, Corner]
LETTERS = 800


def bars(
    sheet: Worksheet,
    title: str,
    series: Sequence[tuple[str, str, str]],
    labels: str,
    first: int,
    last: int,
    place: Place,
) -> None:
    """Horizontal bars of each series (column, words, colour) over rows `first` to `last`, named by column `labels`."""
    drawn = [(area(sheet, column, first, last), words, colour) for column, words, colour in series]
    put(sheet, bar_chart(title, drawn, area(sheet, labels, first, last), LETTERS), *place)
