"""The sheet 校验结果 of the template: one prototype row each for a heading, an error, a warning, a notice, a waiver."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from jixiao.design.sheet import Designer
from jixiao.design.styles import BARE, LABEL, Look
from jixiao.design.view import freeze, print_on_a4, protect
from jixiao.sheets.results import COLUMNS, KINDS
from jixiao.sheets.settings import layout

HEAD, FIRST = 4, 5
CELL = LABEL.but(size=9.5, horizontal="left", vertical="top")
CENTRED = CELL.but(horizontal="center")
LINK = CENTRED.but(colour="0563C1", underline="single")


def design(sheet: Worksheet) -> None:
    """Put title, counts, table heading and the prototype rows."""
    designer, settings = Designer(sheet, "findings"), layout()["results"]
    letters = dict(zip(COLUMNS, "ABCDEFGHIJK", strict=True))
    designer.widths(dict(zip(letters.values(), settings["widths"], strict=True)))
    designer.put("A1:K1", settings["title"], BARE.but(font="title"))
    designer.put("A2:K2", None, BARE.but(horizontal="left", size=11, bold=True), "counts")
    designer.put("A3:K3", None, BARE.but(horizontal="left", size=9.5), "legend")
    for letter, words in zip(letters.values(), settings["columns"], strict=True):
        designer.put(f"{letter}{HEAD}", words, LABEL.but(font="heading", fill="working_label", size=10))
    for row, kind in enumerate(KINDS, FIRST):
        _prototype(designer, row, kind, letters)
    last = FIRST + len(KINDS) - 1
    designer.rows("findings", FIRST, last)
    for row, height in ((1, 34), (2, 22), (3, 18), (HEAD, 24)):
        designer.height(row, height)
    sheet.sheet_properties.tabColor = "FF" + layout()["colours"]["tab_findings"]
    sheet.sheet_state = "hidden"
    sheet.auto_filter.ref = f"A{HEAD}:K{last}"
    freeze(sheet, f"A{FIRST}")
    print_on_a4(sheet, "landscape", f"A1:K{last}", f"{HEAD}:{HEAD}")
    protect(sheet)


def _prototype(designer: Designer, row: int, kind: str, letters: dict[str, str]) -> None:
    if kind == "heading":
        look = CELL.but(font="heading", size=11, fill="label", vertical="center")
        designer.put(f"A{row}:K{row}", None, look, f"{kind}.text")
        return
    for column, letter in letters.items():
        designer.put(f"{letter}{row}", None, _look(column, kind), f"{kind}.{column}")


def _look(column: str, kind: str) -> Look:
    if column == "place":
        return LINK
    if column == "severity" and kind != "waived":
        return CENTRED.but(fill=kind, bold=True)
    if kind == "waived":
        return CELL.but(colour="7F7F7F")
    return CENTRED if column in ("number", "code") else CELL
