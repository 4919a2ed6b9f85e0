"""Chart sheets, which xlwings does not count among the sheets: out of sight while the forms are printed."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlwings import Book

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
