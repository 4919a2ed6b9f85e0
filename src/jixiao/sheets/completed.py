"""A form as its sheet will read: printed figures it leaves blank are what the template's formulas give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from jixiao.form.amounts import tidy
from jixiao.form.flat import flat
from jixiao.form.model import Form, FundPart, FundTotal, Total
from jixiao.form.paths import fund_path
from jixiao.form.table import Value
from jixiao.policy.execution import rate
from jixiao.policy.model import Policy
from jixiao.policy.score import score
from jixiao.sheets import figures as f


def completed(form: Form, policy: Policy) -> Form:
    """`form` with 执行率, 执行率得分 and 总分 computed where it claims nothing; what it claims or cannot be read stays."""
    total = _total(form, policy)
    parts = tuple(_part(form, at, part, policy) for at, part in enumerate(form.funds.parts))
    made = replace(form, funds=replace(form.funds, total=total, parts=parts))
    sums = Total(
        _kept(form, "total.weight", form.total.weight, f.printed_weight(made)),
        _kept(form, "total.score", form.total.score, f.printed_score(total.score, made)),
    )
    return form if (made.funds, sums) == (form.funds, form.total) else replace(made, total=sums)


def filled_in(form: Form, policy: Policy) -> Iterator[str]:
    """The fields `completed` adds."""
    before = flat(form)
    yield from (path for path in flat(completed(form, policy)) if path not in before)


def _total(form: Form, policy: Policy) -> FundTotal:
    total, scores = form.funds.total, score(form, policy)
    rate = _kept(form, "funds.total.rate", total.rate, f.printed_rate(scores.rate))
    points = _kept(form, "funds.total.score", total.score, scores.execution.suggested)
    return total if (rate, points) == (total.rate, total.score) else replace(total, rate=rate, score=points)


def _part(form: Form, at: int, part: FundPart, policy: Policy) -> FundPart:
    printed = _kept(form, fund_path(at, "rate"), part.rate, f.printed_rate(rate(part, policy)))
    return part if printed == part.rate else replace(part, rate=printed)


def _kept(form: Form, path: str, claim: Decimal | None, computed: Value) -> Decimal | None:
    """The claim where there is one, or where the cell holds what could not be read; else what is computed."""
    if claim is not None or form.unreadable(path) or not isinstance(computed, Decimal):
        return claim
    return tidy(computed)
