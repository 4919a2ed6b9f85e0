"""How a sheet is shown, printed and protected."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from jixiao.sheets.settings import layout

A4 = 9


def freeze(sheet: Worksheet, cell: str) -> None:
    """Keep the rows above and the columns left of `cell` in sight; no gridlines."""
    sheet.freeze_panes = cell
    sheet.sheet_view.showGridLines = False


def print_on_a4(sheet: Worksheet, orientation: str, area: str, repeated: str | None) -> None:
    """One page wide on A4, centred, with page number; rows `repeated` head every page."""
    page = layout()["page"]
    sheet.page_setup.paperSize = A4
    sheet.page_setup.orientation = orientation
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 1
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_area = area
    if repeated:
        sheet.print_title_rows = repeated
    for side in ("left", "right", "top", "bottom", "footer"):
        setattr(sheet.page_margins, side, page[side])
    sheet.page_margins.header = page["footer"]
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.left.text = "&A"
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    for part in (sheet.oddFooter.left, sheet.oddFooter.center):
        part.size = 8


def protect(sheet: Worksheet) -> None:
    """Lock the formula cells, without a password; what a clerk needs stays allowed."""
    protection = sheet.protection
    protection.sheet = True
    for action in (
        "formatCells",
        "formatColumns",
        "formatRows",
        "insertRows",
        "deleteRows",
        "insertHyperlinks",
        "sort",
        "autoFilter",
    ):
        setattr(protection, action, False)
