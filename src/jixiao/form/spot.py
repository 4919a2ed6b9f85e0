"""Quantities as they are spotted in a text, token by token."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from jixiao.form import numerals
from jixiao.form.scan import FOLD, SIGNS, START, TOKEN
from jixiao.form.unit import MULTIPLIERS, SCALES, canonical, is_money


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number with its unit: "≤90万元" is 90, 万元, ≤; "1万余份" is 10000, 份, approximate.

    `text` is what was written from `start` to `end`; `context` the words right before it in the same clause
    ("受理矛盾纠纷" of 受理矛盾纠纷106件), `after` the words right behind it ("矛盾纠纷" of 106件矛盾纠纷).
    """

    value: Decimal
    unit: str
    sign: str
    approximate: bool
    text: str
    start: int
    end: int
    context: str = ""
    after: str = ""

    @property
    def yuan(self) -> Decimal | None:
        """The amount in 元; None when the unit is no money (a bare 万 counts: 5万 in a cost cell means 5万元)."""
        if not is_money(self.unit) and self.unit != "万":
            return None
        return self.value * SCALES[self.unit][1]


class Token(NamedTuple):
    """A token of `text`: its kind, its match in the folded text, and where the token before it ended."""

    kind: str
    match: re.Match[str]
    text: str
    previous: int


_LEFT_EDGE = re.compile(r".*[。；;，,、！!？?\n:“”)》]", re.S)
_RIGHT_EDGE = re.compile(r"[。；;，,、！!？?\n:“”(《\d≥≤=<>]")
_COMPARISON = re.compile(
    r"(?P<least>大于或?等于|不(?:得|应|能)?(?:低|少|小)于|不下于|至少|最低|最少)"
    r"|(?P<most>小于或?等于|不(?:得|应|能)?(?:高|多|大)于|(?:不|未|没有)(?:得|应|能)?超(?:过|出)?|控制在|至多|最多|最高|限额)"
    r"|(?P<more>超过|高于|多于|大于|高出)|(?P<less>低于|少于|小于)|(?P<same>等于)"
)
_COMPARISON_SIGNS = {"least": "≥", "most": "≤", "more": ">", "less": "<", "same": "="}
_ABOUT = re.compile(r"(?:大约|约|近|将近|接近)\s*$")
_LEAD_OUT = re.compile(r"(?:达到了?|共计|合计|累计|总计|大约|已达|共有|[为达约近共是])+\s*$")


def tokens(text: str) -> Iterator[Token]:
    """Everything in `text` that is or looks like a number, from left to right."""
    folded = text.translate(FOLD)
    position = previous = 0
    while start := START.search(folded, position):
        match = TOKEN.match(folded, start.start())
        if match:
            yield Token(match.lastgroup or "code", match, text, previous)
            previous = match.end()
        position = match.end() if match else start.end()


def spotted(token: Token) -> Iterator[Quantity]:
    """The quantities `token` holds: one, two for a range, none for a date or a document number."""
    reader = _READERS.get(token.kind)
    return reader(token) if reader else iter(())


def _number(token: Token) -> Iterator[Quantity]:
    mark, yuan, minus, number, about, times, about_after, unit, per, tail = token.match.group(
        "mark", "yuan", "minus", "number", "about", "times", "about_after", "unit", "per", "tail"
    )
    value = _decimal(number)
    noun = _HAN.match(token.match.string, token.match.end()) is not None
    unit, value = _unit(-value if minus else value, times or "", unit or ("元" if yuan else ""), noun)
    sign = SIGNS.get(mark.strip()) if mark else _TAIL_SIGNS.get(tail[-2:]) if tail else None
    yield _quantity(token, value, canonical(unit + per), sign, bool(about or about_after or tail in ("左右", "上下")))


def _unit(value: Decimal, times: str, unit: str, noun: bool) -> tuple[str, Decimal]:
    """5万元 stays 5 in 万元 and a bare 5万 5 in 万; 1万份 becomes 10000 in 份, and so does 30万 before any noun."""
    if not times:
        return unit, value
    if not unit and not noun and times in ("万", "亿"):
        return times, value
    if unit == "元" and times + unit in SCALES:
        return times + unit, value
    return unit, value * MULTIPLIERS[times]


def _percentage(token: Token) -> Iterator[Quantity]:
    written = token.match["percent"]
    value = _decimal(written) if written[0].isdigit() else numerals.number(written)
    if value is not None:
        yield _quantity(token, value, "%", None, False)


def _numeral(token: Token) -> Iterator[Quantity]:
    """Chinese numerals count where nothing else can be meant: 十二支, 百余次; 两次 only as the whole text."""
    words, about = token.match["words"], token.match["words_about"] is not None
    alone = token.match[0].strip() == token.text.strip()
    if not about and (words[0] in "百千万" or (len(words) == 1 and not alone)):
        return
    value = numerals.number(words)
    if value is not None:
        yield _quantity(token, value, canonical(token.match["words_unit"]), None, about)


def _range(token: Token) -> Iterator[Quantity]:
    low, low_unit, high, high_unit = token.match.group("low", "low_unit", "high", "high_unit")
    last = high_unit or low_unit or ""
    for written, unit, sign in ((low, low_unit or last, "≥"), (high, last, "≤")):
        unit, value = _multiplied(_decimal(written), unit)
        yield _quantity(token, value, canonical(unit), sign, False)


def _multiplied(value: Decimal, unit: str) -> tuple[str, Decimal]:
    if unit not in SCALES:
        for times in _LONG_MULTIPLIERS:
            if unit.startswith(times):
                return unit[len(times) :], value * MULTIPLIERS[times]
    return unit, value


def _tolerance(token: Token) -> Iterator[Quantity]:
    middle, margin, unit = token.match.group("middle", "margin", "margin_unit")
    centre = _decimal(middle or "0")
    for value, sign in ((centre - _decimal(margin), "≥"), (centre + _decimal(margin), "≤")):
        yield _quantity(token, value, canonical(unit or ""), sign, False)


def _quantity(token: Token, value: Decimal, unit: str, sign: str | None, about: bool) -> Quantity:
    folded = token.match.string
    start, end = token.match.span()
    before = folded[token.previous : start]
    edge = _LEFT_EDGE.match(before)
    clause = before[edge.end() :] if edge else before
    if clause:
        sign = sign or _sign(clause)
        about = about or _ABOUT.search(clause) is not None
        clause = _LEAD_OUT.sub("", _COMPARISON.sub("", clause)).strip()
    stop = _RIGHT_EDGE.search(folded, end)
    after = folded[end : stop.start() if stop else len(folded)].strip()
    return Quantity(value, unit, sign or "", about, token.text[start:end].strip(), start, end, clause, after)


def _sign(clause: str) -> str:
    sign = ""
    for match in _COMPARISON.finditer(clause):
        sign = _COMPARISON_SIGNS[match.lastgroup or ""]
    return sign


def _decimal(written: str) -> Decimal:
    return Decimal(written.replace(",", ""))


_HAN = re.compile(r"[\u4e00-\u9fff]")
_TAIL_SIGNS = {"以上": "≥", "以下": "≤", "以内": "≤", "之内": "≤", "内": "≤"}
_LONG_MULTIPLIERS = sorted(MULTIPLIERS, key=len, reverse=True)
_READERS: dict[str, Callable[[Token], Iterator[Quantity]]] = {
    "quantity": _number,
    "percentage": _percentage,
    "numeral": _numeral,
    "range": _range,
    "tolerance": _tolerance,
}
