"""Which part of a form a row is the heading of."""

from __future__ import annotations

from collections.abc import Iterable

from jixiao.form.wording import label
from jixiao.recognise.labels import Labels

LONGEST = 30


def parts(texts: Iterable[str], labels: Labels) -> set[str]:
    """funds, goal or indicators: those whose columns the texts of one row name."""
    words = {label(text) for text in texts if len(text) <= LONGEST}
    funds = {labels.fund_columns.get(word) for word in words}
    goal = {labels.goal.get(word) for word in words} - {None}
    indicators = {labels.indicator_columns.get(word) for word in words}
    found = {
        "funds": "executed" in funds and bool(funds & {"annual", "initial"}),
        "goal": len(goal) == 2,
        "indicators": len(indicators & {"dimension", "category", "name", "target", "actual"}) >= 2,
    }
    return {part for part, here in found.items() if here}
