"""The window held still while a button works, and given back as it was: selection, scroll position, status bar."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlwings import App, Book


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
    selected = book.app.selection
    scrolled = _scrolled(book)
    name, address = sheet.name, selected.address if selected is not None else None

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


def _scrolled(book: Book) -> tuple[int, int] | None:
    """First row and column in sight; None on a chart sheet, which has none and says so by a fault."""
    with contextlib.suppress(Exception):
        window = book.app.api.ActiveWindow
        return window.ScrollRow, window.ScrollColumn
    return None
