"""A target and a result of one indicator, compared: the figures where they are certain, else the reason why not."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from jixiao.form import dates
from jixiao.form.bases import states_level
from jixiao.form.claim import DOWN, NO_CHANGE, UP, Claim, result_claim, target_claim
from jixiao.form.conflict import conflict
from jixiao.form.direction import SIGNS, Sense, bare_name, sense, signed
from jixiao.form.doubts import is_doubtful
from jixiao.form.implausible import implausible
from jixiao.form.lexicon import lexicon
from jixiao.form.model import Measure
from jixiao.form.quantity import Quantity, reading
from jixiao.form.rounding import plain
from jixiao.form.scales import Pair, paired

_UNIT_IN_NAME = re.compile(r"[（(](?:单位[:：])?\s*([^（）()\d]{1,6})[)）]\s*$")
_OF_TIME = re.compile(r"(?:时间|时长|时限|用时|耗时)$")
_MINUTES = re.compile(r"(?<=\d)\s*分(?=$|[以之内钟左右（(，,。；;])(?!钟)")
QUANTITATIVE, QUALITATIVE = "定量", "定性"
_ZERO = Decimal(0)


class Comparison(NamedTuple):
    """What the texts of an indicator say as figures.

    `measure` holds only figures that are certain. `why_not` is the Chinese reason where they give no score, `assumed` what
    was taken for granted (the direction and the word it comes from), `is_late` whether a result is surely after its
    deadline.
    """

    measure: Measure
    why_not: str = ""
    assumed: str = ""
    is_late: bool = False


@lru_cache(maxsize=16384)
def compared(
    target: str | None, actual: str | None, category: str | None, name: str | None, direction: str | None = None
) -> Comparison:
    """The comparison of `target` and `actual`; `direction` is the one typed in the working columns, if any."""
    if _OF_TIME.search(bare_name(name)):
        target, actual = _in_minutes(target), _in_minutes(actual)
    aim = reading(target)
    if target is None or aim.kind == "blank":
        return Comparison(Measure(QUALITATIVE), f"指标值：{aim.why}")
    if _is_dated(target, aim.kind, category, name):
        return _dated(target, actual or "", f"{bare_name(name)}|{target}")
    asked = target_claim(target)
    if asked.quantity is None and asked.ends is None:
        nothing = _none_wanted(target, name or "")
        if nothing is None:
            nature = QUANTITATIVE if aim.kind in ("several", "range", "unclear") or aim.quantities else QUALITATIVE
            return Comparison(Measure(nature), f"指标值：{asked.doubt or aim.why}")
        asked = nothing
    if asked.doubt:
        return Comparison(Measure(QUANTITATIVE), f"指标值：{asked.doubt}")
    asked = _with_unit_of(name, asked)
    subject = f"{bare_name(name)}|{target}"
    said = None if reading(actual).kind == "blank" else result_claim(actual or "", asked, subject)
    if asked.ends:
        return _within(asked, said, direction)
    return _against(asked, said, category, name, direction)


def _in_minutes(text: str | None) -> str | None:
    """25分 of a time (急救响应时间) are minutes, not points."""
    return text and _MINUTES.sub("分钟", text)


def _with_unit_of(name: str | None, asked: Claim) -> Claim:
    """工期（天）, 满意度（%）: a bare target has the unit its name ends with."""
    found = _UNIT_IN_NAME.search(name or "")
    if found is None or asked.quantity is None or asked.quantity.unit:
        return asked
    named = reading(f"1{found[1]}").quantity
    unit = named.unit if named and named.value == 1 and named.text == f"1{found[1]}" else ""
    return asked._replace(quantity=asked.quantity._replace(unit=unit))


def _is_dated(target: str, kind: str, category: str | None, name: str | None) -> bool:
    """A date is never counted with: written with 月 and 日, or as 12.30 under 时效指标 or a name of time."""
    if kind in ("date", "period"):
        return True
    if "日前" in target or "号前" in target:
        return bool(dates.spans(target)) or "每月" in target
    timely = "时效" in (category or "") or bare_name(name).endswith(("完成时间", "开工时间", "日期", "节点"))
    return timely and dates.is_bare_date(target)


def _dated(target: str, actual: str, subject: str) -> Comparison:
    """In time is full where it is certain; late is never counted out, and says so."""
    same_stage = _is_same_stage(subject, actual)
    afterwards = any(word in actual and word not in subject for word in lexicon().afterwards)
    if same_stage and not afterwards and dates.is_late(target, actual):
        why = f"完成时间“{actual}”晚于“{target}”，日期不按比例计分"
        return Comparison(Measure(QUALITATIVE), why, is_late=True)
    if same_stage and dates.on_time(target, actual) and _is_done(target, actual):
        measure = Measure(QUANTITATIVE, "=", Decimal(1), Decimal(1), lexicon().on_time)
        return Comparison(measure, assumed=f"完成时间“{actual}”在“{target}”之内，按期完成记 1，不作日期计算")
    kind = reading(target)
    why = kind.why if kind.kind in ("date", "period") else f"“{target}”是日期，不是数量"
    return Comparison(Measure(QUALITATIVE), f"指标值：{why}，日期不按比例计分")


def _is_same_stage(subject: str, actual: str) -> bool:
    """Whether the result names no other stage than the target: 开工 is not 完成."""
    stages = lexicon().stages
    begun = any(word in subject and word not in actual for word in stages)
    if begun and re.search("完成|完工|竣工|建成|验收|投入使用", actual):
        return False
    return not any(word in actual and word not in subject for word in stages)


def _is_done(target: str, actual: str) -> bool:
    """Whether the result is a date of its own, with no figure, plan or shortfall beside it."""
    repeated = "".join(target.split()) == "".join(actual.split())
    return not repeated and not reading(actual).quantities and not is_doubtful(actual, target)


def _none_wanted(target: str, name: str) -> Claim | None:
    """零事故, 无投诉: a target of 0, where the noun is one of which less is better."""
    words, bare = lexicon(), "".join(target.split()).strip("。；")
    for word in words.none_at_all:
        noun = bare.removeprefix(word)
        if noun != bare and words.direction.smaller.search(noun or bare_name(name)):
            return Claim(target, reading(target), Quantity(_ZERO, "", "", False, target, 0, len(target)))
    return None


def _within(asked: Claim, said: Claim | None, direction: str | None) -> Comparison:
    """A range: full inside; outside there is no rule, so no score."""
    assert asked.ends is not None
    low, high = asked.ends
    nothing = Measure(QUANTITATIVE)
    shown = f"“{asked.text}”"
    if said is None or said.doubt or said.quantity is None:
        return Comparison(nothing, f"完成值：{said.doubt or said.reading.why}" if said else "完成值：未填写")
    pair = paired(high, said.quantity, "≤", asked, said)
    lower = paired(low, said.quantity, "≥", asked, said)
    clash = conflict(asked, said, "")
    if not isinstance(pair, Pair) or not isinstance(lower, Pair) or said.bound or said.change != asked.change or clash:
        return Comparison(nothing, clash or f"指标值{shown}是区间，完成值“{said.text}”不能与它直接比较")
    inside = (lower.actual > lower.target if low.sign == ">" else lower.actual >= lower.target) and (
        pair.actual < pair.target if high.sign == "<" else pair.actual <= pair.target
    )
    if not inside or direction not in (None, "≤"):
        return Comparison(
            nothing,
            f"完成值“{said.text}”不在区间{shown}内，区间外没有计分办法" if not inside else f"指标值{shown}是区间",
        )
    measure = Measure(QUANTITATIVE, "≤", pair.target, pair.actual, pair.unit or None)
    return Comparison(measure, assumed=f"指标值{shown}是区间，完成值在区间内，按不超过上限计")


def _against(
    asked: Claim, said: Claim | None, category: str | None, name: str | None, direction: str | None
) -> Comparison:
    assert asked.quantity is not None
    aim = asked.quantity
    change = asked.change or _name_change(name)
    way = _way(asked, name, category, change, direction)
    said = _one_end(said, way)
    if said is None or said.doubt or said.quantity is None:
        measure = _only_target(asked, way, None)
        return Comparison(measure, f"完成值：{_why(said)}", way.why)
    why = conflict(asked, said, bare_name(name)) or _change_conflict(asked, said, change, name)
    if why:
        return Comparison(_only_target(asked, way, said), why, way.why)
    signed = said.quantity
    if change and said.change and said.change != change:
        signed = signed._replace(value=-signed.value)
        if way.direction != "≥":
            return Comparison(
                _only_target(asked, way, said), f"完成值“{said.text}”与指标值增减方向相反，不能计算", way.why
            )
    pair = paired(aim, signed, way.direction or "=", asked, said, bare_name(name))
    if pair is None:
        unit = f"的单位 {aim.unit}" if aim.unit else ""
        return Comparison(
            _only_target(asked, way, None), f"完成值 {said.quantity.text} 与指标值{unit} 不能换算", way.why
        )
    if isinstance(pair, str):
        return Comparison(_only_target(asked, way, said), pair, way.why)
    if why := implausible(asked, said, pair, way.direction or "=", bare_name(name), change):
        return Comparison(_only_target(asked, way, said), why, way.why)
    return _judged(asked, said, way, pair)


def _one_end(said: Claim | None, way: Sense) -> Claim | None:
    """A range as a result is at least its lower and at most its upper end."""
    if said is None or said.ends is None or way.direction not in ("≥", "≤"):
        return said
    end = said.ends[0] if way.direction == "≥" else said.ends[1]
    return said._replace(quantity=end, ends=None, bound=way.direction)  # type: ignore[arg-type]


def _why(said: Claim | None) -> str:
    return (said.doubt or said.reading.why) if said else "未填写"


def _way(asked: Claim, name: str | None, category: str | None, change: int, typed: str | None) -> Sense:
    aim = asked.quantity
    assert aim is not None
    if typed:
        return Sense(typed)
    if aim.sign and aim.approximate and "控制在" in asked.text:
        return Sense(None, f"指标值“{asked.text}”既是限额又是约数，偏离多少算完成不能确定")
    if aim.sign:
        return signed(SIGNS[aim.sign], name, aim.unit, category, change, aim.value)
    if not aim.value:
        # "0起" is never meant as "at least none"
        return Sense("≤", "指标值为 0 且没有写≥、≤，按 ≤ 计（不得发生）")
    unit = aim.unit.partition("/")[0]
    return sense(name, aim.context, unit if asked.period else aim.unit, category, change, aim.value)


def _name_change(name: str | None) -> int:
    """The rise or fall a name is about (能耗降低率, 节约资金); nothing where it names both."""
    words = lexicon().change
    subject = words.neutral.sub("", bare_name(name))
    up, down = words.up.search(subject) is not None, words.down.search(subject) is not None
    return NO_CHANGE if up == down else UP if up else DOWN


def _change_conflict(asked: Claim, said: Claim, change: int, name: str | None) -> str:
    """A level beside a change: nobody knows whether 93% is the rise or what it rose to."""
    named = _name_change(name)
    assert asked.quantity is not None and said.quantity is not None
    if asked.change and named and asked.change != named:
        return f"指标名称与指标值“{asked.text}”一增一减，不能确定要求"
    if said.change and not change:
        return f"完成值“{said.text}”是增减的变化，指标值“{asked.text}”不是"
    if asked.change and not said.change and not named:
        rate = bare_name(name).endswith(lexicon().rate_names)
        far = abs(said.quantity.value) > max(asked.quantity.value * 3, Decimal(20))
        if far or asked.quantity.unit != "%" or said.quantity.unit != "%" or rate or not bare_name(name):
            return f"指标值“{asked.text}”是增减的变化，完成值“{said.text}”没有写明是否也是"
    if change and not said.change and states_level(asked, said, bare_name(name)):
        return f"完成值“{said.text}”没有写明是增减了多少，还是现在的数"
    if change == DOWN and (said.quantity.value < 0 or asked.quantity.value < 0):
        return f"“{said.text}”的正负号与降低、减少合在一起，方向不清"
    return ""


def _only_target(asked: Claim, way: Sense, said: Claim | None) -> Measure:
    """The target alone, where it is certain on its own account."""
    aim = asked.quantity
    if aim is None or way.direction is None or asked.period or asked.share or (asked.bound == "<" and not aim.sign):
        return Measure(QUANTITATIVE)
    return Measure(QUANTITATIVE, way.direction, aim.value, None, aim.unit or None)


def _judged(asked: Claim, said: Claim, way: Sense, pair: Pair) -> Comparison:
    aim, actual = pair.target, pair.actual
    none = _only_target(asked, way, said)
    if asked.bound == "<" and not (asked.quantity and asked.quantity.sign):
        return Comparison(Measure(QUANTITATIVE), f"指标值“{asked.text}”不是确定的数")
    if way.direction is None:
        if actual == aim and not said.bound:
            return Comparison(Measure(QUANTITATIVE, "=", aim, actual, pair.unit or None), assumed="完成值与指标值相同")
        return Comparison(none, way.why)
    why = _bounded(asked, said, way.direction, aim, actual) or _strict(asked, said, aim, actual)
    if why:
        return Comparison(none, why, way.why)
    if aim < 0 and way.direction != "=" and not (actual >= aim if way.direction == "≥" else actual <= aim):
        return Comparison(none, f"指标值 {plain(aim)} 是负数，没有达到时不能按比例计分", way.why)
    assumed = "；".join(filter(None, (way.why, pair.note)))
    return Comparison(Measure(QUANTITATIVE, way.direction, aim, actual, pair.unit or None), assumed=assumed)


def _bounded(asked: Claim, said: Claim, direction: str, aim: Decimal, actual: Decimal) -> str:
    """Why a result that is only a limit (超过90人, 约10次) does not settle the score; nothing where it does."""
    if not said.bound:
        return ""
    if said.bound in (">", "≥") and direction == "≥" and actual >= aim:
        return ""
    if said.bound in ("<", "≤") and direction == "≤" and actual <= aim:
        return ""
    if said.bound == "≈" and (actual >= aim if direction == "≥" else actual <= aim if direction == "≤" else False):
        return ""
    return f"完成值“{said.text}”只给出界限或约数，不能确定是否达到“{asked.text}”"


def _strict(asked: Claim, said: Claim, aim: Decimal, actual: Decimal) -> str:
    """＞80 is not met by 80; 100余次 asks for more than 100."""
    if asked.bound in (">", "<") and actual == aim and said.bound != asked.bound:
        return f"指标值“{asked.text}”要求{'大于' if asked.bound == '>' else '小于'} {plain(aim)}，完成值恰好相等，没有达到，不能按比例计分"
    vague = asked.quantity is not None and not asked.quantity.sign
    if asked.bound == ">" and vague and actual < aim:
        return f"指标值“{asked.text}”不是确定的数，没有达到时不能按比例计分"
    return ""
