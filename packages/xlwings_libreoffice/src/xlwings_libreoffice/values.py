"""Cell values between Excel and LibreOffice: dates, truth values, errors, and what typed text becomes."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

EPOCH = dt.datetime(1899, 12, 30)
# Excel's error values as COM hands them over
DIVISION, NOT_AVAILABLE, NAME, NULL = -2146826281, -2146826246, -2146826259, -2146826288
NUMBER, REFERENCE, VALUE = -2146826252, -2146826265, -2146826273
ERROR_TEXTS = {
    DIVISION: "#DIV/0!",
    NOT_AVAILABLE: "#N/A",
    NAME: "#NAME?",
    NULL: "#NULL!",
    NUMBER: "#NUM!",
    REFERENCE: "#REF!",
    VALUE: "#VALUE!",
}
OFFICE_ERRORS = {
    503: NUMBER,
    521: NULL,
    524: REFERENCE,
    525: NAME,
    532: DIVISION,
    32767: NOT_AVAILABLE,
}

_NUMBER = re.compile(r"^\s*[+-]?(?:(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*%?\s*$")
_DATE = re.compile(r"^\s*(\d{4})(?:[-/](\d{1,2})[-/](\d{1,2})|年(\d{1,2})月(\d{1,2})日)\s*$")


@dataclass(frozen=True)
class Entry:
    """What a cell is to hold; `kind` is number, truth, day, moment, percent, text or formula."""

    kind: str
    content: float | str


def entry(value: Any) -> Entry:
    """The entry a Python value makes; text becomes what Excel makes of it when it is typed."""
    if value is None:
        return Entry("text", "")
    if isinstance(value, bool):
        return Entry("truth", float(value))
    if isinstance(value, dt.datetime):
        return Entry("moment" if value.time() != dt.time() else "day", serial(value))
    if isinstance(value, dt.date):
        return Entry("day", serial(dt.datetime(value.year, value.month, value.day)))
    if isinstance(value, (int, float, Decimal)):
        return Entry("number", float(value))
    return typed(str(value))


def typed(text: str) -> Entry:
    """What Excel makes of text typed into a cell; a leading apostrophe keeps it text."""
    if text.startswith("'"):
        return Entry("text", text[1:])
    if text.startswith("=") and len(text) > 1:
        return Entry("formula", text)
    if text.upper() in ("TRUE", "FALSE"):
        return Entry("truth", float(text.upper() == "TRUE"))
    if any(sign.isdigit() for sign in text) and _NUMBER.match(text):
        return _number(text)
    if (date := _DATE.match(text)) and (day := _day(date)) is not None:
        return Entry("day", serial(day))
    return Entry("text", text)


def serial(moment: dt.datetime) -> float:
    """The days since Excel's day 0."""
    return (moment.replace(tzinfo=None) - EPOCH) / dt.timedelta(days=1)


def moment(serial: float) -> dt.datetime:
    """The date and time of a serial number, to the microsecond that a double can hold."""
    return EPOCH + dt.timedelta(milliseconds=round(serial * 86_400_000))


def _number(text: str) -> Entry:
    plain = text.strip().replace(",", "")
    if plain.endswith("%"):
        return Entry("percent", float(Decimal(plain.rstrip("% ")) / 100))
    return Entry("number", float(plain))


def _day(date: re.Match[str]) -> dt.datetime | None:
    year, *rest = (int(part) for part in date.groups() if part is not None)
    try:
        return dt.datetime(year, rest[0], rest[1])
    except ValueError:
        return None
