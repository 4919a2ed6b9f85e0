"""Excel's Workbooks and Workbook: open documents, saving them, their links and protection."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from weakref import WeakSet

from xlwings_libreoffice.bridge import options, path_of, url_of
from xlwings_libreoffice.calls import Member
from xlwings_libreoffice.errors import ComError
from xlwings_libreoffice.excel import limits
from xlwings_libreoffice.excel.links import break_link, linked_files
from xlwings_libreoffice.excel.moves import Change
from xlwings_libreoffice.excel.names import Names
from xlwings_libreoffice.excel.printing import only_visible
from xlwings_libreoffice.excel.range import Range
from xlwings_libreoffice.excel.worksheet import Worksheet, Worksheets

FILTERS = {
    ".xlsx": ("Calc MS Excel 2007 XML", 51),
    ".xlsm": ("Calc MS Excel 2007 VBA XML", 52),
    ".xltx": ("Calc MS Excel 2007 XML Template", 54),
    ".xls": ("MS Excel 97", 56),
    ".ods": ("calc8", 60),
    ".csv": ("Text - txt - csv (StarCalc)", 6),
}
NEW = "private:factory/scalc"
NO_LINK_UPDATE = 0


class Workbooks(Member):
    """The open workbooks, oldest first."""

    def __init__(self, application: Any) -> None:
        self.calls = application.calls
        self.application = application

    @property
    def Count(self) -> int:
        return len(self.application.books())

    def Item(self, Index: int | str) -> Workbook:
        books: list[Workbook] = self.application.books()
        if isinstance(Index, int):
            return books[Index - 1]
        for book in books:
            if book.name().lower() == Index.lower():
                return book
        raise ComError(f"no open workbook is named {Index}")

    __call__ = Item

    def __iter__(self) -> Iterator[Workbook]:
        return iter(self.application.books())

    def Add(self, Template: str | None = None) -> Workbook:
        """A new workbook that was never saved, empty or a copy of the file `Template`."""
        stem = Path(Template).stem if Template else "Book"
        book: Workbook = self.application.open(url_of(Template) if Template else NEW, AsTemplate=bool(Template))
        taken = {other.name().lower() for other in self.application.books() if other is not book}
        book.given = next(f"{stem}{n}" for n in range(1, len(taken) + 2) if f"{stem}{n}".lower() not in taken)
        return book

    def Open(
        self,
        Filename: str,
        UpdateLinks: object = None,
        ReadOnly: bool | None = None,
        Password: str | None = None,
        **_: object,
    ) -> Workbook:
        """The workbook at `Filename`."""
        for book in self.application.books():
            if book.name().lower() == Path(Filename).name.lower():
                raise ComError(f"a workbook named {book.name()} is open already")
        settings: dict[str, object] = {
            "ReadOnly": bool(ReadOnly),
            "UpdateDocMode": NO_LINK_UPDATE,
        }
        if Password:
            settings["Password"] = Password
        return self.application.open_path(Filename, **settings)  # type: ignore[no-any-return]


class Workbook(Member):
    """One open document; `given` is the name of one that was never saved."""

    def __init__(self, application: Any, document: Any, uid: str) -> None:
        self.calls = application.calls
        self.application = application
        self.document = document
        self.uid = uid
        self.given = str(document.Title)
        self.indicator: Any = None
        self.format_kinds: dict[int, str] = {}
        self.stops: dict[tuple[str, int, int], bool] = {}
        self.own_styles: set[str] = set()
        self.places: WeakSet[Range] = WeakSet()

    @property
    def Application(self) -> Any:
        return self.application

    @property
    def Name(self) -> str:
        return self.name()

    @property
    def FullName(self) -> str:
        return path_of(self.document.URL) or self.given

    @property
    def Path(self) -> str:
        return str(Path(path_of(self.document.URL)).parent) if self.document.URL else ""

    @property
    def FileFormat(self) -> int:
        return FILTERS.get(Path(self.name()).suffix.lower(), FILTERS[".xlsx"])[1]

    @property
    def ReadOnly(self) -> bool:
        return bool(self.document.isReadonly())

    @property
    def Saved(self) -> bool:
        return not self.document.isModified()

    @Saved.setter
    def Saved(self, value: bool) -> None:
        self.document.setModified(not value)

    @property
    def ProtectStructure(self) -> bool:
        return bool(self.document.isProtected())

    @property
    def Sheets(self) -> Worksheets:
        return Worksheets(self)

    Worksheets = Sheets

    @property
    def ActiveSheet(self) -> Worksheet:
        return self.active_sheet()

    @property
    def Names(self) -> Names:
        return Names(self)

    def Activate(self) -> None:
        self.activate()

    def Protect(self, Password: str = "", Structure: bool = True, Windows: bool = False) -> None:
        self.document.protect(Password)

    def Unprotect(self, Password: str = "") -> None:
        if self.document.isProtected():
            self.document.unprotect(Password)

    def Save(self) -> None:
        if not self.document.URL:
            self.save_as(str(Path.cwd() / f"{self.given}.xlsx"))
        elif self.document.isReadonly():
            raise ComError(f"{self.name()} is open read-only")
        else:
            self.document.store()

    def SaveAs(
        self,
        Filename: str,
        FileFormat: int | None = None,
        Password: str | None = None,
        **_: object,
    ) -> None:
        self.save_as(Filename, **({"Password": Password} if Password else {}))

    def SaveCopyAs(self, Filename: str) -> None:
        limits.prove_file_name(Filename)
        modified = self.document.isModified()
        self.document.storeToURL(url_of(Filename), options(FilterName=filter_of(Filename)))
        self.document.setModified(modified)

    def ExportAsFixedFormat(self, Type: int, Filename: str, **_: object) -> None:
        if not self.application.printer:
            raise ComError("the document was not saved")
        modified = self.document.isModified()
        with only_visible(self):
            self.document.storeToURL(url_of(Filename), options(FilterName="calc_pdf_Export"))
        self.document.setModified(modified)

    def Close(self, SaveChanges: bool | None = None, Filename: str | None = None) -> None:
        if SaveChanges:
            self.document.store()
        self.close()

    def LinkSources(self, Type: int = 1) -> tuple[str, ...] | None:
        """The files that formulas of this workbook refer to; None where there are none."""
        return tuple(linked_files(self)) or None

    def BreakLink(self, Name: str, Type: int) -> None:
        """Each formula that refers to the file becomes its value; names go on referring to it."""
        break_link(self, Name)

    # what is not Excel's

    def name(self) -> str:
        return Path(path_of(self.document.URL)).name if self.document.URL else self.given

    def sheets(self) -> list[Worksheet]:
        found = self.document.Sheets
        return [Worksheet(self, found.getByIndex(at)) for at in range(found.Count)]

    def sheet(self, name: str) -> Worksheet | None:
        for known in self.sheet_names():
            if known.lower() == name.lower():
                return Worksheet(self, self.document.Sheets.getByName(known))
        return None

    def sheet_at(self, index: int) -> Worksheet:
        return Worksheet(self, self.document.Sheets.getByIndex(index))

    def sheet_names(self) -> tuple[str, ...]:
        return tuple(self.document.Sheets.ElementNames)

    def active_sheet(self) -> Worksheet:
        return Worksheet(self, self.document.CurrentController.getActiveSheet())

    def selection(self) -> Range | None:
        chosen = self.document.CurrentController.getSelection()
        if hasattr(chosen, "RangeAddresses"):
            addresses = chosen.RangeAddresses
        elif hasattr(chosen, "RangeAddress"):
            addresses = (chosen.RangeAddress,)
        else:
            return None
        return Range.of(self.sheet_at(addresses[0].Sheet), *addresses) if addresses else None

    def activate(self) -> None:
        self.application.front = self.uid
        self.document.CurrentController.Frame.activate()

    def save_as(self, path: str, **settings: object) -> None:
        limits.prove_file_name(path)
        self.document.storeAsURL(url_of(path), options(FilterName=filter_of(path), **settings))

    def close(self) -> None:
        self.application.known.pop(self.uid, None)
        self.document.setModified(False)
        self.document.close(True)

    def follow(self, sheet: Worksheet, change: Change) -> None:
        """Ranges that are held move with the cells of the sheet."""
        for place in list(self.places):
            if place.sheet.uno == sheet.uno:
                moved = (change.moved(area) for area in place.held)
                place.held = tuple(area for area in moved if area)

    def lock_screen(self) -> None:
        self.document.lockControllers()

    def unlock_screen(self) -> None:
        if self.document.hasControllersLocked():
            self.document.unlockControllers()

    def show_status(self, text: str) -> None:
        if self.indicator is None:
            self.indicator = self.document.CurrentController.Frame.createStatusIndicator()
            self.indicator.start(text, 0)
        self.indicator.setText(text)
        if not text:
            self.indicator.end()
            self.indicator = None


def filter_of(path: str) -> str:
    """LibreOffice's name of the format that the file's suffix represents."""
    suffix = Path(path).suffix.lower()
    if suffix not in FILTERS:
        raise ComError(f"cannot save as {suffix or 'a file without suffix'}: {path}")
    return FILTERS[suffix][0]
