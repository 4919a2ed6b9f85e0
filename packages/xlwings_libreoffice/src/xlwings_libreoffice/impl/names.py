"""xlwings' Names and Name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from xlwings import base_classes

from xlwings_libreoffice.errors import ComError


class Names(base_classes.Names):
    """The names of a workbook or a sheet; `cells` makes xlwings' range of Excel's."""

    def __init__(self, xl: Any, book: Any, cells: Callable[[Any], Any]) -> None:
        self.xl = xl
        self.book = book
        self.cells = cells

    @property
    def api(self) -> Any:
        return self.xl

    def __call__(self, name_or_index: int | str) -> Name:
        return Name(self.xl(name_or_index), self.cells)

    def contains(self, name_or_index: int | str) -> bool:
        try:
            self.xl(name_or_index)
        except (ComError, IndexError):
            return False
        return True

    def snapshot(self) -> list[tuple[str, Name]]:
        return [(name.Name, Name(name, self.cells)) for name in self.xl]

    def __len__(self) -> int:
        return int(self.xl.Count)

    def add(self, name: str, refers_to: str) -> Name:
        return Name(self.xl.Add(name, refers_to), self.cells)


class Name(base_classes.Name):
    """One defined name; `cells` makes xlwings' range of Excel's."""

    def __init__(self, xl: Any, cells: Callable[[Any], Any]) -> None:
        self.xl = xl
        self.cells = cells

    @property
    def api(self) -> Any:
        return self.xl

    @property
    def name(self) -> str:
        return str(self.xl.Name)

    @name.setter
    def name(self, value: str) -> None:
        self.xl.Name = value

    @property
    def refers_to(self) -> str:
        return str(self.xl.RefersTo)

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        self.xl.RefersTo = value

    @property
    def refers_to_range(self) -> Any:
        return self.cells(self.xl.RefersToRange)

    def delete(self) -> None:
        self.xl.Delete()
