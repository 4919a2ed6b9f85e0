"""A chart as Word keeps it: a DrawingML part with its values, and the small workbook behind “编辑数据”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape

from jixiao.exporters.docx_markup import FORBIDDEN
from jixiao.report.blocks import Chart, Series
from jixiao.xlsx.cells import MAIN, value_cell
from jixiao.xlsx.opc.new_parts import DECLARATION, OFFICE, new_workbook

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
COLOURS = ("2F75B5", "ED7D31")
SHEET = "Sheet1"
LETTERS = "BCDEFGH"
AXES = ("111111111", "222222222")


def chart_part(chart: Chart, workbook_id: str) -> bytes:
    """The part of `chart`; `workbook_id` is its relation to the workbook with its data."""
    series = "".join(_series(at, item, chart) for at, item in enumerate(chart.series))
    direction = "bar" if chart.kind == "bar" else "col"
    legend = "" if len(chart.series) < 2 else '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>'
    return (
        f'{DECLARATION}<c:chartSpace xmlns:c="{DRAWING}/chart" xmlns:a="{DRAWING}/main" '
        f'xmlns:r="{OFFICE}"><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="clustered"/><c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="60"/>{"".join(f"""<c:axId val="{axis}"/>""" for axis in AXES)}</c:barChart>'
        f"{_axes(chart)}</c:plotArea>{legend}"
        f'<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>{_text(900)}'
        f'<c:externalData r:id="{workbook_id}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    ).encode()


def chart_workbook(chart: Chart) -> bytes:
    """The .xlsx with the labels in column A and one column for each series."""
    lines = [["", *(item.name for item in chart.series)]]
    rows: list[Sequence[str | Decimal | None]] = [*lines]
    rows += [[label, *(item.values[at] for item in chart.series)] for at, label in enumerate(chart.labels)]
    cells = "".join(f'<row r="{number}">{"".join(_cells(number, row))}</row>' for number, row in enumerate(rows, 1))
    return new_workbook([(SHEET, f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>')])


def _cells(number: int, row: Sequence[str | Decimal | None]) -> Iterator[str]:
    for letter, value in zip("A" + LETTERS, row, strict=False):
        if value not in (None, ""):
            yield value_cell(f"{letter}{number}", value, 0)


def _series(at: int, item: Series, chart: Chart) -> str:
    count, letter = len(chart.labels), LETTERS[at]
    names = "".join(_point(number, label) for number, label in enumerate(chart.labels))
    known = ((number, value) for number, value in enumerate(item.values) if value is not None)
    values = "".join(_point(number, f"{value:f}") for number, value in known)
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/><c:tx><c:strRef><c:f>{SHEET}!${letter}$1</c:f><c:strCache>'
        f'<c:ptCount val="1"/>{_point(0, item.name)}</c:strCache></c:strRef></c:tx>'
        f'<c:spPr><a:solidFill><a:srgbClr val="{COLOURS[at % len(COLOURS)]}"/></a:solidFill></c:spPr>'
        f'<c:invertIfNegative val="0"/><c:dLbls>{_text(800)}<c:showLegendKey val="0"/><c:showVal val="1"/>'
        '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f'<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${count + 1}</c:f><c:strCache><c:ptCount val="{count}"/>{names}'
        f"</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>{SHEET}!${letter}$2:${letter}${count + 1}</c:f>"
        f'<c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="{count}"/>{values}</c:numCache></c:numRef></c:val></c:ser>'
    )


def _point(number: int, text: str) -> str:
    return f'<c:pt idx="{number}"><c:v>{escape(FORBIDDEN.sub("", text), quote=False)}</c:v></c:pt>'


def _axes(chart: Chart) -> str:
    """The axis of names, from the top down where bars are horizontal, and the axis of values, which the labels make needless."""
    lying = chart.kind == "bar"
    order, sides = ("maxMin", ("l", "t")) if lying else ("minMax", ("b", "l"))
    names, values = AXES
    negative = any(value is not None and value < 0 for item in chart.series for value in item.values)
    lowest = "" if negative else '<c:min val="0"/>'
    return (
        f'<c:catAx><c:axId val="{names}"/><c:scaling><c:orientation val="{order}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{sides[0]}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{_text(900)}<c:crossAx val="{values}"/>'
        '<c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
        '<c:noMultiLvlLbl val="0"/></c:catAx>'
        f'<c:valAx><c:axId val="{values}"/><c:scaling><c:orientation val="minMax"/>{lowest}</c:scaling>'
        f'<c:delete val="1"/><c:axPos val="{sides[1]}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'<c:crossAx val="{names}"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
    )


def _text(size: int) -> str:
    """Text of `size` hundredths of a point, in a font that has Chinese characters."""
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}"><a:latin typeface="宋体"/><a:ea typeface="宋体"/>'
        '</a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )
