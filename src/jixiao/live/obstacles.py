"""What keeps a sheet from being written, each in its own words; our own protection is lifted for the moment."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from jixiao.errors import CannotGoOn

if TYPE_CHECKING:
    from xlwings import Book, Sheet


OLD_FORMATS = frozenset({56, -4143, 39, 43})  # xlExcel8 and the formats before it
OPTIONS = (
    "AllowFormattingCells",
    "AllowFormattingColumns",
    "AllowFormattingRows",
    "AllowInsertingColumns",
    "AllowInsertingRows",
    "AllowInsertingHyperlinks",
    "AllowDeletingColumns",
    "AllowDeletingRows",
    "AllowSorting",
    "AllowFiltering",
    "AllowUsingPivotTables",
)


def prove_sheets_may_change(book: Book) -> None:
    """Raises CannotGoOn where no sheet can be added to the workbook or taken out of it."""
    if book.api.ProtectStructure:
        raise CannotGoOn(
            f"{book.name}：工作簿的结构受保护，不能增减工作表。请点“审阅”→“保护工作簿”解除保护，再点此按钮。"
        )
    if book.api.FileFormat in OLD_FORMATS:
        raise CannotGoOn(f"{book.name}：是旧格式（.xls）。请先另存为 .xlsx，再点此按钮。")


@contextlib.contextmanager
def unlocked(sheet: Sheet) -> Iterator[None]:
    """The sheet open for writing, its protection put back as it was. Raises CannotGoOn where it has a password or a filter."""
    api = sheet.api
    if api.FilterMode:
        raise CannotGoOn(f"工作表“{sheet.name}”正在筛选，写入会错行。请点“数据”→“清除”显示全部行，再点此按钮。")
    if not api.ProtectContents:
        yield
        return
    restore = _protection(api)
    _lift(sheet)
    try:
        yield
    finally:
        api.Protect(**restore)


def _lift(sheet: Sheet) -> None:
    with contextlib.suppress(Exception):  # a wrong password is a fault in Excel and silence elsewhere
        sheet.api.Unprotect("")
    if sheet.api.ProtectContents:
        raise CannotGoOn(
            f"工作表“{sheet.name}”设了保护密码，不能写入。请点“审阅”→“撤消工作表保护”，输入密码，再点此按钮。"
        )


def _protection(api: Any) -> dict[str, bool]:
    given = api.Protection
    kept = {name: bool(getattr(given, name)) for name in OPTIONS}
    return {
        "DrawingObjects": bool(api.ProtectDrawingObjects),
        "Contents": True,
        "Scenarios": bool(api.ProtectScenarios),
        **kept,
    }


VISIBLE, HIDDEN = -1, 0  # xlSheetVisible, xlSheetHidden


@contextlib.contextmanager
def chart_sheets_hidden(book: Book) -> Iterator[None]:
    """Inside no chart sheet is visible; afterwards those that were are so again."""
    hidden: list[Any] = []
    try:
        for chart in _charts(book):
            if chart.Visible == VISIBLE:
                chart.Visible = HIDDEN
                hidden.append(chart)
        yield
    finally:
        for chart in hidden:
            chart.Visible = VISIBLE


def _charts(book: Book) -> list[Any]:
    """None where the program has no chart sheets at all."""
    with contextlib.suppress(Exception):
        return list(book.api.Charts)
    return []
