"""Two quantities in one unit: converted, a bare number beside per cent or 万, a number per month beside a year's."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from jixiao.form.bases import YEAR, is_averaged, is_of_same_share, is_per, named_period, states_base
from jixiao.form.claim import Claim
from jixiao.form.lexicon import lexicon
from jixiao.form.quantity import Quantity
from jixiao.form.rounding import plain
from jixiao.form.unit import SCALED, SCALES, convert, is_exact, is_money
from jixiao.form.wording import HAN

_ATTACHED = re.compile(HAN)
"""A word right behind a number without unit, as in 45海里, may be a unit that is not known here."""
_ONE, _HUNDRED, _MYRIAD = Decimal(1), Decimal(100), Decimal(10**4)
_FAR, _NEAR, _CLOSE, _LEAST = Decimal(20), Decimal(5), Decimal("2.5"), Decimal("0.001")
"""How far a result may be from its target: hardly ever, seldom, and for a rate that is to be reached; how small a cost."""
_SCORED_OF_TEN = Decimal(10)
"""9.8 as a satisfaction of ≥95% is points of ten, 1.05 of a rate of 100% a fraction: neither is that many per cent."""


class Pair(NamedTuple):
    """Target and result in one `unit`; `note` tells in Chinese what was converted on an assumption."""

    target: Decimal
    actual: Decimal
    unit: str
    note: str = ""


def paired(
    aim: Quantity, said: Quantity, direction: str, asked: Claim, result: Claim, name: str = ""
) -> Pair | str | None:
    """Both in one unit; None where the units cannot be compared, a Chinese sentence where the comparison is not certain."""
    whole_year = (1, 1)
    each = [lexicon().periods.get(claim.period, (0, 0)) if claim.period else whole_year for claim in (asked, result)]
    if each != [whole_year, whole_year]:
        return _periodic(aim, said, direction, asked, result, name)
    pair = _converted(aim, said, direction, asked, result, name)
    if isinstance(pair, Pair) and not states_base(result) and _may_be_total(pair, name):
        return f"指标名称“{name}”按周期或对象计数，指标值“{asked.text}”与完成值“{result.text}”是否同一口径不清"
    return pair


def _may_be_total(pair: Pair, name: str) -> bool:
    """A result far above the target of 每月…, 日供水量 or 人均…: more likely the year's, or that of all."""
    periodic = named_period(name) not in ("", YEAR) or re.search("每(?:个|一)?(?:半年|学期)", name)
    most = 2 if periodic else 3 if is_averaged(name) else 0
    return bool(most) and pair.actual > pair.target * most > 0


def _converted(
    aim: Quantity, said: Quantity, direction: str, asked: Claim, result: Claim, name: str
) -> Pair | str | None:
    unit, other = aim.unit.replace("·", "/"), said.unit.replace("·", "/")
    if unit == other:
        return _same(aim, said, direction, name)
    if "" in (unit, other):
        return _bare(aim, said, direction, name)
    if (unit.partition("/")[0] == other and result.average) or (other.partition("/")[0] == unit and asked.average):
        return Pair(aim.value, said.value, unit)
    if (asked.share or result.share) and is_of_same_share(asked, result):
        return Pair(aim.value, said.value, unit)
    if (is_per(name, unit) or is_per(name, other)) and _is_of_one_thing(unit, other):
        pair = _converted(_whole(aim), _whole(said), direction, asked, result, name)
        return None if isinstance(pair, Pair) and _is_of_all(pair) else pair
    if _alike(unit, other, asked.also, result.also):
        return Pair(aim.value, said.value, unit)
    if "万" in (unit, other) and is_money(unit if other == "万" else other):
        converted = convert(aim.value, unit, other) if unit == "万" else aim.value
        actual = said.value if unit == "万" else convert(said.value, other, unit)
        return None if converted is None or actual is None else Pair(converted, actual, other if unit == "万" else unit)
    if unit in ("万", "亿") or other in ("万", "亿"):
        return _myriad(aim, said)
    if convert(_ONE, unit, other) is None:
        return _inexact(aim, said, direction)
    if is_exact(said.value, other, unit) or not is_exact(aim.value, unit, other):
        return Pair(aim.value, convert(said.value, other, unit) or Decimal(0), unit)
    return Pair(convert(aim.value, unit, other) or Decimal(0), said.value, other)


def _is_of_one_thing(unit: str, other: str) -> bool:
    """元/人 and 元, 元/人 and 元/人次; not 元/平方米 and 元/亩."""
    one, another = unit.partition("/")[2], other.partition("/")[2]
    return not one or not another or one[:1] == another[:1]


def _is_of_all(pair: Pair) -> bool:
    """Whether an amount without its thing is more likely that of all of them: 58万元 beside 6元/平方米."""
    return bool(pair.target) and pair.actual > pair.target * _FAR


