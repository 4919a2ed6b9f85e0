"""Excel's Protection: what a protected sheet lets a user do all the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xlwings_libreoffice.calls import Member

ALLOWED = (
    "AllowFormattingCells",
    "AllowFormattingColumns",
    "AllowFormattingRows",
    "AllowInsertingColumns",
    "AllowInsertingRows",
    "AllowInsertingHyperlinks",
    "AllowDeletingColumns",
    "AllowDeletingRows",
    "AllowSorting",
    "AllowFiltering",
    "AllowUsingPivotTables",
)


class Protection(Member):
    """The permissions given at the last `Protect`; LibreOffice tells nobody those a file came with, they count as not given."""

    def __init__(self, calls: Any, given: Mapping[str, object]) -> None:
        self.calls = calls
        self._given = given


def _permission(name: str) -> property:
    return property(lambda self: bool(self._given.get(name)))


for _name in ALLOWED:
    setattr(Protection, _name, _permission(_name))
