"""One press of a button: the workbook it is about, a still screen, and words for whatever happens."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from jixiao.live import dialogs
from jixiao.live.faults import Stopped, words
from jixiao.live.screen import steady
from jixiao.live.workbook import Desk

if TYPE_CHECKING:
    from xlwings import Book

Task = Callable[[Desk], str | None]
PATIENCE = 500
"""How often xlwings asks a busy Excel again; by itself it never gives up and the user waits for ever."""


def button(task: Task) -> Callable[[], None]:
    """Make a task a command of the ribbon: it takes the calling workbook, and its answer is shown as a message."""

    @wraps(task)
    def pressed() -> None:
        press(task)

    return pressed


def press(task: Task) -> None:
    """Run `task` on the workbook the button was pressed in; the user gets a message and never a traceback."""
    book = _caller()
    desk = Desk(book)
    try:
        with steady(book):
            answer = task(desk)
    except Stopped as reason:
        answer = str(reason)
    except Exception as fault:
        dialogs.warn(book.app, words(fault))
        return
    _show(desk)
    if answer:
        dialogs.say(book.app, answer)


def _caller() -> Book:
    import xlwings

    windows: Any = getattr(xlwings, "_xlwindows", None)
    if windows is not None and not windows.N_COM_ATTEMPTS:
        windows.N_COM_ATTEMPTS = PATIENCE
    try:
        return xlwings.Book.caller()
    except (KeyError, OSError):
        return xlwings.books.active  # xlwings loses a name with "=" in it


def _show(desk: Desk) -> None:
    with contextlib.suppress(Exception):  # the work is done; only what it made is not in front
        if desk.goal:
            desk.book.sheets[desk.goal].activate()
        if desk.front is not None:
            desk.front.Activate()