def _whole(quantity: Quantity) -> Quantity:
    """500元 of 500元/人, where the name says 人均 already."""
    return quantity._replace(unit=quantity.unit.partition("/")[0])


def _alike(unit: str, other: str, *also: str) -> bool:
    if frozenset((unit, other)) in lexicon().alike:
        return True
    both = {unit, other}
    return any(extra and (extra in both or f"{unit}{extra}" in both or f"{other}{extra}" in both) for extra in also)


def _myriad(aim: Quantity, said: Quantity) -> Pair | str | None:
    """5.2万 beside 5万人次, and 5万 beside 50000个."""
    target, actual = convert(aim.value, aim.unit, said.unit), said.value
    if aim.unit not in ("万", "亿"):
        target, actual = aim.value, convert(said.value, said.unit, aim.unit) or Decimal(0)
    return None if target is None else Pair(target, actual, aim.unit if aim.unit not in ("万", "亿") else said.unit)


def _same(aim: Quantity, said: Quantity, direction: str, name: str) -> Pair | str:
    """Two figures of one unit; 95 beside 0.96 of a rate is 96 %."""
    low, high = sorted((abs(aim.value), abs(said.value)))
    if not aim.unit and name.endswith(lexicon().rate_names) and Decimal(0) < low <= 1 < high and high > 2:
        return f"指标值 {plain(aim.value)} 与完成值 {plain(said.value)} 一个像百分数、一个像小数，请都写上 %"
    return Pair(aim.value, said.value, aim.unit)


def _bare(aim: Quantity, said: Quantity, direction: str, name: str) -> Pair | str | None:
    """A number without unit beside one with: per cent or fraction, 元 or 万元, by what alone is plausible."""
    unit = aim.unit or said.unit
    bare, is_result = (said.value, True) if aim.unit else (aim.value, False)
    if unit in ("%", "‰"):
        rate = name.endswith(lexicon().rate_names) or not name
        if not rate and bare > 1 and bare != _HUNDRED and name.endswith(("数", "次", "人", "量", "额")):
            return f"“{plain(bare)}”没有单位，与 {unit} 不能直接比较"
        scale = _HUNDRED if unit == "%" else Decimal(1000)
        readings = [bare, bare * scale] if abs(bare) <= 1 else [bare]
        if _is_of_another_scale(aim.value if is_result else said.value, bare, unit):
            return f"“{plain(bare)}”没有写 %，是百分数、小数还是分数不能确定"
    elif unit in ("万", "亿", "万元", "亿元"):
        readings = [bare, bare / (_MYRIAD if unit[0] == "万" else _MYRIAD * _MYRIAD)]
    elif is_money(unit):
        readings = [bare]
    else:
        return _counted(aim, said, unit, bare, is_result)
    pairs = [(aim.value, one) if is_result else (one, said.value) for one in readings]
    return _plausible(pairs, direction, unit, bare)


def _is_of_another_scale(target: Decimal, bare: Decimal, unit: str) -> bool:
    """9.8 or 9850 beside 95%."""
    small = 1 < bare < _SCORED_OF_TEN and bare != bare.to_integral_value() and target >= bare * _NEAR
    return unit == "%" and (small or bare > max(target, _HUNDRED) * _FAR)


def _counted(aim: Quantity, said: Quantity, unit: str, bare: Decimal, is_result: bool) -> Pair | str | None:
    """5 beside 5个; 4500 beside 5公里 may be metres, and 95 beside 100万吨 is in 万吨."""
    if unit.partition("/")[0] in SCALED and _ATTACHED.match((said if is_result else aim).after):
        return None
    ratio = abs(said.value / aim.value) if aim.value else _ONE
    if is_result and not unit.startswith("万") and _is_near(aim.value, bare * _MYRIAD, _NEAR):
        if "万" not in aim.text:
            return f"“{plain(bare)}”没有单位，与 {aim.text} 不能确定是同一单位"
        return Pair(aim.value, bare * _MYRIAD, unit, f"“{plain(bare)}”没有单位，按 {plain(bare)}万{unit} 读")
    if is_result and unit.partition("/")[0] in SCALES and ratio > _FAR:
        return f"“{plain(bare)}”没有单位，与 {aim.text} 不能确定是同一单位"
    return Pair(aim.value, said.value, unit)


