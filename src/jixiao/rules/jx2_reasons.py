"""JX2, reasons: what must be said of a low execution rate and of an in-year change of the budget."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from jixiao.form.quantity import quantities
from jixiao.form.rounding import percent
from jixiao.form.unit import MONEY
from jixiao.policy.reasons import gives_reason
from jixiao.rules.fund_rates import has_other_budget
from jixiao.rules.lists import has
from jixiao.rules.phrasing import points
from jixiao.rules.registry import Hit, each_form
from jixiao.rules.view import View

NOTHING = Decimal(0)
REASON_DUTY = "财预〔2020〕10号：预算执行率偏低的，单独说明原因，提出整改措施"


@each_form(
    "JX218",
    "warning",
    "执行率偏低未说明原因",
    basis=REASON_DUTY,
    fix="在“偏差原因分析及改进措施”写明未支出的原因和下一步措施。",
    explanation="执行率低于办法规定的界限（默认 90%），表内没有一处说明资金未用完的原因；表上有没有读出的文字时不报告。“政府采购节约”“受疫情影响”“机构改革”一类说明都算；“无”“—”“\\”不算（workbook/reasons.toml）。",
)
def low_execution_unexplained(view: View) -> Iterable[Hit]:
    rate, limit = view.scores.rate, view.policy.low_execution.value
    if rate is None or rate >= limit or has_other_budget(view, view.form.funds.total) or _money_explained(view):
        return
    message = f"执行率 {percent(rate)}，低于 {percent(limit)}，表内没有说明原因"
    yield Hit("funds.total.executed", message, percent(rate), "原因和改进措施", basis=view.policy.low_execution.clause)


@each_form(
    "JX219",
    "warning",
    "年中调整预算未说明原因",
    basis="预算法第十三条：非经法定程序不得调整；表式结构：年初数与全年数不同应有说明",
    fix="在“偏差原因分析及改进措施”写明调整的文号、金额和原因。",
    explanation="全年预算数与年初预算数不同，表内没有一处说明为什么追加或调减，“上年结转”一行也不正好是这个数；表上有没有读出的文字时不报告。",
)
def change_unexplained(view: View) -> Iterable[Hit]:
    total, unit = view.form.funds.total, view.amount_unit
    if total.initial is None or total.annual is None or total.initial == total.annual:
        return
    gap = total.annual - total.initial
    if not view.has_reasons or _is_carried_over(view, gap) or _is_given(view, gap) or _money_explained(view):
        return
    word = "追加" if gap > 0 else "调减"
    message = f"年初预算 {points(total.initial)} {unit}，全年预算 {points(total.annual)} {unit}，{word} {points(abs(gap))} {unit}"
    yield Hit("funds.total.annual", f"{message}，没有说明原因", points(total.annual), "调整原因")


def _is_carried_over(view: View, gap: Decimal) -> bool:
    """Whether the rows of 上年结转 say themselves what the budget was raised by."""
    rows = [part for part in view.form.funds.parts if part.kind == "carryover"]
    raised = sum(((part.annual or NOTHING) - (part.initial or NOTHING) for part in rows), NOTHING)
    return gap > 0 and raised == gap


def _is_given(view: View, gap: Decimal) -> bool:
    """Whether a text names the very amount: 年中按区财政要求压减67.65万元."""
    due = abs(gap) * MONEY[view.amount_unit]
    texts = (*_results(view), *(row.indicator.note for row in view.rows))
    return any(item.yuan == due for text in texts if text for item in quantities(text))


def _money_explained(view: View) -> bool:
    """Whether any cell gives why the money was changed or not spent; a note on a cost row is taken to do so."""
    if view.may_explain("funds", "goal", "indicators", "total") or any(map(gives_reason, _fund_notes(view))):
        return True
    rows = [row for row in view.rows if gives_reason(row.indicator.note)]
    if any(row.kind in ("cost", "time") or row.is_execution for row in rows):
        return True
    return any(_gives_why(row.indicator.note or "") for row in rows) or any(map(_gives_cause, _results(view)))


def _fund_notes(view: View) -> Iterator[str | None]:
    yield view.form.funds.total.note
    yield from (part.note for part in view.form.funds.parts)


def _results(view: View) -> Iterator[str]:
    """The texts which may also hold a reason: 因疫情影响，培训推迟到下年."""
    texts = (view.form.goal.actual, *(row.indicator.actual for row in view.rows))
    yield from (text for text in texts if text)


@lru_cache(maxsize=4096)
def _gives_why(text: str) -> bool:
    return has(text, "reasons.causes")


@lru_cache(maxsize=4096)
def _gives_cause(text: str) -> bool:
    return _gives_why(text) and has(text, "reasons.because")
