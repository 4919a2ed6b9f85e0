"""What the formulas of a project sheet compute, in Python: each function is the twin of one in design/project_formulas.py.

A blank result is the empty text, as in the formulas. Amounts are in the form's unit, scores in points.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from jixiao.form.fields import AMOUNTS
from jixiao.form.measure import measured
from jixiao.form.model import Form, FundPart, FundTotal, Indicator, Measure
from jixiao.form.rounding import half_up
from jixiao.form.table import Value
from jixiao.form.unit import MONEY
from jixiao.policy.execution import rate
from jixiao.policy.model import Policy
from jixiao.policy.reasons import gives_reason
from jixiao.policy.score import Scores
from jixiao.policy.scored import Score
from jixiao.sheets import words as w

ZERO, HUNDRED = Decimal(0), Decimal(100)
POINT, AMOUNT, RATE = Decimal(w.POINT_TOLERANCE), Decimal(w.AMOUNT_TOLERANCE), Decimal(w.RATE_TOLERANCE)
FACTORS = {unit: Decimal(MONEY[unit]) / MONEY["万元"] for unit in ("亿元", "万元", "元")}


class Written(NamedTuple):
    """A form as it is on the sheet: the raw text of what could not be read, by field path."""

    form: Form
    raw: dict[str, str]

    def value(self, path: str, value: Value) -> Value:
        """The content of the cell of `path`."""
        return self.raw.get(path, value) if self.raw else value


def written(form: Form) -> Written:
    """`form` with its unread texts at hand."""
    return Written(form, {item.field: item.text for item in form.unread})


def base(row: FundTotal | FundPart, policy: Policy, texts: tuple[Value, Value]) -> Value:
    """执行率基数: the amount in the sheet's cell, a text where it could not be read, 0 where it is blank."""
    amount, text = policy.execution.of(row), dict(zip(("initial", "annual"), texts, strict=True))[policy.execution.base]
    return text if isinstance(text, str) else amount if amount is not None else ZERO


def binary_rate(row: FundTotal | FundPart, policy: Policy) -> Value:
    """核算执行率 as Excel stores it: a division of binary numbers."""
    amount = policy.execution.of(row)
    return "" if rate(row, policy) is None else float(row.executed or ZERO) / float(amount or ZERO)


def printed_rate(exact: Decimal | None) -> Value:
    """执行率 to two places of a percent."""
    return "" if exact is None else half_up(exact, 4)


def counted(scores: Scores) -> Decimal | None:
    """计入总分: the computed execution score, else the printed one."""
    execution = scores.execution
    return execution.printed if execution.suggested is None else execution.suggested


def factor(form: Form) -> Decimal:
    """折万元系数."""
    return FACTORS.get(form.amount_unit or "", Decimal(1))


def in_myriads(form: Form, amount: Decimal | None) -> Decimal | None:
    """An amount of `form` in 万元."""
    return None if amount is None else half_up(amount * factor(form), 6)


def fund_check(form: Form, scores: Scores) -> str:
    """校验 of 年度资金总额."""
    total, parts = form.funds.total, form.funds.parts
    if total.annual is not None and total.executed is not None and total.executed > total.annual:
        return w.OVERSPENT
    for name in AMOUNTS:
        amounts = [amount for part in parts if (amount := getattr(part, name)) is not None]
        whole = getattr(total, name)
        if amounts and whole is not None and abs(sum(amounts, ZERO) - whole) > AMOUNT:
            return w.PARTS_DIFFER
    if total.rate is not None and scores.rate is not None and abs(total.rate - scores.rate) > RATE:
        return w.RATE_DIFFERS
    execution = scores.execution
    if total.score is not None and execution.suggested is not None and abs(total.score - execution.suggested) > POINT:
        return w.EXECUTION_DIFFERS
    return ""


def completion(measure: Measure) -> Value:
    """完成率 as Excel stores it."""
    target, actual = measure.target, measure.actual
    if measure.nature != w.QUANTITATIVE or target is None or actual is None or not target:
        return ""
    return float(actual) / float(target)


def indicator_check(item: Written, path: str, indicator: Indicator, score: Score, policy: Policy) -> str:
    """校验 of an indicator."""
    weight, points = indicator.weight, indicator.score
    if points is None:
        if f"{path}.score" in item.raw:
            return w.NOT_A_SCORE
        return w.NOT_SCORED if weight is not None and item.value(f"{path}.actual", indicator.actual) else ""
    if weight is None:
        return w.NO_WEIGHT
    if points > weight:
        return w.ABOVE_WEIGHT
    if points < 0:
        return w.NEGATIVE
    silent = not gives_reason(str(item.value(f"{path}.note", indicator.note) or ""))
    if points < weight and silent:
        return w.NO_REASON
    return _against_suggestion(indicator, points, score, policy, silent)


def _against_suggestion(indicator: Indicator, points: Decimal, score: Score, policy: Policy, silent: bool) -> str:
    measure = measured(indicator)
    if score.suggested is not None:
        if measure.nature == w.QUANTITATIVE:
            if abs(points - score.suggested) > POINT:
                return w.NOT_AS_SUGGESTED
        elif points > score.suggested + POINT or (score.band and points < score.band[0] - POINT):
            return w.OUTSIDE_TIER
    ratio = completion(measure)
    far = isinstance(ratio, float) and ratio >= float(policy.over_completion.value)
    return w.NO_OVER_REASON if far and silent and measure.direction != "≤" else ""


def total_check(form: Form, scores: Scores) -> str:
    """校验 of 总分."""
    total = form.total
    if total.weight is not None and total.score is not None and abs(total.weight - HUNDRED) > POINT:
        return w.WEIGHTS_NOT_100
    if total.score is not None and scores.total is not None and abs(total.score - scores.total) > POINT:
        return w.TOTAL_DIFFERS
    return ""


def groups(indicators: Sequence[Indicator], policy: Policy) -> list[str]:
    """归属 of each indicator: the policy's 一级指标, or 其他."""
    known = (policy.dimension(indicator.dimension) for indicator in indicators)
    return [dimension.name if dimension else w.OTHER for dimension in known]


def group_sums(form: Form, belong: Sequence[str]) -> dict[str, Decimal]:
    """产出得分 ... 成本得分, 其他得分: the points given, by group; `belong` is the 归属 of each indicator."""
    sums = dict.fromkeys((*w.GROUPS, "other"), ZERO)
    keys = {name: key for key, name in w.GROUPS.items()}
    for indicator, group in zip(form.indicators, belong, strict=True):
        sums[keys.get(group, "other")] += indicator.score or ZERO
    return sums


def printed_weight(form: Form) -> Value:
    """分值 of 总分: the sum of the weights that are numbers."""
    return _sum([form.funds.total.weight, *(indicator.weight for indicator in form.indicators)])


def printed_score(execution: Value, form: Form) -> Value:
    """得分 of 总分: the sum of the scores as they are on the sheet."""
    first = execution if isinstance(execution, Decimal) else None
    return _sum([first, *(indicator.score for indicator in form.indicators)])


def _sum(values: Sequence[Decimal | None]) -> Value:
    numbers = [value for value in values if value is not None]
    return sum(numbers, ZERO) if numbers else ""
