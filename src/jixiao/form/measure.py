"""What an indicator's texts say as figures: its nature, direction, target, actual and unit."""

from __future__ import annotations

from dataclasses import replace

from jixiao.form.compare import QUALITATIVE, QUANTITATIVE, Comparison, compared
from jixiao.form.direction import SIGNS
from jixiao.form.model import Indicator, Measure
from jixiao.form.unit import canonical, convert

__all__ = ["QUALITATIVE", "QUANTITATIVE", "comparison", "measured"]


def measured(indicator: Indicator) -> Measure:
    """The figures of `indicator`: the typed working columns where given, the reading of its texts elsewhere.

    `target` and `actual` are given in one unit, and only where they are certain; a figure that is not is None.
    """
    said, typed = comparison(indicator).measure, indicator.measure
    return said if typed is None else _merged(typed, said)


def comparison(indicator: Indicator) -> Comparison:
    """The comparison of the texts, by the direction that was typed where one was."""
    typed = indicator.measure
    direction = SIGNS.get(typed.direction or "") if typed else None
    return compared(indicator.target, indicator.actual, indicator.category, indicator.name, direction)


def _merged(typed: Measure, said: Measure) -> Measure:
    nature = typed.nature or said.nature
    if nature == QUALITATIVE:
        return replace(typed, nature=nature)
    said = _given_in(typed.unit, said)
    return replace(
        typed,
        nature=nature,
        direction=SIGNS.get(typed.direction or "") or said.direction or "≥",
        target=said.target if typed.target is None else typed.target,
        actual=said.actual if typed.actual is None else typed.actual,
        unit=said.unit if typed.unit is None else typed.unit,
    )


def _given_in(unit: str | None, said: Measure) -> Measure:
    """The reading in the unit that was typed, so that figures of one row are never in two units."""
    if not unit or unit == said.unit:
        return said
    own, wanted = said.unit or "", canonical(unit)
    return replace(
        said,
        target=None if said.target is None else convert(said.target, own, wanted),
        actual=None if said.actual is None else convert(said.actual, own, wanted),
    )
