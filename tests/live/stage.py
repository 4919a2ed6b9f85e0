"""The sample workbook open in a LibreOffice, its buttons pressed, and what then is in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import xlwings

from jixiao.actions.loaded import Loaded, policy_for
from jixiao.actions.open import load, load_source
from jixiao.deploy.addin import buttons
from jixiao.importers.source import Source
from jixiao.sheets.book import build
from tests.live.seen import checked, closed
from tests.samples import ROOT

SAMPLE = ROOT / "workbook" / "samples" / "河门口街道-2020-绩效自评.xlsx"
LINES = {button.name: button.python for button in buttons.load().buttons}
"""What the macro of each button runs; tests/deploy/addin takes these very lines from the macros as they run in LibreOffice."""


@dataclass
class Stage:
    """One open workbook and the person in front of it."""

    app: xlwings.App
    book: xlwings.Book
    folder: Path

    def press(self, button: str, *answers: object) -> list[str]:
        """Run the line of Python behind a button, giving these answers to what it asks; every message it showed."""
        dialogs = self.app.impl.dialogs
        dialogs.forget()
        dialogs.answer(*answers)
        exec(LINES[button], {})
        assert dialogs.unused == []
        return dialogs.alerts

    def select(self, sheet: str, cell: str) -> None:
        """Stand at a cell."""
        self.book.sheets[sheet].activate()
        self.book.sheets[sheet].range(cell).select()

    def content(self) -> bytes:
        """The workbook as it would be saved now."""
        path = self.folder / "now.xlsx"
        self.book.api.SaveCopyAs(str(path))
        return path.read_bytes()

    def loaded(self) -> Loaded:
        """Its forms as they would be read from the saved file."""
        path = Path(self.book.name)
        return load_source(Source(path.name, self.content(), path), path)


@cache
def few() -> bytes:
    """Two sheets of the sample, on which every kind of finding and every button has something to do."""
    sample = load(SAMPLE)
    return build(sample.forms[2:4], policy_for(sample, None))


@cache
def few_checked() -> bytes:
    """The same after a check, as the closed file is marked."""
    return checked(closed(few()))


@contextmanager
def opened(app: Any, source: Path, folder: Path, name: str = "河门口街道 2020（甲）.xlsx") -> Iterator[Stage]:
    """A copy of `source` open in `app`, in a folder with a blank and Chinese in its name."""
    place = folder / "我的 文件"
    place.mkdir(parents=True, exist_ok=True)
    path = place / name
    shutil.copy(source, path)
    book = xlwings.Book(path)
    book.set_mock_caller()
    try:
        yield Stage(app, book, place)
    finally:
        book.close()
