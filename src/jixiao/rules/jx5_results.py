"""JX5, results: targets and results that cannot be measured or compared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from jixiao.form.claim import target_claim
from jixiao.form.implausible import is_in_wrong_unit, is_never_above
from jixiao.form.lexicon import lexicon, says
from jixiao.form.measure import comparison
from jixiao.form.quantity import Quantity, quantities, reading
from jixiao.form.rounding import percent
from jixiao.form.unit import comparable, convert, is_time
from jixiao.policy.reasons import gives_reason
from jixiao.rules import examples
from jixiao.rules.lists import limit
from jixiao.rules.phrasing import listed, points, quote
from jixiao.rules.registry import Hit, Location, each_form, each_indicator
from jixiao.rules.view import Row, View

MEASURABLE = "财预〔2015〕88号：绩效目标应细化量化，尽量进行定量表述"
TRUE_RESULT = "财预〔2020〕10号：自评应做到内容完整、数据真实、结果客观"
CHANGE = re.compile(r"增长|提高|提升|增加|上升|超额|是.*的|为.*的|同比|较")
COUNTABLE = re.compile(r"\d|一.{1,2}一|应(.{1,2})尽\1")  # 一村一月一场 and 应挂尽挂 say how many
STRICT = {">": "大于", "<": "小于"}
RATIO_NAME = ("率", "比例", "百分比")
PER_THING = ("均", "每", "单价", "单位", "标准", "造价", "单机", "单台", "单人", "单户", "单次")
ALL = ("全部", "均已", "均按", "均在", "均于", "全都", "全覆盖")
THINGS = frozenset("个项件份篇处家部套台辆条本册张幅座栋株棵")
EVENTS = frozenset(("项", "次", "场", "场次", "期", "批", "批次", "班", "班次"))
COUNTED = (THINGS, EVENTS, frozenset("家户"))
MOST = Decimal("1.5")
"""So many times one number may be the other where only the counting word differs; 500人 and 12期 are of two kinds."""
NEARLY = Decimal("1.1")
"""About 2600 beside 2000 is not known to be 130 %."""


@each_form(
    "JX511",
    "warning",
    "数量指标没有数量",
    basis=MEASURABLE,
    fix="把指标值写成带单位的数，如“≥18 次”“8 台”，完成值写同一单位的实际数。",
    explanation="数量指标的年度指标值是一段文字，没有任何数值，完成多少都无法对照。同一张表合并为一条。",
)
def quantity_unmeasured(view: View) -> Iterable[Hit]:
    rows = [row for row in view.of_kind("quantity") if row.indicator.target and not _counts(row)]
    if rows:
        shown = listed([quote(row.indicator.target or "") for row in rows], most=2)
        yield together(f"数量指标的指标值没有数量：{shown}", rows, "target", "带单位的数")


@each_indicator(
    "JX512",
    "notice",
    "数量指标写成了比率",
    basis=MEASURABLE,
    fix="比率移到质量指标或时效指标；数量指标写个数、次数、面积等。",
    explanation="“发放覆盖率 100%”一类比率反映质量或时效，不是数量。",
    only="quantity",
)
def ratio_as_quantity(row: Row, view: View) -> Hit | None:
    item = row.indicator
    if not item.target:
        return None
    unit = reading(item.target).quantity
    if unit is None or not (unit.unit == "%" or ((item.name or "").rstrip().endswith(RATIO_NAME) and not unit.unit)):
        return None
    message = f"数量指标{quote(item.name or '')}的指标值{quote(item.target)}是比率，不是数量"
    example = f"“{examples.name_of(item)}{examples.BLANK}个（次、人）”，把{quote(item.target)}写到质量指标"
    return Hit(f"{row.path}.target", message, item.target, "个数、次数等数量", example=example)


@each_indicator(
    "JX513",
    "warning",
    "指标值与完成值单位不同",
    basis=TRUE_RESULT,
    fix="两格用同一个单位。",
    explanation="指标值以“个”计、完成值以“万元”计，无法比较，也无法计算得分；或者一个写“12.5公里”、一个写“12.3米”，数字相近而单位相差百倍以上。",
)
def units_differ(row: Row, view: View) -> Hit | None:
    target, actual = reading(row.indicator.target).quantity, reading(row.indicator.actual).quantity
    if target is None or actual is None or not target.unit or not actual.unit:
        return None
    if comparison(row.indicator).measure.actual is not None or _is_typed(row, actual):
        return None
    if comparable(target.unit, actual.unit):
        return _one_unit_wrong(row, target, actual)
    if "每" in (row.indicator.target or "") or _is_one_number_of_things(target, actual):
        return None
    if (is_time(target.unit) and is_time(actual.unit)) or _is_of_one_measure(target.unit, actual.unit):
        return None
    if row.kind == "satisfaction" and {target.unit, actual.unit} == {"%", "分"}:
        return None
    if target.unit == "%" and says(row.indicator.actual or "", ALL):  # 2小时内全部处置
        return None
    if _same_per_thing(target.unit, actual.unit, f"{row.indicator.name}{row.indicator.target}{row.indicator.actual}"):
        return None
    message = f"指标值{quote(target.text)}与完成值{quote(actual.text)}单位不同，无法比较"
    location = Location(f"{row.path}.target", None, row.indicator.target)
    return Hit(f"{row.path}.actual", message, row.indicator.actual, f"以“{target.unit}”计的数", (location,))


def _is_typed(row: Row, actual: Quantity) -> bool:
    """Whether the working columns give a result of their own; the text's number without its unit is none."""
    typed = row.indicator.measure
    return typed is not None and (typed.actual != actual.value or typed.unit == actual.unit)


