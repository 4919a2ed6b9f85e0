"""JX3, totals: the printed 总分 against the sum of the printed points."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from jixiao.rules.jx3_weights import HUNDRED, without_execution
from jixiao.rules.phrasing import points
from jixiao.rules.precision import only_rounded, points_agree
from jixiao.rules.registry import ARITHMETIC, STRUCTURE, Hit, each_form
from jixiao.rules.view import View


@each_form(
    "JX311",
    "error",
    "总分算错",
    basis=ARITHMETIC,
    fix="改正总分；用本工作簿填报的，总分由公式自动算出。",
    explanation="印出的总分不等于印出的执行率得分与各指标得分之和。任何一项得分空白或读不出时不报告。",
)
def total_wrong(view: View) -> Iterable[Hit]:
    printed, added = view.form.total.score, view.scores.printed_total
    if not view.rows or printed is None or added is None or printed == added or points_agree(printed, added):
        return
    if _is_uncertain(view) or (printed == view.scores.indicator_total and _is_of_indicators(view)):
        return
    unseen = _unseen_points(view)
    if added < printed <= added + unseen:
        return
    execution = view.form.funds.total.score
    parts = f"{points(execution)} + {points(view.scores.indicator_total)} = " if execution is not None else ""
    most = f"；即使没有读到的 {points(unseen)} 分全得，也只有 {points(added + unseen)}" if unseen else ""
    message = f"总分填 {points(printed)}，执行率得分与各指标得分合计为 {parts}{points(added)}{most}"
    yield Hit("total.score", message, points(printed), points(added))


@each_form(
    "JX312",
    "warning",
    "总分取了整",
    basis=ARITHMETIC,
    fix="总分保留到与各项得分相同的小数位。",
    explanation="总分四舍五入到了整数，与各项得分之和不同。",
)
def total_rounded(view: View) -> Iterable[Hit]:
    printed, added = view.form.total.score, view.scores.printed_total
    if printed is None or added is None or printed == added or _is_uncertain(view):
        return
    if only_rounded(printed, added):
        message = f"总分填 {points(printed)}，各项得分合计为 {points(added)}"
        yield Hit("total.score", message, points(printed), points(added))


@each_form(
    "JX313",
    "warning",
    "总分未填",
    basis=STRUCTURE,
    fix="补填总分；用本工作簿填报的，恢复该格公式即可。",
    explanation="各项得分齐全而总分空白。没有读到总分行的（表只有半张）不报告。",
)
def total_missing(view: View) -> Iterable[Hit]:
    added = view.scores.printed_total
    if view.rows and added is not None and view.form.state("total.score") == "empty":
        yield Hit("total.score", f"总分未填，各项得分合计为 {points(added)}", None, points(added))


def _is_uncertain(view: View) -> bool:
    """Whether cells that were not read may hold points: 加分项 and 扣分项, unknown rows."""
    unread = view.is_doubtful("indicators", "funds") and not view.form.is_completed
    return unread or view.form.lacks("total.score")


def _is_of_indicators(view: View) -> bool:
    """Whether the total is one of the indicators alone: the execution's points are among theirs, or apart from its row."""
    weights = [item.weight for item in view.form.indicators if item.weight is not None]
    apart = view.form.total.weight is not None and view.form.total.weight == sum(weights) != HUNDRED
    return view.scores.counted_within or apart


def _unseen_points(view: View) -> Decimal:
    """How many points may be in rows that were not read: the execution's, or those of a form broken off halfway."""
    if view.is_broken_off:
        return HUNDRED - view.scores.weight_total
    unseen = view.policy.execution.weight if without_execution(view) else Decimal(0)
    if view.form.total.weight is not None or not view.weights_known:
        return unseen
    return max(HUNDRED - view.scores.weight_total, unseen)
