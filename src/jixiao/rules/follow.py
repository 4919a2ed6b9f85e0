"""A total that follows a wrong part: right as a sum, to be changed with the part."""

from __future__ import annotations

from decimal import Decimal

from jixiao.rules.phrasing import points
from jixiao.rules.registry import Location
from jixiao.rules.view import View


def total_follows(view: View, printed: Decimal, due: Decimal) -> tuple[str, tuple[Location, ...]]:
    """What a finding about one score says of the total that was added up with it: a clause and its place.

    Nothing where the total is blank, or wrong by itself and a finding of its own.
    """
    total, added = view.form.total.score, view.scores.printed_total
    if total is None or total != added:
        return "", ()
    changed = points(total - printed + due)
    clause = f"；总分 {points(total)} 由它加出，改正后应为 {changed}"
    return clause, (Location("total.score", None, points(total)),)
