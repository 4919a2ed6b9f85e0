"""JX2, execution: printed rates and execution scores, and the reasons owed for a low rate or an in-year change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from jixiao.form.paths import fund_path
from jixiao.form.rounding import half_up, percent
from jixiao.rules.phrasing import points
from jixiao.rules.precision import only_rounded, points_agree, rate_agrees
from jixiao.rules.registry import ARITHMETIC, Hit, Spot, each_form, each_indicator
from jixiao.rules.view import Row, View

EXECUTION_SCORE = "表式结构：执行率得分 = 分值 × 执行率，超过 100% 按 100% 计，按评分办法保留两位小数"
A_HUNDREDTH = Decimal("0.02")  # above it a rate read without its sign would be over 200 %
EXECUTION_ROW = re.compile(r"^(?:指标\d+[：:])?\s*(?:资金|预算|项目)?(?:资金|预算)?执行率\s*$")


class Rate(NamedTuple):
    """One fund row: path, label, the base amount with its name, the executed amount and the printed rate."""

    path: str
    label: str
    base: Decimal | None
    base_name: str
    executed: Decimal | None
    printed: Decimal | None

    @property
    def exact(self) -> Decimal | None:
        """executed / base, unrounded; None where it cannot be computed."""
        return self.executed / self.base if self.executed is not None and self.base else None


@each_form(
    "JX211",
    "error",
    "执行率填错",
    basis="执行率 = 全年执行数 ÷ 全年预算数（算术关系）",
    fix="按“全年执行数 ÷ 全年预算数”改正；用本工作簿填报的，保留公式即可。",
    explanation="填报的执行率按它自己的小数位数核对：66.607% 写成 66.6%、66.61% 或 67% 都算对；相差达到末位一个单位的才报告。按填错的执行率算出的得分一并说明，不另报 JX213。",
)
def rate_wrong(view: View) -> Iterable[Hit]:
    for rate in _rates(view):
        exact, printed = rate.exact, rate.printed
        if exact is None or printed is None or printed == exact or rate_agrees(printed, exact):
            continue
        if rate_agrees(printed * 100, exact):
            continue
        message = f"{rate.label}的执行率填 {percent(printed)}，应为 {_division(rate)} = {percent(exact)}"
        follows = rate.path == "funds.total" and _score_follows(view)
        if follows:
            message += f"；执行率得分 {points(follows)} 也按它算，应为 {_calculation(view)}"
        spots = (Spot("funds.total.score", None, points(follows)),) if follows else ()
        yield Hit(f"{rate.path}.rate", message, percent(printed), percent(exact), spots)


@each_form(
    "JX212",
    "warning",
    "执行率漏写百分号",
    basis="执行率以百分数填报",
    fix="写成“100%”这样的百分数。",
    explanation="填“1”表示 100%，会被读成 1%。",
)
def rate_without_sign(view: View) -> Iterable[Hit]:
    for rate in _rates(view):
        printed = rate.printed
        if not printed or printed > A_HUNDREDTH:
            continue
        exact = rate.exact
        if exact and not rate_agrees(printed, exact) and rate_agrees(printed * 100, exact):
            message = f"{rate.label}的执行率读作 {percent(printed)}，像是漏写了百分号，应为 {percent(exact)}"
            yield Hit(f"{rate.path}.rate", message, percent(printed), percent(exact))


@each_form(
    "JX213",
    "error",
    "执行率得分算错",
    basis=EXECUTION_SCORE,
    fix="按“分值 × 执行率”改正得分，同时改正总分。",
    explanation="执行率得分是算出来的，不是评出来的。按填报的小数位数核对；取整造成的差异由 JX214 报告。",
    after=("JX211",),
)
def execution_score_wrong(view: View) -> Iterable[Hit]:
    printed, exact = view.form.funds.total.score, _due(view)
    if (
        printed is None
        or exact is None
        or points_agree(printed, exact)
        or printed > (view.scores.execution.weight or 0)
    ):
        return
    message = f"执行率得分填 {points(printed)}，应为 {_calculation(view)}"
    yield Hit("funds.total.score", message, points(printed), points(half_up(exact)))


@each_form(
    "JX214",
    "warning",
    "执行率得分取了整",
    basis=EXECUTION_SCORE,
    fix="保留两位小数。",
    explanation="执行率得分四舍五入到了整数，与按两位小数核算的得分不同。",
)
def execution_score_rounded(view: View) -> Iterable[Hit]:
    printed, exact = view.form.funds.total.score, _due(view)
    if printed is not None and exact is not None and only_rounded(printed, exact):
        message = f"执行率得分填 {points(printed)}，保留两位应为 {_calculation(view)}"
        yield Hit("funds.total.score", message, points(printed), points(half_up(exact)))


@each_indicator(
    "JX215",
    "warning",
    "预算执行率指标的得分与执行率不符",
    basis=EXECUTION_SCORE,
    fix="按“分值 × 执行率”改正。",
    explanation="有的表式把“预算执行率”列为一条三级指标，它的得分同样由资金表算出。",
)
def execution_row_wrong(row: Row, view: View) -> Hit | None:
    item, rate = row.indicator, view.scores.rate
    if item.score is None or item.weight is None or rate is None or not is_execution_row(item.name):
        return None
    due = half_up(item.weight * min(rate, Decimal(1)))
    if points_agree(item.score, due):
        return None
    message = (
        f"执行率 {percent(rate)}，得分应为 {points(item.weight)} × {percent(min(rate, Decimal(1)))} = {points(due)}"
    )
    spots = (Spot(f"{row.path}.note"),)
    return Hit(f"{row.path}.score", f"{message}，填了 {points(item.score)}", points(item.score), points(due), spots)


@each_form(
    "JX216",
    "warning",
    "执行率或执行率得分未填",
    basis=EXECUTION_SCORE,
    fix="补填；用本工作簿填报的，恢复该格公式即可自动算出。",
    explanation="金额齐全而执行率、执行率得分空白。",
    after=("JX113",),
)
def rate_missing(view: View) -> Iterable[Hit]:
    total, exact = view.form.funds.total, view.scores.rate
    if exact is None:
        return
    if total.rate is None and view.expects("funds.total.rate") and not view.form.unreadable("funds.total.rate"):
        yield Hit("funds.total.rate", f"执行率未填，应为 {percent(exact)}", None, percent(exact))
    due = view.scores.execution.suggested
    if total.score is None and due is not None and not view.form.unreadable("funds.total.score"):
        yield Hit("funds.total.score", f"执行率得分未填，应为 {_calculation(view)}", None, points(due))


@each_form(
    "JX217",
    "warning",
    "没有金额却填了执行率",
    basis=ARITHMETIC,
    fix="补填该行金额，或删去执行率。",
    explanation="该行没有预算数或执行数，执行率无从算起。",
)
def rate_without_amounts(view: View) -> Iterable[Hit]:
    for rate in _rates(view):
        if not rate.printed or rate.base or rate.executed:
            continue
        unread = (f"{rate.path}.{field}" for field in ("initial", "annual", "executed"))
        if rate.path != "funds.total" and not any(view.form.unreadable(path) for path in unread):
            message = f"{rate.label}行没有金额，却填了执行率 {percent(rate.printed)}"
            yield Hit(f"{rate.path}.rate", message, percent(rate.printed), "空白，或补填金额")


def _rates(view: View) -> Iterator[Rate]:
    funds = view.form.funds
    by_initial = view.policy.execution.base == "initial" or (funds.total.annual is None)
    name = "年初预算数" if by_initial else "全年预算数"
    total = funds.total
    base = total.initial if by_initial else total.annual
    yield Rate("funds.total", "年度资金总额", base, name, total.executed, total.rate)
    for number, part in enumerate(funds.parts):
        if part.rate is not None:
            base = part.initial if by_initial else part.annual
            yield Rate(fund_path(number), part.label, base, name, part.executed, part.rate)


def _due(view: View) -> Decimal | None:
    """The execution score before rounding, where the printed one is not simply right.

    A figure printed with one place is compared with this, so that nothing is rounded twice.
    """
    line, rate = view.scores.execution, view.scores.rate
    if line.suggested is None or line.printed is None or line.printed == line.suggested:
        return None
    if line.weight is None or rate is None:
        return None
    return line.weight * max(min(rate, view.policy.execution.cap), Decimal(0))


def _division(rate: Rate) -> str:
    return f"{points(rate.executed or Decimal(0))} ÷ {points(rate.base or Decimal(0))}"


def _calculation(view: View) -> str:
    weight, rate = view.scores.execution.weight or Decimal(0), view.scores.rate or Decimal(0)
    due = view.scores.execution.suggested or Decimal(0)
    if rate > 1:
        return f"{points(weight)} × 100% = {points(due)}（执行率超过 100% 按 100% 计）"
    total = view.form.funds.total
    base = view.policy.execution.of(total)
    return f"{points(total.executed or Decimal(0))} ÷ {points(base or Decimal(0))} × {points(weight)} = {points(due)}"


def _score_follows(view: View) -> Decimal | None:
    """The printed score where it was worked out from the printed, wrong rate: one mistake, two cells to mend."""
    total, due = view.form.funds.total, view.scores.execution.suggested
    if total.rate is None or total.weight is None or due is None or total.score in (None, due):
        return None
    return total.score if half_up(total.weight * total.rate) == total.score else None


@lru_cache(maxsize=4096)
def is_execution_row(name: str | None) -> bool:
    """Whether an indicator is 预算执行率 itself, listed as a row."""
    return EXECUTION_ROW.match(name or "") is not None
