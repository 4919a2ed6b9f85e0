"""Excel's Application: the open workbooks, what is shown to the user, and when is calculated."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from xlwings_libreoffice.bridge import option, options, uno, url_of
from xlwings_libreoffice.calls import Calls, Member
from xlwings_libreoffice.dialogs import Dialogs, Question
from xlwings_libreoffice.errors import ComError
from xlwings_libreoffice.excel import limits
from xlwings_libreoffice.excel.files import FileDialog, shown_filter
from xlwings_libreoffice.excel.range import Range
from xlwings_libreoffice.excel.window import Window
from xlwings_libreoffice.excel.workbook import Workbook, Workbooks
from xlwings_libreoffice.formulas import Dialect

AUTOMATIC, MANUAL = -4105, -4135
DEFAULT_CURSOR = -4143
SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"
XL_OOXML, API, ALL_GROUPS = 5, 6, 0x7FFFFFFF


class Application(Member):
    """One running LibreOffice; `context` is its component context, `pid` its process.

    `shows` says whether its windows are seen.
    """

    def __init__(self, context: Any, pid: int, dialogs: Dialogs, shows: bool) -> None:
        self.calls = Calls()
        self.context = context
        self.pid = pid
        self.dialogs = dialogs
        self.shows = shows
        self.desktop = self.service("com.sun.star.frame.Desktop")
        self.known: dict[str, Workbook] = {}
        self.front = ""
        self.ready = True
        self.printer = "Microsoft Print to PDF on Ne01:"
        self.locked = False
        self.permissions: dict[tuple[str, str], dict[str, object]] = {}
        self.status: str | bool = False
        self.clipboard: Range | None = None
        self.refused: type[Exception] = uno().getClass("com.sun.star.uno.RuntimeException")
        self.kept: dict[str, Any] = {
            "DisplayAlerts": True,
            "EnableEvents": True,
            "Interactive": True,
            "EnableCancelKey": 1,
            "Cursor": DEFAULT_CURSOR,
            "CutCopyMode": False,
        }

    @property
    def Name(self) -> str:
        return "LibreOffice"

    @property
    def ActiveProtectedViewWindow(self) -> None:
        return None

    @property
    def ActivePrinter(self) -> str:
        return self.printer or "unknown printer (check your Control Panel)"

    @property
    def Version(self) -> str:
        return str(self.setting("/org.openoffice.Setup/Product", "ooSetupVersion"))

    @property
    def Hwnd(self) -> int:
        return self.pid

    @property
    def Path(self) -> str:
        return ""

    @property
    def StartupPath(self) -> str:
        return ""

    @property
    def Ready(self) -> bool:
        return self.ready

    @property
    def UserName(self) -> str:
        profile = "/org.openoffice.UserProfile/Data"
        parts = (self.setting(profile, "sn"), self.setting(profile, "givenname"))
        return " ".join(str(part) for part in parts if part)

    @property
    def Workbooks(self) -> Workbooks:
        return Workbooks(self)

    @property
    def ActiveWorkbook(self) -> Workbook | None:
        return self.active()

    @property
    def ActiveWindow(self) -> Window | None:
        book = self.active()
        return Window(book) if book else None

    @property
    def ActiveSheet(self) -> Any:
        book = self.active()
        return book.active_sheet() if book else None

    @property
    def Selection(self) -> Any:
        book = self.active()
        return book.selection() if book else None

    @property
    def Visible(self) -> bool:
        return self.shown()

    @Visible.setter
    def Visible(self, value: bool) -> None:
        for book in self.books():
            book.document.CurrentController.Frame.ContainerWindow.setVisible(bool(value))

    @property
    def ScreenUpdating(self) -> bool:
        return not self.locked

    @ScreenUpdating.setter
    def ScreenUpdating(self, value: bool) -> None:
        if value != self.locked:
            return
        for book in self.books():
            if value:
                book.unlock_screen()
            else:
                book.lock_screen()
        self.locked = not value

    @property
    def StatusBar(self) -> str | bool:
        return self.status

    @StatusBar.setter
    def StatusBar(self, value: str | bool | None) -> None:
        self.status = value if isinstance(value, str) else False
        # nobody sees the one of hidden windows, and LibreOffice damages its memory while it paints it
        if self.shows and (book := self.active()):
            book.show_status(value if isinstance(value, str) else "")

    @property
    def Calculation(self) -> int:
        automatic = all(book.document.isAutomaticCalculationEnabled() for book in self.books())
        return AUTOMATIC if automatic else MANUAL

    @Calculation.setter
    def Calculation(self, value: int) -> None:
        for book in self.books():
            book.document.enableAutomaticCalculation(value != MANUAL)

    def Calculate(self) -> None:
        for book in self.books():
            book.document.calculate()

    def CalculateFull(self) -> None:
        for book in self.books():
            book.document.calculateAll()

    def InputBox(
        self,
        Prompt: str,
        Title: str = "",
        Default: object = None,
        Type: int = 2,
        **_: object,
    ) -> Any:
        """What the user typed, a Range for Type 8, False when cancelled."""
        for given in (Prompt, Title, Default):
            limits.prove_length("Application.InputBox", str(given or ""), limits.PROMPT)
        answer = self.dialogs.ask(Question("input", Prompt, Title or "", str(Type), Default))
        if Type != 8 or not isinstance(answer, str):
            return False if answer is None else answer
        sheet = self.active_sheet()
        return sheet.range(answer)

    def GetOpenFilename(
        self,
        FileFilter: str = "",
        FilterIndex: int = 1,
        Title: str = "",
        ButtonText: str = "",
        MultiSelect: bool = False,
    ) -> Any:
        """A path, a tuple of paths with MultiSelect, False when cancelled."""
        question = Question(
            "open",
            Title or "",
            Title or "",
            shown_filter(FileFilter),
            several=bool(MultiSelect),
        )
        answer = self.dialogs.ask(question)
        if not answer:
            return False
        paths = (answer,) if isinstance(answer, str) else tuple(str(path) for path in _each(answer))
        return paths if MultiSelect else paths[0]

    def FileDialog(self, fileDialogType: int) -> FileDialog:
        return FileDialog(self, fileDialogType)

    def Union(self, *ranges: Range) -> Range:
        first = ranges[0]
        return first.like(*(area for one in ranges for area in one.areas))

    def Intersect(self, *ranges: Range) -> Range | None:
        return Range.common(*ranges)

    def Quit(self) -> None:
        self.end()

    # what is not Excel's

    def service(self, name: str) -> Any:
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def setting(self, path: str, name: str) -> Any:
        provider = self.service("com.sun.star.configuration.ConfigurationProvider")
        arguments = (option("nodepath", path),)
        reader = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationAccess", arguments)
        return reader.getByName(name)

    def documents(self) -> Iterator[Any]:
        components = self.desktop.Components.createEnumeration()
        while components.hasMoreElements():
            component = components.nextElement()
            if hasattr(component, "supportsService") and component.supportsService(SPREADSHEET):
                yield component

    def books(self) -> list[Workbook]:
        found = [self.book(document) for document in self.documents()]
        return sorted(found, key=lambda book: int(book.uid))

    def book(self, document: Any) -> Workbook:
        uid = str(document.RuntimeUID)
        if uid not in self.known:
            self.known[uid] = Workbook(self, document, uid)
        return self.known[uid]

    def active(self) -> Workbook | None:
        books = {book.uid: book for book in self.books()}
        if self.front not in books:
            current = self.desktop.getCurrentComponent()
            uid = str(getattr(current, "RuntimeUID", ""))
            self.front = uid if uid in books else next(reversed(books), "")
        return books.get(self.front)

    def active_sheet(self) -> Any:
        book = self.active()
        if book is None:
            raise ComError("no workbook is open")
        return book.active_sheet()

    def open(self, url: str, **settings: object) -> Workbook:
        """The document at `url` in a window of its own, which comes to the front."""
        document = self.desktop.loadComponentFromURL(url, "_blank", 0, options(**settings))
        if document is None:
            raise ComError(f"cannot open {url}")
        # hidden only now: a document opened hidden loses its frozen panes
        document.CurrentController.Frame.ContainerWindow.setVisible(self.shows)
        book = self.book(document)
        if self.locked:
            book.lock_screen()
        self.front = book.uid
        return book

    def open_path(self, path: str, **settings: object) -> Workbook:
        return self.open(url_of(path), **settings)

    def shown(self) -> bool:
        return any(not book.document.CurrentController.Frame.isHidden() for book in self.books())

    @functools.cached_property
    def dialect(self) -> Dialect:
        """The names of functions in Excel and in LibreOffice's API, asked of LibreOffice itself."""
        # only a mapper made by a document knows the functions of add-ins, EDATE among them
        mapper = next(self.documents()).createInstance("com.sun.star.sheet.FormulaOpCodeMapper")

        def names(language: int) -> list[tuple[object, str]]:
            found = mapper.getAvailableMappings(language, ALL_GROUPS)
            built_in_first = sorted(found, key=lambda entry: entry.Token.Data is not None)
            return [((entry.Token.OpCode, str(entry.Token.Data)), entry.Name) for entry in built_in_first]

        return Dialect.of(names(XL_OOXML), names(API))

    def close_all(self) -> None:
        for book in self.books():
            book.close()

    def end(self) -> None:
        self.close_all()
        self.desktop.terminate()


def _kept(name: str) -> property:
    """A switch that has no counterpart here: what was set is what is read."""

    def read(self: Application) -> Any:
        return self.kept[name]

    def write(self: Application, value: object) -> None:
        self.kept[name] = value

    return property(read, write)


for _name in (
    "DisplayAlerts",
    "EnableEvents",
    "Interactive",
    "EnableCancelKey",
    "Cursor",
    "CutCopyMode",
):
    setattr(Application, _name, _kept(_name))


def _each(answer: object) -> list[object]:
    return list(answer) if isinstance(answer, (list, tuple)) else [answer]
