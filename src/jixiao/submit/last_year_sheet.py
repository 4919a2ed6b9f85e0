"""The sheet 上年数据 in a workbook: headings in bold, texts wrapped, the top rows in view while scrolling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from jixiao.form.fields import AMOUNTS, NAMES
from jixiao.form.model import Form
from jixiao.form.table import column_name
from jixiao.sheets.heights import of_cells
from jixiao.sheets.settings import layout, sheet_name
from jixiao.submit.last_year import FORM_HEAD, ROW_HEAD, Line, lines
from jixiao.xlsx.cells import MAIN, columns, value_cell
from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.edit.styles import Styles, styles_part
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.new_parts import DECLARATION
from jixiao.xlsx.stamp.tables import Fit

HEADS = (FORM_HEAD, ROW_HEAD)
WIDTHS = (9, 26, 20, 20, 24, 24, 24, 10, 10, 26, 30, 30)
RATE_COLUMN = FORM_HEAD.index(NAMES["rate"])
AMOUNT_COLUMNS = tuple(FORM_HEAD.index(NAMES[key]) for key in AMOUNTS)
AMOUNT, RATE = 4, 10  # built-in formats: #,##0.00 and 0.00%
TITLE_SIZE, BODY_SIZE, HINT_SIZE = 16, 10, 9
TITLE_HEIGHT = 30.0
FITS = tuple(Fit(int(width * 1.02), 14.0) for width in WIDTHS)  # Latin letters of 10 points a line, and its height
USUAL_HEIGHT = 18.0
ABOVE = 2
"""Lines above the first heading: their texts run over the cells beside them."""
LINE = '<{p}{side} style="thin"><{p}color rgb="FFBFBFBF"/></{p}{side}>'


class Faces(NamedTuple):
    """Style numbers of the title, the hint below it, headings, texts, percentages and amounts."""

    title: int
    hint: int
    head: int
    body: int
    rate: int
    amount: int


def put(patch: Patch, forms: Sequence[Form], year: int | None, after: str | None) -> None:
    """Add the sheet behind the sheet `after` (None: as the last one)."""
    styles = _styles(patch.archive)
    heading: Line = ()
    rows: list[str] = []
    for number, line in enumerate(lines(forms, year), 1):
        heading = line if line in HEADS else heading
        rows.append(_row(number, line, _of_line(number, line, heading, styles)))
    patch.add_sheet(sheet_name("last_year"), _xml("".join(rows)), after)


def _of_line(number: int, line: Line, heading: Line, styles: Faces) -> list[int]:
    """The style of each cell of the line `number`: the title, the hint, a heading, or what is below one."""
    if not heading:
        return [styles.title if number == 1 else styles.hint] * len(line)
    found = [styles.head if line in HEADS else styles.body] * len(line)
    if heading == FORM_HEAD and len(found) > RATE_COLUMN and line not in HEADS:
        found[RATE_COLUMN] = styles.rate
        for column in AMOUNT_COLUMNS:
            found[column] = styles.amount
    return found


def _row(number: int, line: Line, styles: Sequence[int]) -> str:
    cells = (
        value_cell(f"{column_name(at)}{number}", value, style)
        for at, (value, style) in enumerate(zip(line, styles, strict=True))
    )
    fitted = of_cells(list(zip(FITS, line, strict=False))) if number > ABOVE else USUAL_HEIGHT
    height = TITLE_HEIGHT if number == 1 else fitted
    return f'<row r="{number}" ht="{height}" customHeight="1">{"".join(cells)}</row>'


def _xml(rows: str) -> str:
    return (
        f'{DECLARATION}<worksheet xmlns="{MAIN}">'
        f'<sheetPr><tabColor rgb="FF{layout()["colours"]["tab_guide"]}"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView showGridLines="0" workbookViewId="0"><pane xSplit="2" topLeftCell="C1" activePane="topRight" state="frozen"/>'
        f"</sheetView></sheetViews>{columns(WIDTHS)}<sheetData>{rows}</sheetData>"
        '<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;L&amp;A&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter></worksheet>"
    )


def _styles(archive: Archive) -> Faces:
    part = styles_part(archive)
    styles = Styles(archive.text(part))
    p = styles.prefix
    fonts = layout()["fonts"]

    def font(size: int, name: str, before: str = "", after: str = "") -> int:
        family = f'<{p}name val="{fonts[name]}"/><{p}family val="3"/>'
        return styles.add("fonts", f'<{p}font>{before}<{p}sz val="{size}"/>{after}{family}</{p}font>')

    bold, plain = font(BODY_SIZE, "body", f"<{p}b/>"), font(BODY_SIZE, "body")
    above = font(TITLE_SIZE, "title"), font(HINT_SIZE, "body", after=f'<{p}color rgb="FF7F7F7F"/>')
    grey = (
        f'<{p}patternFill patternType="solid"><{p}fgColor rgb="FFDCE6F1"/><{p}bgColor indexed="64"/></{p}patternFill>'
    )
    fill = styles.add("fills", f"<{p}fill>{grey}</{p}fill>")
    sides = "".join(LINE.format(p=p, side=side) for side in ("left", "right", "top", "bottom"))
    border = styles.add("borders", f"<{p}border>{sides}<{p}diagonal/></{p}border>")
    wrap = f'<{p}alignment vertical="center" wrapText="1"/>'
    shared = f'borderId="{border}" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"'
    found = [
        styles.add("cellXfs", f'<{p}xf numFmtId="0" fontId="{face}" fillId="0" borderId="0" xfId="0" applyFont="1"/>')
        for face in above
    ]
    found += [
        styles.add("cellXfs", f'<{p}xf numFmtId="{form}" fontId="{face}" fillId="{back}" {shared}>{wrap}</{p}xf>')
        for form, face, back in ((0, bold, fill), (0, plain, 0), (RATE, plain, 0), (AMOUNT, plain, 0))
    ]
    archive.write(part, styles.result().encode())
    return Faces(*found)
