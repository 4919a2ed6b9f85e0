"""Where a range is: its sheet, its areas, and the ranges reached from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Self

from xlwings_libreoffice.address import COLUMNS, ROWS, Area, address
from xlwings_libreoffice.bridge import constant, struct
from xlwings_libreoffice.calls import Member
from xlwings_libreoffice.errors import ComError
from xlwings_libreoffice.formulas import outside

DOWN, UP, LEFT, RIGHT = -4121, -4162, -4159, -4161


class Place(Member):
    """One or more rectangles on a sheet; `unit` says whether it is counted by cells, rows or columns."""

    def __init__(self, sheet: Any, areas: tuple[Area, ...], unit: str = "cells") -> None:
        self.calls = sheet.calls
        self.sheet = sheet
        self.held = areas
        self.unit = unit
        self.first: tuple[Area, Any] | None = None
        sheet.book.places.add(self)

    @property
    def Application(self) -> Any:
        return self.sheet.book.application

    @property
    def Worksheet(self) -> Any:
        return self.sheet

    Parent = Worksheet

    @property
    def Row(self) -> int:
        return self.area.top

    @property
    def Column(self) -> int:
        return self.area.left

    @property
    def Count(self) -> int:
        if self.unit == "rows":
            return self.area.rows
        return self.area.columns if self.unit == "columns" else sum(a.rows * a.columns for a in self.areas)

    @property
    def Address(self) -> str:
        return ",".join(address(area) for area in self.areas)

    def GetAddress(
        self,
        RowAbsolute: bool = True,
        ColumnAbsolute: bool = True,
        ReferenceStyle: int = 1,
        External: bool = False,
    ) -> str:  # relative addresses are not covered
        marks = ("$" if RowAbsolute else "", "$" if ColumnAbsolute else "")
        text = ",".join(address(area, *marks) for area in self.areas)
        return f"{outside(self.sheet.book.name(), self.sheet.name())}!{text}" if External else text

    @property
    def Areas(self) -> Areas:
        return Areas(self)

    @property
    def Cells(self) -> Self:
        return self.like(*self.areas)

    @property
    def Rows(self) -> Self:
        return type(self)(self.sheet, self.areas, "rows")

    @property
    def Columns(self) -> Self:
        return type(self)(self.sheet, self.areas, "columns")

    @property
    def EntireRow(self) -> Self:
        areas = tuple(Area(area.top, 1, area.bottom, COLUMNS) for area in self.areas)
        return type(self)(self.sheet, areas, "rows")

    @property
    def EntireColumn(self) -> Self:
        areas = tuple(Area(1, area.left, ROWS, area.right) for area in self.areas)
        return type(self)(self.sheet, areas, "columns")

    def Item(self, RowIndex: int, ColumnIndex: int | None = None) -> Self:
        return self.like(self.part(RowIndex, ColumnIndex))

    __call__ = Item

    def __iter__(self) -> Iterator[Self]:
        for area in self.areas:
            one = type(self)(self.sheet, (area,), self.unit)
            yield from (one.like(one.part(at)) for at in range(1, one.size() + 1))

    def GetOffset(self, RowOffset: int = 0, ColumnOffset: int = 0) -> Self:
        area = self.area
        rows, columns = RowOffset, ColumnOffset
        return self.like(
            Area(
                area.top + rows,
                area.left + columns,
                area.bottom + rows,
                area.right + columns,
            )
        )

    Offset = GetOffset

    def GetResize(self, RowSize: int | None = None, ColumnSize: int | None = None) -> Self:
        area = self.area
        rows, columns = RowSize or area.rows, ColumnSize or area.columns
        return self.like(Area(area.top, area.left, area.top + rows - 1, area.left + columns - 1))

    Resize = GetResize

    @property
    def CurrentArray(self) -> Self:
        cursor = self.sheet.uno.createCursorByRange(self.uno())
        cursor.collapseToCurrentArray()
        return self.like(area_of(cursor.RangeAddress))

    @property
    def CurrentRegion(self) -> Self:
        cursor = self.sheet.uno.createCursorByRange(self.uno())
        cursor.collapseToCurrentRegion()
        return self.like(area_of(cursor.RangeAddress))

    def End(self, Direction: int) -> Self:
        """Where Ctrl with an arrow key leads from the first cell."""
        row, column = self.area.top, self.area.left
        used = self.sheet.used()
        if Direction in (DOWN, UP):
            line = self.like(Area(1, column, max(used.bottom, row), column)).filled()
            end = _end(
                [cells[0] for cells in line],
                row - 1,
                1 if Direction == DOWN else -1,
                ROWS,
            )
            return self.like(Area(end + 1, column, end + 1, column))
        line = self.like(Area(row, 1, row, max(used.right, column))).filled()
        end = _end(line[0], column - 1, 1 if Direction == RIGHT else -1, COLUMNS)
        return self.like(Area(row, end + 1, row, end + 1))

    def Select(self) -> None:
        self.sheet.activate()
        chosen = self.uno() if len(self.areas) == 1 else self.together()
        self.sheet.book.document.CurrentController.select(chosen)

    Activate = Select

    # what is not Excel's

    @property
    def areas(self) -> tuple[Area, ...]:
        if not self.held:
            raise ComError("the cells were deleted")
        return self.held

    @property
    def area(self) -> Area:
        return self.areas[0]

    def like(self, *areas: Area) -> Self:
        return type(self)(self.sheet, areas)

    def size(self) -> int:
        return {"rows": self.area.rows, "columns": self.area.columns}.get(self.unit, self.area.rows * self.area.columns)

    def part(self, row: int, column: int | None = None) -> Area:
        """The cell at `row`, `column` counted from the first cell; with one number the row, column or cell it counts."""
        area = self.area
        if column is None and self.unit == "rows":
            return Area(area.top + row - 1, area.left, area.top + row - 1, area.right)
        if column is None and self.unit == "columns":
            return Area(area.top, area.left + row - 1, area.bottom, area.left + row - 1)
        if column is None:
            row, column = divmod(row - 1, area.columns)
            row, column = row + 1, column + 1
        return Area(
            area.top + row - 1,
            area.left + column - 1,
            area.top + row - 1,
            area.left + column - 1,
        )

    def uno(self, area: Area | None = None) -> Any:
        """LibreOffice's cell range for one area, the first unless asked otherwise."""
        place = area or self.area
        return self.sheet.uno.getCellRangeByPosition(place.left - 1, place.top - 1, place.right - 1, place.bottom - 1)

    def cell(self) -> Any:
        """LibreOffice's first cell, fetched once: that takes longer than what is asked of it."""
        if self.first is None or self.first[0] != self.area:
            self.first = self.area, self.sheet.uno.getCellByPosition(self.area.left - 1, self.area.top - 1)
        return self.first[1]

    def together(self, *areas: Area) -> Any:
        """LibreOffice's collection of several areas."""
        ranges = self.sheet.book.document.createInstance("com.sun.star.sheet.SheetCellRanges")
        ranges.addRangeAddresses(tuple(self.address_of(area) for area in areas or self.areas), False)
        return ranges

    def address_of(self, area: Area) -> Any:
        return struct(
            "table.CellRangeAddress",
            Sheet=self.sheet.position(),
            StartColumn=area.left - 1,
            StartRow=area.top - 1,
            EndColumn=area.right - 1,
            EndRow=area.bottom - 1,
        )

    def corner_of(self, area: Area) -> Any:
        return struct(
            "table.CellAddress",
            Sheet=self.sheet.position(),
            Column=area.left - 1,
            Row=area.top - 1,
        )

    def filled(self) -> list[list[bool]]:
        return [[value != "" for value in row] for row in self.uno().getDataArray()]

    def writable(self) -> None:
        """LibreOffice passes over locked cells in silence; Excel refuses, and so does this."""
        if not self.sheet.uno.isProtected():
            return
        if any(_locked(self.uno(area)) for area in self.areas):
            raise ComError(f"{self.sheet.name()}!{address(self.area)} is locked and the sheet is protected")


