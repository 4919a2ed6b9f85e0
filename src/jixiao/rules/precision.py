"""Comparing a printed figure with the exact one at the precision it is printed with."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal

from jixiao.form.rates import RATE_PLACES
from jixiao.form.rounding import decimals, half_up
from jixiao.rules.lists import limit

HUNDREDTH = Decimal("0.01")


def points_agree(printed: Decimal, exact: Decimal) -> bool:
    """Whether printed points are the exact ones rounded at the places shown, at most two."""
    return half_up(exact, min(decimals(printed), 2)) == half_up(printed)


def cut_off(printed: Decimal, exact: Decimal) -> bool:
    """Whether printed points are the exact ones without the places behind the last one shown (9.729 as 9.72)."""
    places = min(decimals(printed), 2)
    return places > 0 and exact.quantize(Decimal(1).scaleb(-places), ROUND_DOWN) == half_up(printed)


def points_near(printed: Decimal, due: Decimal, weight: Decimal) -> bool:
    """Whether rounding explains printed points where `due` is itself rounded to two places.

    Half of the last place shown and half a hundredth more (1.946 is due as 1.95 and may be printed as 1.9); whole
    points at most a share of the weight, so that 51 of 100 is not full marks.
    """
    last = Decimal(1).scaleb(-min(decimals(printed), 2))
    allowed = last / 2 + HUNDREDTH / 2
    if last == 1:
        allowed = min(allowed, max(weight * limit("whole_points"), HUNDREDTH))
    return abs(printed - due) <= allowed


def by_whole_percent(printed: Decimal, due: Decimal, weight: Decimal) -> bool:
    """Whether printed points are those of the completion rounded to whole per cent (6 of 7 is 86%), short of all of it.

    `due` is the exact points, or these at two places.
    """
    completion = half_up(due / weight, RATE_PLACES) if weight else Decimal(1)
    points = half_up(completion * weight)
    return completion < 1 and (printed == points or (decimals(printed) > 0 and points_agree(printed, points)))


def amounts_near(one: Decimal, other: Decimal) -> bool:
    """Whether two amounts are one at the places the coarser of them is printed with (48 for 48.22, not 1 for 1.16)."""
    places = min(decimals(one), decimals(other))
    near = abs(one - other) <= abs(other) * limit("rounded_amount")
    return one == other or (near and half_up(one, places) == half_up(other, places))


def only_rounded(printed: Decimal, exact: Decimal) -> bool:
    """Whether whole points are where the exact figure has decimals, and rounding explains the difference."""
    return decimals(printed) == 0 and points_agree(printed, exact) and half_up(printed) != half_up(exact)
