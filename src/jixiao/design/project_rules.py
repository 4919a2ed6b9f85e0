"""What a project sheet lets a clerk choose, what it refuses, and what it colours."""

from __future__ import annotations

from typing import NamedTuple

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from jixiao.design.sheet import Designer
from jixiao.design.styles import fill
from jixiao.sheets import words as w
from jixiao.sheets.settings import layout


class Rows(NamedTuple):
    """Where the parts of the sheet are: 年度资金总额, the last fund row, the indicators, 总分."""

    fund: int
    last_part: int
    first: int
    last: int
    total: int


def add_choices(designer: Designer, rows: Rows) -> None:
    """Drop-downs and limits, each with a hint and an error text."""
    choose, limit, lists = designer.choose, designer.limit, layout()["lists"]
    first, last = rows.first, rows.last
    choose(f"B{first}:B{last}", w.DIMENSION_LIST, "dimension")
    choose(f"C{first}:C{last}", w.CATEGORY_LIST, "category")
    choose(f"K{first}:K{last}", f'"{",".join(lists["natures"])}"', "nature", "stop")
    choose(f"L{first}:L{last}", f'"{",".join(lists["directions"])}"', "direction", "stop")
    choose(f"Q{first}:Q{last}", w.TIER_LIST, "tier", "stop")
    limit(f"D{rows.fund}:F{rows.last_part}", "0", None, "amount", "amount")
    limit(f"G{first}:G{last} G{rows.fund}", "0", "100", "weight", "weight")
    limit(f"H{first}:H{last}", "0", f"G{first}", "score", "score")
    limit(f"M{first}:N{last}", "-1E+12", "1E+12", "number", "number")


def add_signals(sheet: Worksheet, rows: Rows) -> None:
    """Red for a score above its weight, amber for a missing reason and for every 校验 that says something."""
    colours, first, last = layout()["colours"], rows.first, rows.last
    red = {"fill": fill(colours["error"]), "font": Font(color="FF9C0006", b=True)}
    amber = {"fill": fill(colours["warning"])}
    numbers = f"ISNUMBER(H{first}),ISNUMBER(G{first})"
    above = f"AND({numbers},N(H{first})>N(G{first}))"
    reason = f'AND({numbers},N(H{first})<N(G{first}),TRIM(I{first})="")'
    sheet.conditional_formatting.add(f"H{first}:H{last}", FormulaRule([above], **red))
    sheet.conditional_formatting.add(f"I{first}:I{last}", FormulaRule([reason], **amber))
    for checks in (f"S{rows.fund}", f"S{first}:S{last}", f"S{rows.total}"):
        said = f'{checks.partition(":")[0]}<>""'
        sheet.conditional_formatting.add(checks, FormulaRule([said], **amber))
