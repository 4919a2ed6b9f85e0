"""LibreOffice's conditional formats: making, re-ordering and wiping them so that screen and file agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from xlwings_libreoffice.address import COLUMNS, ROWS, Area, without
from xlwings_libreoffice.bridge import constant, option
from xlwings_libreoffice.excel.place import area_of

CONDITION, FORMULA = 0, 24
WORDS = {
    0: "EQUAL",
    1: "LESS",
    2: "GREATER",
    3: "LESS_EQUAL",
    4: "GREATER_EQUAL",
    5: "NOT_EQUAL",
    6: "BETWEEN",
    7: "NOT_BETWEEN",
    FORMULA: "FORMULA",
}
WHOLE = Area(1, 1, ROWS, COLUMNS)
# the last cell of a sheet; nobody writes there
ASIDE = Area(ROWS, COLUMNS, ROWS, COLUMNS)


@dataclass(frozen=True)
class Rule:
    """A condition: LibreOffice's operator, Excel's formulas relative to the first cell, the style's name."""

    operator: int
    formulas: tuple[str, ...]
    style: str


def formats(sheet: Any) -> tuple[Any, ...]:
    """The sheet's formats, first priority first."""
    return tuple(sheet.uno.ConditionalFormats.getConditionalFormats())


def areas_of(one: Any) -> tuple[Area, ...]:
    return tuple(area_of(address) for address in one.Range.RangeAddresses)


def meets(areas: Iterable[Area], others: Iterable[Area]) -> bool:
    known = tuple(others)
    return any(area.meets(other) for area in areas for other in known)


def painted(place: Any, rules: list[Rule], above: tuple[Area, ...] = ()) -> Any:
    """A new format on the place, last in priority; where `above` is, its colour is not the one on the screen.

    The older interface is used because the newer one (createByRange) neither shows its formats before the file is
    opened again nor reads formulas relative to the place. It drops other formats from the cells it is given, so
    those get their areas back afterwards.
    """
    shown = without(place.areas, above) or (ASIDE,)
    touched = [(one, areas) for one in formats(place.sheet) if meets(areas := areas_of(one), shown)]
    for one, areas in touched:
        one.Range = place.together(*areas, ASIDE)
    target = place.together(*shown)
    entries = target.ConditionalFormat
    entries.clear()
    for rule in rules:
        entries.addNew(_entry(place, rule))
    target.ConditionalFormat = entries
    made = formats(place.sheet)[-1]
    for one, areas in touched:
        one.Range = place.together(*areas)
    made.Range = place.together()
    return made


def again(sheet: Any, one: Any, above: tuple[Area, ...]) -> Any:
    """The same format made once more, behind all others; kinds other than conditions stay where they are."""
    entries = [one.getByIndex(at) for at in range(one.getCount())]
    if any(entry.getType() != CONDITION or entry.Operator not in WORDS for entry in entries):
        return one
    place = sheet.of_area(*areas_of(one))
    rules = [_rule(sheet, entry) for entry in entries]
    sheet.uno.ConditionalFormats.removeByID(one.ID)
    return painted(place, rules, above)


def wiped(place: Any) -> None:
    """No format any more on the place; formats that reach beyond it keep the rest."""
    touched = [(one, areas) for one in formats(place.sheet) if meets(areas := areas_of(one), place.areas)]
    for one, areas in touched:
        if rest := without(areas, place.areas):
            one.Range = place.together(*rest)
        else:
            place.sheet.uno.ConditionalFormats.removeByID(one.ID)
    if touched:
        target = place.together()
        entries = target.ConditionalFormat
        entries.clear()
        target.ConditionalFormat = entries


def excel_formula(sheet: Any, text: str) -> str:
    """A condition's formula as Excel writes it; nothing stays nothing."""
    book = sheet.book
    return str(book.application.dialect.to_excel(f"={text}", book.sheet_names())) if text else ""


def styles(book: Any) -> Any:
    return book.document.StyleFamilies.getByName("CellStyles")


def new_style(book: Any) -> str:
    known = styles(book)
    name = next(f"xlwings_{n}" for n in range(1, known.Count + 2) if not known.hasByName(f"xlwings_{n}"))
    known.insertByName(name, book.document.createInstance("com.sun.star.style.CellStyle"))
    book.own_styles.add(name)
    return name


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


def _rule(sheet: Any, entry: Any) -> Rule:
    texts = (excel_formula(sheet, text) for text in (entry.Formula1, entry.Formula2))
    return Rule(entry.Operator, tuple(text for text in texts if text), entry.StyleName)


def _entry(place: Any, rule: Rule) -> tuple[Any, ...]:
    dialect = place.sheet.book.application.dialect
    formulas = [dialect.to_office(text if text.startswith("=") else f"={text}")[1:] for text in rule.formulas]
    named = [option(f"Formula{at}", text) for at, text in enumerate(formulas, 1)]
    operator = option("Operator", constant("sheet.ConditionOperator", WORDS[rule.operator]))
    position = option("SourcePosition", place.corner_of(place.area))
    return (operator, option("StyleName", rule.style), position, *named)
