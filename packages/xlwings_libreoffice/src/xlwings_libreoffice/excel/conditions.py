"""Conditional formatting: rules as Excel numbers them over LibreOffice's formats with their entries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xlwings_libreoffice.calls import Member
from xlwings_libreoffice.errors import ComError
from xlwings_libreoffice.excel.look import Font, Interior
from xlwings_libreoffice.excel.rules import (
    CONDITION,
    FORMULA,
    WHOLE,
    Rule,
    again,
    areas_of,
    excel_formula,
    formats,
    meets,
    new_style,
    painted,
    styles,
    unprotected,
    wiped,
)

CELL_VALUE, EXPRESSION = 1, 2
# LibreOffice's comparisons and Excel's numbers of them
OPERATORS = {0: 3, 5: 4, 2: 5, 1: 6, 4: 7, 3: 8, 6: 1, 7: 2}
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

    def Item(self, Index: int) -> FormatCondition:
        return self.rules()[Index - 1]

    __call__ = Item

    def __iter__(self) -> Iterator[FormatCondition]:
        return iter(self.rules())

    def Add(
        self,
        Type: int,
        Operator: int | None = None,
        Formula1: str | None = None,
        Formula2: str | None = None,
    ) -> FormatCondition:
        """A rule on the range, last in priority; Type 2 is a formula, relative to the range's first cell."""
        self.place.writable()
        operator = FORMULA if Type == EXPRESSION else next(one for one, two in OPERATORS.items() if two == Operator)
        rule = Rule(
            operator,
            tuple(text for text in (Formula1, Formula2) if text),
            new_style(self.place.sheet.book),
        )
        return FormatCondition(self.place.sheet, painted(self.place, [rule]), 0)

    def Delete(self) -> None:
        """Rules that reach beyond the range stay where it does not be."""
        self.place.writable()
        wiped(self.place)

    def rules(self) -> list[FormatCondition]:
        sheet, areas = self.place.sheet, self.place.areas
        found = []
        for one in formats(sheet):
            if areas == (WHOLE,) or meets(areas_of(one), areas):
                found += [FormatCondition(sheet, one, at) for at in range(one.getCount())]
        return found


class FormatCondition(Member):
    """One rule: the entry `at` of LibreOffice's format `one`."""

    def __init__(self, sheet: Any, one: Any, at: int) -> None:
        self.calls = sheet.calls
        self.sheet = sheet
        self.at = at
        self.hold(one)

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
        """LibreOffice asks its formats in the order they were made: those before this that share cells are made again."""
        if self.at:
            raise ComError("only the first rule of a format can be put first")
        mine = self.place().areas
        for one in [one for one in formats(self.sheet) if self.identity > one.ID and meets(areas_of(one), mine)]:
            again(self.sheet, one, mine)

    def SetLastPriority(self) -> None:
        self.hold(again(self.sheet, self.format(), ()))

    def Delete(self) -> None:
        self.remove()

    # what is not Excel's

    def hold(self, one: Any) -> None:
        self.one, self.identity, self.position = one, int(one.ID), self.sheet.position()

    def format(self) -> Any:
        """LibreOffice's format, which goes by the place of its sheet: looked up again where the sheet has another now."""
        if self.position != self.sheet.position():
            found = [one for one in formats(self.sheet) if self.identity == one.ID]
            if not found:
                raise ComError("the rule was deleted")
            self.hold(found[0])
        return self.one

    def entry(self) -> Any:
        return self.format().getByIndex(self.at)

    def place(self) -> Any:
        return self.sheet.of(*self.format().Range.RangeAddresses)

    def key(self) -> tuple[str, int, int]:
        return (self.sheet.name(), self.identity, self.at)

    def formula(self, which: str) -> str:
        return excel_formula(self.sheet, getattr(self.entry(), which))

    def styled(self, name: str) -> Any:
        return styles(self.sheet.book).getByName(self.entry().StyleName).getPropertyValue(name)

    def restyle(self, **properties: object) -> None:
        """Rules read from a file share styles, so this one gets its own first."""
        book, entry = self.sheet.book, self.entry()
        if entry.StyleName not in book.own_styles:
            old, entry.StyleName = (
                styles(book).getByName(entry.StyleName),
                new_style(book),
            )
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
