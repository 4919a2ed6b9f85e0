"""Excel's Worksheets and Worksheet: one sheet, its copies, protection and filter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xlwings_libreoffice.address import COLUMNS, ROWS, Area, parse
from xlwings_libreoffice.calls import Member
from xlwings_libreoffice.errors import ComError
from xlwings_libreoffice.excel import limits
from xlwings_libreoffice.excel.names import Names, double
from xlwings_libreoffice.excel.pages import bring_page
from xlwings_libreoffice.excel.place import area_of
from xlwings_libreoffice.excel.protection import Protection
from xlwings_libreoffice.excel.range import Range as CellRange
from xlwings_libreoffice.excel.remarks import Comment
from xlwings_libreoffice.excel.tab import PageSetup, Tab
from xlwings_libreoffice.formulas import quoted

VISIBLE, HIDDEN = -1, 0
LONGEST_NAME = 31


class Worksheets(Member):
    """The sheets of a workbook, counted from 1."""

    excel = "Sheets"

    def __init__(self, book: Any) -> None:
        self.calls = book.calls
        self.book = book

    @property
    def Count(self) -> int:
        return int(self.book.document.Sheets.Count)

    @property
    def Parent(self) -> Any:
        return self.book

    def Item(self, Index: int | str) -> Worksheet:
        sheets = self.book.document.Sheets
        if isinstance(Index, int):
            if not 0 < Index <= sheets.Count:
                raise ComError(f"there is no sheet {Index}")
            return Worksheet(self.book, sheets.getByIndex(Index - 1))
        found = self.book.sheet(Index)
        if found is None:
            raise ComError(f"there is no sheet {Index}")
        return found  # type: ignore[no-any-return]

    __call__ = Item

    def __iter__(self) -> Iterator[Worksheet]:
        return iter(self.book.sheets())

    def Add(
        self,
        Before: Worksheet | None = None,
        After: Worksheet | None = None,
        **_: object,
    ) -> Worksheet:
        _unprotected(self.book)
        names = self.book.sheet_names()
        fresh = next(f"Sheet{n}" for n in range(1, len(names) + 2) if f"Sheet{n}" not in names)
        place = _position(self.book, Before, After, self.book.active_sheet().position())
        self.book.document.Sheets.insertNewByName(fresh, place)
        made = self.Item(fresh)
        made.activate()
        return made


class Worksheet(Member):
    """One sheet; `uno` is LibreOffice's."""

    def __init__(self, book: Any, uno: Any) -> None:
        self.calls = book.calls
        self.book = book
        self.uno = uno

    @property
    def Name(self) -> str:
        return self.name()

    @Name.setter
    def Name(self, value: str) -> None:
        _unprotected(self.book)
        limits.prove_sheet_name(value)
        same = self.book.sheet(value)
        if same is not None and same.position() != self.position():
            raise ComError(f"there is a sheet {value} already")
        self.uno.Name = value

    @property
    def Index(self) -> int:
        return self.position() + 1

    @property
    def Parent(self) -> Any:
        return self.book

    @property
    def Application(self) -> Any:
        return self.book.application

    @property
    def Visible(self) -> int:
        return VISIBLE if self.uno.IsVisible else HIDDEN

    @Visible.setter
    def Visible(self, value: int | bool) -> None:
        _unprotected(self.book)
        self.uno.IsVisible = value in (True, VISIBLE)

    @property
    def Cells(self) -> CellRange:
        return self.of_area(Area(1, 1, ROWS, COLUMNS))

    @property
    def Rows(self) -> CellRange:
        return CellRange(self, (Area(1, 1, ROWS, COLUMNS),), "rows")

    @property
    def Columns(self) -> CellRange:
        return CellRange(self, (Area(1, 1, ROWS, COLUMNS),), "columns")

    @property
    def UsedRange(self) -> CellRange:
        return self.of_area(self.used())

    def Range(self, Cell1: Any, Cell2: Any = None) -> CellRange:
        for given in (Cell1, Cell2):
            limits.prove_length("Worksheet.Range", given if isinstance(given, str) else "", limits.ADDRESS)
        first = Cell1 if isinstance(Cell1, CellRange) else self.range(Cell1)
        if Cell2 is None:
            return first
        second = Cell2 if isinstance(Cell2, CellRange) else self.range(Cell2)
        return self.of_area(first.area.joined(second.area))

    @property
    def Names(self) -> Names:
        return Names(self.book, self)

    @property
    def Comments(self) -> list[Comment]:
        notes = self.uno.Annotations
        found = (notes.getByIndex(at).Position for at in range(notes.Count))
        return [Comment(self.of_area(Area(at.Row + 1, at.Column + 1, at.Row + 1, at.Column + 1))) for at in found]

    @property
    def Tab(self) -> Tab:
        return Tab(self)

    @property
    def PageSetup(self) -> PageSetup:
        return PageSetup(self)

    @property
    def ProtectContents(self) -> bool:
        return bool(self.uno.isProtected())

    @property
    def ProtectDrawingObjects(self) -> bool:
        return self.ProtectContents and bool(self._permissions().get("DrawingObjects"))

    @property
    def ProtectScenarios(self) -> bool:
        return self.ProtectContents and bool(self._permissions().get("Scenarios"))

    @property
    def Protection(self) -> Protection:
        return Protection(self.calls, self._permissions())

    def Protect(self, Password: str = "", **permissions: object) -> None:
        self.uno.protect(Password)
        self.book.application.permissions[self.book.uid, self.name()] = permissions

    def Unprotect(self, Password: str = "") -> None:
        self.uno.unprotect(Password)
        if self.uno.isProtected():
            raise ComError(f"{self.name()}: the password is wrong")

    @property
    def AutoFilterMode(self) -> bool:
        filtered = self.filter()
        return bool(filtered and filtered.AutoFilter)

    @AutoFilterMode.setter
    def AutoFilterMode(self, value: bool) -> None:
        filtered = self.filter()
        if filtered and not value:
            self.show_all()
            filtered.AutoFilter = False

    @property
    def FilterMode(self) -> bool:
        filtered = self.filter()
        return bool(filtered and filtered.getFilterDescriptor().getFilterFields())

    def ShowAllData(self) -> None:
        if not self.filter():
            raise ComError(f"{self.name()} is not filtered")
        self.show_all()

    def Activate(self) -> None:
        self.activate()

    def Select(self) -> None:  # beside others is not covered
        self.activate()

    def Copy(self, Before: Worksheet | None = None, After: Worksheet | None = None) -> None:
        """A copy before or after a sheet of this or another open workbook."""
        target = (Before or After or self).book
        _unprotected(target)
        place = _position(target, Before, After, target.document.Sheets.Count)
        name = _copied_name(self.name(), target.sheet_names())
        if target is self.book:
            target.document.Sheets.copyByName(self.name(), name, place)
        else:
            sheets = target.document.Sheets
            # importing before other sheets now and then ends LibreOffice 7.4; at the end it never did
            sheets.getByIndex(sheets.importSheet(self.book.document, self.name(), sheets.Count)).Name = name
            sheets.moveByName(name, place)
            bring_page(self.book.document, self.uno, target.document, sheets.getByName(name))
            double(self, target.sheet(name))
        target.sheet(name).activate()

    def Move(self, Before: Worksheet | None = None, After: Worksheet | None = None) -> None:
        _unprotected(self.book)
        self.book.document.Sheets.moveByName(self.name(), _position(self.book, Before, After, 0))

    def Delete(self) -> None:
        _unprotected(self.book)
        others = [sheet for sheet in self.book.sheets() if sheet.uno.IsVisible and sheet.position() != self.position()]
        if not others:
            raise ComError("a workbook must keep one visible sheet")
        self.book.document.Sheets.removeByName(self.name())

    # what is not Excel's

    def name(self) -> str:
        return str(self.uno.Name)

    def quoted(self) -> str:
        return quoted(self.name())

    def position(self) -> int:
        """The place among the sheets, from 0."""
        return int(self.uno.RangeAddress.Sheet)

    def activate(self) -> None:
        self.book.application.front = self.book.uid
        self.book.document.CurrentController.setActiveSheet(self.uno)

    def used(self) -> Area:
        cursor = self.uno.createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        return area_of(cursor.RangeAddress)

    def _permissions(self) -> dict[str, object]:
        known: dict[str, object] = self.book.application.permissions.get((self.book.uid, self.name()), {})
        return known

    def of_area(self, *areas: Area) -> CellRange:
        return CellRange(self, areas)

    def of(self, *addresses: Any) -> CellRange:
        return CellRange.of(self, *addresses)

    def range(self, text: str) -> CellRange:
        """The cells of an address or a name."""
        sheet, mark, rest = text.lstrip("=").rpartition("!")
        owner = self.book.sheet(sheet.strip("'").replace("''", "'")) if mark else self
        try:
            return CellRange(owner, parse(rest))
        except ValueError:
            name = Names(self.book, owner).find(rest) or Names(self.book).find(rest)
        if name is None:
            raise ComError(f"{text} is neither an address nor a name")
        found = name.uno().getReferredCells()
        return self.book.sheet_at(found.RangeAddress.Sheet).of(found.RangeAddress)  # type: ignore[no-any-return]

    def filter(self) -> Any:
        """LibreOffice's database range behind the automatic filter, None without one."""
        ranges = self.book.document.getPropertyValue("UnnamedDatabaseRanges")
        return ranges.getByTable(self.position()) if ranges.hasByTable(self.position()) else None

    def show_all(self) -> None:
        filtered = self.filter()
        cells = self.of(filtered.DataArea)
        cells.uno().filter(cells.uno().createFilterDescriptor(True))


def _unprotected(book: Any) -> None:
    if book.document.isProtected():
        raise ComError(f"the structure of {book.name()} is protected")


def _position(book: Any, before: Worksheet | None, after: Worksheet | None, otherwise: int) -> int:
    if before is not None:
        return before.position()
    return after.position() + 1 if after is not None else otherwise


def _copied_name(name: str, taken: tuple[str, ...]) -> str:
    """Excel's name for a copy: the same in a workbook that has none of it, else with a number behind."""
    known = {one.lower() for one in taken}
    if name.lower() not in known:
        return name
    for n in range(2, len(known) + 3):
        tail = f" ({n})"
        if (found := name[: LONGEST_NAME - len(tail)] + tail).lower() not in known:
            return found
    raise ComError(f"no name left for a copy of {name}")
