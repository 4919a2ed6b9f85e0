"""What keeps a sheet from being written, each in its own words; our own protection is lifted for the moment."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from jixiao.errors import CannotGoOn
from jixiao.xlsx.read.protection import protection

if TYPE_CHECKING:
    from xlwings import App, Book, Sheet


OLD_FORMATS = frozenset({56, -4143, 39, 43})  # xlExcel8, xlWorkbookNormal, xlExcel5, xlExcel9795
LONGEST_ARRAY = 255  # characters Range.FormulaArray takes, "=" included
VISIBLE, HIDDEN = -1, 0  # xlSheetVisible, xlSheetHidden


def prove_sheets_may_change(book: Book) -> None:
    """Raises CannotGoOn where no sheet can be added to the workbook or taken out of it."""
    if book.api.ProtectStructure:
        raise CannotGoOn(
            f"{book.name}：工作簿的结构受保护，不能增减工作表。请点“审阅”→“保护工作簿”解除保护，再点此按钮。"
        )
    if book.api.FileFormat in OLD_FORMATS:
        raise CannotGoOn(f"{book.name}：是旧格式（.xls）。请先另存为 .xlsx，再点此按钮。")


def prove_arrays_can_be_kept(book: Book, formulas: Iterable[tuple[str, str, str]]) -> None:
    """Raises CannotGoOn where one of the formulas (sheet, cell, text) is an array formula too long to be written again."""
    for sheet, cell, text in formulas:
        if len(text) + 1 > LONGEST_ARRAY and book.sheets[sheet].api.Range(cell).HasArray:
            raise CannotGoOn(
                f"工作表“{sheet}”{cell} 的数组公式有 {len(text) + 1} 个字符，超过 Excel 允许程序写回的 {LONGEST_ARRAY} 个，"
                "没有改动。请把它拆成几个短的，或复制后选择性粘贴为数值，再点此按钮。"
            )


@contextlib.contextmanager
def unlocked(sheet: Sheet, saved: bytes) -> Iterator[None]:
    """The sheet open for writing, its protection put back as it was. Raises CannotGoOn where it has a password or a filter.

    `saved` is its part in the saved copy, which says at once what Excel would be asked for one by one.
    """
    api, protected = sheet.api, protection(saved)
    if api.FilterMode:
        raise CannotGoOn(f"工作表“{sheet.name}”正在筛选，写入会错行。请点“数据”→“清除”显示全部行，再点此按钮。")
    if protected is None:
        yield
        return
    _lift(sheet)
    try:
        yield
    finally:
        api.Protect(**protected)


def _lift(sheet: Sheet) -> None:
    with contextlib.suppress(Exception):  # a wrong password is a fault in Excel and silence elsewhere
        sheet.api.Unprotect("")
    if sheet.api.ProtectContents:
        raise CannotGoOn(
            f"工作表“{sheet.name}”设了保护密码，不能写入。请点“审阅”→“撤消工作表保护”，输入密码，再点此按钮。"
        )


@contextlib.contextmanager
def printing(app: App) -> Iterator[None]:
    """Inside pages are made, for which Excel needs a printer. Raises CannotGoOn where it has none."""
    try:
        yield
    except Exception as fault:
        if not _lacks_printer(app):
            raise
        raise CannotGoOn(
            "这台电脑没有可用的打印机，Excel 排不了版，没有导出。请在 Windows“设置→蓝牙和设备→打印机和扫描仪”里添加"
            "“Microsoft Print to PDF”，再点此按钮；或用命令 jixiao export 文件 --to pdf。"
        ) from fault


def _lacks_printer(app: App) -> bool:
    """Excel names a printer with its port, "甲 在 Ne01:"; without one it says so as a message, or fails and still answers."""
    try:
        return ":" not in str(app.api.ActivePrinter)
    except Exception:
        with contextlib.suppress(Exception):
            return bool(app.version)
    return False


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
