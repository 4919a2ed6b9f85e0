"""A rate of a form as a fraction: what a number without % means is settled by the amounts beside it."""

from __future__ import annotations

from decimal import Decimal

from jixiao.form.amounts import Unreadable, exact, fraction, number, tidy
from jixiao.form.table import Value
from jixiao.form.wording import half_width

MOST_FRACTION = Decimal(2)
"""A number above this is no fraction of a budget that anybody would print."""
HUNDRED = Decimal(100)


def rate(value: Value, executed: Decimal | None, budgets: tuple[Decimal | None, ...]) -> Decimal | None:
    """The rate in a cell as a fraction: 95.86%, 95.86 and 0.9586 are 0.9586. None where the cell is blank.

    `executed` and `budgets` are the amounts beside it, in one unit. A whole number of a text counts percent points.
    Raises Unreadable when the cell is no single rate.
    """
    if not isinstance(value, str):
        return None if value is None else _settled(exact(value), executed, budgets, exact(value))
    found = fraction(value)
    if found is None or half_width(value).endswith(("%", "﹪")) or "." not in value:
        return found
    return _settled(number(value) or Decimal(0), executed, budgets, found)


def _settled(
    written: Decimal, executed: Decimal | None, budgets: tuple[Decimal | None, ...], usual: Decimal
) -> Decimal:
    """The number as a fraction or as percent points, whichever is nearer to executed ÷ budget."""
    shares = [executed / budget for budget in budgets if executed is not None and budget is not None and budget > 0]
    if not shares or written <= 0:
        if written > MOST_FRACTION:
            return tidy(written / HUNDRED)
        if usual != written and written != 0:
            raise Unreadable(str(written))
        return usual
    ways = written, tidy(written / HUNDRED)
    return min(ways, key=lambda way: min(_distance(way, share) for share in shares))


def _distance(one: Decimal, other: Decimal) -> Decimal:
    """How many times one number is the other: 0 for equal ones, and as far for a tenth as for ten times."""
    if not one or not other:
        return abs(one - other)
    return max(one / other, other / one) - 1 if one > 0 and other > 0 else abs(one - other)
