"""What one cell claims: the quantity it is about, and what the words around the number do to it."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from jixiao.form.doubts import BRACKET, STOP, doubtful, proven_rate, real_clause, remark, withdrawn, without_difference
from jixiao.form.lexicon import lexicon, says
from jixiao.form.patterns import fold
from jixiao.form.quantity import Quantity, Reading, reading
from jixiao.form.unit import comparable
from jixiao.form.wording import HAN, NOT_HAN

Bound = Literal["", "≥", ">", "≤", "<", "≈"]
UP, DOWN, NO_CHANGE = 1, -1, 0


class Claim(NamedTuple):
    """One cell, read for comparing.

    `quantity` is the number it is about, `ends` the two numbers of a range. `bound` says that the text sets a limit
    (超过100人 is above 100; 约 is ≈). `change` is UP for a rise, DOWN for a fall. `period` is "月" for a number per
    month, `share` the thing of 每村 and 每户. `also` is the other unit of 台（套）. `doubt` is the Chinese sentence that says
    why there is no certain number; the other fields then mean nothing.
    """

    text: str
    reading: Reading
    quantity: Quantity | None = None
    ends: tuple[Quantity, Quantity] | None = None
    bound: Bound = ""
    change: int = NO_CHANGE
    period: str | None = None
    share: str | None = None
    average: bool = False
    also: str = ""
    doubt: str = ""


_OTHER_UNIT = re.compile(rf"(?<={HAN})\(({HAN}{{1,2}})\)|(?<=[台套件人])/([套台次])(?!{HAN})")
_PER_TAIL = re.compile(rf"[/·](?P<name>半年|双月|半月|月|季度|季|年|周|天|日|学期|旬|星期)(?!{HAN})")
_PERIOD_FIRST = re.compile(
    r"^(?:按|逐)?(月|季度|季|周|半年)度?(?=(?:至少|不少于|不低于|≥|各|均)?\s*(?:\d|[一二两三四五六七八九十]+次))|^(?=隔[日天周月])"
)
"""月度1次, 季度2次, 按月1次: a number per period without 每; 隔月1次 is per something that is no period of the list."""
_EACH = re.compile(
    rf"(?:平均)?每(?:个|一)?(?P<name>{HAN}{{1,3}}?)(?={NOT_HAN}|不|至|达|完|检|巡|召|开|举|组|培|一|两|二|三|[四五六七八九十]|$|[1-9]|[约近各均])"
)
_UNSURE_MINUS = re.compile(rf"{HAN}\s*-\s*$|(?<!减)负\s*$")
_OWN_RATE = 3  # characters of a rate's name that tell which rate it is: 合格率, 满意率
_ALL_OF_THEM = re.compile(r"(?<=\d)(?:人|户|次|亩)均")
"""50户均已竣工: all of them are, and no number per household."""
_TIMES = re.compile(r"(?:[×*+]|\d\D{0,3}?[xX])\s*\d|\d\s*[×*]")
"""5×4 and 5人x4次; not the X of X004线."""


@lru_cache(maxsize=16384)
def target_claim(text: str) -> Claim:
    """What a target (年度指标值) asks for."""
    return _claim(text, None, "")


@lru_cache(maxsize=16384)
def result_claim(text: str, target: Claim, subject: str) -> Claim:
    """What a result (实际完成值) says, among whose numbers the one of the target's unit is meant.

    `subject` is the indicator's name and target: a word that is there too (计划完成率) is no doubt.
    """
    worded = _worded(text, target, subject)
    return worded or _claim(text, target, subject)


def _claim(text: str, target: Claim | None, subject: str) -> Claim:
    said, words = reading(text), lexicon()
    folded = fold(text).strip()
    if target is not None and target.quantity:
        folded = without_difference(folded, target.quantity)
        folded = proven_rate(folded) if target.quantity.unit == "%" else folded
    if target is not None and (doubt := doubtful(folded, subject)):
        return Claim(text, said, doubt=doubt)
    if target is None and (doubt := withdrawn(folded)):
        return Claim(text, said, doubt=doubt)
    body = words.among.sub("", real_clause(folded))
    body, also = _other_unit(body)
    if _TIMES.search(body):
        return Claim(text, said, doubt=f"“{text}”是算式，不是一个数")
    if "不含" in body or "不包括" in body:
        return Claim(text, said, doubt=f"“{text}”写明不含一部分，不能确定")
    if target is not None and (noted := remark(folded)):
        return Claim(text, said, doubt=f"“{text}”括号中的“{noted}”说的是另一个完成数")
    if BRACKET.search(body) and (bare := BRACKET.sub("", body)) and reading(bare).quantities:
        body = bare
    period, share, body = _per(_PERIOD_FIRST.sub(r"每\1", body))
    average = says(_ALL_OF_THEM.sub("", body), words.average)
    body = words.year_wide.sub("", body) if words.year_wide.match(body) else body
    found = Claim(text, said, period=period, share=share, average=average, also=also)
    return _counted(found, reading(body), body, target, subject.partition("|")[0])


def _counted(claim: Claim, said: Reading, body: str, target: Claim | None, name: str) -> Claim:
    if said.kind == "range":
        return _range(claim, said, body)
    if said.kind == "several":
        ends = _limits(said.quantities, body)
        if ends:
            return claim._replace(ends=ends)
        chosen = _chosen(said.quantities, body, target, name)
        if chosen is None:
            return claim._replace(doubt=said.why)
        return _one(claim, chosen, body)
    if said.kind == "blank":
        return claim._replace(doubt=f"“{claim.text}”只写了时间或范围，没有数量")
    if said.quantity is None:
        return claim._replace(doubt=said.why)
    return _one(claim, said.quantity, body)


def _one(claim: Claim, quantity: Quantity, body: str) -> Claim:
    change = _change(quantity, body)
    if change is None:
        return claim._replace(doubt=f"“{claim.text}”写了变化的起点和终点或方向不一，不能当作一个数")
    if change and (quantity.value < 0 or body[quantity.start - 1 : quantity.start] in ("-", "－", "—")):
        return claim._replace(doubt=f"“{claim.text}”既写增减又写负数，方向不清")
    if _UNSURE_MINUS.search(body[: quantity.start]):
        return claim._replace(doubt=f"“{claim.text}”中的“-”是负号还是连接号不清")
    if not change and says(_clause(body, quantity), lexicon().change.compared):
        return claim._replace(doubt=f"“{claim.text}”说的是与别的数相差多少")
    bound = _bound(quantity, body)
    clause = _clause(body, quantity)
    average = claim.average and says(_ALL_OF_THEM.sub("", clause or body), lexicon().average)
    share = claim.share if "每" in f"{clause}{quantity.after}" or claim.share == "日期" else None
    return claim._replace(quantity=quantity, change=change, bound=bound, average=average, share=share)


def _bound(quantity: Quantity, body: str) -> Bound:
    written = quantity.text
    if quantity.sign:
        sign = quantity.sign
        return "" if sign == "=" else sign  # type: ignore[return-value]
    if any(mark in written for mark in "余多") or body[quantity.end : quantity.end + 1] in ("余", "多", "+"):
        return ">"
    if lexicon().below.search(body[: quantity.start].rstrip()):
        return "<"
    return "≈" if quantity.approximate else ""


def _change(quantity: Quantity, body: str) -> int | None:
    """UP, DOWN or NO_CHANGE of the figure; None where the words are at odds or name a start and an end."""
    words = lexicon().change
    around = words.neutral.sub("", quantity.context) + "|" + words.neutral.sub("", quantity.after)[:5]
    if words.level.search(around):
        return None if words.since.search(body) else NO_CHANGE
    up, down = words.up.search(around) is not None, words.down.search(around) is not None
    if up and down:
        return None
    return UP if up else DOWN if down else NO_CHANGE


def _range(claim: Claim, said: Reading, body: str) -> Claim:
    if len(said.quantities) != 2:
        return claim._replace(doubt=said.why)
    low, high = said.quantities
    if low.unit != high.unit or low.value >= high.value or ("±" in claim.text and not _plain_deviation(claim.text)):
        return claim._replace(doubt=said.why)
    change = _change(low, body)
    if change is None:
        return claim._replace(doubt=said.why)
    return claim._replace(ends=(low, high), change=change)


def _plain_deviation(text: str) -> bool:
    """80±5 and ±5%; in 10次±2 and 80±5% nobody knows what is added to what."""
    return re.search(r"\d\s*±\s*[\d.]+\s*[%‰]", text) is None and re.search(r"[^\d\s.±]\s*±", text) is None


def _limits(found: tuple[Quantity, ...], body: str) -> tuple[Quantity, Quantity] | None:
    """大于5小于10, ≥60%且≤80%: a lower and an upper limit of one figure."""
    if len(found) != 2:
        return None
    low, high = found
    between = body[low.end : high.start]
    if low.sign not in ("≥", ">") or high.sign not in ("≤", "<") or low.value >= high.value:
        return None
    if low.unit and high.unit and low.unit != high.unit:
        return None
    if re.sub(r"[，,、且并而同时\s]|大于|小于|等于|或|不|超过|高于|低于|多于|少于", "", between):
        return None
    unit = high.unit or low.unit
    return low._replace(unit=unit), high._replace(unit=unit)


def _chosen(found: tuple[Quantity, ...], body: str, target: Claim | None, name: str) -> Quantity | None:
    """The one figure that is of the target's unit, or the one rate of the indicator's own name; remarks on other years
    and changes aside.
    """
    if target is None:
        return None
    aim = target.ends[0] if target.ends else target.quantity
    if aim is None or not aim.unit:
        return None
    words = lexicon().change
    fitting = [item for item in found if item.unit and comparable(item.unit, aim.unit)]
    if len(fitting) > 1 and not target.change:
        steady = [item for item in fitting if not (words.up.search(item.context) or words.down.search(item.context))]
        fitting = [item for item in steady if not says(_clause(body, item), words.compared)]
    rates = lexicon().rate_names
    if len(fitting) > 1 and name.endswith(rates) and all(item.context.endswith(rates) for item in fitting):
        fitting = [item for item in fitting if item.context.endswith(name[-_OWN_RATE:])]
    return fitting[0] if len(fitting) == 1 else None


def _clause(body: str, item: Quantity) -> str:
    """The words before a quantity in its own clause."""
    return STOP.split(body[: item.start])[-1]


def _other_unit(body: str) -> tuple[str, str]:
    """3台（套） → 3台, 套."""
    found = _OTHER_UNIT.search(body)
    if found is None or found[1] in ("含", "不含", "个"):
        return body, ""
    return body[: found.start()] + body[found.end() :], found[1] or found[2]


def _per(body: str) -> tuple[str | None, str | None, str]:
    """Period (每月, /月), thing (每村) and the text without them; 每年 and 一年 are the year itself."""
    periods = lexicon().periods
    tail = _PER_TAIL.search(body)
    if tail:
        return tail["name"], None, body[: tail.start()] + body[tail.end() :]
    if "每" not in body:
        return None, None, body
    for name in sorted(periods, key=len, reverse=True):
        for lead in (f"平均每个{name}", f"每个{name}", f"每一{name}", f"平均每{name}", f"每{name}"):
            at = body.find(lead)
            if at >= 0 and "每" not in body[at + len(lead) :]:
                if body[at + len(lead) : at + len(lead) + 2] in ("10", "15", "20") and "日前" in body:
                    return name, "日期", body
                rest = body[:at] + body[at + len(lead) :]
                return name, _thing(rest) if "每" in rest else None, rest
    return None, _thing(body), body


def _thing(body: str) -> str:
    """人 of 每人800元; 每 alone where it is not clear of what."""
    each = _EACH.search(body)
    return each["name"] if each else "每"


def _worded(text: str, target: Claim, subject: str) -> Claim | None:
    """全部完成 beside a rate of 100 %, 零事故 beside 0起: results that are a number though they hold none."""
    words, aim = lexicon(), target.quantity
    if aim is None or reading(text).quantities:
        return None
    bare = STOP.sub("", "".join(text.split()))
    name = subject.partition("|")[0]
    if aim.unit == "%" and _says_all(bare, name):
        return _exactly(text, Decimal(100), "%")
    for word in words.none_at_all:
        noun = bare.removeprefix(word)
        low = not aim.value or words.direction.smaller.search(name) is not None
        if (
            low
            and noun != bare
            and noun
            and noun != "偏差"
            and noun in subject
            and says(noun, words.direction.smaller_word)
        ):
            return _exactly(text, Decimal(0), aim.unit)
    return None


def _says_all(bare: str, name: str) -> bool:
    words = lexicon()
    if not name.endswith(words.rate_names) or words.direction.smaller.search(name):
        return False
    if bare in words.whole:
        return "完成" in name
    for word in words.whole_of:
        rest = bare.removeprefix(word)
        if rest != bare and len(rest) >= 2 and rest in name and not says(name, [f"{no}{rest}" for no in "不未非"]):
            return True
    return False


def _exactly(text: str, value: Decimal, unit: str) -> Claim:
    return Claim(text, reading(text), Quantity(value, unit, "", False, text.strip(), 0, len(text)))
