"""Numbers written in Chinese characters, read and written."""

from __future__ import annotations

from decimal import Decimal

ORDINARY, NAMED_TENS = "零一二三四五六七八九", " 十百千"
DIGITS: dict[str, int] = {character: value for value, character in enumerate(ORDINARY)} | {
    "〇": 0,
    "两": 2,
}
TENS: dict[str, int] = {"十": 10, "百": 100, "千": 1000}
MYRIADS: dict[str, int] = {"万": 10**4, "亿": 10**8}


def number(text: str) -> Decimal | None:
    """The value of a Chinese numeral: 三百二十 → 320, 一万二千 → 12000, 九十五 → 95; None for anything else.

    A decimal part is read digit by digit (九十五点五). Digits in a row (二〇二〇) are a year or a name, not a count, and
    colloquial 三百二 is left alone.
    """
    written, _, decimals = text.partition("点")
    whole = _integer(written)
    if whole is None or not all(character in DIGITS for character in decimals):
        return None
    return (
        Decimal(f"{whole}.{''.join(str(DIGITS[character]) for character in decimals)}") if decimals else Decimal(whole)
    )


def _integer(text: str) -> int | None:
    whole = section = 0
    digit: int | None = None
    last = 10**9
    for character in text:
        if character in DIGITS:
            if digit:
                return None
            digit = DIGITS[character]
        elif character in TENS:
            if digit == 0 or TENS[character] >= last:
                return None
            section += (1 if digit is None else digit) * TENS[character]
            digit, last = None, TENS[character]
        elif character in MYRIADS:
            whole = (whole + section + (digit or 0) or 1) * MYRIADS[character]
            section, digit, last = 0, None, 10**9
        else:
            return None
    if digit and last > 10 and last < 10**9 and "零" not in text:
        return None
    return whole + section + (digit or 0)


def chinese(count: int, digits: str = ORDINARY, tens: str = NAMED_TENS) -> str:
    """A number from 0 to 9999 in characters, as headings are numbered: 12 → 十二; plain digits for any other.

    `digits` and `tens` are the characters, such as 壹 and 拾 where sums of money are written so (11 → 壹拾壹).
    """
    if not 0 < count < 10_000:
        return digits[0] if count == 0 else str(count)
    text = "".join(digits[int(digit)] + tens[len(str(count)) - at - 1] for at, digit in enumerate(str(count)))
    for name in tens.strip():
        text = text.replace(digits[0] + name, digits[0])
    while digits[0] * 2 in text:
        text = text.replace(digits[0] * 2, digits[0])
    text = text.replace(" ", "").rstrip(digits[0])
    return text[1:] if digits == ORDINARY and 10 <= count < 20 else text
