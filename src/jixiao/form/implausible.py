"""Results that can hardly be meant: in a wrong unit, impossible for such an indicator, or denied by the text beside them."""

from __future__ import annotations

import re
from decimal import Decimal

from jixiao.form.bases import is_averaged
from jixiao.form.claim import NO_CHANGE, Claim
from jixiao.form.lexicon import lexicon, says
from jixiao.form.patterns import fold
from jixiao.form.quantity import Quantity, quantities
from jixiao.form.rounding import plain
from jixiao.form.scales import Pair
from jixiao.form.unit import convert, is_money, is_time

_ONE, _HUNDRED = Decimal(1), Decimal(100)
_TEN, _TWO, _LEAST = Decimal(10), Decimal(2), Decimal("0.001")
"""How far two units are apart to be mistaken, how near their numbers; how small a part of its limit a cost may be."""
_MOST = Decimal("0.8")
"""0.95% or 1% beside 95%: a fraction with a % behind it, if a hundred times as much comes so near to the target; a
cost of which less is paid may not be paid in full.
"""
_SMALL, _OPPOSITE = Decimal(20), Decimal(80)
"""A rate of which less is better is the opposite one where it is so large beside so small a limit."""
_PAID = re.compile("已(?:经)?(?:支付|付款|付|拨付)$")
_COMPLETED = re.compile(
    r"^(?:已|总体|任务|目标|计划|指标|数量|工作|项目|工程|形象|建设|施工)*(?:(?:完成|完工|竣工|建成|验收|开工)(?:率|比例|度|了|达|总?(?:工程|工作|任务|投资)?(?:量|任务|投资)的)?|进度)$"
)
_BEYOND = re.compile("(?<![未没非])(?:超额完成|超额|超过(?:年初|年度)?(?:目标|计划|任务|指标))")
_FRACTION = re.compile(r"(?<![\d./])(\d+)\s*[人份户件个次台]?\s*/\s*(\d+)(?![\d./])")


def implausible(asked: Claim, said: Claim, pair: Pair, direction: str, name: str, change: int) -> str:
    """Why the result can hardly be meant as it is written (Chinese), or nothing where no sign of it is seen.

    `name` is the bare name of the indicator, `change` the rise or fall that it or the target is about.
    """
    aim, result = asked.quantity, said.quantity
    assert aim is not None and result is not None
    steady = change == said.change == NO_CHANGE
    return (
        _in_wrong_unit(aim, result, pair, direction)
        or (_impossible(result, pair, direction, name) if steady and not said.average else "")
        or _denied(said, pair, direction, name)
    )


def _in_wrong_unit(aim: Quantity, result: Quantity, pair: Pair, direction: str) -> str:
    """12.5元 beside 12.5万元, 8米 beside 8公里: the same number, or nearly, in a unit that is far from the target's."""
    if not (aim.value and result.value and pair.target and pair.actual):
        return ""
    if is_in_wrong_unit(aim, result):
        return f"完成值“{result.text}”与指标值“{aim.text}”数字相近而单位相差很大，像是写错了单位"
    ratio = abs(pair.actual / pair.target)
    digits = aim.value.normalize().as_tuple().digits
    if digits == result.value.normalize().as_tuple().digits and len(digits) > 1 and _is_far(ratio, _TEN):
        return f"完成值“{result.text}”与指标值“{aim.text}”数字相同而大小相差很大，像是写错了单位或小数点"
    if direction == "≤" and is_money(pair.unit.partition("/")[0]) and ratio < _LEAST:
        return f"完成值“{result.text}”不到指标值“{aim.text}”的千分之一，像是写错了单位"
    return ""


def is_in_wrong_unit(aim: Quantity, result: Quantity) -> bool:
    """Whether two units are ten times apart or more with the same number, or a hundred times with nearly the same.

    Nearly the same numbers of money and of % and ‰ are enough with ten times, of time with none.
    """
    factor = convert(_ONE, result.unit, aim.unit) if aim.unit and result.unit else None
    if not factor or not aim.value:
        return False
    written = abs(result.value / aim.value)
    near = not is_time(aim.unit) and _ONE / _TWO <= written <= _TWO
    is_same = written == _ONE or (near and (is_money(aim.unit) or {aim.unit, result.unit} == {"%", "‰"}))
    return _is_far(factor, _TEN) if is_same else near and _is_far(factor, _HUNDRED)


def _is_far(factor: Decimal, least: Decimal) -> bool:
    return factor >= least or factor <= _ONE / least


