"""The words in which a quantitative score explains itself."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from jixiao.form.lexicon import lexicon
from jixiao.form.model import Measure
from jixiao.form.rounding import plain

_ZERO = Decimal(0)
_FALLS_SHORT = {"≥": "未达到", "≤": "超过", "=": "不等于"}
_HOLDS = {"≥": "达到", "≤": "未超", "=": "等于"}


class Sentence(NamedTuple):
    """How the result compares with the target, and the division that gives the points; None for all or nothing."""

    comparison: str
    arithmetic: str | None


def sentence(measure: Measure, direction: str, method: str, weight: Decimal) -> Sentence:
    """The comparison and the arithmetic of `measure` scored in `direction` by `method`."""
    target, actual = measure.target or _ZERO, measure.actual or _ZERO
    unit = measure.unit or ""
    if unit == lexicon().on_time:
        return Sentence("按期完成" if holds(direction, target, actual) else "没有按期完成", None)
    word = (_HOLDS if holds(direction, target, actual) else _FALLS_SHORT)[direction]
    comparison = f"完成值 {plain(actual)}{unit} {word}指标值 {plain(target)}{unit}"
    return Sentence(comparison, _arithmetic(direction, method, target, actual, weight))


def holds(direction: str, target: Decimal, actual: Decimal) -> bool:
    """Whether `actual` meets `target` in `direction`."""
    if direction == "≤":
        return actual <= target
    return actual == target if direction == "=" else actual >= target


def _arithmetic(direction: str, method: str, target: Decimal, actual: Decimal, weight: Decimal) -> str | None:
    aim, result, full = plain(target), plain(actual), plain(weight)
    if method == "all-or-nothing" or not target or (target < 0 and direction != "="):
        return None
    if method == "ratio":
        return f"{result} ÷ {aim} × {full}"
    if method == "inverse":
        return f"{aim} ÷ {result} × {full}"
    if method == "linear":
        return f"(1 - ({result} - {aim}) ÷ {aim}) × {full}"
    return f"(1 - |{result} - {aim}| ÷ {plain(abs(target))}) × {full}"
