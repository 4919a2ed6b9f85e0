"""The shape of the grid: inserting and deleting, merging, copying, hiding, widths and heights."""

from __future__ import annotations

from typing import Self

from xlwings_libreoffice.address import Area
from xlwings_libreoffice.bridge import constant
from xlwings_libreoffice.errors import ComError
from xlwings_libreoffice.excel.contents import CONTENTS, Contents, literal
from xlwings_libreoffice.excel.moves import Deleted, Inserted, Sideways, exchanged
from xlwings_libreoffice.excel.place import LEFT, RIGHT, area_of

FORMATS = 32 | 64
NOTES = 8
EVERYTHING = CONTENTS | FORMATS | NOTES
FROM_BELOW = 1
PASTE_ALL, PASTE_FORMATS, PASTE_VALUES, PASTE_FORMULAS = -4104, -4122, -4163, -4123
# Excel's column width counts digits of the standard font: 7 pixels each and 5 for the margins, 96 pixels an inch
DIGIT, MARGIN, PIXEL = 7, 5, 2540 / 96
POINT = 2540 / 72


class Layout(Contents):
    """Rows, columns and merges; lengths are points, column widths characters."""

    def Insert(self, Shift: int | None = None, CopyOrigin: int = 0) -> None:
        self._structure()
        for area in sorted(self.areas, reverse=True):
            if area.whole_rows:
                self._insert_rows(area, CopyOrigin)
            elif area.whole_columns:
                self.sheet.uno.Columns.insertByIndex(area.left - 1, area.columns)
            else:
                mode = "RIGHT" if _sideways(area, Shift, RIGHT) else "DOWN"
                self.sheet.uno.insertCells(self.address_of(area), constant("sheet.CellInsertMode", mode))
            aside = Sideways(Inserted(exchanged(area))) if _sideways(area, Shift, RIGHT) else Inserted(area)
            self.sheet.book.follow(self.sheet, aside)

    def Delete(self, Shift: int | None = None) -> None:
        self._structure()
        for area in sorted(self.areas, reverse=True):
            if area.whole_rows:
                self.sheet.uno.Rows.removeByIndex(area.top - 1, area.rows)
            elif area.whole_columns:
                self.sheet.uno.Columns.removeByIndex(area.left - 1, area.columns)
            else:
                mode = "LEFT" if _sideways(area, Shift, LEFT) else "UP"
                self.sheet.uno.removeRange(self.address_of(area), constant("sheet.CellDeleteMode", mode))
            aside = Sideways(Deleted(exchanged(area))) if _sideways(area, Shift, LEFT) else Deleted(area)
            self.sheet.book.follow(self.sheet, aside)

    def Merge(self, Across: bool = False) -> None:
        self.writable()
        for area in self.areas:
            rows = range(area.top, area.bottom + 1)
            for part in [Area(row, area.left, row, area.right) for row in rows] if Across else [area]:
                self._empty_but_first(part)
                self.uno(part).merge(True)

    def UnMerge(self) -> None:
        self.writable()
        for area in self.areas:
            self.uno(self._around_merges(area)).merge(False)

    @property
    def MergeArea(self) -> Self:
        return self.like(self._around_merges(self.area))

    @property
    def MergeCells(self) -> bool | None:
        """True inside one merge, False where nothing is merged, None where both occur."""
        area = self.area
        first = self._around_merges(Area(area.top, area.left, area.top, area.left))
        if first.rows * first.columns > 1 and first.holds(area):
            return True
        return None if self.uno(self._around_merges(area)).IsMerged else False

    def Copy(self, Destination: Layout | None = None) -> None:
        """Copy to a range of the same workbook; without a destination, keep for PasteSpecial."""
        application = self.sheet.book.application
        if Destination is None:
            application.clipboard = self
            application.kept["CutCopyMode"] = 1
            return
        for corner in _tiles(self.area, Destination.area):
            Destination.receive(self, corner)

    def Cut(self, Destination: Layout) -> None:  # into the clipboard is not covered
        self._same_book(Destination)
        Destination.sheet.uno.moveRange(Destination.corner_of(Destination.area), self.address_of(self.area))

    def PasteSpecial(self, Paste: int = PASTE_ALL, **_: object) -> None:
        source = self.sheet.book.application.clipboard
        if source is None:
            raise ComError("nothing was copied")
        if Paste == PASTE_ALL:
            source.Copy(self)
        elif Paste == PASTE_FORMATS:
            self.take_formats(source)
        elif Paste == PASTE_VALUES:
            self.like(self.sized(source.area)).put([[literal(one) for one in row] for row in source.values()])
        elif Paste == PASTE_FORMULAS:
            self.take_formulas(source)
        else:
            raise ComError(f"PasteSpecial {Paste} is not covered")

    def Clear(self) -> None:
        self.clear(EVERYTHING)

    def ClearFormats(self) -> None:
        self.clear(FORMATS)

    def ClearComments(self) -> None:
        self.clear(NOTES)

    ClearNotes = ClearComments

    def AutoFit(self) -> None:
        self._structure()
        for area in self.areas:
            if self.unit == "rows" or area.whole_rows:
                self.uno(area).Rows.OptimalHeight = True
            else:
                self.uno(area).Columns.OptimalWidth = True

    @property
    def Hidden(self) -> bool | None:
        """Whether the rows, or the columns of whole columns, are hidden; None where some are."""
        shown = [area_of(address) for address in self.uno().queryVisibleCells().RangeAddresses]
        sideways = self.area.whole_columns
        lines = {(part.left, part.right) if sideways else (part.top, part.bottom) for part in shown}
        count = sum(last - first + 1 for first, last in lines)
        return None if 0 < count < (self.area.columns if sideways else self.area.rows) else count == 0

    @Hidden.setter
    def Hidden(self, value: bool) -> None:
        self._structure()
        for area in self.areas:
            lines = self.uno(area).Columns if area.whole_columns else self.uno(area).Rows
            lines.IsVisible = not value

    @property
    def RowHeight(self) -> float | None:
        height, size = self.uno().Rows.Height, self.uno().Size.Height
        return round(height / POINT * 4) / 4 if _alike(height, size, self.area.rows) else None

    @RowHeight.setter
    def RowHeight(self, value: float) -> None:
        self._structure()
        for area in self.areas:
            self.uno(area).Rows.Height = round(value * POINT)

    @property
    def ColumnWidth(self) -> float | None:
        width, size = self.uno().Columns.Width, self.uno().Size.Width
        return max(0.0, round((width / PIXEL - MARGIN) / DIGIT, 2)) if _alike(width, size, self.area.columns) else None

    @ColumnWidth.setter
    def ColumnWidth(self, value: float) -> None:
        self._structure()
        for area in self.areas:
            self.uno(area).Columns.Width = round((value * DIGIT + MARGIN) * PIXEL)

    @property
    def Width(self) -> float:
        return float(self.uno().Size.Width / POINT)

    @property
    def Height(self) -> float:
        return float(self.uno().Size.Height / POINT)

    @property
    def Left(self) -> float:
        return float(self.uno().Position.X / POINT)

    @property
    def Top(self) -> float:
        return float(self.uno().Position.Y / POINT)

    # what is not Excel's

    def clear(self, flags: int) -> None:
        self.writable()
        for area in self.areas:
            self.uno(area).clearContents(flags)

    def receive(self, source: Layout, corner: Area) -> None:
        source._same_book(self)
        self.writable()
        self.sheet.uno.copyRange(self.corner_of(corner), source.address_of(source.area))
        if source.area.whole_rows:
            for step in range(source.area.rows):
                line = source.sheet.uno.Rows.getByIndex(source.area.top - 1 + step)
                self.sheet.uno.Rows.getByIndex(corner.top - 1 + step).Height = line.Height

    def take_formats(self, source: Layout) -> None:
        """Only the look of the source; what is in the cells stays."""
        for corner in _tiles(source.area, self.area):
            target = self.like(Area(corner.top, corner.left, *_far(corner, source.area)))
            clipped = target.like(target.area.within(self.sheet.used()) or corner)
            kept = clipped.typing()
            target.receive(source, corner)
            target.uno().clearContents(CONTENTS | NOTES)
            if any(one is not None for row in kept for one in row):
                clipped.put(kept)

    def take_formulas(self, source: Layout) -> None:
        rows, columns = (
            self.area.top - source.area.top,
            self.area.left - source.area.left,
        )
        from xlwings_libreoffice.formulas import shifted

        moved = [[shifted(text, rows, columns) for text in row] for row in source.formulas()]
        self.like(self.sized(source.area)).put(moved)

    def sized(self, other: Area) -> Area:
        """The area of the other's size at this corner."""
        return Area(self.area.top, self.area.left, *_far(self.area, other))

    def _insert_rows(self, area: Area, origin: int) -> None:
        self.sheet.uno.Rows.insertByIndex(area.top - 1, area.rows)
        model = area.bottom + 1 if origin == FROM_BELOW else area.top - 1
        if model < 1:
            return
        line = Area(model, 1, model, area.right)
        if origin == FROM_BELOW:
            for row in range(area.top, area.bottom + 1):
                self.like(Area(row, 1, row, area.right)).take_formats(self.like(line))
        self.uno(area).Rows.Height = self.sheet.uno.Rows.getByIndex(model - 1).Height

    def _around_merges(self, area: Area) -> Area:
        cursor = self.sheet.uno.createCursorByRange(self.uno(area))
        cursor.collapseToMergedArea()
        return area_of(cursor.RangeAddress)

    def _empty_but_first(self, area: Area) -> None:
        """Excel keeps the first cell of a merge only; LibreOffice would keep the others unseen."""
        if area.columns > 1:
            self.uno(Area(area.top, area.left + 1, area.bottom, area.right)).clearContents(CONTENTS)
        if area.rows > 1:
            self.uno(Area(area.top + 1, area.left, area.bottom, area.left)).clearContents(CONTENTS)

    def _structure(self) -> None:
        if self.sheet.uno.isProtected():
            raise ComError(f"{self.sheet.name()} is protected")

    def _same_book(self, other: Layout) -> None:
        if other.sheet.book is not self.sheet.book:
            raise ComError("copying ranges between workbooks is not covered; copy the sheet")


def _alike(length: int, whole: int, lines: int) -> bool:
    """Whether all lines have this length; LibreOffice rounds each from twips."""
    return abs(whole - length * lines) <= lines


def _sideways(area: Area, shift: int | None, side: int) -> bool:
    if area.whole_rows or area.whole_columns:
        return area.whole_columns
    return shift == side or (shift is None and area.rows > area.columns)


def _far(corner: Area, size: Area) -> tuple[int, int]:
    return corner.top + size.rows - 1, corner.left + size.columns - 1


def _tiles(source: Area, target: Area) -> list[Area]:
    """Where copies of the source go: once, or as often as it fits the target without a rest."""
    fits = target.rows % source.rows == 0 and target.columns % source.columns == 0
    bottom, right = (target.bottom, target.right) if fits else (target.top, target.left)
    rows, columns = (
        range(target.top, bottom + 1, source.rows),
        range(target.left, right + 1, source.columns),
    )
    return [Area(row, column, row, column) for row in rows for column in columns]
