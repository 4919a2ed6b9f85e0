"""The LibreOffice of a test module and the books its tests open."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.office import require
from tests.samples import ROOT
from xlwings_libreoffice import office
from xlwings_libreoffice.bridge import uno

SAMPLE = ROOT / "workbook" / "samples" / "河门口街道-2020-绩效自评.xlsx"


@contextmanager
def running(folder: Path) -> Iterator[Any]:
    """xlwings' App over a LibreOffice of its own; a visible skip where it is not installed."""
    require("soffice")
    needs_uno()
    with office(folder) as app:
        yield app


def needs_uno() -> None:
    """Skip the test with a visible reason where Python has no bridge to LibreOffice; in CI that is a failure."""
    try:
        uno()
    except ImportError:
        missing = pytest.fail if os.environ.get("CI") else pytest.skip
        missing("python3-uno not installed for this Python; run tools/system-packages office")


def emptied(app: Any) -> None:
    """No book open, nothing asked: as each test finds it."""
    for book in list(app.books):
        book.close()
    app.impl.dialogs.forget()
    app.impl.dialogs.handler = None
    app.screen_updating = True
    app.impl.calls.reset()
