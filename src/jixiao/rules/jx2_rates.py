"""JX2, execution: printed rates and execution scores, and the reasons owed for a low rate or an in-year change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from jixiao.form.fields import AMOUNTS, NAMES
from jixiao.form.model import FundPart, FundTotal
from jixiao.form.paths import fund_path
from jixiao.form.rounding import half_up, percent
from jixiao.rules.follow import total_follows
from jixiao.rules.phrasing import points
from jixiao.rules.precision import cut_off, only_rounded, points_agree, rate_agrees
from jixiao.rules.registry import ARITHMETIC, Hit, Location, each_form, each_indicator
from jixiao.rules.view import Row, View

PRODUCT = "执行率得分 = 分值 × 执行率，超过 100% 按 100% 计，保留两位小数"
EXECUTION_SCORE = f"表式结构：{PRODUCT}"
A_HUNDREDTH = Decimal("0.02")  # above it a rate read without its sign would be over 200 %
TWICE = Decimal(2)  # above it a rate is more likely percent points read as a fraction


class Rate(NamedTuple):
    """One fund row: path, label, the base amount with its name, the executed amount, the printed rate, the other base."""

    path: str
    label: str
    base: Decimal | None
    base_name: str
    executed: Decimal | None
    printed: Decimal | None
    other: Decimal | None
    other_name: str

    @property
    def exact(self) -> Decimal | None:
        """executed / base, unrounded; None where it cannot be computed."""
        return self.executed / self.base if self.executed is not None and self.base else None

    @property
    def by_other_base(self) -> Decimal | None:
        """executed / the other of 年初预算数 and 全年预算数."""
        return self.executed / self.other if self.executed is not None and self.other else None


@each_form(
    "JX211",
    "error",
    "执行率填错",
    basis="执行率 = 全年执行数 ÷ 全年预算数（算术关系）",
    fix="按“全年执行数 ÷ 全年预算数”改正；用本工作簿填报的，保留公式即可。",
    explanation="填报的执行率按它自己的小数位数核对：66.607% 写成 66.6%、66.61% 或 67% 都算对；相差达到末位一个单位的才报告。漏写、多写百分号的由 JX212 报告，按另一个预算数算出的由 JX220 报告；执行数大于预算数而按 100% 填的、各资金行合用一格总执行率的不报告。按填错的执行率算出的得分一并说明，不另报 JX213。",
)
def rate_wrong(view: View) -> Iterable[Hit]:
    for rate in _rates(view):
        exact, printed = rate.exact, rate.printed
        if exact is None or printed is None or printed == exact or rate_agrees(printed, exact):
            continue
        if _otherwise_meant(rate, view, exact, printed):
            continue
        message = f"{rate.label}的执行率填 {percent(printed)}，应为 {_division(rate)} = {percent(exact)}"
        follows = rate.path == "funds.total" and _score_follows(view)
        if follows:
            message += f"；执行率得分 {points(follows)} 也按它算，应为 {_calculation(view)}"
        locations = (Location("funds.total.score", None, points(follows)),) if follows else ()
        if follows and view.scores.execution.suggested is not None:
            clause, after = total_follows(view, follows, view.scores.execution.suggested)
            message, locations = message + clause, (*locations, *after)
        yield Hit(f"{rate.path}.rate", message, percent(printed), percent(exact), locations)


@each_form(
    "JX212",
    "warning",
    "执行率百分号写错",
    basis="执行率以百分数填报",
    fix="写成“100%”这样的百分数。",
    explanation="填“1”表示 100%，会被读成 1%；百分数格式的格里再填 97.24，会显示成 9724%。",
)
def rate_without_sign(view: View) -> Iterable[Hit]:
    for rate in _rates(view):
        exact, printed = rate.exact, rate.printed
        if exact and printed and not rate_agrees(printed, exact):
            wrong = _sign_wrong(printed, exact)
            if wrong:
                message = f"{rate.label}的执行率读作 {percent(printed)}，像是{wrong}，应为 {percent(exact)}"
                yield Hit(f"{rate.path}.rate", message, percent(printed), percent(exact))


@each_form(
    "JX220",
    "warning",
    "执行率用了另一个预算数",
    basis="执行率 = 全年执行数 ÷ 全年预算数；评分办法另有规定的从其规定",
    fix="确认本地办法按年初预算数还是全年预算数计算执行率，按规定的口径改正。",
    explanation="填报的执行率按年初预算数算是对的，评分办法却按全年预算数计（或者相反）。数字没有算错，口径要核对。",
)
def rate_of_other_base(view: View) -> Iterable[Hit]:
    for rate in _rates(view):
        exact, printed, other = rate.exact, rate.printed, rate.by_other_base
        if exact is None or not printed or rate_agrees(printed, exact):
            continue
        if other is not None and rate_agrees(printed, other):
            message = f"{rate.label}的执行率填 {percent(printed)}，是按{rate.other_name}算的；按{rate.base_name}应为 {_division(rate)} = {percent(exact)}"
            if rate.path == "funds.total" and (follows := _score_follows(view)):
                message += f"；执行率得分 {points(follows)} 也按它算，按{rate.base_name}应为 {_calculation(view)}"
            yield Hit(f"{rate.path}.rate", message, percent(printed), percent(exact))


@each_form(
    "JX213",
    "error",
    "执行率得分算错",
    basis=EXECUTION_SCORE,
    fix="按“分值 × 执行率”改正得分，同时改正总分。",
    explanation="执行率得分是算出来的，不是评出来的。按填报的小数位数核对，四舍五入、截去尾数、按填报的（取过位的）执行率计算都算对；取整造成的差异由 JX214 报告；执行率按另一个预算数算对、得分又按它算的，只由 JX220 提示。",
    after=("JX211",),
)
def execution_score_wrong(view: View) -> Iterable[Hit]:
    printed, exact = view.form.funds.total.score, _due(view)
    if printed is None or exact is None or printed > (view.scores.execution.weight or 0):
        return
    if points_agree(printed, exact) or cut_off(printed, exact) or _by_rounded_rate(view, printed):
        return
    if _by_other_base(view, printed):
        return
    follows, locations = total_follows(view, printed, half_up(exact))
    message = f"执行率得分填 {points(printed)}，应为 {_calculation(view)}{follows}"
    basis = f"{PRODUCT}；{view.policy.document}"
    yield Hit("funds.total.score", message, points(printed), points(half_up(exact)), locations, basis=basis)


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
        basis = f"{PRODUCT}；{view.policy.document}"
        yield Hit("funds.total.score", message, points(printed), points(half_up(exact)), basis=basis)


@each_indicator(
    "JX215",
    "warning",
    "预算执行率指标的得分与执行率不符",
    basis=EXECUTION_SCORE,
    fix="按“分值 × 执行率”改正。",
    explanation="有的表式把“预算执行率”列为一条三级指标，它的得分同样由资金表算出；按另一个预算数（年初、全年）算对的不报告。",
)
def execution_row_wrong(row: Row, view: View) -> Hit | None:
    item, rate = row.indicator, view.scores.rate
    if item.score is None or item.weight is None or rate is None or not row.is_execution:
        return None
    other = next(_rates(view)).by_other_base
    due, otherwise = (half_up(item.weight * min(each, Decimal(1))) for each in (rate, rate if other is None else other))
    if points_agree(item.score, due) or points_agree(item.score, otherwise):
        return None
    counted = f"{points(item.weight)} × {percent(min(rate, Decimal(1)))} = {points(due)}"
    message = f"执行率 {percent(rate)}，得分应为 {counted}，填了 {points(item.score)}"
    return Hit(f"{row.path}.score", message, points(item.score), points(due), (Location(f"{row.path}.note"),))


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
    if total.score is not None or due is None or not view.expects("funds.total.score"):
        return
    if not view.form.unreadable("funds.total.score"):
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
        unread = (f"{rate.path}.{field}" for field in AMOUNTS)
        if rate.path != "funds.total" and not any(view.form.unreadable(path) for path in unread):
            message = f"{rate.label}行没有金额，却填了执行率 {percent(rate.printed)}"
            yield Hit(f"{rate.path}.rate", message, percent(rate.printed), "空白，或补填金额")


def _rates(view: View) -> Iterator[Rate]:
    funds = view.form.funds
    has_annual = funds.total.annual is not None or any(part.annual is not None for part in funds.parts)
    by_initial = view.policy.execution.base == "initial" or not has_annual
    is_known = has_annual or not view.has_unread_amounts
    base, other = ("initial", "annual") if by_initial else ("annual", "initial")
    rows: list[tuple[str, str, FundTotal | FundPart]] = [("funds.total", "年度资金总额", funds.total)]
    rows += [(fund_path(n), part.label, part) for n, part in enumerate(funds.parts) if part.rate is not None]
    for path, label, row in rows:
        amounts = getattr(row, base) if is_known else None, getattr(row, other)
        yield Rate(path, label, amounts[0], NAMES[base], row.executed, row.rate, amounts[1], NAMES[other])


def _otherwise_meant(rate: Rate, view: View, exact: Decimal, printed: Decimal) -> bool:
    """Whether a rate that is not executed ÷ budget can be right in another reading of its cell."""
    other, total = rate.by_other_base, view.scores.rate
    capped = exact > 1 and printed == 1
    shared = rate.path != "funds.total" and printed == view.form.funds.total.rate and total is not None
    return (
        bool(_sign_wrong(printed, exact))
        or capped
        or (other is not None and rate_agrees(printed, other))
        or (shared and total is not None and rate_agrees(printed, total))
    )


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


def _sign_wrong(printed: Decimal, exact: Decimal) -> str:
    """What is wrong with the % of a rate whose digits are right: 1 for 100%, or 97.24 in a cell that shows per cent."""
    if printed <= A_HUNDREDTH and rate_agrees(printed.scaleb(2), exact):
        return "漏写了百分号"
    return "多写了百分号" if printed > TWICE and rate_agrees(printed.scaleb(-2), exact) else ""


def _by_rounded_rate(view: View, printed: Decimal) -> bool:
    """Whether the points were worked out from the printed rate, which is the exact one rounded."""
    total, exact = view.form.funds.total, view.scores.rate
    if not total.rate or total.weight is None or exact is None or not rate_agrees(total.rate, exact):
        return False
    return points_agree(printed, total.weight * min(total.rate, view.policy.execution.cap))


def _by_other_base(view: View, printed: Decimal) -> bool:
    """Whether the points follow from the printed rate, and that from the other budget figure: JX220 asks which is meant."""
    rate, weight = next(_rates(view)), view.form.funds.total.weight
    if rate.printed is None or rate.by_other_base is None or weight is None:
        return False
    due = weight * min(rate.printed, view.policy.execution.cap)
    return rate_agrees(rate.printed, rate.by_other_base) and (points_agree(printed, due) or cut_off(printed, due))


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
    """The printed score where it was worked out from the printed, wrong rate: one mistake, two cells to correct."""
    total, due = view.form.funds.total, view.scores.execution.suggested
    if total.rate is None or total.weight is None or due is None or total.score in (None, due):
        return None
    return total.score if half_up(total.weight * total.rate) == total.score else None
