"""What the numbers of a form show by their sums and sizes: which one a total is of, and what is no budget and no rate."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from jixiao.form.amounts import Unreadable, number
from jixiao.form.draft import Fields, Raw
from jixiao.form.fields import AMOUNTS
from jixiao.form.table import Value

CHANGES = re.compile("调整的?预算(?:数|金额|额|资金)?")
MOST_OF_EXECUTION = 30
"""More points than any form gives the execution rate."""
FEWEST_ADDED = 3
"""A total and so many rows less one are the fewest that prove it."""
MORE_THAN_ONE = 2
WANTED = {"total_weight": "weight", "total_score": "score"}


def only_sum(head: Fields, funds: Fields, rows: list[Fields]) -> None:
    """Give the number kept as `total_only` to the field whose sum it equals; it stays unread where that is not certain."""
    only = head.pop("total_only", None)
    if only is None:
        return
    value = points(only)
    sums = {name: _sum(field, funds, rows) for name, field in WANTED.items()}
    equal = [name for name, total in sums.items() if total is not None and total == value]
    if len(equal) == 1:
        head.setdefault(equal[0], only)


def unnamed_sum(head: Fields, funds: Fields, rows: list[Fields]) -> None:
    """The last row is the total, whatever it is called, where it has no target and no result and its points are the sum of all."""
    if head.keys() & {"total_weight", "total_score"} or len(rows) < FEWEST_ADDED:
        return
    *others, last = rows
    if any(last[name][0] not in (None, "") for name in ("target", "actual", "note") if name in last):
        return
    own = {field: points(last[field]) for field in ("weight", "score") if field in last}
    if any(value and value in (_sum(field, {}, others), _sum(field, funds, others)) for field, value in own.items()):
        rows.pop()
        head |= {name: last[of] for name, of in WANTED.items() if of in last}


def unnamed_total(total: Fields, rows: list[Fields], is_source: Callable[[Value], bool]) -> None:
    """The first or the last row of the funds is their total, whatever it is called, where its amounts are the sums of all others."""
    if total or len(rows) < MORE_THAN_ONE:
        return
    for at, others in ((0, rows[1:]), (-1, rows[:-1])):
        own = rows[at]
        amounts = [field for field in AMOUNTS if field in own and points(own[field])]
        sums = all(points(own[field]) == _sum(field, {}, others) for field in amounts)
        if amounts and sums and not is_source(own.get("label", (None,))[0]):
            total.update(rows.pop(at))
            return


def own_score(head: Fields, funds: Fields) -> None:
    """自评得分 | 95.6 behind the amounts of the funds is the score of the form, as no execution rate has so many points."""
    score = points(funds["score"]) if "score" in funds and "weight" not in funds else None
    if score is not None and score > MOST_OF_EXECUTION and "total_score" not in head:
        head["total_score"] = funds.pop("score")


def may_be_changes(word: str) -> bool:
    """Whether under a heading stands the budget as adjusted, or only what was added to it or taken from it: 调整预算数."""
    return CHANGES.fullmatch(word) is not None


def leave_changes(funds: Fields, rows: list[Fields]) -> None:
    """Leave unread what stands under 调整预算数 where it is no budget: nothing, or far less than at first and than was spent."""
    initial, annual, executed = (points(funds[name]) if name in funds else None for name in AMOUNTS)
    if initial is None or annual is None:
        return
    if annual <= 0 or (executed is not None and annual < min(executed, initial / 2)):
        for fields in (funds, *rows):
            fields.pop("annual", None)


def points(raw: Raw) -> Decimal | None:
    """The number of points in a cell; None where there is none."""
    try:
        return number(raw[0])
    except Unreadable:
        return None


def _sum(field: str, funds: Fields, rows: list[Fields]) -> Decimal | None:
    found = [points(row[field]) for row in (funds, *rows) if field in row]
    known = [value for value in found if value is not None]
    return sum(known, Decimal(0)) if known else None
