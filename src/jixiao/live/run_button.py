"""One press of a button: the workbook it is about, a still screen, and words for whatever happens."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from functools import wraps
from typing import TYPE_CHECKING

from jixiao.live import dialogs, type_library
from jixiao.live.blocks import areas
from jixiao.live.excel import caller
from jixiao.live.faults import Stopped, words
from jixiao.live.workbook import OpenWorkbook

if TYPE_CHECKING:
    from xlwings import App, Book


Task = Callable[[OpenWorkbook], str | None]


def button(task: Task) -> Callable[[], None]:
    """Make a task a command of the ribbon: it takes the calling workbook, and its answer is shown as a message."""

    @wraps(task)
    def pressed() -> None:
        run_button(task)

    return pressed


def run_button(task: Task) -> None:
    """Run `task` on the workbook the button was pressed in; the user gets a message and never a traceback."""
    try:
        book = caller()
        opened = OpenWorkbook(book)
    except Exception as fault:
        dialogs.warn_without_excel(_message(fault))
        return
    try:
        with steady(book):
            answer = task(opened)
    except Stopped as reason:
        answer = str(reason)
    except Exception as fault:
        _warn(book, _message(fault))
        return
    _show(opened)
    if answer:
        _say(book, answer)


def _message(fault: Exception) -> str:
    """The message for a fault; damaged classes of Excel's type library are gone the next time."""
    messages = words(fault)
    if not type_library.is_damaged(fault):
        return messages
    type_library.forget()
    return f"{messages}\n与 Excel 连接用的缓存可能损坏了或与现在的 Office 不符，已清掉，会自动重建：请再点一次此按钮。"


def _say(book: Book, text: str) -> None:
    try:
        dialogs.say(book.app, text)
    except Exception:  # Excel was closed in the meantime; what was done is said all the same
        dialogs.say_without_excel(text)


def _warn(book: Book, text: str) -> None:
    try:
        dialogs.warn(book.app, text)
    except Exception:  # the connection may be what failed
        dialogs.warn_without_excel(text)


def _show(opened: OpenWorkbook) -> None:
    with contextlib.suppress(Exception):  # the work is done; only what it made is not in front
        if opened.goal:
            opened.book.sheets[opened.goal].activate()
        if opened.front is not None:
            opened.front.Activate()


@contextlib.contextmanager
def steady(book: Book) -> Iterator[None]:
    """Nothing flickers and nothing asks inside; afterwards the user sees the place she left, whatever happened."""
    app = book.app
    back = [_view(book), *_settings(app)]
    app.screen_updating = False
    app.enable_events = False
    app.display_alerts = False
    try:
        yield
    finally:
        for restore in back:
            with contextlib.suppress(Exception):  # a sheet may be gone; the other settings come back all the same
                restore()


def _settings(app: App) -> list[Callable[[], None]]:
    alerts, events, updating = app.display_alerts, app.enable_events, app.screen_updating

    def put(name: str, value: object) -> Callable[[], None]:
        return lambda: setattr(app, name, value)

    return [
        put("status_bar", False),
        put("display_alerts", alerts),
        put("enable_events", events),
        put("screen_updating", updating),
    ]


def _view(book: Book) -> Callable[[], None]:
    sheet = book.sheets.active
    scrolled = _scrolled(book)
    name, address = sheet.name, _selected(book)

    def restore() -> None:
        if scrolled is None:
            sheet.activate()
            return
        there = book.sheets[name]  # by its name, since another may have come in its place
        there.activate()
        if address:
            there.range(address).select()
        shown = book.app.api.ActiveWindow
        shown.ScrollRow, shown.ScrollColumn = scrolled

    return restore


def _selected(book: Book) -> str | None:
    """The selected cells, the first areas of very many; None where a chart or a picture is selected."""
    with contextlib.suppress(Exception):
        selected = book.app.selection
        return next(areas(selected.address.replace(",", " ")), None) if selected is not None else None
    return None


def _scrolled(book: Book) -> tuple[int, int] | None:
    """First row and column in sight; None on a chart sheet, which has none and says so by a fault."""
    with contextlib.suppress(Exception):
        window = book.app.api.ActiveWindow
        return window.ScrollRow, window.ScrollColumn
    return None