class Areas(Member):
    """The rectangles of a range, counted from 1."""

    def __init__(self, place: Place) -> None:
        self.calls = place.calls
        self.parts = [place.like(area) for area in place.areas]

    @property
    def Count(self) -> int:
        return len(self.parts)

    def Item(self, Index: int) -> Place:
        return self.parts[Index - 1]

    __call__ = Item

    def __iter__(self) -> Iterator[Place]:
        return iter(self.parts)


def area_of(address: Any) -> Area:
    """The area of a CellRangeAddress."""
    return Area(
        address.StartRow + 1,
        address.StartColumn + 1,
        address.EndRow + 1,
        address.EndColumn + 1,
    )


def _locked(cells: Any) -> bool:
    mixed = constant("beans.PropertyState", "AMBIGUOUS_VALUE")
    return cells.getPropertyState("CellProtection") == mixed or bool(cells.CellProtection.IsLocked)


def _end(filled: list[bool], at: int, step: int, limit: int) -> int:
    edge = limit - 1 if step > 0 else 0

    def full(index: int) -> bool:
        return 0 <= index < len(filled) and filled[index]

    following = at + step
    if full(at) and full(following):
        while full(following):
            following += step
        return following - step
    while 0 <= following < len(filled):
        if full(following):
            return following
        following += step
    return edge
