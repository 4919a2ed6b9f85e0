"""The LibreOffice of a test module and the books its tests open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

DATA = Path(__file__).with_name("data")
SAMPLE, FEW = DATA / "sample.xlsx", DATA / "few.xlsx"
"""A workbook of nineteen sheets, and one with five such sheets, which opens three times as fast."""


def emptied(app: Any) -> None:
    """No book open, nothing asked: as each test finds it."""
    for book in list(app.books):
        book.close()
    app.impl.dialogs.forget()
    app.impl.dialogs.handler = None
    app.screen_updating = True
    app.impl.calls.reset()
