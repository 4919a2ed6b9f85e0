"""Conditional formatting: rules as Excel numbers them over LibreOffice's formats with their entries."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from xlwings_libreoffice.calls import Member
from xlwings_libreoffice.errors import ComError
from xlwings_libreoffice.excel.look import Font, Interior
from xlwings_libreoffice.excel.place import area_of
from xlwings_libreoffice.formulas import shifted

CELL_VALUE, EXPRESSION = 1, 2
CONDITION, FORMULA = 0, 24
# LibreOffice numbers the comparisons from 0 in this order; Excel's numbers stand beside
OPERATORS = {0: 3, 1: 5, 2: 7, 3: 6, 4: 8, 5: 4, 6: 1, 7: 2}
OTHER_KINDS = {1: 3, 2: 4, 3: 6}
STYLED = ("CellBackColor", "CharColor", "CharWeight", "CharPosture")


class FormatConditions(Member):
    """The rules that touch a range, first priority first."""

    def __init__(self, place: Any) -> None:
        self.calls = place.calls
        self.place = place

    @property
    def Count(self) -> int:
        return len(self.rules())

    def Item(self, index: int) -> FormatCondition:
        return self.rules()[index - 1]

    __call__ = Item

    def __iter__(self) -> Iterator[FormatCondition]:
        return iter(self.rules())

    def Add(
        self, Type: int, Operator: int | None = None, Formula1: str | None = None, Formula2: str | None = None
    ) -> FormatCondition:
        """A rule on the range, last in priority; Type 2 is a formula, relative to the range's first cell."""
        self.place.writable()
        operator = FORMULA if Type == EXPRESSION else next(one for one, two in OPERATORS.items() if two == Operator)
        formulas = tuple(text for text in (Formula1, Formula2) if text is not None)
        style = new_style(self.place.sheet.book)
        identity = new_format(self.place, [(operator, formulas, style)])
        return FormatCondition(self.place.sheet, identity, 0)

    def Delete(self) -> None:
        self.place.writable()
        for rule in reversed(self.rules()):
            rule.remove()

    def rules(self) -> list[FormatCondition]:
        sheet = self.place.sheet
        found = []
        for one in formats(sheet):
            areas = [area_of(address) for address in one.Range.RangeAddresses]
            if any(area.meets(other) for area in areas for other in self.place.areas):
                found += [FormatCondition(sheet, one.ID, at) for at in range(one.getCount())]
        return found


class FormatCondition(Member):
    """One rule: the entry `at` of LibreOffice's format `identity`."""

    def __init__(self, sheet: Any, identity: int, at: int) -> None:
        self.calls = sheet.calls
        self.sheet = sheet
        self.identity = identity
        self.at = at

    @property
    def Type(self) -> int:
        entry = self.entry()
        if entry.getType() != CONDITION:
            return OTHER_KINDS.get(entry.getType(), 0)
        return EXPRESSION if entry.Operator == FORMULA else CELL_VALUE

    @property
    def Operator(self) -> int | None:
        return OPERATORS.get(self.entry().Operator)

    @property
    def Formula1(self) -> str:
        return self.formula("Formula1")

    @property
    def Formula2(self) -> str:
        return self.formula("Formula2")

    @property
    def AppliesTo(self) -> Any:
        return self.place()

    @property
    def Priority(self) -> int:
        before: int = sum(one.getCount() for one in formats(self.sheet) if self.identity > one.ID)
        return before + self.at + 1

    @property
    def StopIfTrue(self) -> bool:
        return bool(self.sheet.book.stops.get(self.key(), True))

    @StopIfTrue.setter
    def StopIfTrue(self, value: bool) -> None:
        self.sheet.book.stops[self.key()] = bool(value)

    @property
    def Interior(self) -> Interior:
        return Interior(self.calls, self.styled, self.restyle)

    @property
    def Font(self) -> Font:
        return Font(self.calls, self.styled, self.restyle)

    def SetFirstPriority(self) -> None:
        """LibreOffice asks its formats in the order they were made: the ones before this are made anew behind it."""
        if self.at:
            raise ComError("only the first rule of a format can be put first")
        for one in [one for one in formats(self.sheet) if self.identity > one.ID]:
            again(self.sheet, one)

    def SetLastPriority(self) -> None:
        self.identity = again(self.sheet, self.format())

    def Delete(self) -> None:
        self.remove()

    # what is not Excel's

    def format(self) -> Any:
        for one in formats(self.sheet):
            if self.identity == one.ID:
                return one
        raise ComError("the rule was deleted")

    def entry(self) -> Any:
        return self.format().getByIndex(self.at)

    def place(self) -> Any:
        return self.sheet.of(*self.format().Range.RangeAddresses)

    def key(self) -> tuple[str, int, int]:
        return (self.sheet.name(), self.identity, self.at)

    def formula(self, which: str) -> str:
        text = str(getattr(self.entry(), which))
        book = self.sheet.book
        return str(book.application.dialect.to_excel("=" + text, book.sheet_names())) if text else ""

    def styled(self, name: str) -> Any:
        return styles(self.sheet.book).getByName(self.entry().StyleName).getPropertyValue(name)

    def restyle(self, **properties: object) -> None:
        """Rules read from a file share styles, so this one gets its own first."""
        book, entry = self.sheet.book, self.entry()
        if entry.StyleName not in book.own_styles:
            old, entry.StyleName = styles(book).getByName(entry.StyleName), new_style(book)
            inherited = {name: old.getPropertyValue(name) for name in STYLED}
            properties = {**inherited, **properties}
        with unprotected(book):
            for name, value in properties.items():
                styles(book).getByName(entry.StyleName).setPropertyValue(name, value)

    def remove(self) -> None:
        one = self.format()
        if one.getCount() == 1:
            self.sheet.uno.ConditionalFormats.removeByID(self.identity)
        else:
            one.removeByIndex(self.at)


