"""JX5, words: results that only repeat the target or appraise, targets given as done."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from jixiao.form.quantity import quantities
from jixiao.rules import examples
from jixiao.rules.jx5_measures import only_says_reached
from jixiao.rules.jx5_results import MEASURABLE, TRUE_RESULT, together
from jixiao.rules.phrasing import bare, listed, quote
from jixiao.rules.registry import Hit, Location, each_form
from jixiao.rules.view import Row, View

PLAIN_VAGUE = frozenset(
    [
        "良好",
        "较好",
        "很好",
        "好",
        "优",
        "优秀",
        "优良",
        "一般",
        "显著",
        "明显",
        "有效",
        "正常",
        "完成",
        "已完成",
        "全部完成",
        "按要求完成",
        "按时完成",
        "已按要求完成",
        "完成任务",
        "完成年度目标",
        "已完成年度目标",
        "完成年度任务",
        "效果显著",
        "效果明显",
        "效果良好",
        "效果较好",
        "效益良好",
        "效益显著",
        "效益明显",
        "长期",
        "持续",
        "稳定",
        "有所提高",
        "有所提升",
    ]
)
VAGUE = re.compile(
    r"(?:取得|达到|产生|具有|有)了?(?:良好|较好|显著|明显|一定)的?(?:社会|经济|生态|环境)?(?:效益|效果|成效|影响)"
)
DONE_WORDS = re.compile(
    r"(?:完成|取得|构建|建立|实现|提高|提升|解决|改善|达到|开展|形成|促进|消除|增强|组织|保障|推进|推动)了"
)
NUMBERED = re.compile(r"^指标\d{1,2}")


@each_form(
    "JX521",
    "notice",
    "完成值照抄指标值",
    basis=TRUE_RESULT,
    fix="写清实际做了什么、到什么程度、何时完成。",
    explanation="完成值与指标值一字不差，看不出实际结果。单一的数相同是正常的，不报告。同一张表合并为一条。",
)
def target_copied(view: View) -> Iterable[Hit]:
    rows = [row for row in view.rows if _copied(row)]
    if rows:
        shown = listed([quote(row.indicator.actual or "") for row in rows], most=3)
        first = rows[0].indicator
        example = examples.day(view.form) if rows[0].kind == "time" else examples.result(view.form, first)
        yield together(f"完成值与指标值一字不差：{shown}", rows, "actual", "实际结果", example)


@each_form(
    "JX523",
    "notice",
    "完成值空泛",
    basis=TRUE_RESULT,
    fix="用事实和数字代替“良好”一类评语。",
    explanation="完成值只有“良好”“取得了良好的社会效益”等评语，没有事实。选了完成档次的不报告。同一张表合并为一条。",
)
def vague_results(view: View) -> Iterable[Hit]:
    rows = [row for row in view.rows if row.indicator.actual and vague(row.indicator.actual) and not row.measure.tier]
    rows = [row for row in rows if row.kind != "time" and not only_says_reached(row)]
    if rows:
        shown = listed([quote(text) for text in dict.fromkeys(row.indicator.actual or "" for row in rows)], most=3)
        example = examples.result(view.form, rows[0].indicator)
        yield together(f"有 {len(rows)} 处完成值只有评语：{shown}", rows, "actual", "事实和数字", example)


@each_form(
    "JX524",
    "notice",
    "指标值写成了完成情况",
    basis=MEASURABLE,
    fix="指标值写年初定下的目标（要做到什么），完成情况写到完成值里。",
    explanation="年度指标值里出现“取得了”“完成了”等已经发生的说法，多半是事后补写的目标。同一张表合并为一条。",
)
def target_in_past(view: View) -> Iterable[Hit]:
    rows = [row for row in view.rows if row.indicator.target and given_as_done(row.indicator.target)]
    if rows:
        shown = listed([quote(row.indicator.target or "") for row in rows], most=2)
        wanted = (
            examples.as_target(row.indicator.target or "") for row in rows if not vague(row.indicator.target or "")
        )
        example = next(filter(None, wanted), None) or examples.measured(rows[0].indicator)
        yield together(f"指标值是完成后的说法：{shown}", rows, "target", "年初定下的目标", example)


@each_form(
    "JX525",
    "notice",
    "年度目标完成情况照抄或空泛",
    basis=TRUE_RESULT,
    fix="写明完成了哪些事、多少量、什么效果。",
    explanation="总体目标的实际完成情况与预期目标一字不差，或只有“完成年度目标”几个字。",
)
def goal_copied(view: View) -> Iterable[Hit]:
    expected, actual = view.form.goal.expected, view.form.goal.actual
    if not actual:
        return
    if expected and bare(expected) == bare(actual):
        location = Location("goal.expected", None, expected)
        message = "实际完成情况与预期目标一字不差"
        yield Hit("goal.actual", message, actual, "实际做成的事", (location,), example=examples.goal(view.form))
    elif vague(actual):
        message = f"实际完成情况只写{quote(actual)}"
        yield Hit("goal.actual", message, actual, "实际做成的事", example=examples.goal(view.form))


@each_form(
    "JX526",
    "notice",
    "文字没有写完",
    basis=TRUE_RESULT,
    fix="补完这句话。",
    explanation="完成值或目标以逗号、顿号、冒号结尾，复制时可能丢了后半句。",
)
def broken_off(view: View) -> Iterable[Hit]:
    for path, text, mark in view.with_flaw("broken_off"):
        if not path.endswith((".name", "project")):
            end = text.strip()[-12:]
            example = f"“{end[:-1]}。”；后面还有内容的，接着写“{end}{examples.BLANK}。”"
            yield Hit(path, f"{quote(text[-12:])}以“{mark}”结尾，没有写完", text, "完整的句子", example=example)


@each_form(
    "JX527",
    "notice",
    "指标值照抄指标名称",
    basis=MEASURABLE,
    fix="指标名称写评价什么，指标值写做到什么程度。",
    explanation="三级指标和年度指标值一字不差，没有写出要做到什么程度。同一张表合并为一条。",
)
def name_as_target(view: View) -> Iterable[Hit]:
    rows = [row for row in view.rows if _names_itself(row.indicator.name, row.indicator.target)]
    if rows:
        shown = listed([quote(row.indicator.target or "") for row in rows], most=3)
        example = examples.measured(rows[0].indicator)
        yield together(f"指标值与三级指标一字不差：{shown}", rows, "target", "要做到的程度", example)


@lru_cache(maxsize=16384)
def vague(text: str) -> bool:
    """Whether `text` is an appraisal without a fact."""
    plain = bare(text)
    return plain in PLAIN_VAGUE or VAGUE.fullmatch(plain) is not None


@lru_cache(maxsize=16384)
def given_as_done(text: str) -> bool:
    """Whether a target refers to something that already happened."""
    return DONE_WORDS.search(text) is not None


def _copied(row: Row) -> bool:
    target, actual = row.indicator.target, row.indicator.actual
    if not target or not actual or bare(target) != bare(actual) or vague(actual) or not bare(actual):
        return False
    return not quantities(actual)


@lru_cache(maxsize=16384)
def _names_itself(name: str | None, target: str | None) -> bool:
    return bool(name and target) and NUMBERED.sub("", bare(name or "")) == bare(target or "") and not quantities(target)