def _one_unit_wrong(row: Row, target: Quantity, actual: Quantity) -> Hit | None:
    """12.3米 beside 12.5公里; of times it cannot be said, as 1小时 is well within 1天."""
    factor = convert(Decimal(1), actual.unit, target.unit)
    far = factor is not None and not Decimal("0.01") < factor < Decimal(100)
    if not far or is_time(target.unit) or not is_in_wrong_unit(target, actual):
        return None
    message = f"指标值{quote(target.text)}与完成值{quote(actual.text)}数字相近，单位却相差百倍以上，像是一处写错了单位"
    location = Location(f"{row.path}.target", None, row.indicator.target)
    return Hit(f"{row.path}.actual", message, row.indicator.actual, f"以“{target.unit}”计的数", (location,))


def _is_one_number_of_things(one: Quantity, other: Quantity) -> bool:
    """合作事项2项 beside 备忘录2份, 10项 beside 11场次: the number is reached, and what was counted is alike."""
    units = {one.unit, other.unit}
    return one.value <= other.value <= one.value * MOST and any(units <= alike for alike in COUNTED)


@each_indicator(
    "JX514",
    "warning",
    "完成值带有比较符号",
    basis=TRUE_RESULT,
    fix="填写实际统计数，如“266 米”“96.3%”。",
    explanation="实际完成值是发生了的数，不应写“≥90%”这样的要求。",
)
def result_with_sign(row: Row, view: View) -> Hit | None:
    text = row.indicator.actual
    if not text or text.lstrip()[:1] not in "≥≤≧≦><＞＜":
        return None
    found = reading(text).quantity
    if found is None or not found.sign:
        return None
    return Hit(f"{row.path}.actual", f"完成值填{quote(text)}，是要求而不是实际数", text, "实际统计数")


@each_indicator(
    "JX515",
    "warning",
    "大幅超额完成未说明原因",
    basis="财预〔2020〕10号：完成值高于指标值较多的，要分析原因",
    fix="在“偏差原因分析及改进措施”说明超额的原因；下年度据此调高指标值。",
    explanation="完成值达到指标值的 130%（办法可调）以上，往往是指标值定低了。表上没有偏差原因一栏的不报告。",
)
def over_completion_unexplained(row: Row, view: View) -> Hit | None:
    if not view.has_reasons:
        return None
    most, completion = view.policy.over_completion.value, row.score.completion
    found = reading(row.indicator.actual).quantity
    if found is not None and found.approximate and completion is not None and completion < most * NEARLY:
        return None
    if completion is None or row.measure.direction != "≥" or completion < most or gives_reason(row.indicator.note):
        return None
    if _is_near_change(row):
        return None
    message = (
        f"完成值{quote(row.indicator.actual or '')}是指标值{quote(row.indicator.target or '')}的 {percent(completion)}"
    )
    clause, due = view.policy.over_completion.clause, f"达到 {percent(most)} 须说明原因"
    return Hit(f"{row.path}.note", f"{message}，没有说明超额原因", percent(completion), due, basis=clause)


