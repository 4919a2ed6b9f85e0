"""Whether more or less is better, where a target has no sign: by words of the name, the unit and the category."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from jixiao.form.lexicon import first_word, last_word, lexicon, says
from jixiao.form.unit import is_money, is_time
from jixiao.form.wording import half_width

SIGNS = {"≥": "≥", ">": "≥", "≤": "≤", "<": "≤", "=": "="}


class Sense(NamedTuple):
    """`direction` ≥ ≤ = or None where it is open; `why` names the word it was taken from, "" for a written sign."""

    direction: str | None
    why: str = ""


WHOLE = Decimal(100)
LIKELY_GOOD = Decimal(80)
"""Per cent: a target from here on is hardly ever a limit."""
_NUMBERED = re.compile(r"^(?:三级)?指标\s*\d*[:.、]?|^\d+[.、:)]|^[(（]\d+[)）]")
_BRACKETS = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")
_EDGE = '：:，,。；;、 *＊"“”'


@lru_cache(maxsize=8192)
def bare_name(name: str | None) -> str:
    """The name without 指标1：, brackets and outer punctuation."""
    text = _NUMBERED.sub("", "".join(half_width(name or "").split()))
    closed = 1 + max(map(text.rfind, ")）]】"))  # each bracket without an end would be followed to the end of the text
    return (_BRACKETS.sub("", text[:closed]) + text[closed:]).strip(_EDGE)


@lru_cache(maxsize=16384)
def sense(
    name: str | None, label: str, unit: str, category: str | None, change: int, value: Decimal = Decimal(0)
) -> Sense:
    """The direction of an unsigned target that is not 0, and of which a rate is `value`.

    `label` are the words before the number in the target, `change` its rise (1) or fall (-1) where the target or the
    name says so.
    """
    words, subject = lexicon().direction, bare_name(name)
    if found := first_word(subject, words.limits):
        return _named("≤", found)
    if found := first_word(subject, words.floors):
        return _named("≥", found)
    if (early := _of_earliness(subject)) and (is_time(unit) or not unit):
        return early
    if change and (found := first_word(subject, words.open_change)):
        return _open(found)
    if change:
        return _of_change(subject + label, change)
    for text in filter(None, (subject, bare_name(label))):
        if decided := _of_name(text, unit, category or ""):
            return decided
    return _of_unit(subject, bare_name(label), unit, category or "", value)


def signed(direction: str, name: str | None, unit: str, category: str | None, change: int, value: Decimal) -> Sense:
    """The written `direction`; open where the name says the other one, as in 差错率 of at least 1 % and 满意度 of at most 90 %."""
    other = ""
    if direction == "≤":
        other = _at_least(bare_name(name), unit, change, value)
    elif direction == "≥" and not change:
        other = _at_most(bare_name(name), unit, category or "")
    if not other:
        return Sense(direction)
    better = "越大越好" if direction == "≤" else "越小越好"
    return Sense(None, f"指标值写的是 {direction}，而“{other}”{better}，方向不能确定，请核对指标值")


def _at_least(subject: str, unit: str, change: int, value: Decimal) -> str:
    """The word by which a name asks for as much as can be had, whatever its sign says; "" where none does."""
    words = lexicon().direction
    if change < 0 and value > 0 and not first_word(subject, words.open_change):
        return subject if _of_change(subject, change).direction == "≥" else ""
    found = last_word(subject, lexicon().plausible.never_above) if unit == "%" and value < WHOLE else ""
    limited = says(subject, (*words.smaller_word, *words.open))
    return "" if limited or words.smaller.search(subject) else found


def _at_most(subject: str, unit: str, category: str) -> str:
    """The name, where it asks for as little as can be had; "" where it does not, and for counts that may be work to do."""
    words, timed = lexicon().direction, is_time(unit)
    counted = unit not in ("%", "‰") and not timed and not is_money(unit.partition("/")[0])
    if (counted and "数量" in category) or says(subject, words.floors) or _of_earliness(subject):
        return ""
    if timed and says(subject, words.long):
        return ""
    decided = _of_name(subject, unit, "")
    return subject if decided and decided.direction == "≤" else ""


def _named(direction: str, word: str) -> Sense:
    better = {"≥": "越大越好", "≤": "越小越好"}[direction]
    return Sense(direction, f"指标值没有写≥、≤，按“{word}”一词取 {direction}（{better}）")


def _open(word: str) -> Sense:
    return Sense(None, f"指标值没有写≥、≤，“{word}”是越大越好还是越小越好不能确定，请在指标值前写明")


def _of_change(subject: str, change: int) -> Sense:
    """A fall of something bad, or a rise of something not bad, is to be large."""
    words, changes = lexicon().direction, lexicon().change
    rest = changes.neutral.sub("", subject)
    for word in changes.compared:
        rest = rest.replace(word, "")
    noun = re.sub("率$|率|量$|额$|幅度|比例|了", "", changes.down.sub("", changes.up.sub("", rest)))
    cost = words.costs.search(noun)
    bad = first_word(noun, words.smaller_word) or (cost[0] if cost else "")
    if change > 0:
        return _named("≤", bad) if bad else Sense("≥", "指标值没有写≥、≤，按增长的多少取 ≥（越大越好）")
    good = first_word(noun, words.bigger)
    if good and not bad:
        return _open(f"{good}下降")
    if noun and not bad and not _is_lowered(rest, noun):
        return _open(subject)
    return Sense("≥", "指标值没有写≥、≤，按降低（减少、节约）的多少取 ≥（越大越好）")


def _is_lowered(subject: str, noun: str) -> bool:
    """Whether less of `noun` was wanted (用水, 办理时间), or the words say so themselves (节约, 减少人员)."""
    words = lexicon().direction
    if words.spared.search(subject) or says(noun, words.lowered):
        return True
    if not says(subject, words.time_names) or says(noun, words.long):
        return False
    return noun.endswith(words.short) or words.prompt.search(noun) is not None


def _of_name(subject: str, unit: str, category: str) -> Sense | None:
    words = lexicon().direction
    smaller = says(subject, words.smaller_word)
    if subject.endswith("控制率"):
        return _open(subject)
    found = words.handled.search(subject)
    handled = found[0] if found else _act_rate(subject)
    if handled and (smaller or subject[:1] in "未不") and not _is_undone(subject, handled):
        return _named("≥", handled)
    if found := words.smaller.search(subject):
        act = first_word(subject, words.acts)
        dealt_with = act and says(subject.partition(act)[2], words.smaller_word)
        acted_on = dealt_with or _is_object(found, subject, unit, category)
        return _open(subject) if unit not in ("%", "‰") and acted_on else _named("≤", found["word"])
    if handled:
        return _named("≥", handled)
    if (is_time(unit) or not unit) and (shorter := last_word(subject, words.short)):
        return _named("≤", shorter)
    if smaller:
        return _open(subject)
    money = unit == "万" or is_money(unit.partition("/")[0])
    if not says(subject, words.saving) and "成本" not in category and (found := words.costs.search(subject)):
        return _named("≤", found["word"]) if money else _open(found["word"])
    if "成本" in category and money:
        return None
    if money and subject.endswith(words.bills):
        return _open(subject)
    either = first_word(subject, words.open) or (first_word(subject, words.open_money) if money else "")
    return _open(either) if either else None


def _act_rate(subject: str) -> str:
    """欠税清缴率, 债务偿还率: the rate of something that is done, last in a name; not 未清缴率."""
    words = lexicon().direction
    found = next((rate for rate in words.act_rates if subject.endswith(rate)), "")
    before = subject.removesuffix(found)
    return "" if before.endswith(("未", "不", "非", "待", *words.late)) else found


def _is_undone(subject: str, handled: str) -> bool:
    """未按时完成率 is a share of what was not done; in 不合格药品处置率 the bad thing is dealt with."""
    if subject.startswith(lexicon().direction.smaller_word):
        return False
    rest = subject[1:].removesuffix(handled)
    worse = next((word for word in lexicon().opposite_words if rest.startswith(word) and rest != word), None)
    return subject[:1] in "未不" and (worse is None or worse in lexicon().in_time)


def _is_object(found: re.Match[str], subject: str, unit: str, category: str) -> bool:
    """Whether a bad thing may be what is dealt with: 扑灭森林火灾 of 数量指标, 追缴欠税 in money; 火灾起数 is counted."""
    bare_end = found.start() > 0 and found.end("word") == len(subject)
    return bare_end and ("数量" in category or ("经济" in category and is_money(unit.partition("/")[0])))


def _of_unit(subject: str, label: str, unit: str, category: str, value: Decimal) -> Sense:
    words = lexicon().direction
    if unit in words.open_units:
        return _open(unit)
    if _is_strange(subject + label, unit, category, value):
        return _open(subject or unit)
    if is_time(unit) or (not unit and subject.endswith(words.time_names)):
        return _of_time(subject, unit, category)
    money = unit == "万" or is_money(unit.partition("/")[0])
    if "成本" in category:
        return _of_cost(subject, unit, money)
    if not subject and not category and money:
        return _open(unit)
    return Sense("≥", "指标值没有写≥、≤，按 ≥ 计（名称中没有越小越好的词）")


def _is_strange(words: str, unit: str, category: str, value: Decimal) -> bool:
    """A name that no list knows, where less may well be better: a low rate, a count under 质量, 生态 or 社会, 起 of anything."""
    if _is_good(words):
        return False
    if unit in ("%", "‰"):
        return "成本" in category or unit == "‰" or value < LIKELY_GOOD
    if not unit:
        return "质量" in category and len(words) > 1 and not words.endswith(lexicon().rate_names)
    counted = unit not in ("分", "倍") and not is_money(unit.partition("/")[0])
    return bool(words) and counted and (unit == "起" or any(word in category for word in ("质量", "生态", "社会")))


def _is_good(name: str) -> bool:
    """Whether a name ends in a good word, or in those whom an act helps (救助困难群众), whatever tails are behind it."""
    words = lexicon().direction
    if name.endswith(words.good) or name.removesuffix(last_word(name, words.needy)).endswith(words.acts):
        return True
    if words.added.search(name) and not says(name, words.smaller_word):
        return True
    return any(_is_good(name.removesuffix(tail)) for tail in words.good_tails if name.endswith(tail))


def _of_earliness(subject: str) -> Sense | None:
    """提前完工天数 is to be large; of 提前预约时间 and 早于计划天数 nobody can say."""
    if "提前" not in subject and "早于" not in subject:
        return None
    return _named("≥", "提前") if lexicon().direction.earlier.search(subject) else _open(subject)


def _of_time(subject: str, unit: str, category: str) -> Sense:
    """≤ only of a time that is known to be short: 供餐天数 and 飞行时间 may be long."""
    words = lexicon().direction
    timely = "时效" in category
    if says(subject, words.long):
        if timely or not category:
            return _open(subject)
    elif found := words.prompt.search(subject):
        return _open(subject) if "数量" in category else _named("≤", found["word"])
    elif timely:
        return _named("≤", "时效") if not subject or words.only_time.search(subject) else _open(subject)
    elif not category and not subject:
        return _open(unit)
    elif subject.endswith(words.time_names) and (not subject.endswith("天数") or words.only_time.search(subject)):
        return _open(subject)
    return Sense("≥", "指标值没有写≥、≤，按 ≥ 计（名称中没有越小越好的词）")


def _of_cost(subject: str, unit: str, money: bool) -> Sense:
    """A cost that is an amount is to be low; a rate of 成本指标 is one only by its name."""
    words = lexicon().direction
    if (found := first_word(subject, words.saving)) and "匹配" not in found:
        return _named("≥", found)
    if unit == "%" or (re.search(r"(?:[率度]|比例|达标)$", subject) and not money):
        found = first_word(subject, words.open)
        return _open(found) if found else Sense("≥", "指标值没有写≥、≤，成本指标的比率按 ≥ 计")
    if money and (found := first_word(subject, words.open_money) or first_word(subject, ["标准"])):
        return _open(found)
    return _named("≤", "成本")
