"""Comparing a printed figure with the exact one at the precision it is printed with."""

from __future__ import annotations

from decimal import Decimal

from jixiao.form.rounding import half_up

RATE_PLACES = 2  # a rate is read as a fraction, so "97%" has two places and "100%", read as 1, is given them
FINEST = 6


def decimals(value: Decimal) -> int:
    """How many decimal places a figure is printed with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def rate_agrees(printed: Decimal, exact: Decimal) -> bool:
    """Whether a printed rate is the exact one rounded, or cut off, at its own last place (66.6% for 66.607%)."""
    places = min(max(decimals(printed), RATE_PLACES), FINEST)
    return abs(printed - exact) < Decimal(1).scaleb(-places)


def points_agree(printed: Decimal, exact: Decimal) -> bool:
    """Whether printed points are the exact ones rounded at the places shown, at most two."""
    return half_up(exact, min(decimals(printed), 2)) == half_up(printed)


def only_rounded(printed: Decimal, exact: Decimal) -> bool:
    """Whether whole points stand where the exact figure has decimals, and rounding explains the difference."""
    return decimals(printed) == 0 and points_agree(printed, exact) and half_up(printed) != half_up(exact)
