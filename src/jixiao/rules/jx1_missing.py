"""JX1, missing: fields that were read and are empty, on the form and in each of its indicators."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jixiao.form.fields import NAMES
from jixiao.rules.jx1_years import WRITE_YEAR, year_is_empty
from jixiao.rules.phrasing import quote
from jixiao.rules.registry import EVERY_KIND, STRUCTURE, Hit, Location, each_form, each_indicator
from jixiao.rules.view import Row, View
from jixiao.rules.wording_flaws import is_frame

NO_NAME = re.compile(r"\s*(?:(?:三级)?指标\s*[\d一二三四五六七八九十]*)?[\s：:、.．。…—–/＿_×*\-]*")
"""指标1：…… of a template, or only the marks of a blank."""
HEAD = ("project", "year", "department", "unit")


@each_form(
    "JX105",
    "error",
    "表头必填项为空",
    basis=STRUCTURE,
    fix="补填该项；单位名称用全称。",
    explanation="项目名称、年度、主管部门、实施单位缺一，自评表就不能归到单位、项目和年度，汇总时无法对应。",
    kinds=EVERY_KIND,
)
def head_missing(view: View) -> Iterable[Hit]:
    for field in HEAD:
        if field == "project" and view.form.kind == "department":
            continue
        if year_is_empty(view.form) if field == "year" else view.form.state(field) == "empty":
            fix = WRITE_YEAR if field == "year" else ""
            yield Hit(field, f"{NAMES[field]}未填写", None, NAMES[field], fix=fix)


@each_form(
    "JX106",
    "error",
    "全年预算数或全年执行数为空",
    basis=STRUCTURE,
    fix="在“年度资金总额”行补填金额；确实没有发生的填 0。",
    explanation="没有全年预算数（或表式只设的年初预算数）和全年执行数，执行率和执行得分都无法核算。",
)
def amounts_missing(view: View) -> Iterable[Hit]:
    for field in ("annual", "executed"):
        path = f"funds.total.{field}"
        if view.form.state(path) == "empty":
            yield Hit(path, f"年度资金总额的{NAMES[field]}未填写", None, NAMES[field])


@each_form(
    "JX107",
    "error",
    "没有绩效指标",
    basis=STRUCTURE,
    fix="按批复的绩效目标补填产出、效益、满意度指标。",
    explanation="表内没有一条三级指标，无法评价。",
    kinds=EVERY_KIND,
)
def no_indicators(view: View) -> Iterable[Hit]:
    ends = view.expects("total.score") or view.expects("total.weight") or view.form.kind == "goal"
    if not view.rows and ends and not view.is_doubtful("indicators", "head", "funds", "goal", "total"):
        yield Hit("indicators", "表内没有任何绩效指标", None, "产出、效益、满意度指标")


@each_indicator(
    "JX108",
    "error",
    "指标分值为空",
    basis=STRUCTURE,
    fix="补填该指标的分值，使各项分值合计为 100。",
    explanation="其他指标都有分值，唯独这一条没有，合计无法成立。其余分值合计已是 100 的（几行共用一格分值）不报告。",
)
def weight_missing(row: Row, view: View) -> Hit | None:
    if row.indicator.weight is not None or not _weighted(view) or _adds_up(view) or row.number in view.covered:
        return None
    path = f"{row.path}.weight"
    if view.is_broken_off or view.form.state(path) != "empty":
        return None
    return Hit(path, "该指标没有填写分值", None, NAMES["weight"])


@each_form(
    "JX109",
    "error",
    "指标得分为空",
    basis=STRUCTURE,
    fix="按评分办法逐项打分，可参考右侧“建议得分”。",
    explanation="指标有分值而没有得分。全部没有打分时只报告一次；连执行得分和总分都空着的整张表由 JX113 报告。",
)
def scores_missing(view: View) -> Iterable[Hit]:
    if scoreless(view) or view.is_broken_off:
        return
    empty = [
        f"{row.path}.score"
        for row in view.rows
        if _wants_score(row, view) and view.form.state(f"{row.path}.score") == "empty"
    ]
    if empty and len(empty) == len(view.rows) > 1:
        locations = tuple(Location(path) for path in empty[1:])
        yield Hit(empty[0], f"{len(empty)} 条指标全部没有打分", None, NAMES["score"], locations)
        return
    for path in empty:
        yield Hit(path, "该指标没有填写得分", None, NAMES["score"])


@each_form(
    "JX113",
    "warning",
    "全表没有打分",
    basis=STRUCTURE,
    fix="按评分办法打分，可参考右侧“建议得分”；公开时按要求不列得分的，登记豁免。",
    explanation="执行得分、各项指标得分和总分都空着，多是公开时不列得分的表，也可能是还没有打分。打了一部分分的由 JX109 报告。",
)
def form_unscored(view: View) -> Iterable[Hit]:
    if scoreless(view):
        others = (*(f"{row.path}.score" for row in view.rows[1:]), "funds.total.score", "total.score")
        locations = tuple(Location(field) for field in others)
        yield Hit("indicators[0].score", "执行得分、各项指标得分和总分全部空着", None, NAMES["score"], locations)


@each_indicator(
    "JX110",
    "warning",
    "指标值或完成值为空",
    basis="表式结构：逐项填写年度指标值和实际完成值",
    fix="补填批复的年度指标值和实际完成值；本年不适用的指标删去整行并调整分值。",
    explanation="没有指标值就没有目标，没有完成值就没有结果，得分失去依据。两格都空而打满分的由 JX407 报告。",
)
def value_missing(row: Row, view: View) -> Hit | None:
    item = row.indicator
    if _leads_group(row, view) or "empty" not in [
        view.form.state(f"{row.path}.{name}") for name in ("target", "actual")
    ]:
        return None
    if (item.target and item.actual) or row.is_execution or both_blank_full_score(row):
        return None
    unread = [name for name in ("target", "actual") if view.form.unreadable(f"{row.path}.{name}")]
    if not item.target and not item.actual and not unread:
        return Hit(
            f"{row.path}.target",
            "年度指标值和实际完成值都没有填写",
            None,
            "指标值和完成值",
            (Location(f"{row.path}.actual"),),
        )
    if not item.target:
        return None if view.form.unreadable(f"{row.path}.target") else Hit(f"{row.path}.target", "年度指标值未填写")
    return None if view.form.unreadable(f"{row.path}.actual") else Hit(f"{row.path}.actual", "实际完成值未填写")


@each_indicator(
    "JX111",
    "warning",
    "三级指标为空",
    basis=STRUCTURE,
    fix="写明这一行评价的是什么，如“指标1：维修电梯台数”。",
    explanation="有分值或指标值的行没有三级指标名称，或者只有模板里的“指标1：……”，不知道评价什么。",
    kinds=EVERY_KIND,
)
def name_missing(row: Row, view: View) -> Hit | None:
    path, item = f"{row.path}.name", row.indicator
    if view.is_doubtful("indicators"):
        return None
    if item.name and NO_NAME.fullmatch(item.name) and (item.weight or item.target):
        return Hit(path, f"三级指标只写了{quote(item.name)}，没有名称", item.name, NAMES["name"])
    if item.name or row.is_execution or view.form.state(path) != "empty":
        return None
    return Hit(path, "该行没有三级指标名称", None, NAMES["name"])


@each_form(
    "JX112",
    "warning",
    "年度总体目标未填全",
    basis="财预〔2020〕10号：自评内容包括总体绩效目标、各项绩效指标完成情况和预算执行情况",
    fix="在“预期目标”写批复的目标，在“实际完成情况”写做成了什么、到什么程度。",
    explanation="年度总体目标的预期目标和实际完成情况都要填写。",
)
def goal_missing(view: View) -> Iterable[Hit]:
    for field in ("expected", "actual"):
        path = f"goal.{field}"
        text = getattr(view.form.goal, field)
        if view.form.state(path) == "empty" or (text and is_frame(text)):
            yield Hit(path, f"年度总体目标的{NAMES[field]}未填写", text, NAMES[field])


def scoreless(view: View) -> bool:
    """Whether nobody scored the form: neither the indicators nor the execution nor the total have points."""
    form = view.form
    given = (form.funds.total.score, form.total.score, *(row.indicator.score for row in view.rows))
    fields = ("funds.total.score", "total.score", *(f"{row.path}.score" for row in view.rows))
    wanted = any(_wants_score(row, view) for row in view.rows)
    asked = any(view.form.state(field) == "empty" for field in fields)
    return wanted and asked and given.count(None) == len(given) and not any(map(form.unreadable, fields))


def both_blank_full_score(row: Row) -> bool:
    """Whether an indicator without target and result was given points all the same."""
    item = row.indicator
    return not item.target and not item.actual and item.weight is not None and item.score == item.weight


def _leads_group(row: Row, view: View) -> bool:
    """Whether the row only carries the points of the rows below it."""
    return not row.indicator.target and not row.indicator.actual and row.number + 1 in view.covered


def _weighted(view: View) -> bool:
    return any(row.indicator.weight is not None for row in view.rows)


def _wants_score(row: Row, view: View) -> bool:
    """A row without points of its own, among rows that have some, shares a merged cell and is not scored alone."""
    if row.number in view.covered:
        return False
    if _weighted(view):
        return row.indicator.weight is not None
    return all(other.indicator.score is None for other in view.rows)


def _adds_up(view: View) -> bool:
    """Whether the weights are complete without the blank ones, as where one merged cell represents several rows."""
    return view.scores.weight_total == (view.form.total.weight or 100)
