"""xlwings' Sheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from xlwings import base_classes

from xlwings_libreoffice.impl.names import Names
from xlwings_libreoffice.impl.notes import Note
from xlwings_libreoffice.impl.range import Range


class Sheet(base_classes.Sheet):
    """One sheet."""

    book_of: ClassVar[Callable[[Any], Any]]
    """xlwings' book of Excel's sheet that was reached from a range; set where applications are defined."""

    def __init__(self, xl: Any, book: Any = None) -> None:
        self.xl = xl
        self._book = book

    @property
    def api(self) -> Any:
        return self.xl

    @property
    def book(self) -> Any:
        if self._book is None:
            self._book = Sheet.book_of(self.xl)
        return self._book

    @property
    def name(self) -> str:
        return str(self.xl.Name)

    @name.setter
    def name(self, value: str) -> None:
        self.xl.Name = value

    @property
    def names(self) -> Names:
        return Names(self.xl.Names, self.book, Range)

    @property
    def notes(self) -> list[Note]:
        return [Note(comment, Range) for comment in self.xl.Comments]

    @property
    def index(self) -> int:
        return int(self.xl.Index)

    @property
    def visible(self) -> bool:
        return bool(self.xl.Visible)

    @visible.setter
    def visible(self, value: bool) -> None:
        self.xl.Visible = value

    @property
    def cells(self) -> Range:
        return Range(self.xl.Cells)

    @property
    def used_range(self) -> Range:
        return Range(self.xl.UsedRange)

    @property
    def freeze_panes(self) -> FreezePanes:
        return FreezePanes(self.xl)

    @property
    def page_setup(self) -> PageSetup:
        return PageSetup(self.xl.PageSetup)

    def range(self, arg1: Any, arg2: Any = None) -> Range:
        """Cells by address, name, (row, column) or another range, with a second one to the rectangle of both."""
        if isinstance(arg1, tuple) and len(arg1) == 4:
            return Range(None, (self.xl, *arg1))
        if isinstance(arg1, int) and isinstance(arg2, int):
            arg1, arg2 = (arg1, arg2), None
        return Range(self._cells(arg1) if arg2 is None else self.xl.Range(self._cells(arg1), self._cells(arg2)))

    def activate(self) -> None:
        self.xl.Activate()

    select = activate

    def clear(self) -> None:
        self.xl.Cells.Clear()

    def clear_contents(self) -> None:
        self.xl.Cells.ClearContents()

    def clear_formats(self) -> None:
        self.xl.Cells.ClearFormats()

    def autofit(self, axis: str | None = None) -> None:
        self.used_range.autofit(axis)

    def delete(self) -> None:
        self.xl.Delete()

    def copy(self, before: Sheet | None, after: Sheet | None) -> None:
        self.xl.Copy(Before=before and before.xl, After=after and after.xl)

    def move(self, before: Sheet | None, after: Sheet | None) -> None:
        self.xl.Move(Before=before and before.xl, After=after and after.xl)

    @property
    def tables(self) -> list[Any]:
        """Tables are not covered: none is reported."""
        return []

    def _cells(self, where: Any) -> Any:
        if isinstance(where, Range):
            return where.xl
        if isinstance(where, tuple):
            if 0 in where:
                raise IndexError("rows and columns count from 1")
            return self.xl.Cells(*where)
        return self.xl.Range(where)


class FreezePanes(base_classes.FreezePanes):
    """Rows and columns that stay on the screen."""

    def __init__(self, xl: Any) -> None:
        self.xl = xl

    def freeze_at(self, frozen_range: str) -> None:
        area = self.xl.Range(frozen_range).area
        self.xl.Activate()
        rows = 0 if area.whole_columns else area.bottom
        columns = 0 if area.whole_rows else area.right
        self.xl.Application.ActiveWindow.freeze(rows, columns)

    def unfreeze(self) -> None:
        self.xl.Activate()
        self.xl.Application.ActiveWindow.freeze(0, 0)


class PageSetup(base_classes.PageSetup):
    """What is printed."""

    def __init__(self, xl: Any) -> None:
        self.xl = xl

    @property
    def api(self) -> Any:
        return self.xl

    @property
    def print_area(self) -> str | None:
        return self.xl.PrintArea or None

    @print_area.setter
    def print_area(self, value: str | None) -> None:
        self.xl.PrintArea = value or ""


Range.sheet_of = Sheet
