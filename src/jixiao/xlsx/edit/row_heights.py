"""Rows of a worksheet made higher, and the pages it prints on."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from jixiao.xlsx.edit.grid import rows_of
from jixiao.xlsx.opc.markup import Markup

MORE_PAGES = {"1": ("2", "0"), "2": ("0",)}
"""How many pages high a sheet may print instead; 0 is as many as it takes."""


def set_heights(sheet: Markup, heights: Mapping[int, float], kept: Collection[int] = ()) -> None:
    """Give rows, one-based, a height in points; those `kept` do not change with what is typed into them later."""
    data = sheet.child("sheetData")
    for row in rows_of(sheet, data) if data else ():
        height = heights.get(row.number + 1)
        if height is not None:
            custom = {"customHeight": "1"} if row.number + 1 in kept else {}
            sheet.give(row.element, {"ht": f"{height:g}", **custom})


def allow_pages(sheet: Markup, pages: int) -> None:
    """Let a sheet that is fitted to a number of pages print on more of them, never on fewer."""
    setup = sheet.child("pageSetup")
    if setup is not None and str(pages) in MORE_PAGES.get(setup.attributes.get("fitToHeight", ""), ()):
        sheet.give(setup, {"fitToHeight": str(pages)})
