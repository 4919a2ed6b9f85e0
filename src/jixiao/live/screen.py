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
    window = book.app.api.ActiveWindow
    row, column = window.ScrollRow, window.ScrollColumn
    name, address = sheet.name, selected.address if selected is not None else None

    def restore() -> None:
        there = book.sheets[name]
        there.activate()
        if address:
            there.range(address).select()
        shown = book.app.api.ActiveWindow
        shown.ScrollRow, shown.ScrollColumn = row, column

    return restore
