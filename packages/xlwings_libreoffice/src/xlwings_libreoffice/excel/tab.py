"""The tab of a sheet and what of it is printed."""

from __future__ import annotations

from typing import Any

from xlwings_libreoffice.calls import Member
from xlwings_libreoffice.excel.look import NO_COLOUR, NO_FILL, swapped


class Tab(Member):
    """The tab of a sheet."""

    def __init__(self, sheet: Any) -> None:
        self.calls = sheet.calls
        self.sheet = sheet

    @property
    def Color(self) -> int | bool:
        colour = int(self.sheet.uno.TabColor)
        return False if colour == NO_FILL else swapped(colour)

    @Color.setter
    def Color(self, value: int) -> None:
        self.sheet.uno.TabColor = swapped(int(value))

    @property
    def ColorIndex(self) -> int:
        return NO_COLOUR if self.sheet.uno.TabColor == NO_FILL else 0

    @ColorIndex.setter
    def ColorIndex(self, value: int) -> None:
        if value == NO_COLOUR:
            self.sheet.uno.TabColor = NO_FILL


class PageSetup(Member):
    """What of a sheet is printed."""

    def __init__(self, sheet: Any) -> None:
        self.calls = sheet.calls
        self.sheet = sheet

    @property
    def PrintArea(self) -> str:
        areas = self.sheet.uno.getPrintAreas()
        return self.sheet.of(*areas).text() if areas else ""

    @PrintArea.setter
    def PrintArea(self, value: str) -> None:
        place = self.sheet.range(value) if value else None
        self.sheet.uno.setPrintAreas(tuple(place.address_of(area) for area in place.areas) if place else ())
