"""Which style indexes of a workbook show numbers as percentages or dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from jixiao.xlsx.opc.opc import attributes

_CELL_FORMATS = re.compile(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.S)
_FORMAT_ID = re.compile(r'<(?:\w+:)?xf\b[^>]*?\bnumFmtId="(\d+)"')
_CUSTOM = re.compile(r"<(?:\w+:)?numFmt\s([^>]*)>")
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
BUILT_IN_PERCENT = frozenset({9, 10})
BUILT_IN_DATE = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})


@dataclass(frozen=True, slots=True)
class Formats:
    """Indexes into cellXfs: `percent` shows 0.9 as 90%, `date` shows a serial number as a date."""

    percent: frozenset[int] = frozenset()
    date: frozenset[int] = frozenset()


@lru_cache(maxsize=32)
def formats(styles: bytes) -> Formats:
    """The formats of the part xl/styles.xml."""
    text = styles.decode("utf-8", "replace")
    table = _CELL_FORMATS.search(text)
    if table is None:
        return Formats()
    custom = {int(given["numFmtId"]): given.get("formatCode", "") for given in _custom(text)}
    kinds = [_kind(int(number), custom) for number in _FORMAT_ID.findall(table[0])]
    return Formats(
        frozenset(index for index, kind in enumerate(kinds) if kind == "percent"),
        frozenset(index for index, kind in enumerate(kinds) if kind == "date"),
    )


def _custom(text: str) -> list[dict[str, str]]:
    found = [attributes(match) for match in _CUSTOM.findall(text)]
    return [given for given in found if given.get("numFmtId", "").isdigit()]


def _kind(number: int, custom: dict[int, str]) -> str:
    code = _LITERAL.sub("", custom.get(number, "")).lower()
    if number in BUILT_IN_PERCENT or "%" in code:
        return "percent"
    return "date" if number in BUILT_IN_DATE or any(letter in code for letter in "ymdhs") else "number"
