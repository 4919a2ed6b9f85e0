"""Which style indexes of a workbook show numbers as percentages or dates."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from jixiao.xlsx.opc.opc import ATTRIBUTES, attributes

_CELL_FORMATS = re.compile(r"<cellXfs\b.*?</cellXfs>", re.S)
_FORMAT = re.compile(rf"<xf\b({ATTRIBUTES})>")
_CUSTOM = re.compile(rf"<numFmt\s({ATTRIBUTES})>")
_LITERAL = re.compile(r'"[^"]*"|\\.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.I)
"""What of a format is no letter of it; hours, minutes and seconds in brackets are the time that has passed."""
MOST, LONGEST_CODE = 65_490, 255
"""The cell formats of a workbook and the characters of a number format that Excel allows; what is behind is no percent sign."""
BUILT_IN_PERCENT = frozenset({9, 10})
BUILT_IN_DATE = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})


class Formats(NamedTuple):
    """Indexes into cellXfs: `percent` shows 0.9 as 90%, `date` shows a serial number as a date."""

    percent: frozenset[int] = frozenset()
    date: frozenset[int] = frozenset()


@lru_cache(maxsize=32)
def formats(styles: bytes) -> Formats:
    """The formats of the part xl/styles.xml, as usual programs write it (`plain_part`)."""
    text = styles.decode("utf-8", "replace")
    table = _CELL_FORMATS.search(text)
    if table is None:
        return Formats()
    custom = {int(given["numFmtId"]): given.get("formatCode", "") for given in _custom(text)}
    numbers = (attributes(given).get("numFmtId", "") for given in _FORMAT.findall(table[0]))
    ids = [int(number) if number.isdecimal() else 0 for number in numbers]
    return Formats(
        frozenset(index for index, number in enumerate(ids) if _is_percent(number, custom)),
        frozenset(index for index, number in enumerate(ids) if _is_date(number, custom)),
    )


def has_too_many(styles: bytes) -> bool:
    """Whether a part of styles has more formats, of cells and cell styles or of numbers, than Excel opens."""
    return styles.count(b"<xf") > 2 * MOST or styles.count(b"<numFmt ") > MOST


def _custom(text: str) -> list[dict[str, str]]:
    found = [attributes(match) for match in _CUSTOM.findall(text)]
    return [given for given in found if given.get("numFmtId", "").isdigit()]


def _is_percent(number: int, custom: dict[int, str]) -> bool:
    return number in BUILT_IN_PERCENT or "%" in _letters(custom.get(number, "")[:LONGEST_CODE])


def _is_date(number: int, custom: dict[int, str]) -> bool:
    """Whether the reader of values may give dates for the format; it looks at codes longer than Excel allows, too."""
    return number in BUILT_IN_DATE or any(letter in _letters(custom.get(number, "")) for letter in "ymdhs")


def _letters(code: str) -> str:
    return _LITERAL.sub("", code).lower()
