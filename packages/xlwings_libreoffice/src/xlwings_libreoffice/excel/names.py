"""Defined names of a workbook or a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xlwings_libreoffice.bridge import struct
from xlwings_libreoffice.calls import Member
from xlwings_libreoffice.errors import ComError
from xlwings_libreoffice.formulas import quoted

BUILT_IN = "_xlnm."


class Names(Member):
    """The names of a workbook, those of its sheets included, or of one sheet alone."""

    def __init__(self, book: Any, sheet: Any = None) -> None:
        self.calls = book.calls
        self.book = book
        self.sheet = sheet

    @property
    def Count(self) -> int:
        return len(self.all())

    def Item(self, Index: int | str) -> Name:  # by other languages or cells is not covered
        if isinstance(Index, int):
            return self.all()[Index - 1]
        found = self.find(Index)
        if found is None:
            raise ComError(f"no name {Index}")
        return found

    __call__ = Item

    def __iter__(self) -> Iterator[Name]:
        return iter(self.all())

    def Add(self, Name: str, RefersTo: Any = None, Visible: bool = True, **_: object) -> Any:
        refers = RefersTo if isinstance(RefersTo, str) else f"={RefersTo.sheet.quoted()}!{RefersTo.text()}"
        return self.define(Name, refers)

    # what is not Excel's

    def all(self) -> list[Name]:
        sheets = [self.sheet] if self.sheet else self.book.sheets()
        found = (
            [] if self.sheet else [Name(self.book, None, key) for key in self.book.document.NamedRanges.ElementNames]
        )
        return found + [Name(self.book, sheet, key) for sheet in sheets for key in sheet.uno.NamedRanges.ElementNames]

    def find(self, name: str) -> Name | None:
        """The name, with or without its sheet before it; one of the workbook goes before one of a sheet."""
        if self.sheet is None and self.book.document.NamedRanges.hasByName(name):
            return Name(self.book, None, name)
        wanted = name.lower().replace("'", "")
        known = self.all()
        for found in known:
            if found.shown().lower().replace("'", "") == wanted:
                return found
        return next((one for one in known if one.bare().lower() == wanted), None) if self.sheet else None

    def define(self, name: str, refers: str) -> Name:
        owner, bare = self._owner(name)
        names = (owner.uno if owner else self.book.document).NamedRanges
        content = self.book.application.dialect.to_office(refers)[1:]
        if names.hasByName(bare):
            names.removeByName(bare)
        names.addNewByName(
            bare,
            content,
            struct("table.CellAddress", Sheet=owner.position() if owner else 0),
            0,
        )
        return Name(self.book, owner, bare)

    def _owner(self, name: str) -> tuple[Any, str]:
        sheet, mark, bare = name.rpartition("!")
        if not mark:
            return self.sheet, name
        owner = self.book.sheet(sheet.strip("'").replace("''", "'"))
        if owner is None:
            raise ComError(f"no sheet {sheet}")
        return owner, bare


class Name(Member):
    """One name; `sheet` is None for a name of the whole workbook."""

    def __init__(self, book: Any, sheet: Any, key: str) -> None:
        self.calls = book.calls
        self.book = book
        self.sheet = sheet
        self.key = key

    @property
    def Name(self) -> str:
        return self.shown()

    @Name.setter
    def Name(self, value: str) -> None:
        self.uno().Name = value.rpartition("!")[2]
        self.key = value.rpartition("!")[2]

    @property
    def RefersTo(self) -> str:
        return self.refers()

    @RefersTo.setter
    def RefersTo(self, value: str) -> None:
        self.uno().Content = self.book.application.dialect.to_office(value)[1:]

    @property
    def RefersToRange(self) -> Any:
        found = self.uno().getReferredCells()
        if found is None:
            raise ComError(f"{self.key} refers to no cells")
        return self.book.sheet_at(found.RangeAddress.Sheet).of(found.RangeAddress)

    @property
    def Visible(self) -> bool:
        return True

    @property
    def Parent(self) -> Any:
        return self.sheet or self.book

    def Delete(self) -> None:
        (self.sheet.uno if self.sheet else self.book.document).NamedRanges.removeByName(self.key)

    # what is not Excel's

    def uno(self) -> Any:
        return (self.sheet.uno if self.sheet else self.book.document).NamedRanges.getByName(self.key)

    def bare(self) -> str:
        return self.key.removeprefix(BUILT_IN)

    def shown(self) -> str:
        return f"{quoted(self.sheet.name())}!{self.bare()}" if self.sheet else self.bare()

    def refers(self) -> str:
        formula = "=" + str(self.uno().Content)
        return str(self.book.application.dialect.to_excel(formula, self.book.sheet_names()))


def double(source: Any, target: Any) -> None:
    """Names for the copy `target` of the sheet `source` in another workbook, as Excel gives them.

    LibreOffice gives it names of other sheets too, where its formulas use them; they go.
    A name of the workbook that refers to the copied sheet becomes one of the sheet where the other workbook has it already.
    """
    names = target.uno.NamedRanges
    names.addActionLock()  # else LibreOffice reads all formulas anew for each name that goes
    for key in set(names.ElementNames) - set(source.uno.NamedRanges.ElementNames):
        names.removeByName(key)
    names.removeActionLock()
    known = frozenset(target.book.document.NamedRanges.ElementNames)
    for key in known.intersection(source.book.document.NamedRanges.ElementNames):
        refers = Name(source.book, None, key).refers()
        if refers.startswith(f"={source.quoted()}!"):
            Names(target.book, target).define(key, refers.replace(source.quoted(), target.quoted()))


def name_at(place: Any) -> Name:
    """The name that refers to exactly these cells."""
    wanted = f"={place.sheet.quoted()}!{place.text()}"
    for name in Names(place.sheet.book).all():
        if name.refers() == wanted:
            return name
    raise ComError(f"{place.text()} has no name")