def _is_near_change(row: Row) -> bool:
    """减少1.5% of 减少1% is no large excess, though half as much again."""
    claim, measure = target_claim(row.indicator.target or ""), row.measure
    changes = lexicon().change
    named = changes.neutral.sub("", row.indicator.name or "")
    if (
        not (claim.change or changes.up.search(named) or changes.down.search(named))
        or measure.unit not in ("%", "百分点")
        or measure.actual is None
        or measure.target is None
    ):
        return False
    return measure.actual - measure.target < limit("near_change")


@each_indicator(
    "JX516",
    "error",
    "比率大于 100%",
    basis="算术关系：部分不大于全体",
    fix="核对分子、分母，改正完成值。",
    explanation="满意度、合格率、覆盖率等是部分占全体的比率，不会大于 100%。",
)
def ratio_above_whole(row: Row, view: View) -> Hit | None:
    item = row.indicator
    found = reading(item.actual).quantity
    if found is None or found.unit != "%" or found.value <= Decimal(100) or CHANGE.search(item.actual or ""):
        return None
    if not is_never_above(item.name or "") or _asked_above(item.name, item.target):
        return None
    message = f"{quote(item.name or '')}填{quote(item.actual or '')}，比率不能大于 100%"
    return Hit(f"{row.path}.actual", message, item.actual, "不大于 100%")


def _asked_above(name: str | None, target: str | None) -> bool:
    """覆盖率≥150%: a cover, no part of a whole."""
    asked = reading(target).quantity
    return "覆盖率" in (name or "") and asked is not None and asked.unit == "%" and asked.value > Decimal(100)


@each_indicator(
    "JX517",
    "notice",
    "指标值要求大于（小于），完成值恰好相等",
    basis=TRUE_RESULT,
    fix="确认批复的指标值：本意是“≥”的改写符号；本意是“＞”的，按未完成打分并说明原因。",
    explanation="“＞8公里”完成 8 公里，按字面没有达到，因此没有建议得分，由填报人确认。已扣分的不提示。",
)
def strictly_not_reached(row: Row, view: View) -> Hit | None:
    item, aim = row.indicator, reading(row.indicator.target).quantity
    result = reading(item.actual).quantity
    if aim is None or result is None or aim.sign not in STRICT or _lost_points(row):
        return None
    if result.sign or result.approximate or convert(result.value, result.unit, aim.unit) != aim.value:
        return None
    message = f"指标值{quote(item.target or '')}要求{STRICT[aim.sign]}，完成值{quote(item.actual or '')}恰好相等"
    location = Location(f"{row.path}.target", None, item.target)
    wanted = f"{STRICT[aim.sign]} {points(aim.value)}{aim.unit}"
    return Hit(f"{row.path}.actual", message, item.actual, wanted, (location,))


def _is_of_one_measure(one: str, other: str) -> bool:
    """1次/天 beside 365次, 6240元/年 beside 520元/月: one thing, over a period or not."""
    return _without_period(one) == _without_period(other)


def _without_period(unit: str) -> str:
    first, *others = re.split("[/·]", unit)
    return "/".join([first, *(each for each in others if each not in lexicon().periods)])


def _same_per_thing(one: str, other: str, words_of_row: str) -> bool:
    """300元/人 and 280元 in a row that says 人均: the same unit, written once in full."""
    longer, shorter = sorted((_without_period(one), _without_period(other)), key=len, reverse=True)
    return longer.partition("/")[0] == shorter and says(words_of_row, PER_THING)


def _lost_points(row: Row) -> bool:
    item = row.indicator
    return item.score is not None and item.weight is not None and item.score < item.weight


def _counts(row: Row) -> bool:
    target = row.indicator.target
    if row.measure.target is not None or quantities(target):
        return True
    # a number with a unit that is not known (25TB) is a number all the same
    return COUNTABLE.search(target or "") is not None and reading(target).kind not in ("date", "period", "code")


def together(message: str, rows: list[Row], field: str, expected: str, example: str = "") -> Hit:
    """One hit at the first of `rows`, the others related."""
    first, *others = rows
    locations = tuple(Location(f"{row.path}.{field}", None, getattr(row.indicator, field)) for row in others)
    return Hit(f"{first.path}.{field}", message, getattr(first.indicator, field), expected, locations, example=example)
