"""Quantities in the texts of a form: which part of a target or a result is a number with a unit, and which is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from jixiao.form import numerals
from jixiao.form.scan import FOLD, INTERESTING, SIGNS, TOKEN
from jixiao.form.unit import MULTIPLIERS, SCALES, canonical, is_money

Kind = Literal["quantity", "text", "several", "range", "date", "period", "code", "blank"]


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


@dataclass(frozen=True, slots=True)
class Reading:
    """What a whole cell says: its `kind`, the `quantity` when there is exactly one, and `why` it was read so."""

    kind: Kind
    quantity: Quantity | None
    quantities: tuple[Quantity, ...]
    why: str


@dataclass(frozen=True, slots=True)
class _Scan:
    """Everything found in one text."""

    quantities: tuple[Quantity, ...] = ()
    range: str = ""
    date: str = ""
    period: str = ""
    code: str = ""


_NOTHING = _Scan()
_LEFT_EDGE = re.compile(r".*[。；;，,、！!？?\n:“”)》]", re.S)
_RIGHT_EDGE = re.compile(r"[。；;，,、！!？?\n:“”(《\d≥≤=<>]")
_COMPARISON = re.compile(
    r"(?P<least>大于或?等于|不(?:得|应|能)?(?:低|少|小)于|不下于|至少|最低|最少)"
    r"|(?P<most>小于或?等于|不(?:得|应|能)?(?:高|多|大)于|(?:不|未|没有)(?:得|应|能)?超(?:过|出)?|控制在|至多|最多|最高|限额)"
    r"|(?P<more>超过|高于|多于|大于|高出)|(?P<less>低于|少于|小于)|(?P<same>等于)"
)
_COMPARISON_SIGNS = {"least": "≥", "most": "≤", "more": ">", "less": "<", "same": "="}
_ABOUT = re.compile(r"(?:大约|约|近|将近|接近)\s*$")
_LEAD_OUT = re.compile(r"(?:达到了?|共计|合计|累计|总计|大约|已达|[为达约近共是有])+\s*$")


@lru_cache(maxsize=16384)
def reading(text: str | None) -> Reading:
    """What the cell `text` says: one quantity, several, a range, a date, a period, a code, words or nothing."""
    if text is None or not text.strip():
        return Reading("blank", None, (), "未填写")
    scan = _scan(text)
    found = scan.quantities
    if scan.range:
        return Reading("range", None, found, f"“{scan.range}”是区间，不是单一数值")
    if len(found) == 1:
        return Reading("quantity", found[0], found, f"读作{_spoken(found[0])}")
    if found:
        shown = "、".join(item.text for item in found[:4]) + ("等" if len(found) > 4 else "")
        return Reading("several", None, found, f"含 {len(found)} 个数值（{shown}），不能作为单一指标值")
    return _without_quantity(scan)


@lru_cache(maxsize=16384)
def quantities(text: str | None) -> tuple[Quantity, ...]:
    """Every quantity inside `text`, in its order, with unit and context; dates and document numbers are none."""
    return _scan(text).quantities if text else ()


def _without_quantity(scan: _Scan) -> Reading:
    if scan.period:
        return Reading("period", None, (), f"“{scan.period}”是时间段，不是数量")
    if scan.date:
        return Reading("date", None, (), f"“{scan.date}”是日期，不是数量")
    if scan.code:
        return Reading("code", None, (), f"“{scan.code}”是编号或代称，不是数量")
    return Reading("text", None, (), "文字描述，没有可计算的数值")


def _spoken(quantity: Quantity) -> str:
    about = "约 " if quantity.approximate else " "
    return f" {quantity.sign}{about if not quantity.sign else ''}{format(quantity.value, 'f')}{quantity.unit}".rstrip()


@lru_cache(maxsize=16384)
def _scan(text: str) -> _Scan:
    if not INTERESTING.search(text):
        return _NOTHING
    folded = text.translate(FOLD)
    if _BARE_YEAR.fullmatch(folded):
        return _Scan(date=text.strip())
    found: list[Quantity] = []
    others: dict[str, str] = {}
    previous = 0
    for match in TOKEN.finditer(folded):
        kind = match.lastgroup or "code"
        if kind in _READERS:
            found.extend(_READERS[kind](match, text, folded, previous))
        if kind in _OTHERS:
            others.setdefault(_OTHERS[kind], match[0].strip())
        previous = match.end()
    return _Scan(tuple(found), **others)


def _number(match: re.Match[str], text: str, folded: str, previous: int) -> Iterator[Quantity]:
    value = Decimal(match["number"].replace(",", ""))
    if match["minus"]:
        value = -value
    unit, value = _unit(value, match["times"] or "", match["unit"] or "", match["yuan"] is not None)
    unit += match["per"] or ""
    about = match["about"] is not None or match["about_after"] is not None or match["tail"] in ("左右", "上下")
    yield _quantity(match, text, folded, previous, value, canonical(unit), match["mark"], about, match["tail"])


def _unit(value: Decimal, times: str, unit: str, yuan: bool) -> tuple[str, Decimal]:
    """5万元 stays 5 in 万元 and 5万 stays 5 in 万; 1万份 becomes 10000 in 份."""
    if yuan and not unit:
        unit = times + "元"
        return (unit, value) if unit in SCALES else ("元", value * MULTIPLIERS[times])
    if not times:
        return unit, value
    if not unit and times in ("万", "亿"):
        return times, value
    return unit, value * MULTIPLIERS[times]


def _percentage(match: re.Match[str], text: str, folded: str, previous: int) -> Iterator[Quantity]:
    written = match["percent"]
    value = Decimal(written) if written[0].isdigit() else numerals.number(written)
    if value is not None:
        yield _quantity(match, text, folded, previous, value, "%", None, False, None)


def _numeral(match: re.Match[str], text: str, folded: str, previous: int) -> Iterator[Quantity]:
    words, about = match["words"], match["words_about"] is not None
    alone = match[0].strip() == folded.strip()
    if (len(words) == 1 and not alone and not about) or (words[0] in "百千万" and not about):
        return
    value = numerals.number(words)
    if value is not None:
        yield _quantity(match, text, folded, previous, value, canonical(match["words_unit"]), None, about, None)


def _ends(match: re.Match[str], text: str, folded: str, previous: int) -> Iterator[Quantity]:
    high_unit = match["high_unit"] or match["low_unit"] or ""
    for name, unit, sign in (("low", match["low_unit"] or high_unit, ">="), ("high", high_unit, "<=")):
        value = Decimal(match[name].replace(",", ""))
        unit, value = _split_unit(value, unit)
        yield _quantity(match, text, folded, previous, value, canonical(unit), sign, False, None)


def _margin(match: re.Match[str], text: str, folded: str, previous: int) -> Iterator[Quantity]:
    value, unit = Decimal(match["margin"].replace(",", "")), canonical(match["margin_unit"] or "")
    yield _quantity(match, text, folded, previous, -value, unit, ">=", False, None)
    yield _quantity(match, text, folded, previous, value, unit, "<=", False, None)


def _split_unit(value: Decimal, unit: str) -> tuple[str, Decimal]:
    for times in _LONG_MULTIPLIERS:
        if unit.startswith(times) and unit not in SCALES:
            return unit[len(times) :], value * MULTIPLIERS[times]
    return unit, value


def _quantity(
    match: re.Match[str],
    text: str,
    folded: str,
    previous: int,
    value: Decimal,
    unit: str,
    mark: str | None,
    about: bool,
    tail: str | None,
) -> Quantity:
    start, end = match.span()
    before = folded[previous:start]
    edge = _LEFT_EDGE.match(before)
    clause = before[edge.end() :] if edge else before
    sign = SIGNS.get(mark.strip(), "") if mark else _sign(clause, tail)
    about = about or _ABOUT.search(clause) is not None
    context = _LEAD_OUT.sub("", _COMPARISON.sub("", clause)).strip()
    stop = _RIGHT_EDGE.search(folded, end)
    after = folded[end : stop.start() if stop else len(folded)].strip()
    return Quantity(value, unit, sign, about, text[start:end].strip(), start, end, context, after)


def _sign(clause: str, tail: str | None) -> str:
    if tail:
        if tail.endswith("以上"):
            return "≥"
        if tail.endswith(("以下", "以内", "之内")):
            return "≤"
    sign = ""
    for match in _COMPARISON.finditer(clause):
        sign = _COMPARISON_SIGNS[match.lastgroup or ""]
    return sign


_BARE_YEAR = re.compile(r"\s*(?:19|20)\d{2}\s*")
_LONG_MULTIPLIERS = sorted(MULTIPLIERS, key=len, reverse=True)
_READERS = {"quantity": _number, "percentage": _percentage, "numeral": _numeral, "range": _ends, "tolerance": _margin}
_OTHERS = {
    "range": "range",
    "tolerance": "range",
    "date": "date",
    "period": "period",
    "code": "code",
    "document": "code",
    "age": "code",
}