def _plausible(pairs: list[tuple[Decimal, Decimal]], direction: str, unit: str, bare: Decimal) -> Pair | str:
    """The one reading that can be meant; both where they score alike."""
    if len(pairs) == 1 or pairs[0] == pairs[1]:
        target, actual = pairs[-1]
        if is_money(unit) and target and actual and not _ONE / _FAR <= abs(actual / target) <= _FAR:
            return f"“{plain(bare)}”没有单位，与 {unit} 相差太大，不能确定单位"
        return Pair(target, actual, unit)
    near = [pair for pair in pairs if _is_near(*pair, _NEAR if direction == "≤" or unit not in ("%", "‰") else _CLOSE)]
    if len(near) == 1:
        other = pairs[0] if near[0] == pairs[1] else pairs[1]
        if not _is_possible(*other, direction):
            return Pair(
                *near[0],
                unit,
                f"“{plain(bare)}”没有单位，按 {plain(near[0][1] if near[0][0] == pairs[0][0] == pairs[1][0] else near[0][0])}{unit} 读",
            )
    if direction in ("≥", "≤") and all(_holds(*pair, direction) for pair in pairs):
        return Pair(*(near[0] if near else pairs[0]), unit)
    return f"“{plain(bare)}”没有单位，与 {unit} 有两种读法，不能确定"


def _holds(target: Decimal, actual: Decimal, direction: str) -> bool:
    return actual >= target if direction == "≥" else actual <= target


def _is_near(target: Decimal, actual: Decimal, most: Decimal) -> bool:
    return bool(target) and _ONE / _NEAR <= abs(actual / target) <= most


def _is_possible(target: Decimal, actual: Decimal, direction: str) -> bool:
    """A small result of ≤ is always possible; else it must be within a factor of twenty."""
    if not target:
        return True
    ratio = abs(actual / target)
    return (_LEAST if direction == "≤" else _ONE / _FAR) <= ratio <= _FAR


def _inexact(aim: Quantity, said: Quantity, direction: str) -> Pair | str | None:
    """Months beside days: certain only where the shortest and the longest month give the same; days within a limit of as
    many working days.
    """
    words = lexicon().inexact
    if aim.unit == "工作日" and direction == "≤" and (whole := convert(said.value, said.unit, "天")) is not None:
        return Pair(aim.value, whole, "天") if whole <= aim.value else None
    months, days = (aim, said) if aim.unit in words else (said, aim)
    converted = convert(days.value, days.unit, "天")
    if months.unit not in words or converted is None or days.unit in ("", "工作日"):
        return None
    low, high = (months.value * number for number in words[months.unit])
    pairs = [(low, converted), (high, converted)] if months == aim else [(converted, low), (converted, high)]
    if all(_holds(*pair, direction) for pair in pairs):
        return Pair(*pairs[0], "天", f"{plain(months.value)}{months.unit}按 {plain(low)}-{plain(high)} 天比较")
    return f"“{months.text}”与“{days.text}”换算后不能确定是否达到"


def _periodic(
    aim: Quantity, said: Quantity, direction: str, asked: Claim, result: Claim, name: str
) -> Pair | str | None:
    """每月1次 beside 12次: the year's number where it is certain."""
    if asked.period == result.period or "%" in (aim.unit, said.unit) or _is_named(asked, result, name):
        return _converted(aim, said, direction, asked, result, name)
    periods, unit = lexicon().periods, aim.unit or said.unit
    first, last = (periods.get(claim.period or "年") for claim in (asked, result))
    unsure = f"指标值“{asked.text}”与完成值“{result.text}”的周期不同，不能确定全年数"
    plain_pair = _converted(aim, said, direction, asked, result, name)
    if not isinstance(plain_pair, Pair) or first is None or last is None:
        return plain_pair if plain_pair is None else unsure
    base, actual = plain_pair.target, plain_pair.actual
    in_money = is_money(unit.partition("/")[0]) and bool(asked.period and result.period)
    if in_money and (base * first[0], base * first[1]) == (actual * last[0], actual * last[1]):
        return Pair(base * first[0], actual * last[0], plain_pair.unit, "周期按全年折算")
    if unit not in lexicon().adding:
        return unsure
    if direction != "≥":
        return unsure if first != (1, 1) or last != (1, 1) else plain_pair
    if first[0] == first[1] and last[0] == last[1]:
        yearly = Pair(
            base * first[0],
            actual * last[0],
            plain_pair.unit,
            f"“{(asked if asked.period else result).text}”按全年折算",
        )
        return yearly if _is_certain(yearly, base, result.period) else unsure
    most, least = base * _usual(asked.period, first[1]), actual * last[0]
    if most == actual * _usual(result.period, last[0]):
        least = most
    return Pair(most, least, plain_pair.unit, "周期按全年折算") if least >= most else unsure


def _usual(period: str | None, known: int) -> int:
    """How often a year is said to have a period that it has not always as often: 52 weeks, 365 days."""
    return lexicon().usual.get(period or "", known)


def _is_named(asked: Claim, result: Claim, name: str) -> bool:
    """月巡查次数 of 4次 beside 每月4次."""
    return (
        asked.period is None and result.period is not None and named_period(name) == named_period(f"每{result.period}")
    )


def _is_certain(yearly: Pair, base: Decimal, period: str | None) -> bool:
    """每月2次 beside a bare 3次 may be a month's; above half the year's number it can only be the year's."""
    return bool(period) or yearly.actual >= yearly.target or yearly.actual * 2 > yearly.target or not base
