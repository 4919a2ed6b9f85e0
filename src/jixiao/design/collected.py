"""Builds workbook/collected-template.xlsx, from which the workbook of a collection is stamped."""

from __future__ import annotations

import re
from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from jixiao import resources
from jixiao.design.collected_changes import ChangesSheet
from jixiao.design.collected_totals import TotalsSheet
from jixiao.design.sheet import Designer
from jixiao.design.started import finished, started
from jixiao.design.styles import BARE, LABEL, Look, fill
from jixiao.design.view import freeze, print_on_a4
from jixiao.sheets.collected import FIRST, HEAD, LISTS, TEMPLATE, collected, column_letters
from jixiao.sheets.settings import layout
from jixiao.xlsx.references import quoted
from jixiao.xlsx.stamp.compressor import packed

CELL = LABEL.but(size=9.5)
LINK = {"colour": "0563C1", "underline": "single"}
STYLES = {
    "text": CELL.but(horizontal="left"),
    "centred": CELL,
    "count": CELL.but(number="0"),
    "amount": CELL.but(number="#,##0.00", shrink=True),
    "percent": CELL.but(number="0.00%"),
    "points": CELL.but(number="0.00"),
    "linked": CELL.but(**LINK),
    "linked_amount": CELL.but(number="#,##0.00", shrink=True, **LINK),
    "linked_points": CELL.but(number="0.00", **LINK),
    "hidden": BARE.but(size=8, colour="A6A6A6", horizontal="left"),
}
SIGNALS = {
    "projects": (("errors", 'N({errors})>0', "error"), ("difference", "ABS(N({difference}))>0.0075", "error")),
    "findings": tuple(("severity", f'{{severity}}="{word}"', key) for word, key in (("错误", "error"), ("警告", "warning"), ("提示", "notice"))),
    "roster": (("state", '{state}="未报"', "error"), ("state", '{state}="已报，有错误"', "warning"), ("state", '{state}="已退回"', "notice"), ("late", '{late}<>""', "warning")),
}  # fmt: skip


def build() -> bytes:
    """The template as a file; the same source gives the same bytes."""
    workbook = started()
    names = collected()["sheets"]
    TotalsSheet(workbook.create_sheet(names["totals"]), STYLES).design()
    ChangesSheet(workbook.create_sheet(names["changes"]), STYLES).design()
    for role in LISTS:
        _list(workbook.create_sheet(names[role]), role)
    _names(workbook)
    _data(workbook.create_sheet(names["data"]))
    return packed(finished(workbook, collected()["title"], collected()["form_type"]))


def _list(sheet: Worksheet, role: str) -> None:
    designer, settings, at = Designer(sheet, role), collected()[role], column_letters(role)
    shown = [at[column["key"]] for column in settings["columns"] if column["kind"] != "hidden"]
    designer.put(f"A1:{shown[-1]}1", collected()["titles"][role], BARE.but(font="title", horizontal="left"))
    designer.put(f"A2:{shown[-1]}2", None, BARE.but(horizontal="left", size=10.5), "subtitle")
    for column in settings["columns"]:
        _column(designer, column, at)
    designer.rows("rows", FIRST, FIRST)
    for row, height in ((1, 32), (2, 20), (HEAD, 32)):
        designer.height(row, height)
    _signals(sheet, role, at)
    sheet.auto_filter.ref = f"A{HEAD}:{shown[-1]}{FIRST}"
    freeze(sheet, f"{settings['frozen']}{FIRST}")
    # what is there to be clicked is left off the paper: with it the characters are too small to read
    last = at[settings["printed"]] if "printed" in settings else shown[-1]
    print_on_a4(sheet, "landscape", f"A1:{last}{FIRST}", f"{HEAD}:{HEAD}")
    sheet.sheet_properties.tabColor = (
        "FF" + layout()["colours"]["tab_findings" if role == "findings" else "tab_summary"]
    )


def _column(designer: Designer, column: dict[str, Any], at: dict[str, str]) -> None:
    letter, kind = at[column["key"]], column["kind"]
    hidden = kind == "hidden"
    head = STYLES["hidden"] if hidden else LABEL.but(font="heading", fill="working_label", size=10)
    designer.put(f"{letter}{HEAD}", column["label"], head)
    formula = column.get("formula")
    text = re.sub(r"\{(\w+)\}", lambda found: f"{at[found[1]]}{FIRST}", formula) if formula else None
    designer.put(f"{letter}{FIRST}", text, STYLES[kind], f"rows.{column['key']}")
    designer.widths({letter: column["width"]})
    designer.sheet.column_dimensions[letter].hidden = hidden


def _signals(sheet: Worksheet, role: str, at: dict[str, str]) -> None:
    for key, condition, colour in SIGNALS.get(role, ()):
        formula_text = re.sub(r"\{(\w+)\}", lambda found: f"${at[found[1]]}{FIRST}", condition)
        area = f"{at[key]}{FIRST}:{at[key]}{FIRST}"
        sheet.conditional_formatting.add(area, FormulaRule([formula_text], fill=fill(layout()["colours"][colour])))


def _names(workbook: Workbook) -> None:
    """The columns of 项目明细 that the sums add up."""
    sheet, at = quoted(collected()["sheets"]["projects"]), column_letters("projects")
    for key, name in collected()["names"].items():
        area = f"{sheet}!${at[key]}${FIRST}:${at[key]}${FIRST}"
        workbook.defined_names[name] = DefinedName(name, attr_text=area)


def _data(sheet: Worksheet) -> None:
    """The hidden sheet a level up reads; stamping asks for a sheet of the role "project", and no formula refers to it."""
    designer, plain = Designer(sheet, "project"), Look(border=None, size=8, horizontal="left")
    for at, letter in enumerate("ABCDEFGH"):
        designer.put(f"{letter}1", None, plain.but(shrink=True), f"rows.{at}")
    designer.rows("rows", 1, 1)
    sheet.sheet_state = "veryHidden"


def main() -> None:
    """Write the template."""
    resources.path(TEMPLATE).write_bytes(build())


if __name__ == "__main__":
    main()
