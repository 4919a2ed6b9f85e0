"""The sheet 填报说明 of the template."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

import jixiao.policy as policy
from jixiao.design.sheet import Designer
from jixiao.design.styles import BARE, LABEL, WORKING, WORKING_ENTRY
from jixiao.design.view import freeze, print_on_a4, protect
from jixiao.sheets import guide as plan
from jixiao.sheets.settings import guide, layout

STYLES = {
    "entry": WORKING_ENTRY,
    "formula": WORKING,
    "error": WORKING.but(fill="error"),
    "warning": WORKING.but(fill="warning"),
    "notice": WORKING.but(fill="notice"),
}
TEXT = BARE.but(horizontal="left", size=11, indent=1)
HEAD = BARE.but(horizontal="left", font="heading", size=12)


def design(sheet: Worksheet) -> None:
    """Put the title, the numbered steps, the colours and the version line."""
    designer, words = Designer(sheet, "guide"), guide()
    designer.widths({"A": 5, "B": 18, "C": 70})
    designer.put("A1:C1", words["title"], BARE.but(font="title"))
    designer.height(1, 42)
    row = 2
    for number, step in enumerate(words["steps"], 1):
        designer.put(f"A{row}", number, LABEL.but(fill="working_label", font="heading", size=11))
        designer.put(f"B{row}", step["head"], LABEL.but(font="heading", size=11))
        designer.put(f"C{row}", step["text"], LABEL.but(horizontal="left", size=11, indent=1))
        designer.height(row, 50)
        row += 1
    designer.put(f"A{row + 1}:C{row + 1}", "颜色含义", HEAD)
    row += 2
    for item in words["legend"]:
        designer.put(f"A{row}:B{row}", "示例", STYLES[item["look"]])
        designer.put(f"C{row}", item["text"], TEXT)
        designer.height(row, 22)
        row += 1
    content = plan.guide(policy.default()).fields
    designer.put(f"A{row + 1}:C{row + 1}", content["policy"], TEXT.but(size=10), "policy")
    designer.put(f"A{row + 2}:C{row + 2}", content["version"], HEAD, "version")
    designer.height(row + 2, 26)
    sheet.sheet_properties.tabColor = "FF" + layout()["colours"]["tab_guide"]
    freeze(sheet, "A2")
    print_on_a4(sheet, "portrait", f"A1:C{row + 2}", None)
    protect(sheet)
