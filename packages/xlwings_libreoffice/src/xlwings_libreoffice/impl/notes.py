"""xlwings' Note."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from xlwings import base_classes


class Note(base_classes.Note):
    """The note of a cell; `cells` makes xlwings' range of Excel's."""

    def __init__(self, xl: Any, cells: Callable[[Any], Any]) -> None:
        self.xl = xl
        self.cells = cells

    @property
    def api(self) -> Any:
        return self.xl

    @property
    def text(self) -> str:
        return str(self.xl.Text())

    @text.setter
    def text(self, value: str) -> None:
        self.xl.Text(value)

    @property
    def author(self) -> str:
        return str(self.xl.Author)

    @property
    def location(self) -> Any:
        return self.cells(self.xl.Parent)

    def delete(self) -> None:
        self.xl.Delete()
