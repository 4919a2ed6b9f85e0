"""Excel's Window: what part of the sheet is on the screen."""

from __future__ import annotations

from typing import Any

from xlwings_libreoffice.calls import Member


class Window(Member):
    """The window of a workbook."""

    def __init__(self, book: Any) -> None:
        self.calls = book.calls
        self.book = book

    @property
    def Caption(self) -> str:
        return str(self.book.name())

    @property
    def ScrollRow(self) -> int:
        return int(self.pane().FirstVisibleRow) + 1

    @ScrollRow.setter
    def ScrollRow(self, value: int) -> None:
        self.pane().setFirstVisibleRow(int(value) - 1)

    @property
    def ScrollColumn(self) -> int:
        return int(self.pane().FirstVisibleColumn) + 1

    @ScrollColumn.setter
    def ScrollColumn(self, value: int) -> None:
        self.pane().setFirstVisibleColumn(int(value) - 1)

    @property
    def SplitRow(self) -> int:
        return int(self.controller().getSplitRow())

    @property
    def SplitColumn(self) -> int:
        return int(self.controller().getSplitColumn())

    @property
    def FreezePanes(self) -> bool:
        return bool(self.controller().hasFrozenPanes())

    @FreezePanes.setter
    def FreezePanes(self, value: bool) -> None:
        cell = self.book.selection().areas[0]
        self.freeze(cell.top - 1 if value else 0, cell.left - 1 if value else 0)

    @property
    def DisplayGridlines(self) -> bool:
        return bool(self.controller().ShowGrid)

    @DisplayGridlines.setter
    def DisplayGridlines(self, value: bool) -> None:
        self.controller().ShowGrid = bool(value)

    @property
    def Zoom(self) -> int:
        return int(self.controller().ZoomValue)

    @Zoom.setter
    def Zoom(self, value: int) -> None:
        self.controller().ZoomType, self.controller().ZoomValue = 3, int(value)

    def Activate(self) -> None:
        self.book.activate()

    def controller(self) -> Any:
        return self.book.document.CurrentController

    def pane(self) -> Any:
        """The pane that scrolls: the last one where panes are frozen."""
        controller = self.controller()
        return controller.getByIndex(controller.Count - 1)

    def freeze(self, rows: int, columns: int) -> None:
        self.controller().freezeAtPosition(columns, rows)
