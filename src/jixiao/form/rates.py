"""A rate of a form as a fraction: what a number without % means is settled by the amounts beside it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.form.amounts import Unreadable, amount, exact, fraction, number, tidy
from jixiao.form.model import Form, FundPart, FundTotal
from jixiao.form.rounding import decimals
from jixiao.form.table import Value
from jixiao.form.wording import half_width

MOST_FRACTION = Decimal(2)
"""A number above this is no fraction of a budget that anybody would print."""
HUNDRED = Decimal(100)
RATE_PLACES = 2  # a rate is read as a fraction, so "97%" has two places and "100%", read as 1, is given them
FINEST = 6


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


def rate_agrees(printed: Decimal, exact: Decimal) -> bool:
    """Whether a printed rate is the exact one rounded, or cut off, at its own last place (66.6% for 66.607%)."""
    places = min(max(decimals(printed), RATE_PLACES), FINEST)
    return abs(printed - exact) < Decimal(1).scaleb(-places)


def is_of_no_budget(row: FundTotal | FundPart) -> bool:
    """Whether the printed rate of `row` is that of none of its budgets that were read."""
    if row.rate is None or not row.executed:
        return False
    return not any(budget and rate_agrees(row.rate, row.executed / budget) for budget in (row.annual, row.initial))


def is_of_other_budget(form: Form, row: FundTotal | FundPart) -> bool:
    """Whether the printed rate of `row` follows from an amount on the form that no field took, alone or added to a budget
    that was read: from 到位资金, from 年初预算数 and 调整数."""
    if not form.unread_cells or row.rate is None or not row.executed or not is_of_no_budget(row):
        return False
    bases = possible_budgets(form, row)
    return any(base > 0 and rate_agrees(row.rate, row.executed / base) for base in bases)


def possible_budgets(form: Form, row: FundTotal | FundPart) -> list[Decimal]:
    """What the budget of `row` may be by the amounts that no field took: one of them, or added to one that was read."""
    known = [budget for budget in (row.annual, row.initial) if budget is not None]
    return [found + budget for found in unread_amounts(form) for budget in (Decimal(0), *known)]


def unread_amounts(form: Form) -> Iterator[Decimal]:
    """The amounts among the funds that no field took, in the unit of the form."""
    for cell in form.unread_cells:
        if cell.part == "funds":
            try:
                found = amount(cell.text, form.amount_unit)
            except Unreadable:
                continue
            if found is not None:
                yield found


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
