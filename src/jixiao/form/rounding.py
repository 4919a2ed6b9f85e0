"""Rounding and plain printing of amounts, rates and scores: the only place where a figure is rounded."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

NONE = "—"
"""Stands for an unknown figure."""
_STEADY = Decimal("1E-10")
_WIDE = Context(prec=40_000, rounding=ROUND_HALF_UP)
"""More digits than a cell holds characters, so that no figure is too long to be rounded."""


def half_up(value: Decimal, places: int = 2) -> Decimal:
    """`value` rounded half away from zero to `places` decimals (四舍五入), after rounding to ten places.

    The first step makes a binary engine agree: Excel's `ROUND(ROUND(x,10),2)` gives the same figure although its x
    carries an error in the sixteenth digit.
    """
    return value.quantize(_STEADY, None, _WIDE).quantize(_step(places), None, _WIDE)


def decimals(value: Decimal) -> int:
    """How many decimal places a figure is printed with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def plain(value: Decimal) -> str:
    """The shortest plain text of a figure: "10", "6.67", never an exponent or trailing zeros."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


@lru_cache(maxsize=4096)
def percent(fraction: Decimal) -> str:
    """A fraction as every output prints it, half-up to at most two places of a percent: 0.9724 → "97.24%", 1 → "100%"."""
    return f"{plain(half_up(fraction * 100))}%"


def plain_or(value: Decimal | None, none: str = NONE) -> str:
    """A figure as `plain` prints it; `none` where it is unknown."""
    return none if value is None else plain(value)


def percent_or(fraction: Decimal | None, none: str = NONE) -> str:
    """A fraction as `percent` prints it; `none` where it is unknown."""
    return none if fraction is None else percent(fraction)


@lru_cache(maxsize=32)
def _step(places: int) -> Decimal:
    return Decimal(1).scaleb(-places)
