"""Score a form by a policy: 执行率得分, a suggested score for every indicator, sums and the grade. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from jixiao.form.amounts import Unreadable, number
from jixiao.form.model import Form, FundTotal, This, UnreadCell
from jixiao.form.rates import is_of_other_budget
from jixiao.form.rounding import percent_or
from jixiao.policy.execution import execution_score, rate
from jixiao.policy.indicator import indicator_score
from jixiao.policy.model import OTHER, Policy
from jixiao.policy.scored import Score

_ZERO = Decimal(0)
HUNDRED = Decimal(100)
ADJUSTED = re.compile("调整.{0,4}(?:指标|目标)值")
STANDARD = re.compile("(?:评分|评价|计分|扣分|打分|赋分|考核).{0,2}(?:标准|规则|细则|办法|方法)")
OTHER_TARGET = "adjusted"
"""Behind the path of an indicator among what a form lacks: another target, or a standard of its own, was not read."""
ROW = re.compile(r"(\d+)\D*$")


class DimensionScore(NamedTuple):
    """The printed points of one 一级指标: sums of 分值 and of 得分, empty cells counted as nothing."""

    name: str
    weight: Decimal
    score: Decimal


class Scores(NamedTuple):
    """All figures of one form.

    `rate` executed/base as a fraction, unrounded; None where that is uncertain. `indicator_total` the printed indicator scores that could be read.
    `printed_total` printed execution score + printed indicator scores, None when the score of any weighted line is
    missing. `total` (核算总分) the computed execution score, or the printed one where it cannot be computed, + the
    printed indicator scores; None while one of them is `missing`, for a part of a sum is no score. `missing` counts
    the lines with points that have no score yet. `weight_total` the printed weights. `grade` is of `total`.
    `breaks_off`: the form was copied without its end, so that `total` is the sum of a part only; `lacks_points`: it is, as
    the points read do not come to the total the form names and numbers among its indicators were not read. `counted_within`: 预算执行率
    is one of the indicators, whose points come to 100 by themselves; the execution score of the funds only repeats it.
    `whole_total`, `whole_grade` are what may be said of the form: without such a repeated score, and None where it is of a part only.
    """

    rate: Decimal | None
    execution: Score
    indicators: tuple[Score, ...]
    dimensions: tuple[DimensionScore, ...]
    indicator_total: Decimal
    printed_total: Decimal | None
    total: Decimal | None
    weight_total: Decimal
    grade: str | None
    missing: int = 0
    breaks_off: bool = False
    lacks_points: bool = False
    counted_within: bool = False
    whole_total: Decimal | None = None
    whole_grade: str | None = None

    def dimension(self, name: str) -> DimensionScore | None:
        """The sums of the dimension `name` (产出指标 ..., 其他)."""
        return next((item for item in self.dimensions if item.name == name), None)


def score(form: Form, policy: Policy) -> Scores:
    """The figures of `form` by `policy`; what is checked, proved and shown of one file asks several times."""
    return _remembered(This(form), This(policy))


@lru_cache(maxsize=128)
def _remembered(form: This[Form], policy: This[Policy]) -> Scores:
    return _scored(form.of, policy.of)


def _scored(form: Form, policy: Policy) -> Scores:
    funds = form.funds.total
    execution, exact = _execution(form, policy)
    indicators = tuple(_indicators(form, policy))
    printed = [item.printed for item in indicators if item.printed is not None]
    indicator_total = sum(printed, _ZERO)
    counted = funds.score if execution.suggested is None else execution.suggested
    missing = _missing(funds, counted, indicators)
    total = None if missing or (counted is None and not printed) else (counted or _ZERO) + indicator_total
    weights = sum((item.weight or _ZERO for item in indicators), funds.weight or _ZERO)
    breaks_off, within = _breaks_off(form, policy, weights), _counted_within(form, weights)
    lacks = _lacks_points(form, weights)
    whole = None if breaks_off or lacks or total is None else indicator_total if within else total
    return Scores(
        rate=exact,
        execution=execution,
        indicators=indicators,
        dimensions=_dimensions(form, policy),
        indicator_total=indicator_total,
        printed_total=_printed_total(funds, indicators, indicator_total),
        total=total,
        weight_total=weights,
        grade=policy.grade(total),
        missing=missing,
        breaks_off=breaks_off,
        lacks_points=lacks,
        counted_within=within,
        whole_total=whole,
        whole_grade=policy.grade(whole),
    )


def _execution(form: Form, policy: Policy) -> tuple[Score, Decimal | None]:
    """The execution score and the rate it is of; neither where the form's rate is of a budget that was not read."""
    funds = form.funds.total
    line = execution_score(funds, policy)
    if not is_of_other_budget(form, funds):
        return line, rate(funds, policy)
    why = f"填报的执行率 {percent_or(funds.rate)} 按表上没有读入的另一个金额算得出，不能确定按哪个预算数核算"
    return line._replace(suggested=None, completion=None, explanation=why), None


