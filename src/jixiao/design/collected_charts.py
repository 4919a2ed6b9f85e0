"""Bar charts of the collected workbook; stamping stretches their ranges and fills in their values."""

from __future__ import annotations

from collections.abc import Sequence

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

Place = tuple[tuple[int, int], tuple[int, int]]


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
    chart = BarChart()
    chart.type, chart.grouping, chart.title, chart.style = "bar", "clustered", title, 10
    chart.overlap, chart.gapWidth = 0, 60
    names = _area(sheet, labels, first, last)
    for column, words, colour in series:
        chart.series.append(_series(_area(sheet, column, first, last), words, colour, names))
    chart.x_axis.scaling.orientation = "maxMin"  # the first row on top
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.scaling.min = 0  # bars that do not begin at nothing mislead
    chart.y_axis.crosses = "max"  # which puts the scale at the bottom
    chart.y_axis.number_format, chart.y_axis.numFmt.sourceLinked = "General", False
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill="D9D9D9"))
    chart.x_axis.txPr = chart.y_axis.txPr = chart.legend.txPr = _small(800)
    chart.legend.position = "b"
    chart.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=_letters(1100))
    for run in chart.title.tx.rich.p[0].r:
        run.rPr = _letters(1100)
    chart.title.overlay = chart.legend.overlay = False
    start, end = (AnchorMarker(col=column, row=row) for column, row in place)
    chart.anchor = TwoCellAnchor(editAs="oneCell", _from=start, to=end)
    sheet.add_chart(chart)


def _area(sheet: Worksheet, column: str, first: int, last: int) -> str:
    return f"{quoted(sheet.title)}!${column}${first}:${column}${last}"


def _series(area: str, words: str, colour: str, names: str) -> object:
    series = SeriesFactory(area)
    series.tx = SeriesLabel(v=words)
    series.val = NumDataSource(numRef=NumRef(f=area))
    series.cat = AxDataSource(strRef=StrRef(f=names))
    series.graphicalProperties = GraphicalProperties(solidFill=colour)
    return series


def _small(size: int) -> RichText:
    properties = ParagraphProperties(defRPr=_letters(size))
    return RichText(p=[Paragraph(pPr=properties, endParaRPr=_letters(size))])


def _letters(size: int) -> CharacterProperties:
    return CharacterProperties(sz=size, b=False, latin=Font(typeface="宋体"), ea=Font(typeface="宋体"))
