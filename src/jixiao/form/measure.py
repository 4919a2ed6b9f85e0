"""What an indicator's texts say as figures: its nature, direction, target, actual and unit."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from jixiao.form.model import Indicator, Measure
from jixiao.form.quantity import Quantity, reading
from jixiao.form.unit import canonical, convert, is_money

QUANTITATIVE = "定量"
QUALITATIVE = "定性"
_DIRECTIONS = {"≥": "≥", ">": "≥", "≤": "≤", "<": "≤", "=": "="}
_LIMIT = re.compile(r"不超|未超|以内|之内|控制在|不高于|不多于|不大于")
_SAVING = re.compile(r"节约|节省|降低|减少|下降")
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
    nature = typed.nature or said.nature
    if nature == QUALITATIVE:
        return replace(typed, nature=nature)
    said = _told_in(typed.unit, said)
    return replace(
        typed,
        nature=nature,
        direction=_DIRECTIONS.get(typed.direction or "") or said.direction or "≥",
        target=said.target if typed.target is None else typed.target,
        actual=said.actual if typed.actual is None else typed.actual,
        unit=said.unit if typed.unit is None else typed.unit,
    )


def _told_in(unit: str | None, said: Measure) -> Measure:
    """The reading in the unit that was typed, so that figures of one row are never in two units."""
    if not unit or unit == said.unit:
        return said
    own, wanted = said.unit or "", canonical(unit)
    return replace(
        said,
        target=None if said.target is None else convert(said.target, own, wanted),
        actual=None if said.actual is None else convert(said.actual, own, wanted),
    )


@lru_cache(maxsize=16384)
def _said(target: str | None, actual: str | None, category: str | None, name: str | None) -> Measure:
    aim = reading(target)
    if aim.kind in ("several", "range", "unclear"):
        return Measure(QUANTITATIVE, _unsigned_direction("", category or "", name or ""))
    if aim.quantity is None:
        return _QUALITATIVE_ONLY
    result = reading(actual).quantity
    unit = _common_unit(aim.quantity, result)
    value = convert(aim.quantity.value, aim.quantity.unit, unit)
    reached = None if result is None else convert(result.value, result.unit, unit)
    return Measure(QUANTITATIVE, _direction(aim.quantity, category or "", name or ""), value, reached, unit or None)


def _common_unit(target: Quantity, actual: Quantity | None) -> str:
    """The target's unit; the actual's where the target has none, or is a bare 万 beside an amount of money."""
    if actual is None or (target.unit and not (target.unit == "万" and is_money(actual.unit))):
        return target.unit
    return actual.unit


def _direction(target: Quantity, category: str, name: str) -> str:
    if target.sign:
        return _DIRECTIONS[target.sign]
    # "0起" is never meant as "at least none"
    return _unsigned_direction(target.unit, category, name) if target.value else "≤"


def _unsigned_direction(unit: str, category: str, name: str) -> str:
    """≥, but ≤ where the name sets a limit, and for a cost that is an amount, neither a rate nor a saving."""
    if _LIMIT.search(name):
        return "≤"
    if "成本" not in category or unit == "%" or _SAVING.search(name):
        return "≥"
    return "≤" if unit == "万" or is_money(unit) or not _RATIO.search(name) else "≥"
