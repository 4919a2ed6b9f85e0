"""Reaching the running Excel: xlwings imported without what it does on Windows that must not happen on a user's PC."""

from __future__ import annotations

import atexit
import contextlib
from typing import TYPE_CHECKING, Any

from jixiao.live import type_library

if TYPE_CHECKING:
    from xlwings import Book

PATIENCE = 500
"""How often xlwings asks a busy Excel again; by itself it never gives up and the user waits for ever."""


def xlwings() -> Any:
    """The module xlwings, made harmless.

    On Windows it registers an exit handler that ends every EXCEL.EXE without a workbook window by `taskkill /F`: a mailed
    workbook in Protected View, or an Excel another program drives, would be gone with each press (xlwings 0.37,
    `_xlwindows.cleanup`). That handler is taken out, and a busy Excel is not asked for ever.
    """
    type_library.use_own_folder()
    import xlwings

    windows: Any = getattr(xlwings, "_xlwindows", None)
    if windows is not None:
        atexit.unregister(windows.cleanup)
        windows.N_COM_ATTEMPTS = windows.N_COM_ATTEMPTS or PATIENCE
    return xlwings


def caller() -> Book:
    """The workbook the button was pressed in. Raises what xlwings and COM raise where Excel cannot be reached.

    Where the generated classes of Excel's type library are damaged or stale they are made again, and it is tried once more.
    """
    try:
        return _caller()
    except Exception as fault:
        if not type_library.is_damaged(fault):
            raise
    with contextlib.suppress(Exception):  # without them xlwings reaches Excel too, only slower
        type_library.make()
    return _caller()


def _caller() -> Book:
    library = xlwings()
    try:
        book: Book | None = library.Book.caller()
    except (KeyError, OSError):
        book = library.books.active  # xlwings loses a name with "=" in it
    if book is None:
        raise ConnectionError("no workbook is open")
    return book
