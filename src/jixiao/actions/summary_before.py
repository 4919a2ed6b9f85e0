"""汇总与上年对比: the forms of a workbook beside last year's, which one made by 结转 keeps in 上年数据."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from jixiao.actions.summary import Summary
from jixiao.collect.rows import Row
from jixiao.collect.year_on_year import SEVERAL, STATES, UNNAMED, differences
from jixiao.form.model import Form
from jixiao.policy import Policy
from jixiao.policy.execution import rate
from jixiao.rules.year_pairs import Match, matched
from jixiao.sheets.figures import factor, in_myriads
from jixiao.sheets.totals import Sums
from jixiao.submit import last_year

AMOUNTS = ("annual", "executed")


@dataclass(frozen=True, slots=True)
class Before:
    """Last year's `year` beside this year's forms: a row for each project, in the words of `collect.year_on_year`.

    `claimed` is 填报总分, the only score that 上年数据 keeps. `whole` adds the amounts, takes the rate of the sums and
    averages the scores, each year's own.
    """

    year: int
    lines: tuple[Row, ...]
    whole: Row

    @property
    def unfinished(self) -> bool:
        """Whether a project of this year has no 全年预算数 yet: then the sums say little."""
        return any(line["annual"] is None and line["state"] != STATES["gone"] for line in self.lines)


def before_of(summary: Summary) -> Before | None:
    """The comparison; None where the workbook keeps no forms of the year before its own forms'."""
    loaded = summary.loaded
    if not loaded.is_workbook:
        return None
    years = {form.year for form in loaded.forms}
    kept = [form for form in last_year.read(loaded.source.book) if form.year is not None and {form.year + 1} == years]
    if not kept:
        return None
    sides = [_figures(form, summary.policy) for form in loaded.forms], [_figures(form, summary.policy) for form in kept]
    lines = tuple(_line(pair, loaded.forms, kept, *sides) for pair in matched(loaded.forms, kept))
    mine, old = map(_sum, sides)
    whole: Row = {"project": None, "unit": None, "state": None, **_compared(mine, old), "note": None}
    return Before(kept[0].year or 0, lines, whole)


class _Figures(NamedTuple):
    """A form's amounts in 万元, its rate with what it is taken of, and 填报总分 as its total."""

    annual: Decimal | None
    executed: Decimal | None
    rate: Decimal | None
    base: Decimal | None
    total: Decimal | None
    initial: Decimal | None = None

    def row(self) -> Row:
        """The figures of a line."""
        return {"annual": self.annual, "executed": self.executed, "rate": self.rate, "claimed": self.total}


def _figures(form: Form, policy: Policy) -> _Figures:
    total = form.funds.total
    annual, executed = (in_myriads(form, getattr(total, key)) for key in AMOUNTS)
    own, base = rate(total, policy), policy.execution.of(total)
    whole = None if own is None or base is None else base * factor(form)
    return _Figures(annual, executed, own, whole, form.total.score)


def _line(
    pair: Match, now: Sequence[Form], before: Sequence[Form], mine: Sequence[_Figures], old: Sequence[_Figures]
) -> Row:
    form = before[pair.before or 0] if pair.now is None else now[pair.now]
    unmatched = (SEVERAL if form.project else UNNAMED) if pair.state == "unmatched" else None
    return {
        "project": form.project,
        "unit": form.unit,
        "state": STATES[pair.state],
        **_compared(_row(mine, pair.now), _row(old, pair.before)),
        "note": unmatched,
    }


def _row(figures: Sequence[_Figures], at: int | None) -> Row | None:
    return None if at is None else figures[at].row()


def _compared(now: Row | None, before: Row | None) -> Row:
    row: Row = {}
    for key in (*AMOUNTS, "rate", "claimed"):
        row[f"{key}_before"] = before[key] if before else None
        row[key] = now[key] if now else None
    return row | differences(row, "claimed")


def _sum(figures: Sequence[_Figures]) -> Row:
    sums = Sums()
    for item in figures:
        sums.add(item, item.base)
    return {**{key: sums.amount(key) for key in AMOUNTS}, "rate": sums.rate, "claimed": sums.average}
