"""The two charts of 汇总表; stamping stretches their ranges over the rows and fills in their values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.chart import BarChart
from openpyxl.chart.data_source import AxDataSource, NumDataSource, NumRef, StrRef
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties
from openpyxl.worksheet.worksheet import Worksheet

from jixiao.package.stamp_refs import quoted
from jixiao.sheets.settings import layout

BUDGET = (("annual", "全年预算数", "5B9BD5"), ("executed", "全年执行数", "ED7D31"))
SCORES = (
    ("execution", "执行得分", "7F7F7F"),
    ("output", "产出得分", "5B9BD5"),
    ("benefit", "效益得分", "70AD47"),
    ("satisfaction", "满意度得分", "FFC000"),
    ("cost", "成本得分", "9E480E"),
    ("other", "其他得分", "A5A5A5"),
)
Series = Sequence[tuple[str, str, str]]


def add_charts(sheet: Worksheet, columns: Mapping[str, str], row: int, top: int, rows: int) -> None:
    """Budget against execution on the left, scores by part on the right, beside the grades."""
    words = layout()["overview"]
    budget = _bars(sheet, columns, row, BUDGET, words["budget_chart"], "clustered")
    scores = _bars(sheet, columns, row, SCORES, words["score_chart"], "stacked")
    budget.y_axis.scaling.min = 0  # bars that do not begin at nothing mislead
    scores.y_axis.scaling.min, scores.y_axis.scaling.max = 0, 100
    _place(sheet, budget, (4, top - 1), (11, top - 1 + rows))
    _place(sheet, scores, (11, top - 1), (20, top - 1 + rows))


def _bars(
    sheet: Worksheet, columns: Mapping[str, str], row: int, series: Series, title: str, grouping: str
) -> BarChart:
    chart = BarChart()
    chart.type, chart.grouping, chart.title, chart.style = "bar", grouping, title, 10
    chart.overlap, chart.gapWidth = (100, 40) if grouping == "stacked" else (0, 60)
    names = f"{quoted(sheet.title)}!${columns['label']}${row}:${columns['label']}${row}"
    for key, label, colour in series:
        chart.series.append(_series(sheet, columns[key], row, label, colour, names))
    chart.x_axis.scaling.orientation = "maxMin"  # the first project on top
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.crosses = "max"  # with the first project on top, this puts the scale at the bottom
    chart.y_axis.number_format, chart.y_axis.numFmt.sourceLinked = "General", False
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill="D9D9D9"))
    chart.x_axis.txPr = chart.y_axis.txPr = _small(700)
    chart.legend.position = "b"
    chart.legend.txPr = _small(800)
    chart.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=_letters(1100))
    for run in chart.title.tx.rich.p[0].r:
        run.rPr = _letters(1100)
    chart.title.overlay = chart.legend.overlay = False
    return chart


def _series(sheet: Worksheet, column: str, row: int, label: str, colour: str, names: str) -> object:
    area = f"{quoted(sheet.title)}!${column}${row}:${column}${row}"
    series = SeriesFactory(area)
    series.tx = SeriesLabel(v=label)
    series.val = NumDataSource(numRef=NumRef(f=area))
    series.cat = AxDataSource(strRef=StrRef(f=names))
    series.graphicalProperties = GraphicalProperties(solidFill=colour)
    return series


def _small(size: int) -> RichText:
    properties = ParagraphProperties(defRPr=_letters(size))
    return RichText(p=[Paragraph(pPr=properties, endParaRPr=_letters(size))])


def _letters(size: int) -> CharacterProperties:
    return CharacterProperties(sz=size, b=False, latin=Font(typeface="宋体"), ea=Font(typeface="宋体"))


def _place(sheet: Worksheet, chart: BarChart, start: tuple[int, int], end: tuple[int, int]) -> None:
    first, last = (AnchorMarker(col=column, row=row) for column, row in (start, end))
    chart.anchor = TwoCellAnchor(editAs="oneCell", _from=first, to=last)
    sheet.add_chart(chart)
