"""Counts in the numerals Word numbers its paragraphs with: 1, 一, ①, 甲, 壹, I, a."""

from __future__ import annotations

from collections.abc import Callable

from jixiao.form.numerals import chinese

LEGAL = "零壹贰叁肆伍陆柒捌玖"
TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X")),
    *((9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
MOST_LETTERS = 26 * 30
"""Z is followed by AA, BB, CC ... and no list of a form is as long."""


def numeral(kind: str, count: int) -> str:
    """`count` in the numerals Word calls `kind` (w:numFmt); plain digits for a kind or a count it has none for."""
    if kind in ("none", "bullet"):
        return ""
    return KINDS.get(kind, str)(count) if count >= 0 else str(count)


def _of_characters(first: str, most: int) -> Callable[[int], str]:
    """Signs that follow each other in Unicode, from one on: ① ② ③."""
    return lambda count: chr(ord(first) + count - 1) if 0 < count <= most else str(count)


def _of_row(characters: str) -> Callable[[int], str]:
    return lambda count: characters[count - 1] if 0 < count <= len(characters) else str(count)


def _of_alphabet(first: str) -> Callable[[int], str]:
    def letters(count: int) -> str:
        if not 0 < count <= MOST_LETTERS:
            return str(count)
        times, at = divmod(count - 1, 26)
        return chr(ord(first) + at) * (times + 1)

    return letters


def _legal(digits: str) -> Callable[[int], str]:
    return lambda count: chinese(count, digits, " 拾佰仟")


def _digit_by_digit(count: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(count))


def _roman(count: int) -> str:
    if count >= 4000:
        return str(count)
    text = ""
    for value, sign in ROMAN:
        times, count = divmod(count, value)
        text += sign * times
    return text


def _ordinal(count: int) -> str:
    ending = "th" if count // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"


COUNTING = chinese
KINDS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda count: f"{count:02}",
    "decimalFullWidth": lambda count: str(count).translate(FULL_WIDTH),
    "decimalFullWidth2": lambda count: str(count).translate(FULL_WIDTH),
    "decimalEnclosedCircle": _of_characters("①", 20),
    "decimalEnclosedCircleChinese": _of_characters("①", 20),
    "decimalEnclosedParen": _of_characters("⑴", 20),
    "decimalEnclosedFullstop": _of_characters("⒈", 20),
    "ideographEnclosedCircle": _of_characters("㊀", 10),
    "numberInDash": lambda count: f"- {count} -",
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperLetter": _of_alphabet("A"),
    "lowerLetter": _of_alphabet("a"),
    "ordinal": _ordinal,
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "japaneseCounting"), COUNTING),
    **dict.fromkeys(("taiwaneseCounting", "taiwaneseCountingThousand"), COUNTING),
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"), _digit_by_digit),
    "chineseLegalSimplified": _legal(LEGAL),
    "ideographLegalTraditional": _legal(TRADITIONAL),
    "ideographTraditional": _of_row(STEMS),
    "ideographZodiac": _of_row(BRANCHES),
}
