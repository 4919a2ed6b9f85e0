"""The review as a workbook: the list of what was drawn, the rules, and a form for each project whose scores add up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Any, NamedTuple

from jixiao.exporters.docx_fit import text_lines
from jixiao.form.rounding import half_up
from jixiao.form.table import column_name
from jixiao.xlsx.cells import MAIN, columns, formula_cell, value_cell
from jixiao.xlsx.opc.new_parts import new_workbook
from jixiao.xlsx.references import quoted

PLAIN, TITLE, HEAD, TEXT, NUMBER, INPUT, PERCENT, TOTAL, NOTE, REMARK = range(10)
"""The cell formats, in the order of `_styles`."""
CHARACTER, PADDING, LINE, SIZE, TITLE_HEIGHT = 5.25, 4.0, 14.5, 11.0, 30.0
"""Points: a character of a column's width, the space in a cell, a line, the size of text, the row of a title."""
FIRST = 6
"""The row of a form's first line: below title, project, reasons, note and headings."""
LIST_WIDTHS = (6, 17, 18, 26, 11, 9.5, 46, 9, 10, 8, 22)
FORM_WIDTHS = (12, 24, 24, 34, 7, 9, 10, 8, 26)
RULE_WIDTHS = (6, 20, 12, 70)


class Scored(NamedTuple):
    """One line of a form: 一级指标, 三级指标, target, result, and the points it has and was given."""

    group: str
    name: str
    target: str
    actual: str
    weight: Decimal | None
    score: Decimal | None


@dataclass(frozen=True, slots=True)
class Review:
    """A project to be reviewed; `rate` is a fraction, `reasons` are sentences, `file` leads to the original."""

    sheet: str
    department: str
    unit: str
    project: str
    annual: Decimal | None
    rate: Decimal | None
    total: Decimal | None
    reasons: tuple[str, ...]
    file: str
    lines: tuple[Scored, ...]


class Line(NamedTuple):
    """A row: its number and its cells as (format, value)."""

    number: int
    cells: Sequence[tuple[int, Any]]


class Sheet(NamedTuple):
    """A sheet: its name, rows, widths of its columns in characters, and what is behind the data."""

    name: str
    rows: Sequence[Line]
    widths: Sequence[float]
    merges: Sequence[str] = ()
    validation: str = ""
    frozen: int = 0


def build(
    reviews: Sequence[Review], rules: Sequence[tuple[str, int, str]], year: str, words: Mapping[str, Any]
) -> bytes:
    """The .xlsx; `rules` are title, how many each drew, and what it says. The same review gives the same bytes."""
    sheets = [_list(reviews, year, words), _rules(rules, words), *(_form(review, words) for review in reviews)]
    return new_workbook([(sheet.name, _sheet(sheet)) for sheet in sheets], _styles())


def _list(reviews: Sequence[Review], year: str, words: Mapping[str, Any]) -> Sheet:
    last = len(reviews) + 2
    rows = [
        Line(1, [(TITLE, words["list_title"].format(year=year))]),
        Line(2, [(HEAD, text) for text in words["list_columns"]]),
    ]
    for number, review in enumerate(reviews, 1):
        row, end = number + 2, FIRST + len(review.lines)
        cells: list[tuple[int, Any]] = [(NUMBER, Decimal(number)), (TEXT, review.department), (TEXT, review.unit)]
        cells += [
            (TEXT, review.project),
            (NUMBER, review.annual),
            (PERCENT, review.rate),
            (TEXT, "；".join(review.reasons)),
        ]
        cells += [(NUMBER, review.total), (NUMBER, f"={quoted(review.sheet)}!G{end}")]
        cells += [(NUMBER, f'=IF(OR(H{row}="",I{row}=""),"",I{row}-H{row})'), (TEXT, review.file)]
        rows.append(Line(row, cells))
    averages = [
        f'=IF(COUNT({column}3:{column}{last})=0,"",ROUND(AVERAGE({column}3:{column}{last}),2))' for column in "HIJ"
    ]
    known = [review.total for review in reviews if review.total is not None]
    first = (averages[0], half_up(sum(known, Decimal(0)) / len(known)) if known else "")
    rows.append(
        Line(
            last + 1,
            [
                (TOTAL, ""),
                (TOTAL, words["average"]),
                *[(TOTAL, "")] * 5,
                (TOTAL, first),
                (TOTAL, averages[1]),
                (TOTAL, averages[2]),
                (TOTAL, ""),
            ],
        )
    )
    return Sheet(words["list"], rows, LIST_WIDTHS, ("A1:K1",), "", 2)


def _rules(rules: Sequence[tuple[str, int, str]], words: Mapping[str, Any]) -> Sheet:
    rows = [Line(1, [(TITLE, words["rules"])]), Line(2, [(HEAD, text) for text in words["rule_columns"]])]
    for number, (title, count, text) in enumerate(rules, 1):
        rows.append(
            Line(number + 2, [(NUMBER, Decimal(number)), (TEXT, title), (NUMBER, Decimal(count)), (TEXT, text)])
        )
    return Sheet(words["rules"], rows, RULE_WIDTHS, ("A1:D1",))


