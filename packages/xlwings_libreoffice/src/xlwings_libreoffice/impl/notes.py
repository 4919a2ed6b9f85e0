"""xlwings' Note."""

from __future__ import annotations

from typing import Any

from xlwings import base_classes


class Note(base_classes.Note):
    """The note of a cell."""

    def __init__(self, xl: Any) -> None:
        self.xl = xl

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
        from xlwings_libreoffice.impl.range import Range

        return Range(self.xl.Parent)

    def delete(self) -> None:
        self.xl.Delete()
