"""The hidden sheet _参数 of the template, filled with the default policy."""

from __future__ import annotations

from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

import jixiao.policy as policy
from jixiao.design.sheet import Designer
from jixiao.design.styles import LABEL, TEXT
from jixiao.sheets import parameters as p
from jixiao.xlsx.references import quoted
from jixiao.xlsx.stamp.plan import Plan

CELL = TEXT.but(size=9)
HEAD = LABEL.but(font="heading", fill="working_label", size=9)


def design(workbook: Workbook, sheet: Worksheet) -> None:
    """Put labels, values and blocks; give the tables their names."""
    designer = Designer(sheet, "parameters")
    designer.widths({"A": 26, "B": 34, "C": 34, "D": 18, "E": 40})
    plan = p.parameters(policy.default())
    _scalars(workbook, designer, plan)
    row = len(p.SCALARS) + 3
    for block, heading, columns, table in p.BLOCKS:
        row = _block(workbook, designer, plan, block, heading, columns, table, row)
    sheet.sheet_state = "hidden"
    sheet.sheet_properties.tabColor = "FF7F7F7F"


def _scalars(workbook: Workbook, designer: Designer, plan: Plan) -> None:
    for column, words in zip("ABC", ("参数", "值", "依据"), strict=True):
        designer.put(f"{column}1", words, HEAD)
    for row, (key, label, name) in enumerate(p.SCALARS, 2):
        designer.put(f"A{row}", label, CELL.but(locked=True))
        designer.put(f"B{row}", plan.fields[f"scalar.{key}"], CELL, f"scalar.{key}")
        designer.put(f"C{row}", plan.fields[f"basis.{key}"], CELL, f"basis.{key}")
        if name:
            _name(workbook, designer.sheet, name, f"$B${row}")


def _block(
    workbook: Workbook,
    designer: Designer,
    plan: Plan,
    block: str,
    heading: str,
    columns: tuple[str, ...],
    table: str | None,
    row: int,
) -> int:
    designer.put(f"A{row}", heading, HEAD.but(horizontal="left"))
    for column, words in zip("ABCDE", columns, strict=False):
        designer.put(f"{column}{row + 1}", words, HEAD)
    first, lines = row + 2, plan.blocks[block]
    last = first + max(1, len(lines)) - 1
    for at in range(first, last + 1):
        fields = lines[at - first].fields if lines else {}
        for column in "ABCDE"[: len(columns)]:
            field = f"{block}.{column}"
            designer.put(f"{column}{at}", fields.get(field), CELL, field if at == first else None)
    designer.rows(block, first, last)
    if table:
        end = "ABCDE"[p.TABLE_WIDTHS[block] - 1]
        _name(workbook, designer.sheet, table, f"$A${first}:${end}${last}")
    return last + 2


def _name(workbook: Workbook, sheet: Worksheet, name: str, area: str) -> None:
    workbook.defined_names[name] = DefinedName(name, attr_text=f"{quoted(sheet.title)}!{area}")
