"""权重 as shares of the whole: 0.5 typed as a number, beside a score in points."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from jixiao.form.amounts import tidy
from jixiao.form.model import Form

NOTHING, MOST = Decimal(0), Decimal("0.5")


def has_shares(form: Form) -> bool:
    """Whether the weights are shares of the whole typed as numbers: they make most of 1, and the scores need them as points."""
    rows = [(item.weight, item.score or NOTHING) for item in form.indicators if item.weight is not None]
    if not any(score > 1 for _, score in rows) or not MOST <= sum(weight for weight, _ in rows) <= 1:
        return False
    return all(score <= weight * 100 for weight, score in rows)


def in_points(form: Form) -> Form:
    """The form with its weights as points."""
    rows = tuple(replace(item, weight=_hundredfold(item.weight)) for item in form.indicators)
    total = replace(form.funds.total, weight=_hundredfold(form.funds.total.weight))
    whole = replace(form.total, weight=_hundredfold(form.total.weight))
    return replace(form, indicators=rows, funds=replace(form.funds, total=total), total=whole)


def _hundredfold(weight: Decimal | None) -> Decimal | None:
    return weight if weight is None or weight > 1 else tidy(weight * 100)
