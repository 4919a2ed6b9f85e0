"""Number formats: Excel's codes, LibreOffice's keys, and the kind of value a format shows."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import Any

from xlwings_libreoffice.address import Area
from xlwings_libreoffice.bridge import constant, struct
from xlwings_libreoffice.excel.place import Place, area_of

DATE_OR_TIME, TEXT, LOGICAL = 2 | 4, 256, 1024
GENERAL = "General"


def key_of(book: Any, code: str) -> int:
    """LibreOffice's key of an Excel format code, made where it is new."""
    formats, locale = (
        book.document.NumberFormats,
        struct("lang.Locale", Language="en", Country="US"),
    )
    key = formats.queryKey(code, locale, False)
    return int(key if key >= 0 else formats.addNew(code, locale))


def code_of(book: Any, key: int) -> str:
    """Excel's code of a format; LibreOffice prints the characters of dates large."""
    shown = book.document.NumberFormats.getByKey(key)
    code = str(shown.FormatString)
    if code == "BOOLEAN":
        return GENERAL
    return code.lower() if shown.Type & DATE_OR_TIME and not set(code) & set('"AP') else code


def kind_of(book: Any, key: int) -> str:
    """general, day (a date or time), truth, text, or number for the rest."""
    if key not in book.format_kinds:
        shown = book.document.NumberFormats.getByKey(key)
        book.format_kinds[key] = _kind(shown.Type, shown.FormatString)
    return str(book.format_kinds[key])


def parts(place: Place) -> Iterator[tuple[Callable[[], list[Area]], int]]:
    """The area divided by format: how to get the areas of each part, and its number format's key."""
    uno = place.uno()
    if uno.getPropertyState("NumberFormat") != constant("beans.PropertyState", "AMBIGUOUS_VALUE"):
        yield lambda: [place.area], int(uno.NumberFormat)
        return
    groups = uno.getUniqueCellFormatRanges()
    for at in range(groups.Count):
        group = groups.getByIndex(at)
        yield functools.partial(_areas, group), int(group.NumberFormat)


def _areas(group: Any) -> list[Area]:
    return [area_of(address) for address in group.RangeAddresses]


def _kind(types: int, code: str) -> str:
    if types & LOGICAL:
        return "truth"
    if types & TEXT:
        return "text"
    if types & DATE_OR_TIME:
        return "day"
    return "general" if code == GENERAL else "number"
