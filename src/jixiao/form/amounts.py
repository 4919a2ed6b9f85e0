"""Reading the numbers of a form: amounts, points and rates; what cannot be read stays unread."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from jixiao.form.table import Value
from jixiao.form.wording import half_width

BLANK_MARKS = frozenset({"", "—", "——", "-", "--", "/", "\\", "无", "―", "–", "不适用"})
NUMBER = re.compile(r"^([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:E[+-]?\d{1,2})?|[+-]?\.\d+)分?$", re.I)
HASHES = ("#", "＃", " ", "\u3000")
PERCENT = re.compile(r"^([+-]?\d+(?:\.\d+)?)\s*%$")
IN_UNIT = re.compile(r"[¥￥]?\s*[\d.,]+\s*(亿元|万元|元)")
ERROR = re.compile(r"#(?:REF!|DIV/0!|N/A|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!)", re.I)
NO_RESULT = "（公式没有保存结果）"
"""Behind the text of a formula whose result the file does not keep."""
MOST_DIGITS = 15
"""Digits before the decimal point that Excel keeps; no amount of a form comes near."""


class Unreadable(ValueError):
    """The text is where a number belongs and is none."""


def number(value: Value) -> Decimal | None:
    """The points in a cell; None when the cell is blank or marked as having none.

    Raises Unreadable when the text is no single number.
    """
    if value.__class__ is float:  # as nearly every number of a workbook
        return _exact(value)
    if value is None:
        return None
    if isinstance(value, str):
        return _number(value)
    return exact(value)


def weight(value: Value) -> Decimal | None:
    """The points available in a cell; under 权重 they may be per cent of the whole: 25% is 25 points.

    Raises Unreadable when the text is no single number.
    """
    found = PERCENT.match(half_width(value)) if isinstance(value, str) and "%" in half_width(value) else None
    return number(found.group(1) if found else value)


def amount(value: Value, unit: str | None) -> Decimal | None:
    """The amount in a cell, which may repeat the form's own `unit` ("24.67万元", "24.67万", "￥24.67").

    Raises Unreadable for another unit.
    """
    if not isinstance(value, str):
        return number(value)
    if _has_marks(value):
        raise Unreadable(value)
    plain = half_width(value).lstrip("¥￥").strip()
    for suffix in (unit, (unit or "").removesuffix("元")):
        if suffix and plain.endswith(suffix):
            plain = plain.removesuffix(suffix).strip()
            break
    try:
        return _number(plain)
    except Unreadable:
        raise Unreadable(value) from None


def common_unit(values: Iterable[Value]) -> str | None:
    """The unit of money that every amount carries itself ("100万元"); None where one has none or another."""
    texts = [value for value in values if value not in (None, "") and value not in BLANK_MARKS]
    found = [IN_UNIT.fullmatch(half_width(value).strip()) if isinstance(value, str) else None for value in texts]
    units = {match.group(1) if match else None for match in found}
    return units.pop() if len(units) == 1 else None


def fraction(value: Value) -> Decimal | None:
    """The rate in a cell as a fraction: "66.6%" → 0.666. A text without % counts percent points, a typed number is
    the fraction Excel keeps. Raises Unreadable when the text is no single rate."""
    if value is None:
        return None
    if isinstance(value, str):
        return _fraction(value)
    return exact(value)


def is_error(value: Value) -> bool:
    """Whether a cell shows an error of Excel (#REF!, #DIV/0!) instead of a result."""
    return isinstance(value, str) and value.startswith(HASHES) and ERROR.fullmatch(half_width(value)) is not None


def is_absurd(value: Value) -> bool:
    """Whether a cell holds a typed number that is none a form could mean, such as 1E+60."""
    if value is None or isinstance(value, str | bool):
        return False
    try:
        exact(value)
    except Unreadable:
        return True
    return False


def exact(value: int | float | Decimal) -> Decimal:
    """The number a person sees for a binary one (24.67, not 24.670000000000001), without trailing zeros."""
    if isinstance(value, bool):
        raise Unreadable(str(value))
    return _exact(value)


@lru_cache(maxsize=4096)
def _exact(value: int | float | Decimal) -> Decimal:
    found = value if isinstance(value, Decimal) else Decimal(f"{value:.15g}" if isinstance(value, float) else value)
    if not found.is_finite():
        raise Unreadable(str(value))
    return _bounded(found)


def _bounded(value: Decimal) -> Decimal:
    """`value` tidied. Raises Unreadable where it has more digits before the point than any amount."""
    if value and value.adjusted() >= MOST_DIGITS:
        raise Unreadable(str(value))
    return tidy(value)


def tidy(value: Decimal) -> Decimal:
    """`value` in its shortest plain form: 10.00 → 10, 1E+2 → 100."""
    short = value.normalize()
    if not short:
        return Decimal(0)
    exponent = short.as_tuple().exponent
    return short.quantize(Decimal(1)) if isinstance(exponent, int) and 0 < exponent < 20 else short


@lru_cache(maxsize=4096)
def _number(text: str) -> Decimal | None:
    plain = half_width(text)
    if plain in BLANK_MARKS:
        return None
    found = NUMBER.match(plain)
    if not found or _has_marks(text):
        raise Unreadable(text)
    return _decimal(found.group(1))


def _has_marks(text: str) -> bool:
    """Whether a text has digits that are marks (①, ²): half-width they would become digits of the number beside them."""
    return not text.isascii() and any(letter.isdigit() and not letter.isdecimal() for letter in text)


@lru_cache(maxsize=4096)
def _fraction(text: str) -> Decimal | None:
    plain = half_width(text).replace("﹪", "%")
    if plain in BLANK_MARKS:
        return None
    found = PERCENT.match(plain) or NUMBER.match(plain)
    if not found or _has_marks(text):
        raise Unreadable(text)
    return tidy(_decimal(found.group(1)).scaleb(-2))


def _decimal(digits: str) -> Decimal:
    try:
        return _bounded(Decimal(digits.replace(",", "")))
    except InvalidOperation:
        raise Unreadable(digits) from None
