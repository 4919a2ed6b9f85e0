"""Quantities as they are spotted in a text, token by token."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from jixiao.form import numerals
from jixiao.form.patterns import SIGNS, START, fold, token
from jixiao.form.unit import MULTIPLIERS, SCALES, canonical, is_money


class Quantity(NamedTuple):
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
    r"(?P<least>大于或?等于|[不未](?:得|应|能)?(?:低|少|小)于|不下于|至少|最低|最少|最短|最快|最小)"
    r"|(?P<most>小于或?等于|不(?:得|应|能)?(?:高|多|大)于|(?:不|未|没有)(?:得|应|能)?超(?:过|出)?|控制在|至多|最多|最高|最长|最慢|最大|限额)"
    r"|(?P<more>超过|高于|多于|大于|高出|(?:(?<![未不赶反])超|(?<!安)逾|突破)\s*$)|(?P<less>低于|少于|小于|不足|不到|不满(?!意)|未满|未到)|(?P<same>等于)"
)
_COMPARISON_SIGNS = {"least": "≥", "most": "≤", "more": ">", "less": "<", "same": "="}
_ABOUT = re.compile(r"(?:(?<![节签合预履条公特违])约|(?<![附最邻靠远])近)\s*$")
_LEAD_OUT = re.compile(
    r"(?:达到了?|共计|合计|累计|总计|大约|已达|共有|[为达共是]|(?<![节签合预履条公特违])约|(?<![附最邻靠远])近)+\s*$"
)


def tokens(text: str) -> Iterator[Token]:
    """Everything in `text` that is or looks like a number, from left to right."""
    folded, pattern = fold(text), token()
    position = previous = 0
    while start := START.search(folded, position):
        match = pattern.match(folded, start.start())
        kind = _kind(match) if match else None
        if match and kind:
            yield Token(kind, match, text, previous)
            previous = match.end()
        position = match.end() if match else start.end()


def _kind(match: re.Match[str]) -> str | None:
    """The kind of a token; None for Chinese digits that only belong to a word (一次性, 三线)."""
    kind = match.lastgroup or "code"
    if kind == "quantity":
        if match["words"] and not _counts(match):
            return None
        if match["low"] or match["around"]:
            return "range"
    return kind


def _counts(match: re.Match[str]) -> bool:
    """Chinese numerals count where nothing else can be meant: 十二支, 百余次; 两次 only as the whole text."""
    words, about, unit = match.group("words", "about", "unit")
    whole, end = match.string, match.end()
    if not unit or whole[end : end + 1] in _WORD_ENDS or numerals.number(words) is None:
        return False
    return bool(about) or (words[0] not in "百千万" and (len(words) > 1 or _is_alone(match)))


def _is_alone(match: re.Match[str]) -> bool:
    """两次 as the whole text, or behind nothing but 不少于, 至少, 已举办 and the like."""
    whole = match.string
    return not whole[match.end() :].strip() and _BEFORE_COUNT.fullmatch(whole[: match.start()]) is not None


def spotted(token: Token) -> Iterator[Quantity]:
    """The quantities `token` holds: one, two for a range, none for a date or a document number."""
    reader = _READERS.get(token.kind)
    return reader(token) if reader else iter(())


def _single(token: Token) -> Iterator[Quantity]:
    mark, about, about_after, tail = token.match.group("mark", "about", "about_after", "tail")
    unit, value = _value(token.match)
    sign = SIGNS.get(mark.strip()) if mark else _TAIL_SIGNS.get(tail[-2:]) if tail else None
    yield _quantity(token, value, unit, sign, bool(about or about_after or tail in ("左右", "上下")))


def _value(match: re.Match[str]) -> tuple[str, Decimal]:
    yuan, minus, number, words, compound, times, unit, per = match.group(
        "yuan", "minus", "number", "words", "compound", "times", "unit", "per"
    )
    value = _compound(compound) if compound else _decimal(number) if number else numerals.number(words) or Decimal(0)
    noun = "\u4e00" <= match.string[match.end() : match.end() + 1] <= "\u9fff"
    unit, value = _unit(-value if minus else value, times or "", unit or ("元" if yuan else ""), noun)
    return canonical(unit + per), value


def _unit(value: Decimal, times: str, unit: str, noun: bool) -> tuple[str, Decimal]:
    """5万元 stays 5 in 万元 and a bare 5万 5 in 万; 1万份 becomes 10000 in 份, and so does 30万 before any noun."""
    if not times:
        return unit, value
    if not unit and not noun and times in ("万", "亿"):
        return times, value
    if unit == "元" and times + unit in SCALES:
        return times + unit, value
    return unit, value * MULTIPLIERS[times]


def _compound(written: str) -> Decimal:
    """1万5千 → 15000, 1亿2000万 → 120000000, 3万2500 → 32500."""
    parts = _COMPOUND.findall(written)
    return sum((Decimal(number) * MULTIPLIERS.get(times, 1) for number, times in parts), Decimal(0))


def _tenth(token: Token) -> Iterator[Quantity]:
    """九成五 is 95 %, 8成以上 is ≥80 %."""
    whole, half, tail = token.match.group("tenths", "tenths_half", "tenths_tail")
    value = _decimal(whole) if whole[0].isdigit() else Decimal(numerals.DIGITS[whole])
    more = Decimal(5) if half == "半" else Decimal(numerals.DIGITS[half]) if half else Decimal(0)
    sign = _leading_sign(token.match[0]) or _TAIL_SIGNS.get(tail or "")
    yield _quantity(token, value * 10 + more, "%", sign, tail == "左右")


def _leading_sign(written: str) -> str | None:
    found = _MARK.match(written)
    return SIGNS.get(found[0].strip()) if found else None


def _clock(token: Token) -> Iterator[Quantity]:
    """2小时30分 is 150 分钟, 半小时 30 分钟, 12分30秒 750 秒."""
    if whole := token.match["whole_minutes"]:
        yield _quantity(token, Decimal(whole) * 60 + Decimal(token.match["seconds"]), "秒", None, False)
        return
    hours, minutes = token.match.group("hours", "minutes")
    value = Decimal(hours) * 60 + Decimal(minutes) if hours else Decimal(30)
    yield _quantity(token, value, "分钟", None, False)


def _percentage(token: Token) -> Iterator[Quantity]:
    written = token.match["percent"]
    value = _decimal(written) if written[0].isdigit() else numerals.number(written)
    if value is not None:
        yield _quantity(token, value, "%", _TAIL_SIGNS.get(token.match["percent_tail"] or ""), False)


def _range(token: Token) -> Iterator[Quantity]:
    """Both ends of 3-5次, ±5% and 10±2次; the first end has the unit of the second where it has none."""
    low, low_unit, between, around = token.match.group("low", "low_unit", "between", "around")
    unit, value = _value(token.match)
    if between or around:
        centre = _decimal(low or "0")
        ends = [(centre - value, unit), (centre + value, unit)]
    elif low_unit:
        first_unit, first = _multiplied(_decimal(low), low_unit)
        ends = [(first, canonical(first_unit)), (value, unit or canonical(first_unit))]
    else:
        scale = value / _decimal(token.match["number"]) if value else Decimal(1)
        ends = [(_decimal(low) * scale, unit), (value, unit)]
    for (amount, unit_name), sign in zip(ends, "≥≤", strict=True):
        yield _quantity(token, amount, unit_name, sign, False)


def _multiplied(value: Decimal, unit: str) -> tuple[str, Decimal]:
    """3千户 is 3000 in 户; an amount of money and a bare 万 keep their unit."""
    if unit in SCALES or unit[:1] not in MULTIPLIERS:
        return unit, value
    return unit[1:], value * MULTIPLIERS[unit[0]]


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


_BEFORE_COUNT = re.compile(
    r"\s*(?:不(?:得)?(?:少|低|多|高)于|不超过|至少|至多|大于|小于|超过)?(?:已经?|共计?|累计|合计|全年共?)?(?:完成|举办|开展|组织|召开|实施)?了?\s*"
)
_COMPOUND = re.compile(r"(\d+)(亿|千万|万|千|百)?")
_MARK = re.compile(r"[≥≤<>=]{1,2}\s*")
_TAIL_SIGNS = {"以上": "≥", "以下": "≤", "以内": "≤", "之内": "≤", "内": "≤"}
_WORD_ENDS = frozenset("代级届体性面线层")
_READERS: dict[str, Callable[[Token], Iterator[Quantity]]] = {
    "quantity": _single,
    "percentage": _percentage,
    "tenth": _tenth,
    "clock": _clock,
    "range": _range,
}
