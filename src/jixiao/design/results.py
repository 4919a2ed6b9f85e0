"""The sheet 校验结果 of the template: one prototype row for each kind of line.

Beside each finding a formula shows whether its cell was changed since. It finds the cell by INDIRECT from a text, since
every row leads to another cell; the few hundred of a workbook cost nothing to compute.
"""

from __future__ import annotations

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from jixiao.design.sheet import Designer
from jixiao.design.styles import BARE, LABEL, Look
from jixiao.design.view import freeze, print_on_a4, protect
from jixiao.sheets.results import COLUMNS, KINDS
from jixiao.sheets.settings import layout

HEAD, FIRST = 4, 5
REFERENCE, HELD = "N", "O"
"""Hidden columns: the reference to the cell of a finding, and what it held when it was checked."""
CELL = LABEL.but(size=9.5, horizontal="left", vertical="top")
CENTRED = CELL.but(horizontal="center")
LINK = CENTRED.but(colour="0563C1", underline="single")


def design(sheet: Worksheet) -> None:
    """Put title, counts, table heading and the prototype rows."""
    designer, settings = Designer(sheet, "findings"), layout()["results"]
    letters = dict(zip(COLUMNS, "ABCDEFGHIJKLM", strict=True))
    designer.widths(dict(zip(letters.values(), settings["widths"], strict=True)))
    last = FIRST + len(KINDS) - 1
    designer.put("A1:M1", settings["title"], BARE.but(font="title"))
    designer.put("A2:G2", None, BARE.but(horizontal="left", size=11, bold=True), "counts")
    changed = f'COUNTIF($L${FIRST}:$L${last},"{settings["changed"]}")'
    status = f'=IF({changed}=0,"{settings["as_of"]}",{changed}&"{settings["recheck"]}")'
    designer.put("H2:M2", status, BARE.but(horizontal="right", size=9.5, colour="C00000"), "as_of")
    designer.put("A3:M3", None, BARE.but(horizontal="left", size=9.5), "legend")
    for letter, words in zip(letters.values(), settings["columns"], strict=True):
        designer.put(f"{letter}{HEAD}", words, LABEL.but(font="heading", fill="working_label", size=10))
    for row, kind in enumerate(KINDS, FIRST):
        _prototype(designer, row, kind, letters)
    designer.rows("findings", FIRST, last)
    for row, height in ((1, 34), (2, 22), (3, 18), (HEAD, 24)):
        designer.height(row, height)
    sheet.sheet_properties.tabColor = "FF" + layout()["colours"]["tab_findings"]
    sheet.sheet_state = "hidden"
    sheet.auto_filter.ref = f"A{HEAD}:M{last}"
    for letter in (REFERENCE, HELD):
        sheet.column_dimensions[letter].hidden = True
    done = FormulaRule([f'$L{FIRST}<>""'], font=Font(color="FF7F7F7F", strike=True))
    sheet.conditional_formatting.add(f"A{FIRST}:K{last}", done)
    freeze(sheet, f"A{FIRST}")
    print_on_a4(sheet, "landscape", f"A1:M{last}", f"{HEAD}:{HEAD}")
    protect(sheet)


def _prototype(designer: Designer, row: int, kind: str, letters: dict[str, str]) -> None:
    if kind == "heading":
        look = CELL.but(font="heading", size=11, fill="label", vertical="center")
        designer.put(f"A{row}:M{row}", None, look, f"{kind}.text")
        return
    if kind == "first":
        _task(designer, row)
        return
    for column, letter in letters.items():
        content = _state(row) if column == "state" else None
        designer.put(f"{letter}{row}", content, _look(column, kind), f"{kind}.{column}")
    for letter, name in ((REFERENCE, "reference"), (HELD, "held")):
        designer.put(f"{letter}{row}", None, BARE, f"{kind}.{name}")


def _state(row: int) -> str:
    """Whether the cell of a finding still holds what it held; blank where it does, and where nothing is known."""
    same = f"IFERROR(EXACT(INDIRECT(${REFERENCE}{row}),${HELD}{row}),FALSE)"
    return f'=IF(${REFERENCE}{row}="","",IF({same},"","{layout()["results"]["changed"]}"))'


def _task(designer: Designer, row: int) -> None:
    """A thing to do first: its sentence takes the columns from 栏目 to 问题, how to correct it 改法 and 依据."""
    for area, column in (("A", "number"), ("B", "severity"), ("C", "project"), ("D", "place"), ("K", "code")):
        designer.put(f"{area}{row}", None, _look(column, "first"), f"first.{column}")
    designer.put(f"E{row}:H{row}", None, CELL.but(size=11, bold=True), "first.message")
    designer.put(f"I{row}:J{row}", None, CELL, "first.fix")


def _look(column: str, kind: str) -> Look:
    if column == "place":
        return LINK
    if column == "severity" and kind not in ("waived", "first"):
        return CENTRED.but(fill=kind, bold=True)
    if kind == "waived":
        return CELL.but(colour="7F7F7F")
    return CENTRED if column in ("number", "code", "state", "count") else CELL
