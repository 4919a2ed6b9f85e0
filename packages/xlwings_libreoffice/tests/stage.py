"""The LibreOffice of a test module and the books its tests open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).with_name("data") / "sample.xlsx"


def emptied(app: Any) -> None:
    """No book open, nothing asked: as each test finds it."""
    for book in list(app.books):
        book.close()
    app.impl.dialogs.forget()
    app.impl.dialogs.handler = None
    app.screen_updating = True
    app.impl.calls.reset()