def _indicators(form: Form, policy: Policy) -> Iterator[Score]:
    """The score line of each indicator; without a suggestion where its row has another target that was not read, or falls
    short of it and has a standard of its own."""
    others, standards = other_targets(form), own_standards(form)
    for path, indicator in form.numbered():
        line = indicator_score(path, indicator, policy)
        if other := others.get(path):
            why = f"“{other.name}”写着“{other.text}”，没有读入，不能确定按哪个指标值核分"
            line = line._replace(suggested=None, completion=None, explanation=why)
        elif (own := standards.get(path)) and line.suggested not in (None, indicator.weight):
            why = f"表上另有{own.name}“{own.text}”，没有达到指标值的按它计分，不按比例推算"
            line = line._replace(suggested=None, explanation=why)
        yield line


def other_targets(form: Form) -> dict[str, UnreadCell]:
    """The cell with another target that was not read (调整指标值), by the path of each indicator whose row has one."""
    found = _beside(form, ADJUSTED)
    return {path: found[path] for path, item in form.numbered() if path in found and found[path].text != item.target}


def own_standards(form: Form) -> dict[str, UnreadCell]:
    """The cell with the form's own standard for the points (评分标准), by the path of each indicator whose row has one."""
    return _beside(form, STANDARD)


def _beside(form: Form, heading: re.Pattern[str]) -> dict[str, UnreadCell]:
    """The unread cell under such a heading by the path of the indicator in its row."""
    headed = (cell for cell in form.unread_cells if cell.name is not None and cell.name != cell.text)
    cells = {row: cell for cell in headed if heading.search(cell.name or "") and (row := _row(cell.place))}
    if not cells:
        return {}
    rows = ((path, _row(form.place(f"{path}.target"))) for path, _ in form.numbered())
    return {path: cells[row] for path, row in rows if row in cells}


def _row(place: str | None) -> str | None:
    """The row of an address: 12 in F12, 第 12 行 and 表 1 行 12."""
    found = ROW.search(place or "")
    return found.group(1) if found else None


def _counted_within(form: Form, weights: Decimal) -> bool:
    """Whether 预算执行率 is scored as an indicator and the indicators alone make 100 points."""
    named = any("执行率" in (item.name or "") for item in form.indicators)
    return form.funds.total.weight is None and form.funds.total.score is not None and named and weights == HUNDRED


def _breaks_off(form: Form, policy: Policy, weights: Decimal) -> bool:
    """Whether a form that was read from somewhere, or the one this was imported from, has points but no total row, and its
    points do not come to 100."""
    places = form.source.places
    if not places or any(path in places and not form.lacks(path) for path in ("total.weight", "total.score")):
        return False
    unseen = policy.execution.weight if form.funds.total.weight is None else _ZERO
    return any(item.weight is not None for item in form.indicators) and weights + unseen < HUNDRED


def _lacks_points(form: Form, weights: Decimal) -> bool:
    """Whether the weights do not come to that of the total row, and numbers of the indicators are unread, here or on
    the form this one was imported from."""
    whole = form.total.weight
    if whole is None or weights >= whole or all(item.weight is None for item in form.indicators):
        return False
    if "indicators" in form.lacking:
        return True
    return any(cell.part == "indicators" and not cell.is_other and _is_number(cell.text) for cell in form.unread_cells)


def _is_number(text: str) -> bool:
    try:
        return number(text) is not None
    except Unreadable:
        return False


def _missing(funds: FundTotal, counted: Decimal | None, indicators: tuple[Score, ...]) -> int:
    unscored = sum(item.weight is not None and item.printed is None for item in indicators)
    return unscored + (funds.weight is not None and counted is None)


def _printed_total(funds: FundTotal, indicators: tuple[Score, ...], indicator_total: Decimal) -> Decimal | None:
    if (funds.weight and funds.score is None) or any(item.weight and item.printed is None for item in indicators):
        return None
    if funds.score is None and all(item.printed is None for item in indicators):
        return None
    return (funds.score or _ZERO) + indicator_total


def _dimensions(form: Form, policy: Policy) -> tuple[DimensionScore, ...]:
    sums = {dimension.name: [_ZERO, _ZERO] for dimension in policy.dimensions} | {OTHER: [_ZERO, _ZERO]}
    for indicator in form.indicators:
        dimension = policy.dimension(indicator.dimension)
        entry = sums[dimension.name if dimension else OTHER]
        entry[0] += indicator.weight or _ZERO
        entry[1] += indicator.score or _ZERO
    return tuple(DimensionScore(name, weight, points) for name, (weight, points) in sums.items())
