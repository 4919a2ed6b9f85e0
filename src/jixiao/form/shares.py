"""权重 as shares of the whole: 0.5 typed as a number, beside a score in points."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from jixiao.form.amounts import tidy
from jixiao.form.model import Form


def has_shares(form: Form) -> bool:
    """Whether the weights are shares of the whole typed as numbers: 0.5 beside a score of 50."""
    weights = [item.weight for item in form.indicators if item.weight is not None]
    scored = any(item.weight is not None and (item.score or 0) > 1 for item in form.indicators)
    return scored and sum(weights) <= 1


def in_points(form: Form) -> Form:
    """The form with its weights as points."""
    rows = tuple(replace(item, weight=_hundredfold(item.weight)) for item in form.indicators)
    total = replace(form.funds.total, weight=_hundredfold(form.funds.total.weight))
    whole = replace(form.total, weight=_hundredfold(form.total.weight))
    return replace(form, indicators=rows, funds=replace(form.funds, total=total), total=whole)


def _hundredfold(weight: Decimal | None) -> Decimal | None:
    return weight if weight is None or weight > 1 else tidy(weight * 100)