def formats(sheet: Any) -> tuple[Any, ...]:
    return tuple(sheet.uno.ConditionalFormats.getConditionalFormats())


def styles(book: Any) -> Any:
    return book.document.StyleFamilies.getByName("CellStyles")


@contextmanager
def unprotected(book: Any) -> Iterator[None]:
    """LibreOffice changes no style while any sheet is protected; those without a password are opened for the moment."""
    closed = [sheet.uno for sheet in book.sheets() if sheet.uno.isProtected()]
    for sheet in closed:
        sheet.unprotect("")
    try:
        yield
    finally:
        for sheet in closed:
            if not sheet.isProtected():
                sheet.protect("")


def new_style(book: Any) -> str:
    known = styles(book)
    name = next(f"xlwings_{n}" for n in range(1, known.Count + 2) if not known.hasByName(f"xlwings_{n}"))
    known.insertByName(name, book.document.createInstance("com.sun.star.style.CellStyle"))
    book.own_styles.add(name)
    return name


def new_format(place: Any, rules: list[tuple[int, tuple[str, ...], str]]) -> int:
    """A format on the place's areas with Excel's formulas, relative to the place's first cell."""
    identity = int(place.sheet.uno.ConditionalFormats.createByRange(place.together()))
    made = next(one for one in formats(place.sheet) if identity == one.ID)
    for at, (operator, formulas, style) in enumerate(rules):
        made.createEntry(CONDITION, at)
        entry = made.getByIndex(at)
        entry.Operator, entry.StyleName = operator, style
        for name, text in zip(("Formula1", "Formula2"), formulas, strict=False):
            setattr(entry, name, _from_corner(place, text))
    return identity


def again(sheet: Any, one: Any) -> int:
    """The same format made once more, behind all others; kinds other than conditions stay where they are."""
    entries = [one.getByIndex(at) for at in range(one.getCount())]
    if any(entry.getType() != CONDITION for entry in entries):
        return int(one.ID)
    place = sheet.of(*one.Range.RangeAddresses)
    rules = [FormatCondition(sheet, one.ID, at) for at in range(len(entries))]
    texts = [tuple(text for text in (rule.formula("Formula1"), rule.formula("Formula2")) if text) for rule in rules]
    kept = [(entry.Operator, text, entry.StyleName) for entry, text in zip(entries, texts, strict=True)]
    sheet.uno.ConditionalFormats.removeByID(one.ID)
    return new_format(place, kept)


def _from_corner(place: Any, formula: str) -> str:
    """LibreOffice reads a rule's formula as if it stood in the sheet's first cell."""
    top, left = min(area.top for area in place.areas), min(area.left for area in place.areas)
    moved = shifted(formula if formula.startswith("=") else f"={formula}", 1 - top, 1 - left)
    return str(place.sheet.book.application.dialect.to_office(moved)[1:])
