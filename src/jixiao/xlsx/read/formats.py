"""Which style indexes of a workbook show numbers as percentages or dates, or with words around them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from jixiao.form.wording import HAN
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
BUILT_IN_PARTS: Mapping[int, str] = {
    **dict.fromkeys((17, 27, 36, 50, 52, 57), "ym"),
    **dict.fromkeys((16, 28, 29, 51, 53, 54, 58), "md"),
}
"""The built-in formats, those of a Chinese Excel among them, that show a part of a date."""
_TOKEN = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|[_*].|(G/通用格式|General|[0#?][0#?,.]*)|(.)', re.I | re.S)
_CONDITION = re.compile(r"\[[<>=]")
_WORDS = re.compile(rf"(?:{HAN}|[≥≤<>=≧≦≮≯±%‰℃])+")
"""What is shown around a number that says what it is; a sign of money says no more than the column."""
DateParts = Literal["ym", "md", "y"]
Around = tuple[str, str]


class Formats(NamedTuple):
    """Indexes into cellXfs: `percent` shows 0.9 as 90%, `date` shows a serial number as a date.

    `parts` show only the year and month of a date, its month and day, or its year; `around` show words before and
    behind a number: 10 as ≥10项.
    """

    percent: frozenset[int] = frozenset()
    date: frozenset[int] = frozenset()
    parts: Mapping[int, DateParts] = MappingProxyType({})
    around: Mapping[int, Around] = MappingProxyType({})


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
    percent = frozenset(index for index, number in enumerate(ids) if _is_percent(number, custom))
    around = {index: words for index, number in enumerate(ids) if (words := _around(custom.get(number, "")))}
    return Formats(
        percent,
        frozenset(index for index, number in enumerate(ids) if _is_date(number, custom)),
        {index: parts for index, number in enumerate(ids) if (parts := _date_parts(number, custom))},
        {index: words for index, words in around.items() if index not in percent or words != ("", "%")},
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


def _date_parts(number: int, custom: dict[int, str]) -> DateParts | None:
    """The parts of a date that the format shows, where they are not all; None for a time of day as well."""
    shown = set(_letters(custom[number])) & set("ymdhs") if number in custom else set(BUILT_IN_PARTS.get(number, ""))
    parts: tuple[DateParts, ...] = ("ym", "md", "y")
    return next((name for name in parts if shown == set(name)), None)


@lru_cache(maxsize=256)
def _around(code: str) -> Around | None:
    """The words before and behind the number that a format shows; None where it shows none, or another number than is kept."""
    if (
        not code
        or len(code) > LONGEST_CODE
        or _CONDITION.search(code)
        or any(mark in _letters(code) for mark in "ymdhse@/!")
    ):
        return None
    words: list[str] = [""]
    for match in _TOKEN.finditer(_first_section(code)):
        quoted, escaped, number, other = match.groups()
        if number is not None:
            if len(words) > 1 or number.endswith(","):
                return None
            words.append("")
        else:
            words[-1] += quoted or escaped or other or ""
    if len(words) < 2:
        return None
    before, behind = (word.strip() for word in words)
    is_said = all(_WORDS.fullmatch(word) for word in (before, behind) if word)
    return (before, behind) if is_said and before + behind else None


def _first_section(code: str) -> str:
    """What of a format is for numbers above 0."""
    end = next((match.start() for match in _TOKEN.finditer(code) if match.group(4) == ";"), len(code))
    return code[:end]


def _letters(code: str) -> str:
    return _LITERAL.sub("", code).lower()
