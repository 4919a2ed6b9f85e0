"""JX4, scores: points above the weight, against the figures, or lost without a word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from jixiao.form.measure import comparison
from jixiao.form.quantity import reading
from jixiao.form.wording import HAN
from jixiao.rules.follow import total_follows
from jixiao.rules.jx1_missing import both_blank_full_score
from jixiao.rules.jx5_dates import future_year
from jixiao.rules.lists import has, pattern
from jixiao.rules.phrasing import bare, points, quote
from jixiao.rules.precision import by_whole_percent, cut_off, points_near
from jixiao.rules.registry import STRUCTURE, Hit, Location, each_form, each_indicator
from jixiao.rules.shortfalls import a_part_falls_short, exceeds, falls_short, is_below
from jixiao.rules.view import Row, View

REASON_DUTY = "财预〔2020〕10号：未完成或偏离绩效目标较大的，分析说明原因，提出改进措施；表内“偏差原因分析及改进措施”栏"
BY_FIGURES = "财预〔2020〕10号：定量指标完成指标值的记全部分值，未完成的按完成值与指标值的比例记分"
BY_TIER = "财预〔2020〕10号：定性指标分三档，按分值的 100%-80%、80%-60%、60%-0% 确定得分"
ZERO = Decimal(0)
FULL_PERCENT = Decimal(100)
PORTION = re.compile(r"(?:完成|完工|进度|建成)(?:了|率|约|达|至|到|已)*\s*(\d{1,2}(?:\.\d+)?)\s*[%％]")
NONE_OF_THEM = re.compile(rf"{HAN}+?(?:[:：]|为|有)?\s*0\s*{HAN}{{0,2}}(?=$|[^\d.%％\w])")
"""未验收的0个: nothing is left over."""
PLANNED_DAY = re.compile(
    r"(?:计划|预计|拟于?|将于?)于?(?:20\d\d年)?(?:1[0-2]|[1-9])月(?:\d{1,2}日|底|末|份)?(?:之?前)?(?:全部|全面)?(?:完成|完工|竣工|建成|验收|投入使用)[。；]?"
)
"""A day that is still to come is all that the result tells."""


@each_form(
    "JX401",
    "error",
    "得分超过分值",
    basis="表式结构：得分不大于分值",
    fix="改正得分；得分最高等于分值。",
    explanation="任何一项的得分都不能大于它的分值。",
)
def score_above_weight(view: View) -> Iterable[Hit]:
    for line in (view.scores.execution, *view.scores.indicators):
        weight, score = line.weight, line.printed
        if weight is not None and score is not None and score > weight >= 0:
            follows, locations = total_follows(view, score, weight)
            message = f"得分填 {points(score)}，超过分值 {points(weight)}{follows}"
            yield Hit(line.field, message, points(score), f"不大于 {points(weight)}", locations)


@each_form(
    "JX402",
    "error",
    "得分为负数",
    basis=STRUCTURE,
    fix="改正得分；最低为 0。",
    explanation="得分不会小于 0。",
)
def score_negative(view: View) -> Iterable[Hit]:
    for line in (view.scores.execution, *view.scores.indicators):
        score = line.printed
        if score is not None and score < 0:
            follows, locations = total_follows(view, score, ZERO)
            yield Hit(line.field, f"得分填 {points(score)}，不能小于 0{follows}", points(score), "不小于 0", locations)


@each_indicator(
    "JX403",
    "warning",
    "定量指标得分与完成情况不符",
    basis=BY_FIGURES,
    fix="按建议得分改正，或说明不按比例计分的理由。",
    explanation="指标值和完成值都是同一单位的数值，没有完成指标值，得分却不等于按比例算出的分。完成率四舍五入到整数百分点再乘分值的、截去末位的也算对；表上另有评分标准的不按比例比较。取整的得分允许四舍五入，但差额不超过分值的一成：分值 1 分、完成一半不能打满分。",
    after=("JX401",),
)
def score_off_figures(row: Row, view: View) -> Hit | None:
    item, due = row.indicator, row.score.suggested
    if due is None or item.score is None or item.weight is None or row.score.band:
        return None
    if due == item.weight or _approximate(item.actual) or points_near(item.score, due, item.weight):
        return None
    if by_whole_percent(item.score, due, item.weight) or cut_off(item.score, due):
        return None
    follows, locations = total_follows(view, item.score, due)
    message = f"得分填 {points(item.score)}，按完成情况应为 {points(due)}：{row.score.explanation}{follows}"
    return Hit(f"{row.path}.score", message, points(item.score), points(due), locations, basis=row.score.clause)


@each_indicator(
    "JX404",
    "warning",
    "定性指标得分不在所选档次内",
    basis=BY_TIER,
    fix="改得分或改选“完成档次”，使两者一致。",
    explanation="选了完成档次，得分却不在该档的分数范围里。",
    after=("JX401",),
)
def score_off_tier(row: Row, view: View) -> Hit | None:
    band, score = row.score.band, row.indicator.score
    if band is None or score is None or band[0] <= score <= band[1]:
        return None
    shown = f"{points(band[0])}-{points(band[1])}"
    tier = row.measure.tier or ""
    message = f"档次选{quote(tier)}，得分应在 {shown} 之间，填了 {points(score)}"
    return Hit(f"{row.path}.score", message, points(score), shown, basis=row.score.clause)


@each_form(
    "JX405",
    "warning",
    "已达到指标值却扣分",
    basis=REASON_DUTY,
    fix="完成了的给满分；确有不足的，在“偏差原因分析及改进措施”写明。",
    explanation="完成值与指标值相同或更好，却没有得满分，又没有写原因。",
)
def lost_though_met(view: View) -> Iterable[Hit]:
    for row in _unexplained_losses(view):
        if _met(row):
            item, weight, score = row.indicator, row.indicator.weight or ZERO, row.indicator.score or ZERO
            said = f"完成值{quote(item.actual or '')}已达到指标值{quote(item.target or '')}"
            message, lost = f"{said}，却扣 {points(weight - score)} 分", f"{row.path}.score"
            if not view.has_reasons:
                yield Hit(lost, message, points(score), points(weight), fix="完成了的给满分；完成值写错的改正完成值。")
                continue
            locations = (Location(f"{row.path}.note"),)
            yield Hit(lost, f"{message}，也没有说明原因", points(score), f"{points(weight)}，或写明原因", locations)


@each_form(
    "JX406",
    "warning",
    "扣分未说明原因",
    basis=REASON_DUTY,
    fix="写明为什么没有完成、下一步怎么改；确已完成的改为满分。",
    explanation="得分低于分值，而“偏差原因分析及改进措施”空白。表上没有这一栏的不报告；“预算执行率”列为一行的，它的失分由金额说明。",
    after=("JX405", "JX215"),
)
def lost_in_silence(view: View) -> Iterable[Hit]:
    for row in _unexplained_losses(view) if view.has_reasons else ():
        weight, score = row.indicator.weight or ZERO, row.indicator.score or ZERO
        message = f"分值 {points(weight)}，得 {points(score)}，扣 {points(weight - score)} 分没有说明原因"
        locations = (Location(f"{row.path}.score"),)
        yield Hit(f"{row.path}.note", message, row.indicator.note, "偏差原因和改进措施", locations)


def _unexplained_losses(view: View) -> tuple[Row, ...]:
    return () if view.may_explain("indicators", "total") else view.unexplained_losses


@each_indicator(
    "JX407",
    "warning",
    "没有指标值和完成值却得满分",
    basis=BY_FIGURES,
    fix="补填指标值和完成值；不适用的指标删去并把分值调给其他指标。",
    explanation="两格都空，满分没有依据。下面几行写明各部分数值的、项目决策和项目管理等按标准评判而全都不设指标值的，不报告。",
)
def full_without_result(row: Row, view: View) -> Hit | None:
    if (
        not both_blank_full_score(row)
        or not row.indicator.weight
        or _unread(row, view)
        or row.number + 1 in view.covered
        or not any(view.expects(f"{row.path}.{name}") for name in ("target", "actual"))
    ):
        return None
    if _judged_otherwise(row, view):
        return None
    message = f"指标值、完成值都空白，却得满分 {points(row.indicator.weight)}"
    locations = (Location(f"{row.path}.target"), Location(f"{row.path}.actual"))
    return Hit(f"{row.path}.score", message, points(row.indicator.weight), "有指标值和完成值为依据", locations)


@each_indicator(
    "JX408",
    "warning",
    "写明未完成却得满分",
    basis=BY_FIGURES,
    fix="按实际完成程度打分并说明原因；已经完成的改写完成值。",
    explanation="完成值里写着“未完成”“尚在进行”“部分完成”“完成80%”“项目取消”“预计2021年完成”等，或者指标值要 100 人而完成值写“不足100人”“还差5人”“计划100人”“停办”，却得了满分。词表在 workbook/rules.toml 的 [undone]。",
)
def full_though_undone(row: Row, view: View) -> Hit | None:
    item = row.indicator
    if not item.weight or item.score != item.weight or not item.actual:
        return None
    undone = says_undone(item.actual) or is_ongoing(row) or _partly(row) or _expected_later(item.actual, view.form.year)
    short = not undone and _short_of_number(row)
    if not (undone or short) or _figures_met(row) or (row.kind == "cost" and has(item.actual, "undone.money")):
        return None
    said = f"完成值写明未完成{quote(item.actual)}"
    if short:
        said = f"完成值{quote(item.actual)}说明没有达到指标值{quote(item.target or '')}"
    message = f"{said}，却得满分 {points(item.weight)}"
    locations = (Location(f"{row.path}.actual", None, item.actual),)
    return Hit(f"{row.path}.score", message, points(item.weight), "低于满分", locations)


@lru_cache(maxsize=16384)
def says_undone(text: str) -> bool:
    """Whether `text` says that something was not done."""
    return has(NONE_OF_THEM.sub("", pattern("undone.unless").sub("", text)), "undone.words")


def _short_of_number(row: Row) -> bool:
    """Whether the words of the result say that the number asked for was not reached: 不足100人, 停办, 部分超过30天."""
    item = row.indicator
    if a_part_falls_short(item.target, item.actual, item.name) or exceeds(item.target, item.actual):
        return True
    if is_below(item.target, item.actual, item.name):
        return True
    if comparison(item).measure.direction != "≥":
        return False
    return bool(falls_short(item.target, item.actual, item.name))


def is_ongoing(row: Row) -> bool:
    """Whether the result is still being worked on, where more than a start was asked for."""
    item = row.indicator
    asked = f"{item.name or ''}{item.target or ''}"
    said = pattern("undone.unless").sub("", item.actual or "")
    ongoing = has(said, "undone.ongoing") and not has(asked, "undone.process")
    return ongoing or _is_draft(said, asked) or PLANNED_DAY.fullmatch(said) is not None


def _is_draft(said: str, asked: str) -> bool:
    """Whether all that there is of a text to be written is its first draft."""
    draft = pattern("undone.drafts").search(said)
    return draft is not None and draft[0] not in asked and not has(said, "undone.final")


def _figures_met(row: Row) -> bool:
    """Whether the figures of the texts prove that the target was reached, whatever else the result tells."""
    typed = row.indicator.measure
    if typed is not None and typed.actual is not None and comparison(row.indicator).measure.actual is None:
        return False
    return row.score.suggested is not None and not row.score.band and row.score.suggested == row.indicator.weight


def _partly(row: Row) -> bool:
    """Whether the result is a share of the work (完成80%) where the target sets no number that it reaches."""
    found = PORTION.search(row.indicator.actual or "")
    if found is None or row.score.suggested is not None:
        return False
    asked = reading(row.indicator.target).quantity
    return Decimal(found[1]) < FULL_PERCENT and (asked is None or asked.unit != "%")


def _expected_later(text: str, year: int | None) -> bool:
    found = future_year(text)
    return found is not None and (year is None or found > year)


def _met(row: Row) -> bool:
    """Whether the result reaches the target: by the figures, or because the very words of the target are repeated."""
    item, due = row.indicator, row.score.suggested
    if row.has_other_target or (row.score.band and due != item.weight):
        return False
    if due is not None and not row.score.band:
        return due == item.weight and not _approximate(item.actual)
    return bool(item.target and item.actual) and bare(item.target or "") == bare(item.actual or "")


@lru_cache(maxsize=16384)
def _approximate(text: str | None) -> bool:
    found = reading(text).quantity
    return found is not None and found.approximate


def _judged_otherwise(row: Row, view: View) -> bool:
    """Whether a row has no values by the form's design: its sub-rows have them, or all its dimension has none.

    项目决策 and 项目管理 are judged by criteria; the points of a group row are those of the rows below it.
    """
    below = view.rows[row.number + 1 : row.number + 2]
    if any(item.indicator.weight is None and item.indicator.score is None for item in below):
        return True
    own = [item.indicator for item in view.rows if item.indicator.dimension == row.indicator.dimension]
    return row.policy_dimension is None and not any(item.target or item.actual for item in own)


def _unread(row: Row, view: View) -> bool:
    return any(view.form.unreadable(f"{row.path}.{name}") for name in ("target", "actual"))
