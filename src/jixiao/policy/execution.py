"""The execution score (预算执行率得分)."""

from __future__ import annotations

from decimal import Decimal

from jixiao.form.fields import NAMES
from jixiao.form.model import FundPart, FundTotal
from jixiao.form.rounding import percent, plain
from jixiao.policy.model import Policy
from jixiao.policy.scored import Score, points, shown

FIELD = "funds.total.score"


def rate(funds: FundTotal | FundPart, policy: Policy) -> Decimal | None:
    """执行率 as an unrounded fraction; None when an amount is missing or the base is not above 0."""
    base = policy.execution.of(funds)
    if base is None or base <= 0 or funds.executed is None:
        return None
    return funds.executed / base


def execution_score(funds: FundTotal, policy: Policy) -> Score:
    """Weight × min(rate, cap), half-up to two places; not computable without both amounts and a weight."""
    exact = rate(funds, policy)
    clause = policy.execution.clause
    if exact is None or funds.weight is None:
        why = _missing(funds, policy)
        return Score(FIELD, funds.weight, funds.score, None, None, exact, why, clause)
    counted = funds.weight * min(exact, policy.execution.cap)
    suggested = points(funds.weight, counted)
    line = _arithmetic(funds, policy, exact, counted, suggested)
    return Score(FIELD, funds.weight, funds.score, suggested, None, exact, line, clause)


def _missing(funds: FundTotal, policy: Policy) -> str:
    base = policy.execution.of(funds)
    lacking = [
        word
        for word, value in (
            (NAMES[policy.execution.base], base),
            (NAMES["executed"], funds.executed),
            ("执行率分值", funds.weight),
        )
        if value is None
    ]
    if lacking:
        return f"缺{'、'.join(lacking)}，不能计算执行率得分"
    return f"{NAMES[policy.execution.base]}为 {plain(base or Decimal(0))}，不能计算执行率"


def _arithmetic(funds: FundTotal, policy: Policy, exact: Decimal, counted: Decimal, suggested: Decimal) -> str:
    base = policy.execution.of(funds)
    weight = plain(funds.weight or Decimal(0))
    division = f"{plain(funds.executed or Decimal(0))} ÷ {plain(base or Decimal(0))}"
    clause = f"（按预算执行率计分，{policy.execution.clause}）"
    if exact > policy.execution.cap:
        cap = percent(policy.execution.cap)
        return f"{division} = {percent(exact)}，超过 {cap} 按 {cap} 计，得 {plain(suggested)}{clause}"
    return f"{division} × {weight} = {shown(counted, suggested)}{clause}"