def _impossible(result: Quantity, pair: Pair, direction: str, name: str) -> str:
    """105% of a 合格率, -40件, a cost of 0元 or 0天 for a whole project."""
    value = pair.actual
    shown = f"完成值“{result.text}”"
    if pair.unit in ("%", "分") and value > _HUNDRED >= pair.target and is_never_above(name):
        return f"{shown}超过 100{pair.unit}，指标“{name}”不会超过 100{pair.unit}"
    tiny = result.unit == "%" and value <= _ONE and value * _HUNDRED >= pair.target * _MOST > _MOST
    if tiny and direction == "≥" and name.endswith(lexicon().direction.share):
        return f"{shown}与指标值相差太大，像是把小数写成了百分数"
    if pair.unit == "%" and direction == "≤" and pair.target <= _SMALL and value >= _OPPOSITE:
        return f"{shown}与指标值相差太大，像是写成了相反的率"
    if value < 0 < pair.target and _is_never_negative(pair, direction, name):
        return f"{shown}是负数，指标“{name}”不会是负数"
    if direction == "≤" and _PAID.search(result.context) and value < pair.target * _MOST:
        return f"{shown}是已支付的数，是否全部付清不能确定"
    whole = pair.unit in lexicon().plausible.whole and not is_averaged(name)
    if whole and direction == "≥" and _is_whole(pair.target) and not _is_whole(value):
        return f"{shown}不是整数，像是漏写了“万”或写错了"
    counted = is_money(pair.unit.partition("/")[0]) or is_time(pair.unit)
    if value == 0 < pair.target and direction == "≤" and counted and not _is_to_be_avoided(name):
        return f"{shown}为 0，是没有发生还是没有实施不能确定"
    return ""


def _is_whole(number: Decimal) -> bool:
    return number == number.to_integral_value()


def is_never_above(name: str) -> bool:
    """Whether an indicator of this name is a part of a whole, that 100 % is the most of."""
    words = lexicon().plausible
    return says(name, words.never_above) and not words.may_be_above.search(name)


def _is_never_negative(pair: Pair, direction: str, name: str) -> bool:
    """A share never is; of an amount it is said only where the minus decides: within a limit, or the target with a dash."""
    if pair.unit == "%":
        return name.endswith(lexicon().direction.share)
    decides = direction != "≥" or -pair.actual == pair.target
    return decides and not says(name, lexicon().plausible.below_zero)


def _is_to_be_avoided(name: str) -> bool:
    """停水时间, 经济损失: 0 is the best of them."""
    return says(name, lexicon().direction.smaller_word) or says(name, lexicon().plausible.at_best_zero)


def _denied(said: Claim, pair: Pair, direction: str, name: str) -> str:
    """45件，完成率50% beside 40件, and 98%（45/50）: the text gives another result, too."""
    text = fold(said.text)
    if pair.unit != "%":
        return _otherwise_completed(said.text, text, pair) if direction != "≤" and pair.target > 0 else ""
    parts = [(Decimal(found[1]), Decimal(found[2])) for found in _FRACTION.finditer(text)]
    parts += _counted(quantities(said.text), name)
    for part, whole in parts:
        if whole > 0 and abs(part / whole * _HUNDRED - pair.actual) > _ONE:
            return f"“{said.text}”中的 {plain(part)} ÷ {plain(whole)} 不是 {plain(pair.actual)}%"
    return ""


def _otherwise_completed(written: str, text: str, pair: Pair) -> str:
    if pair.actual < pair.target and (beyond := _BEYOND.search(text)):
        return f"“{written}”中的“{beyond[0]}”与所写的数对不上"
    completed = pair.actual / pair.target * _HUNDRED
    for other in quantities(text):
        if other.unit != "%" or not _COMPLETED.match(other.context):
            continue
        if abs(other.value - completed) > _ONE and min(other.value, completed) < _HUNDRED:
            return f"“{written}”中的“{other.context}{other.text}”与所写的数对不上"
    return ""


def _counted(found: tuple[Quantity, ...], name: str) -> list[tuple[Decimal, Decimal]]:
    """200份 and 满意150份 of a 满意度: what the rate is counted from."""
    counts = [item for item in found if item.unit != "%"]
    if len(counts) != 2 or counts[0].unit != counts[1].unit or not counts[0].unit:
        return []
    part, whole = sorted(counts, key=lambda item: item.value)
    core = name[:-1][-2:]
    is_part = bool(core) and part.context.endswith(core) and not whole.context.endswith(core)
    return [(part.value, whole.value)] if is_part else []
