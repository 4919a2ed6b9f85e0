"""JX5, measures: a target that was measured and a result that was not, satisfaction, a rate as a count, a weight as target."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from jixiao.form.fields import NAMES
from jixiao.form.lexicon import says
from jixiao.form.measure import comparison
from jixiao.form.quantity import quantities, reading
from jixiao.form.unit import convert
from jixiao.rules import examples
from jixiao.rules.jx5_results import EVENTS, MEASURABLE, THINGS, TRUE_RESULT, together
from jixiao.rules.lists import either, words
from jixiao.rules.phrasing import bare, listed, points, quote
from jixiao.rules.registry import Hit, Location, each_form, each_indicator
from jixiao.rules.view import Row, View

BARE_NUMBER = re.compile(r"\d+(?:\.\d+)?")
NO_SHARE = ("频率", "效率", "功率", "汇率", "利率", "税率", "速率", "倍率", "概率")
DONE = ("完成", "已完成", "全部完成", "已全部完成", "按期完成", "按时完成", "如期完成", "完成任务")
"""Of one plan or one building that was asked for these say all there is to say."""
MEASURED = ("quantity", "range", "several", "unclear")


@each_form(
    "JX518",
    "warning",
    "指标值是数，完成值只写“达成”",
    basis=TRUE_RESULT,
    fix="填写实际统计数，如“5.2公里”“96.3%”。",
    explanation="指标值是“≥5公里”，完成值却写“达成预期指标”“已完成”（满意度只写“基本满意”），又得了满分：完成了多少看不出来。同一张表合并为一条。",
)
def result_without_number(view: View) -> Iterable[Hit]:
    rows = [row for row in view.rows if only_says_reached(row)]
    if rows:
        shown = listed(
            [f"{quote(row.indicator.target or '')}写{quote(row.indicator.actual or '')}" for row in rows], most=3
        )
        yield together(f"指标值是数，完成值没有数：{shown}", rows, "actual", "实际统计数")


@each_indicator(
    "JX519",
    "notice",
    "名称是比率，指标值是个数",
    basis=MEASURABLE,
    fix="指标值和完成值写成百分比，或把名称改成数量。",
    explanation="“设备配备率”的指标值写“1000件”：比率要用百分比，件数要叫数量。",
)
def rate_as_count(row: Row, view: View) -> Hit | None:
    item = row.indicator
    if not item.name or not _rate_name().search(item.name) or says(item.name, NO_SHARE):
        return None
    found = reading(item.target).quantity
    if found is None or found.unit in words("results.no_count"):
        return None
    message = f"{quote(item.name)}是比率，指标值却写{quote(item.target or '')}"
    example = f"“{examples.name_of(item)}≥{examples.BLANK}%”，{quote(item.target or '')}放到数量指标"
    return Hit(f"{row.path}.target", message, item.target, "百分比", example=example)


@each_form(
    "JX530",
    "warning",
    "指标值与分值相同，疑似填错列",
    basis=MEASURABLE,
    fix="指标值填批复的目标，如“≥8台”“≥90%”；分值只填在分值栏。",
    explanation="年度指标值只有一个数，又正好等于分值：两行以上都这样，或与完成值、比率的名称对不上，多半是把分值填进了指标值。",
)
def weight_as_target(view: View) -> Iterable[Hit]:
    rows = [row for row in view.rows if _equals_weight(row)]
    doubtful = rows if len(rows) > 1 and any(map(_does_not_fit, rows)) else [row for row in rows if _does_not_fit(row)]
    if doubtful:
        shown = listed(
            [f"{quote(row.indicator.name or '')}的{quote(row.indicator.target or '')}" for row in doubtful], most=3
        )
        yield together(f"指标值与分值相同：{shown}", doubtful, "target", "批复的年度指标值")


@each_indicator(
    "JX522",
    "notice",
    "满意度没有调查结果",
    basis=TRUE_RESULT,
    fix="填写调查得出的数和问卷份数。",
    explanation="满意度的完成值照抄指标值的句子（如“满意度达90%”），不是调查得出的数。",
    only="satisfaction",
)
def satisfaction_copied(row: Row, view: View) -> Hit | None:
    item = row.indicator
    if not item.target or not item.actual or bare(item.target) != bare(item.actual):
        return None
    found = reading(item.actual).quantity
    if found is None or not (found.context or found.after):
        return None
    message = f"完成值照抄指标值{quote(item.target)}，没有调查结果"
    return Hit(f"{row.path}.actual", message, item.actual, "调查得出的数", example=examples.satisfaction(item))


@each_indicator(
    "JX528",
    "notice",
    "满意度指标没有百分比",
    basis=MEASURABLE,
    fix="写成可以调查得出的比率。",
    explanation="满意度的指标值是“基本满意以上”一类文字，不知道多少人满意才算达到。",
    only="satisfaction",
)
def satisfaction_unmeasured(row: Row, view: View) -> Hit | None:
    target = row.indicator.target
    if not target or quantities(target) or row.measure.target is not None:
        return None
    example = f"“{examples.name_of(row.indicator)}≥{examples.BLANK}%”"
    return Hit(
        f"{row.path}.target", f"满意度的指标值{quote(target)}没有百分比", target, "百分比，如“≥90%”", example=example
    )


@each_indicator(
    "JX537",
    "warning",
    "工作列的数与文字不符",
    basis=TRUE_RESULT,
    fix="以指标值、完成值的文字为准改正右边的目标数、完成数；文字写错的改文字。",
    explanation="右边工作列的“完成数”是 120，左边的实际完成值却写“108个”：建议得分按工作列的数计算，改了文字没有改数就会算错。只比较文字能读出一个确定的数的。",
)
def columns_differ(row: Row, view: View) -> Hit | None:
    item, typed = row.indicator, row.indicator.measure
    read = comparison(item).measure
    if typed is None or read.target is None or read.actual is None:
        return None
    if None not in (typed.target, typed.actual) and row.score.completion == read.actual / (read.target or 1):
        return None  # both in another unit: 12000 and 15000 beside 1.2万元 and 1.5万元
    pairs = (("target", typed.target, read.target, item.target), ("actual", typed.actual, read.actual, item.actual))
    for field, number, certain, text in pairs:
        known, written = convert(certain, read.unit or "", typed.unit or read.unit or ""), quantities(text)
        if number is None or known is None or number in (known, known / 100, *(one.value for one in written)):
            continue
        if field == "actual" and any(one.sign or one.approximate for one in written):
            continue
        column, unit = NAMES[f"{field}_number"], typed.unit or read.unit or ""
        message = f"{column}填 {points(number)}{unit}，文字写的却是{quote(text or '')}"
        location = Location(f"{row.path}.{field}", None, text)
        return Hit(f"{row.path}.{field}_number", message, points(number), f"{points(known)}", (location,))
    return None


def only_says_reached(row: Row) -> bool:
    """Whether a result only says that a measured target was reached, and full points were given for it."""
    item = row.indicator
    if not item.target or not item.actual or not item.weight or item.score != item.weight or row.measure.tier:
        return False
    said = bare(item.actual)
    pleased = row.kind == "satisfaction" and said in words("results.pleased")
    if row.kind == "time" or row.score.suggested is not None or not (pleased or said in words("results.reached")):
        return False
    found = reading(item.target)
    one_thing = found.quantity is not None and found.quantity.value == 1 and found.quantity.unit in THINGS | EVENTS
    return bool(quantities(item.target)) and found.kind in MEASURED and not (one_thing and said in DONE)


def _equals_weight(row: Row) -> bool:
    """Whether a target is the weight; a number beside its own sign or unit is a target."""
    item = row.indicator
    if item.measure is not None and (item.measure.unit or item.measure.direction):
        return False
    target = (item.target or "").strip()
    return bool(item.weight) and BARE_NUMBER.fullmatch(target) is not None and target == points(item.weight or 0)


def _does_not_fit(row: Row) -> bool:
    """Whether the result or the name speaks against a target that is the weight."""
    item = row.indicator
    if _rate_name().search(item.name or "") or "满意" in (item.name or ""):
        return True
    found = reading(item.actual).quantity
    return found is None or points(found.value) != (item.target or "").strip()


@cache
def _rate_name() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{either(words('results.rate_ends'))})\s*(?:[（(][^）)]*[）)])?\s*(?:[≥≤=]?\s*\d+(?:\.\d+)?\s*[%％])?\s*$"
    )
