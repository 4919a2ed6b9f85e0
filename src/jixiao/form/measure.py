"""What an indicator's texts say as figures: its nature, direction, target, actual and unit."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from jixiao.form.model import Indicator, Measure
from jixiao.form.quantity import Quantity, reading
from jixiao.form.unit import convert, is_money

QUANTITATIVE = "定量"
QUALITATIVE = "定性"
_DIRECTIONS = {"≥": "≥", ">": "≥", "≤": "≤", "<": "≤", "=": "="}
_LIMIT = re.compile(r"不超|未超|以内|之内|控制在|不高于|不多于|不大于")
_RATIO = re.compile(r"[率度]$|比例$|达标")
_QUALITATIVE_ONLY = Measure(nature=QUALITATIVE)


def measured(indicator: Indicator) -> Measure:
    """The figures of `indicator`: the typed working columns where given, the reading of its texts elsewhere.

    `target` and `actual` are told in one unit; an actual value that cannot be told in the target's unit is None.
    """
    said = _said(indicator.target, indicator.actual, indicator.category, indicator.name)
    typed = indicator.measure
    return said if typed is None else _merged(typed, said)


def _merged(typed: Measure, said: Measure) -> Measure:
    if typed.nature == QUALITATIVE:
        return Measure(nature=QUALITATIVE, tier=typed.tier)
    return replace(
        typed,
        nature=typed.nature or said.nature,
        direction=_DIRECTIONS.get(typed.direction or "") or said.direction,
        target=said.target if typed.target is None else typed.target,
        actual=said.actual if typed.actual is None else typed.actual,
        unit=said.unit if typed.unit is None else typed.unit,
    )


@lru_cache(maxsize=16384)
def _said(target: str | None, actual: str | None, category: str | None, name: str | None) -> Measure:
    aim = reading(target)
    if aim.kind in ("several", "range"):
        return Measure(nature=QUANTITATIVE)
    if aim.quantity is None:
        return _QUALITATIVE_ONLY
    result = reading(actual).quantity
    unit = _common_unit(aim.quantity, result)
    value = convert(aim.quantity.value, aim.quantity.unit, unit)
    reached = None if result is None else convert(result.value, result.unit, unit)
    direction = _direction(aim.quantity, value, category or "", name or "")
    return Measure(QUANTITATIVE, direction, value, reached, unit or None)


def _common_unit(target: Quantity, actual: Quantity | None) -> str:
    if actual is None or (target.unit and not (target.unit == "万" and is_money(actual.unit))):
        return target.unit
    return actual.unit


def _direction(target: Quantity, value: Decimal | None, category: str, name: str) -> str:
    if target.sign:
        return _DIRECTIONS[target.sign]
    if not target.value or _LIMIT.search(name):
        return "≤"
    if "成本" in category and target.unit != "%" and not _RATIO.search(name):
        return "≤"
    return "≥"
