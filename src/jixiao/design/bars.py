"""Horizontal bar charts as all our summaries draw them; stamping stretches their ranges and fills in their values."""

from __future__ import annotations

from collections.abc import Iterable

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

from jixiao.xlsx.references import quoted

Series = Iterable[tuple[str, str, str]]
"""Area, words and colour of each series."""

Corner = tuple[int, int]
TITLE, LEGEND = 1100, 800


def bar_chart(title: str, series: Series, names: str, size: int) -> BarChart:
    """Bars from nothing to the right, the first row on top, named by the area `names` in characters of `size`/100 pt."""
    chart = BarChart()
    chart.type, chart.grouping, chart.title, chart.style = "bar", "clustered", title, 10
    chart.overlap, chart.gapWidth = 0, 60
    for place, words, colour in series:
        chart.series.append(_series(place, words, colour, names))
    chart.x_axis.scaling.orientation = "maxMin"  # the first row on top
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.scaling.min = 0  # bars that do not begin at nothing mislead
    chart.y_axis.crosses = "max"  # with the first row on top, this puts the scale at the bottom
    chart.y_axis.number_format, chart.y_axis.numFmt.sourceLinked = "General", False
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill="D9D9D9"))
    chart.x_axis.txPr = chart.y_axis.txPr = _small(size)
    chart.legend.position, chart.legend.txPr = "b", _small(LEGEND)
    chart.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=_font(TITLE))
    for run in chart.title.tx.rich.p[0].r:
        run.rPr = _font(TITLE)
    chart.title.overlay = chart.legend.overlay = False
    return chart


def area(sheet: Worksheet, column: str, first: int, last: int) -> str:
    """Rows `first` to `last` of a column, as a chart names them."""
    return f"{quoted(sheet.title)}!${column}${first}:${column}${last}"


def place(sheet: Worksheet, chart: BarChart, start: Corner, end: Corner) -> None:
    """Put the chart on the sheet, from corner to corner (zero-based column and row)."""
    first, last = (AnchorMarker(col=column, row=row) for column, row in (start, end))
    chart.anchor = TwoCellAnchor(editAs="oneCell", _from=first, to=last)
    sheet.add_chart(chart)


def _series(place: str, words: str, colour: str, names: str) -> object:
    series = SeriesFactory(place)
    series.tx = SeriesLabel(v=words)
    series.val = NumDataSource(numRef=NumRef(f=place))
    series.cat = AxDataSource(strRef=StrRef(f=names))
    series.graphicalProperties = GraphicalProperties(solidFill=colour)
    return series


def _small(size: int) -> RichText:
    properties = ParagraphProperties(defRPr=_font(size))
    return RichText(p=[Paragraph(pPr=properties, endParaRPr=_font(size))])


def _font(size: int) -> CharacterProperties:
    return CharacterProperties(sz=size, b=False, latin=Font(typeface="宋体"), ea=Font(typeface="宋体"))
