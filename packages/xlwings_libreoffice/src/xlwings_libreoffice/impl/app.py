"""xlwings' App and Books."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import xlwings
from xlwings import base_classes

from xlwings_libreoffice.calls import Calls
from xlwings_libreoffice.dialogs import Dialogs, Question
from xlwings_libreoffice.errors import ComError
from xlwings_libreoffice.excel.application import AUTOMATIC, MANUAL, Application
from xlwings_libreoffice.impl.book import Book
from xlwings_libreoffice.impl.engine import NAME
from xlwings_libreoffice.impl.range import Range
from xlwings_libreoffice.impl.sheet import Sheet

CALCULATIONS = {"automatic": AUTOMATIC, "manual": MANUAL, "semiautomatic": 2}
MODES = {1: "copy", 2: "cut"}


class App(base_classes.App):
    """A running LibreOffice; `calls` counts what would be calls to Excel, `dialogs` answers questions."""

    def __init__(self, engine: Any, xl: Application) -> None:
        self.engine = engine
        self._xl = xl

    @property
    def xl(self) -> Any:
        return self._xl

    @xl.setter
    def xl(self, value: Application) -> None:
        self._xl = value

    @property
    def api(self) -> Any:
        return self._xl

    @property
    def calls(self) -> Calls:
        return self._xl.calls

    @property
    def dialogs(self) -> Dialogs:
        return self._xl.dialogs

    @property
    def pid(self) -> int:
        return self._xl.pid

    @property
    def hwnd(self) -> int:
        return self._xl.Hwnd

    @property
    def version(self) -> str:
        return self._xl.Version

    @property
    def path(self) -> str:
        return self._xl.Path

    @property
    def startup_path(self) -> str:
        return self._xl.StartupPath

    @property
    def books(self) -> Books:
        return Books(self.xl.Workbooks, self)

    @property
    def selection(self) -> Range | None:
        chosen = self.xl.Selection
        return Range(chosen) if chosen else None

    def activate(self, steal_focus: bool = False) -> None:
        running = self.engine.running
        running[self.pid] = running.pop(self.pid)

    @property
    def visible(self) -> bool:
        return self._xl.Visible

    @visible.setter
    def visible(self, value: bool) -> None:
        self.xl.Visible = value

    def quit(self) -> None:
        self.engine.running.pop(self.pid, None)
        self.xl.Quit()

    kill = quit

    @property
    def screen_updating(self) -> bool:
        return self._xl.ScreenUpdating

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        self.xl.ScreenUpdating = value

    @property
    def display_alerts(self) -> Any:
        return self.xl.DisplayAlerts

    @display_alerts.setter
    def display_alerts(self, value: bool) -> None:
        self.xl.DisplayAlerts = value

    @property
    def enable_events(self) -> Any:
        return self.xl.EnableEvents

    @enable_events.setter
    def enable_events(self, value: bool) -> None:
        self.xl.EnableEvents = value

    @property
    def interactive(self) -> Any:
        return self.xl.Interactive

    @interactive.setter
    def interactive(self, value: bool) -> None:
        self.xl.Interactive = value

    @property
    def calculation(self) -> str:
        mode = self.xl.Calculation
        return next(name for name, value in CALCULATIONS.items() if value == mode)

    @calculation.setter
    def calculation(self, value: str) -> None:
        self.xl.Calculation = CALCULATIONS[value]

    def calculate(self) -> None:
        self.xl.Calculate()

    @property
    def status_bar(self) -> str | bool:
        return self._xl.StatusBar

    @status_bar.setter
    def status_bar(self, value: str | bool | None) -> None:
        self.xl.StatusBar = value

    @property
    def cut_copy_mode(self) -> str | None:
        return MODES.get(self.xl.CutCopyMode)

    @cut_copy_mode.setter
    def cut_copy_mode(self, value: bool) -> None:
        self.xl.CutCopyMode = value

    def run(self, macro: str, args: Any) -> Any:
        raise ComError(f"running VBA is not covered: {macro}")

    def alert(
        self,
        prompt: str | None,
        title: str | None,
        buttons: str | None,
        mode: str | None,
        callback: str | None,
    ) -> Any:
        """One of ok, cancel, yes, no."""
        self.calls.by_member["App.alert"] += 1
        return self.dialogs.ask(Question("alert", prompt or "", title or "", buttons or "ok", mode))


class Books(base_classes.Books):
    """The open workbooks."""

    def __init__(self, xl: Any, app: App) -> None:
        self.xl = xl
        self.app = app

    @property
    def api(self) -> Any:
        return self.xl

    @property
    def active(self) -> Book:
        book = self.app.xl.ActiveWorkbook
        if book is None:
            raise ComError("no workbook is open")
        return Book(book, self.app)

    def __call__(self, name_or_index: int | str) -> Book:
        try:
            return Book(self.xl(name_or_index), self.app)
        except (ComError, IndexError):
            raise KeyError(name_or_index) from None

    def __len__(self) -> int:
        return int(self.xl.Count)

    def __iter__(self) -> Iterator[Book]:
        return (Book(xl, self.app) for xl in self.xl)

    def add(self) -> Book:
        return Book(self.xl.Add(), self.app)

    def open(
        self,
        fullname: str,
        update_links: bool | None = None,
        read_only: bool | None = None,
        format: str | None = None,
        password: str | None = None,
        *_: object,
        **__: object,
    ) -> Book:
        return Book(self.xl.Open(fullname, update_links, read_only, format, password), self.app)


def _book_of(sheet: Any) -> Book:
    return Book(sheet.Parent, App(xlwings.engines[NAME].impl, sheet.Application))


Sheet.book_of = staticmethod(_book_of)
