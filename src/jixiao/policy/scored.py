"""What is said of one scored line, and how points are rounded and kept within the weight."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from jixiao.form.rounding import half_up, plain

_ZERO = Decimal(0)


class Score(NamedTuple):
    """One scored line: `field` is the path of its score, `weight` and `printed` are the form's own points.

    `suggested` is what the policy gives, `band` the lowest and highest points of the chosen tier, `completion` actual
    ÷ target as a fraction; each None where it cannot be computed. `explanation` is one Chinese line with the
    arithmetic, or why there is none.
    """

    field: str
    weight: Decimal | None
    printed: Decimal | None
    suggested: Decimal | None
    band: tuple[Decimal, Decimal] | None
    completion: Decimal | None
    explanation: str
    clause: str


def points(weight: Decimal, exact: Decimal) -> Decimal:
    """`exact` points half-up to two places, never below 0 nor above `weight`."""
    return max(_ZERO, min(weight, half_up(exact)))


def shown(exact: Decimal, rounded: Decimal) -> str:
    """ "9.724 → 9.72": the figure to one more place than it is rounded to, then the rounded one."""
    longer = half_up(exact, 3)
    if exact == rounded:
        return plain(rounded)
    if longer == rounded:
        return f"{plain(half_up(exact, 6))} → {plain(rounded)}"
    return f"{plain(longer)} → {plain(rounded)}"
