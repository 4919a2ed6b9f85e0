"""The charts of 汇总表 and of the collected workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.chart import BarChart
from openpyxl.worksheet.worksheet import Worksheet

from jixiao.design.bars import Corner, area, bar_chart, place
from jixiao.form.fields import NAMES, WORKING
from jixiao.sheets.settings import layout

BUDGET = tuple((key, NAMES[key], colour) for key, colour in (("annual", "5B9BD5"), ("executed", "ED7D31")))
COLOURS = {"output": "5B9BD5", "benefit": "70AD47", "satisfaction": "FFC000", "cost": "9E480E", "other": "A5A5A5"}
SCORES = (
    ("execution", "执行得分", "7F7F7F"),
    *((key, WORKING[f"summary.{key}"], colour) for key, colour in COLOURS.items()),
)
Series = Sequence[tuple[str, str, str]]
Corners = tuple[Corner, Corner]
LABEL_SIZE, COLLECTED_LABEL_SIZE = 700, 800  # hundredths of a point


def add_charts(sheet: Worksheet, columns: Mapping[str, str], row: int, top: int, rows: int) -> None:
    """Budget against execution on the left, scores by part on the right, beside the grades."""
    words = layout()["overview"]
    budget = _bars(sheet, columns, row, BUDGET, words["budget_chart"])
    scores = _bars(sheet, columns, row, SCORES, words["score_chart"])
    scores.grouping, scores.overlap, scores.gapWidth = "stacked", 100, 40
    scores.y_axis.scaling.max = 100
    place(sheet, budget, (4, top - 1), (11, top - 1 + rows))
    place(sheet, scores, (11, top - 1), (20, top - 1 + rows))


def _bars(sheet: Worksheet, columns: Mapping[str, str], row: int, series: Series, title: str) -> BarChart:
    drawn = [(area(sheet, columns[key], row, row), label, colour) for key, label, colour in series]
    return bar_chart(title, drawn, area(sheet, columns["label"], row, row), LABEL_SIZE)


def bars(
    sheet: Worksheet,
    title: str,
    series: Series,
    labels: str,
    first: int,
    last: int,
    corners: Corners,
) -> None:
    """Horizontal bars of each series (column, words, colour) over rows `first` to `last`, named by column `labels`."""
    drawn = [(area(sheet, column, first, last), words, colour) for column, words, colour in series]
    place(sheet, bar_chart(title, drawn, area(sheet, labels, first, last), COLLECTED_LABEL_SIZE), *corners)
