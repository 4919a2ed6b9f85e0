"""Excel's Range: all that can be asked of cells, put together."""

from __future__ import annotations

from typing import Any, Self

from xlwings_libreoffice.excel.conditions import FormatConditions
from xlwings_libreoffice.excel.names import Name, name_at
from xlwings_libreoffice.excel.place import area_of
from xlwings_libreoffice.excel.remarks import Remarks


class Range(Remarks):
    """Cells of one sheet, which move along when others are inserted or deleted."""

    @property
    def FormatConditions(self) -> FormatConditions:
        return FormatConditions(self)

    @property
    def Name(self) -> Name:
        return name_at(self)

    @Name.setter
    def Name(self, value: str) -> None:
        from xlwings_libreoffice.excel.names import Names

        Names(self.sheet.book).define(value, f"={self.sheet.quoted()}!{self.like(*self.areas).text()}")

    # what is not Excel's

    def text(self) -> str:
        from xlwings_libreoffice.address import address

        return ",".join(address(area) for area in self.areas)

    @classmethod
    def of(cls, sheet: Any, *addresses: Any) -> Self:
        """The range of LibreOffice's range addresses."""
        return cls(sheet, tuple(area_of(address) for address in addresses))

    @classmethod
    def common(cls, *ranges: Range) -> Range | None:
        """The cells that all the ranges share."""
        areas = list(ranges[0].areas)
        for other in ranges[1:]:
            areas = [found for one in areas for two in other.areas if (found := one.within(two))]
        return ranges[0].like(*areas) if areas else None
