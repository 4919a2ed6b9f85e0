"""xlwings' Book and Sheets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from xlwings import base_classes

from xlwings_libreoffice.impl.names import Names
from xlwings_libreoffice.impl.range import Range
from xlwings_libreoffice.impl.sheet import Sheet

PDF = 0


class Book(base_classes.Book):
    """An open workbook."""

    def __init__(self, xl: Any, app: Any) -> None:
        self.xl = xl
        self._app = app

    @property
    def api(self) -> Any:
        return self.xl

    @property
    def app(self) -> Any:
        return self._app

    @property
    def name(self) -> str:
        return str(self.xl.Name)

    @property
    def fullname(self) -> str:
        return str(self.xl.FullName)

    @property
    def sheets(self) -> Sheets:
        return Sheets(self.xl.Worksheets, self)

    @property
    def names(self) -> Names:
        return Names(self.xl.Names, self, Range)

    def activate(self) -> None:
        self.xl.Activate()

    def close(self) -> None:
        self.xl.Close(SaveChanges=False)

    def save(self, path: str | None = None, password: str | None = None) -> None:
        """Under its own name, or under another; without either, as a new file in the current folder."""
        if path is None:
            self.xl.Save()
        else:
            self.xl.SaveAs(str(Path(path).resolve()), Password=password)

    def to_pdf(self, path: str, quality: str) -> None:
        self.xl.ExportAsFixedFormat(Type=PDF, Filename=path)


class Sheets(base_classes.Sheets):
    """The sheets of a workbook."""

    def __init__(self, xl: Any, book: Book) -> None:
        self.xl = xl
        self.book = book

    @property
    def api(self) -> Any:
        return self.xl

    @property
    def active(self) -> Sheet:
        return Sheet(self.book.xl.ActiveSheet, self.book)

    def __call__(self, name_or_index: int | str) -> Sheet:
        return Sheet(self.xl(name_or_index), self.book)

    def __len__(self) -> int:
        return int(self.xl.Count)

    def __iter__(self) -> Iterator[Sheet]:
        return (Sheet(xl, self.book) for xl in self.xl)

    def __contains__(self, name: str) -> bool:
        return name.lower() in (sheet.name.lower() for sheet in self)

    def add(
        self,
        before: Sheet | None = None,
        after: Sheet | None = None,
        name: str | None = None,
    ) -> Sheet:
        made = Sheet(
            self.xl.Add(Before=before and before.xl, After=after and after.xl),
            self.book,
        )
        if name is not None:
            made.name = name
        return made