def _form(review: Review, words: Mapping[str, Any]) -> Sheet:
    end = FIRST + len(review.lines)
    rows = [
        Line(1, [(TITLE, words["form_title"])]),
        Line(2, [(REMARK, f"{review.unit}　{review.project}")]),
        Line(3, [(REMARK, f"{words['reasons']}：{'；'.join(review.reasons)}")]),
        Line(4, [(NOTE, words["note"])]),
        Line(5, [(HEAD, text) for text in words["form_columns"]]),
    ]
    rows += [Line(row, _scored(row, line)) for row, line in enumerate(review.lines, FIRST)]
    given, scores, review_cells = (f"{column}{FIRST}:{column}{end - 1}" for column in "EFG")
    weights = [line.weight for line in review.lines if line.weight is not None]
    points = [line.score for line in review.lines if line.score is not None]
    total: list[tuple[int, Any]] = [(TOTAL, words["total"]), *[(TOTAL, "")] * 3]
    total += [
        (TOTAL, (f"=SUM({given})", sum(weights, Decimal(0)))),
        (TOTAL, (f"=SUM({scores})", sum(points, Decimal(0)))),
    ]
    total += [
        (TOTAL, f'=IF(COUNT({review_cells})=0,"",SUM({review_cells}))'),
        (TOTAL, f'=IF(G{end}="","",G{end}-F{end})'),
        (TOTAL, ""),
    ]
    rows += [Line(end, total), Line(end + 2, [(REMARK, words["signature"])])]
    merges = [f"A{row}:I{row}" for row in (1, 2, 3, 4, end + 2)]
    return Sheet(review.sheet, rows, FORM_WIDTHS, merges, _validation(end - 1, words), 5)


def _scored(row: int, line: Scored) -> list[tuple[int, Any]]:
    difference = f'=IF(OR(F{row}="",G{row}=""),"",G{row}-F{row})'
    texts: list[tuple[int, Any]] = [(TEXT, text) for text in (line.group, line.name, line.target, line.actual)]
    return [*texts, (NUMBER, line.weight), (NUMBER, line.score), (INPUT, None), (NUMBER, difference), (INPUT, None)]


def _validation(last: int, words: Mapping[str, Any]) -> str:
    return (
        f'<dataValidations count="1"><dataValidation type="decimal" allowBlank="1" showErrorMessage="1" '
        f'error="{escape(words["wrong_score"])}" sqref="G{FIRST}:G{last}"><formula1>0</formula1>'
        f"<formula2>E{FIRST}</formula2></dataValidation></dataValidations>"
    )


def _xml(line: Line, widths: Sequence[float]) -> str:
    """A row as high as its longest text; one that is merged over all columns has their width."""
    merged = len(line.cells) == 1
    room = [sum(widths)] if merged else widths
    texts = [(cell[1], width) for cell, width in zip(line.cells, room, strict=False) if isinstance(cell[1], str)]
    lines = max(
        (text_lines(text, width * CHARACTER - PADDING, SIZE) for text, width in texts if text[:1] != "="), default=1
    )
    height = TITLE_HEIGHT if line.cells[0][0] == TITLE else max(lines, 1) * LINE + PADDING
    cells = "".join(_cells(line.number, line.cells))
    return f'<row r="{line.number}" ht="{height:g}" customHeight="1">{cells}</row>'


def _cells(number: int, cells: Sequence[tuple[int, Any]]) -> Iterator[str]:
    """A pair is a formula with its value; a text that begins with = is a formula of ours whose value is empty so far."""
    for at, (style, value) in enumerate(cells):
        address = f"{column_name(at)}{number}"
        if isinstance(value, tuple):
            yield formula_cell(address, value[0], value[1], style)
        elif style in (NUMBER, TOTAL) and isinstance(value, str) and value.startswith("="):
            yield formula_cell(address, value, "", style)
        else:
            yield value_cell(address, None if value == "" else value, style)


def _sheet(sheet: Sheet) -> str:
    pane = (
        f'<pane ySplit="{sheet.frozen}" topLeftCell="A{sheet.frozen + 1}" activePane="bottomLeft" state="frozen"/>'
        if sheet.frozen
        else ""
    )
    merged = "".join(f'<mergeCell ref="{area}"/>' for area in sheet.merges)
    return (
        f'<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>{columns(sheet.widths)}'
        f'<sheetData>{"".join(_xml(row, sheet.widths) for row in sheet.rows)}</sheetData><mergeCells count="{len(sheet.merges)}">{merged}</mergeCells>'
        f'{sheet.validation}<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )


def _styles() -> str:
    fonts = "".join(
        f'<font>{bold}<sz val="{size}"/><color rgb="FF{colour}"/><name val="宋体"/></font>'
        for bold, size, colour in (
            ("", 11, "000000"),
            ("<b/>", 16, "000000"),
            ("<b/>", 10.5, "000000"),
            ("", 10, "595959"),
        )
    )
    fills = "".join(
        f'<fill><patternFill patternType="solid"><fgColor rgb="FF{colour}"/></patternFill></fill>'
        for colour in ("DCE6F1", "FFFBE6", "F2F2F2")
    )
    line = "".join(f'<{side} style="thin"/>' for side in ("left", "right", "top", "bottom"))
    looks = (
        (0, 0, 0, 0, ""), (1, 0, 0, 0, "center"), (2, 2, 1, 0, "center"), (0, 0, 1, 0, "left"), (0, 0, 1, 0, "right"),
        (0, 3, 1, 0, "left"), (0, 0, 1, 10, "right"), (2, 4, 1, 0, "center"), (3, 0, 0, 0, "left"), (0, 0, 0, 0, "left"),
    )  # fmt: skip
    formats = "".join(
        f'<xf numFmtId="{number}" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0" applyNumberFormat="1" '
        f'applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
        f'<alignment {f"""horizontal="{align}" """ if align else ""}vertical="center" wrapText="1"/></xf>'
        for font, fill, border, number, align in looks
    )
    return (
        f'<styleSheet xmlns="{MAIN}"><fonts count="4">{fonts}</fonts><fills count="5"><fill><patternFill patternType="none"/></fill>'
        f'<fill><patternFill patternType="gray125"/></fill>{fills}</fills><borders count="2"><border><left/><right/><top/><bottom/>'
        f'<diagonal/></border><border>{line}<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" '
        f'fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="{len(looks)}">{formats}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
