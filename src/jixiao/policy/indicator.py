"""The suggested score of one indicator: quantitative by its figures, qualitative by its tier."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

from jixiao.form.measure import QUANTITATIVE, comparison, measured
from jixiao.form.model import Indicator, Measure
from jixiao.form.rounding import percent, plain
from jixiao.policy.model import Method, Policy, Quantitative
from jixiao.policy.scored import Score, points, shown
from jixiao.policy.wording import sentence

_ZERO = Decimal(0)
_ONE = Decimal(1)


def indicator_score(path: str, indicator: Indicator, policy: Policy) -> Score:
    """The score line of `indicator` at `path`."""
    measure = measured(indicator)
    suggested, band, completion, explanation, clause = _judged(measure, indicator.weight, policy)
    explanation = (
        explanation + _assumed(indicator) if suggested is not None else _doubt(measure, indicator) + explanation
    )
    return Score(f"{path}.score", indicator.weight, indicator.score, suggested, band, completion, explanation, clause)


def _assumed(indicator: Indicator) -> str:
    """What was taken for granted in reading the texts, behind the arithmetic; nothing where figures were typed."""
    typed = indicator.measure
    if typed is not None and (typed.nature, typed.target, typed.actual) != (None, None, None):
        return ""
    assumed = comparison(indicator).assumed
    return f"；{assumed}" if assumed else ""


def _doubt(measure: Measure, indicator: Indicator) -> str:
    """Why the texts gave no figure, in front of what follows from it."""
    if None not in (measure.target, measure.actual) or measure.tier:
        return ""
    why_not = comparison(indicator).why_not
    return f"{why_not}；" if why_not else ""


_Judgement = tuple[Decimal | None, tuple[Decimal, Decimal] | None, Decimal | None, str, str]


@lru_cache(maxsize=16384)
def _judged(measure: Measure, weight: Decimal | None, policy: Policy) -> _Judgement:
    if measure.nature == QUANTITATIVE:
        return _quantitative(measure, weight, policy)
    return _qualitative(measure, weight, policy)


def _qualitative(measure: Measure, weight: Decimal | None, policy: Policy) -> _Judgement:
    tier = policy.tier(measure.tier)
    if tier is None:
        return None, None, None, _no_tier(measure.tier, policy), policy.tiers[0].clause
    if weight is None or weight < 0:
        return None, None, None, "缺分值，不能计算建议得分", tier.clause
    low, high = points(weight, tier.low * weight), points(weight, tier.high * weight)
    band = f"{plain(weight)} 分的 {percent(tier.high)}-{percent(tier.low)}"
    line = f"“{tier.name}”：{band}，即 {plain(high)}-{plain(low)} 分，建议 {plain(high)}（{tier.clause}）"
    return high, (low, high), None, line, tier.clause


def _no_tier(written: str | None, policy: Policy) -> str:
    choice = "、".join(tier.name for tier in policy.tiers)
    if written:
        return f"完成档次“{written}”不在评分办法中，可选：{choice}"
    return "定性指标，选择完成档次后才有建议得分"


def _quantitative(measure: Measure, weight: Decimal | None, policy: Policy) -> _Judgement:
    direction, rule = method(policy.quantitative, measure.direction)
    target, actual = measure.target, measure.actual
    completion = None if target is None or actual is None or not target else actual / target
    if target is None or actual is None:
        return None, None, None, "不能计算建议得分", rule.clause
    if weight is None or weight < 0:
        return None, None, completion, "缺分值，不能计算建议得分", rule.clause
    exact = SHARES[direction, rule.method](target, actual) * weight
    suggested = points(weight, exact)
    said = sentence(measure, direction, rule.method, weight)
    tail = f"得满分 {plain(suggested)}" if exact == weight else _short(said.arithmetic, exact, suggested)
    line = f"{said.comparison}，{tail}（{rule.clause}）"
    return suggested, None, completion, line, rule.clause


def _short(arithmetic: str | None, exact: Decimal, suggested: Decimal) -> str:
    return f"{arithmetic} = {shown(exact, suggested)}" if arithmetic else "未完成，得 0"


def method(quantitative: Quantitative, direction: str | None) -> tuple[str, Method]:
    """The direction a target is scored in (≥ where it is not known) and the method for it."""
    if direction == "≤":
        return "≤", quantitative.at_most
    if direction == "=" and quantitative.equal.method != "at-least":
        return "=", quantitative.equal
    return "≥", quantitative.at_least


def _reached(target: Decimal, actual: Decimal) -> Decimal:
    """≥: actual/target; a target of 0 or below cannot be divided by, so it is met or it is not."""
    if actual >= target:
        return _ONE
    return actual / target if target > 0 else _ZERO


def _kept_inverse(target: Decimal, actual: Decimal) -> Decimal:
    if actual <= target:
        return _ONE
    return target / actual if target > 0 else _ZERO


def _kept_linear(target: Decimal, actual: Decimal) -> Decimal:
    if actual <= target:
        return _ONE
    return max(_ZERO, _ONE - (actual - target) / target) if target > 0 else _ZERO


def _near(target: Decimal, actual: Decimal) -> Decimal:
    if actual == target:
        return _ONE
    return max(_ZERO, _ONE - abs(actual - target) / abs(target)) if target else _ZERO


def _met(target: Decimal, actual: Decimal) -> Decimal:
    return _ONE if actual >= target else _ZERO


def _kept(target: Decimal, actual: Decimal) -> Decimal:
    return _ONE if actual <= target else _ZERO


def _same(target: Decimal, actual: Decimal) -> Decimal:
    return _ONE if actual == target else _ZERO


SHARES: dict[tuple[str, str], Callable[[Decimal, Decimal], Decimal]] = {
    ("≥", "ratio"): _reached,
    ("≥", "all-or-nothing"): _met,
    ("≤", "inverse"): _kept_inverse,
    ("≤", "linear"): _kept_linear,
    ("≤", "all-or-nothing"): _kept,
    ("=", "deviation"): _near,
    ("=", "all-or-nothing"): _same,
}
"""The share of the weight that (direction, method) gives for a target and an actual value, unrounded, 0 to 1."""
