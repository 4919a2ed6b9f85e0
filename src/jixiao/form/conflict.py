"""Whether a target and a result count different things: opposite quantities, other nouns, other rates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from jixiao.form.bases import is_averaged, is_of_same_share, other_base
from jixiao.form.claim import NO_CHANGE, Claim
from jixiao.form.doubts import BRACKET, other_words
from jixiao.form.lexicon import first_word, lexicon, says
from jixiao.form.patterns import fold
from jixiao.form.quantity import Quantity, quantities
from jixiao.form.unit import is_money, is_time
from jixiao.form.wording import HAN

_RATE = re.compile(rf"({HAN}{{2,8}}?)(?:率|度|比例|占比|比重)$")
_ANY_RATE = re.compile(rf"({HAN}{{2,}}?)(?:率|度(?!过|假)|比例|占比|比重)")
_COST = re.compile(rf"(?:{HAN}{{1,3}}(?<![经花耗总付收缴])费|单价|财政(?:补助|拨款))$")
_OTHER_ACT = re.compile("(?:支付|付款|拨付|支出|完工|竣工|开工|施工|到货|进度)$")
_UTILITIES = re.compile(r"([水电气暖热煤油]+)费")
_TIMES = {"次", "场", "期", "场次", "期次", "批次", "批", "轮", "届"}
_NEGATED = re.compile("(?:不|未|非|没|无)(?:太|够|按|能|予|被)?$")


def conflict(asked: Claim, said: Claim, name: str) -> str:
    """Why the result is not about what the target asks for (Chinese), or nothing where no sign of it is seen."""
    if (asked.quantity is None and asked.ends is None) or said.quantity is None or not said.reading.quantities:
        return ""
    subject = f"{name}|{fold(asked.text)}"
    return (
        _opposite(subject, lexicon().among.sub("", fold(said.text)))
        or _counterpart(f"{name}|{asked.quantity.context if asked.quantity else ''}", said.quantity.context)
        or _other_rate(subject, said)
        or _other_measure(subject, fold(said.text))
        or _other_cost(subject, said.quantity)
        or _other_utility(subject, fold(said.text))
        or _other_noun(asked, said, name)
        or _other_group(f"{name}{asked.text}", said.quantity)
        or _other_share(asked, said, name)
        or other_base(asked, said, name)
        or _one_of_kinds(asked, said, name)
        or other_words(said.quantity, said.change != NO_CHANGE, subject)
    )


@lru_cache(maxsize=16384)
def _opposite(subject: str, result: str) -> str:
    words = lexicon()
    for word in words.opposite_words:
        if word in result:
            here, there = _polarities(result, word), _polarities(subject, word)
            if ("-" in here and "-" not in there) or ("+" in here and there == {"-"}):
                return f"完成值“{result}”与指标在“{word}”上正反相反，不能直接比较"
    if not says(result, words.opposed):  # as in most: no pair is worth a look
        return ""
    for word, others in words.opposites.items():
        for other in others:
            if _opposed(subject, result, word, other) or _opposed(subject, result, other, word):
                return f"完成值“{result}”与指标是相反的量（{word}、{other}），不能直接比较"
    return ""


def _opposed(subject: str, result: str, word: str, other: str) -> bool:
    return word in subject and other not in subject and other in result and word not in result


@lru_cache(maxsize=16384)
def _counterpart(subject: str, result: str) -> str:
    """出站 beside 进站人数 and 出口 beside 进出口总额: another word by one contrary character, or one of the two."""
    pairs = (
        (result, subject, _contrary_words(result)),
        (result, subject, _both(result)),
        (subject, result, _both(subject)),
    )
    for mine, theirs, words in pairs if result else ():
        for word, other in words:
            if other in theirs and word not in theirs and other not in mine.replace(word, ""):
                return f"完成值说的是“{result}”，与指标不是同一个量（{word}、{other}）"
    return ""


def _contrary_words(text: str) -> Iterator[tuple[str, str]]:
    """Each word of two characters with what it would be by a contrary one."""
    contrary = lexicon().contrary
    for one, next_one in pairwise(text):
        yield from ((one + next_one, other + next_one) for other in contrary.get(one, ""))
        yield from ((one + next_one, one + other) for other in contrary.get(next_one, ""))


def _both(text: str) -> Iterator[tuple[str, str]]:
    """进出口 with 进口 and 出口."""
    for at, (one, next_one) in enumerate(pairwise(text)):
        if next_one in lexicon().contrary.get(one, "") and (end := text[at + 2 : at + 3]):
            yield from ((one + next_one + end, part + end) for part in (one, next_one))


def _polarities(text: str, word: str) -> set[str]:
    return {"-" if _NEGATED.search(before) else "+" for before in text.split(word)[:-1]}


def _other_rate(subject: str, said: Claim) -> str:
    """优秀率30% as the result of 合格率: a rate by a name of its own."""
    assert said.quantity is not None
    context = said.quantity.context.rstrip("为达到是在约:： 了")
    found = _RATE.search(context)
    if (
        found is None
        and said.quantity.unit == "%"
        and (act := _OTHER_ACT.search(context))
        and act[0][-2:] not in subject
    ):
        return f"完成值写的是“{act[0]}”，与指标不是同一个量"
    if found is None:
        return _share_of_others(subject, said.quantity)
    degree = next((word for word in lexicon().degrees if word in found[1] and word not in subject), None)
    if degree or (found[1][0] in "无零" and found[1][:2] not in subject):
        return f"完成值写的是“{found[0]}”，与指标不是同一个量"
    core = lexicon().generic.sub("", found[1])[-2:] or _named_only_so(found[1])
    if not core or (core in subject and not _is_dealt_with(core, subject, found[1])):
        return ""
    return f"完成值写的是“{found[0]}”，与指标不是同一个量"


def _share_of_others(subject: str, said: Quantity) -> str:
    """98%的设备已验收 as the result of 合格率, and 2小时内响应率95% as that of 响应时间."""
    rate = _RATE.search(subject.partition("|")[0])
    others = said.unit == "%" and said.after[:1] == "的" and rate is not None and rate[1][-2:] not in said.after
    if others or (is_time(said.unit) and _RATE.search(said.after)):
        return f"完成值写的是“{said.text}{said.after}”，与指标不是同一个量"
    return ""


def _named_only_so(rate: str) -> str:
    """验收 of 验收率, where the words that give nothing away are all the name there is; not 实际 or 总体."""
    return rate[-2:] if says(rate[-2:], lexicon().opposite_words) else ""


def _is_dealt_with(core: str, subject: str, said: str) -> bool:
    """隐患率 beside 隐患整改率: what the indicator's own rate goes on to say of the core is not in the result."""
    generic = lexicon().generic
    rests = [_only_han(generic.sub("", tail)) for tail in _after(core, subject)]
    return bool(rests) and all(rest and rest not in said for rest in rests)


def _after(core: str, subject: str) -> list[str]:
    """What follows `core` in each rate of the subject that holds it; without a rate, each act that follows it."""
    rates = [found[1] for found in _ANY_RATE.finditer(subject) if core in found[1]]
    if rates:
        return [rate.rpartition(core)[2] for rate in rates]
    acts = lexicon().direction.acts
    parts = (part.rpartition(core)[2] for part in subject.split("|") if core in part)
    return [first_word(part, acts) for part in parts]


def _other_measure(subject: str, result: str) -> str:
    """利润 beside 营业收入: two amounts of a business that are not the same."""
    mine, theirs = ({word for word in lexicon().measures if word in text} for text in (subject, result))
    if not mine or not theirs or mine & theirs:
        return ""
    return f"指标说的是“{min(mine)}”，完成值说的是“{min(theirs)}”，不是同一个量"


def _other_cost(subject: str, said: Quantity) -> str:
    """设备费60万元 and 单价2万元 beside 项目总成本: a part, or the cost of one."""
    found = _COST.search(said.context) if is_money(said.unit.partition("/")[0]) else None
    if found is None or found[0][-2:] in subject or (found[0] == "单价" and "单" in subject):
        return ""
    return f"完成值写的是“{found[0]}”，与指标不是同一笔钱"


def _other_utility(subject: str, result: str) -> str:
    """电费 beside 水电费: a part of it."""
    if "费" not in result:
        return ""
    mine, theirs = ("".join(_UTILITIES.findall(text)) for text in (subject, result))
    if not mine or not theirs or set(mine) == set(theirs):
        return ""
    return f"指标说的是“{mine}费”，完成值说的是“{theirs}费”，不是同一笔钱"


def _other_noun(asked: Claim, said: Claim, name: str) -> str:
    aim = asked.quantity or (asked.ends[0] if asked.ends else None)
    assert said.quantity is not None
    if aim is None or aim.unit == "%":
        return ""
    for before, after in ((aim.after, said.quantity.after), (aim.context, said.quantity.context)):
        wanted, given = _noun(before), _noun(after)
        if wanted and given and not _alike(wanted, given):
            return f"指标值说的是“{wanted}”，完成值说的是“{given}”，不是同一样东西"
    return _other_device(f"{name}{asked.text}", said.quantity) or _other_thing(aim.after or name, said.quantity.after)


def _other_device(subject: str, said: Quantity) -> str:
    """打印机18台 as the result of 采购电脑."""
    devices = lexicon().devices
    theirs = next((one for one in devices if said.context.endswith(one) or said.after.startswith(one)), None)
    mine = next((one for one in devices if one in subject), None)
    if mine is None or theirs is None or theirs in subject:
        return ""
    return f"指标说的是“{mine}”，完成值说的是“{theirs}”，不是同一样东西"


def _other_thing(wanted: str, given: str) -> str:
    """乡镇覆盖数 beside 10个村."""
    things = lexicon().things
    mine = next((thing for thing in things if thing in wanted), None)
    theirs = next((thing for thing in things if given.startswith(thing)), None)
    if mine and theirs and mine != theirs and theirs not in wanted and mine not in given:
        return f"指标说的是“{mine}”，完成值说的是“{theirs}”，不是同一样东西"
    return ""


def _other_group(subject: str, said: Quantity) -> str:
    """培训教师 beside 培训学生66人, 家长满意度 beside 学生满意度95%."""
    wanted, given = ([one for one in lexicon().groups if one in text] for text in (subject, said.context))
    if not wanted or not given or says(said.context, wanted) or says(subject, given):
        return ""
    return f"指标说的是“{wanted[0]}”，完成值说的是“{given[0]}”，不是同一样东西"


def _noun(text: str) -> str:
    if not text:
        return ""
    words = lexicon()
    bare = words.change.up.sub("", words.change.down.sub("", text))
    return _only_han(words.generic.sub("", bare))


def _only_han(text: str) -> str:
    return "".join(letter for letter in text if "\u4e00" <= letter <= "\u9fff")


def _alike(one: str, other: str) -> bool:
    if one in other or other in one:
        return True
    one, other = _without_common_start(one, other)
    one, other = _without_common_start(one[::-1], other[::-1])
    one, other = one[::-1], other[::-1]
    return not one or not other or any(one[at : at + 2] in other for at in range(len(one) - 1))


def _without_common_start(one: str, other: str) -> tuple[str, str]:
    same = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), 0)
    return one[same:], other[same:]


def _other_share(asked: Claim, said: Claim, name: str) -> str:
    """每村2个 beside 30个; 人均 beside a whole."""
    assert said.quantity is not None
    averaged = is_averaged(name) or says(name, lexicon().average)
    if asked.share != said.share and (said.share or not averaged) and not is_of_same_share(asked, said):
        return f"指标值“{asked.text}”与完成值“{said.text}”一个是平均到每个对象的数，一个不是"
    per_thing = "/" in said.quantity.unit
    if (
        asked.average
        and not said.average
        and not per_thing
        and asked.quantity
        and said.quantity.value > asked.quantity.value * 3
    ):
        return f"指标值“{asked.text}”是平均数，完成值“{said.text}”像是总数"
    if (
        said.average
        and not asked.average
        and not averaged
        and not _is_averaged_anyway(asked, said.quantity, name)
        and "/" not in (asked.quantity.unit if asked.quantity else "")
    ):
        return f"完成值“{said.text}”是平均数，指标值不是"
    return ""


def _is_averaged_anyway(asked: Claim, said: Quantity, name: str) -> bool:
    """A time that is to be short and a rate are known of many cases only as their average."""
    if is_time(said.unit):
        return asked.bound in ("≤", "<") or says(name, lexicon().direction.short)
    return said.unit == "%" and _RATE.search(name) is not None


def _one_of_kinds(asked: Claim, said: Claim, name: str) -> str:
    """宣传册3000份、海报2500张 beside 宣传资料5000份: the first alone falls short, and whether both count is not known."""
    aim, chosen = asked.quantity, said.quantity
    assert chosen is not None
    stated = quantities(BRACKET.sub("", fold(said.text)))
    if aim is None or aim.unit == "%" or chosen.value >= aim.value or len(stated) < 2 or not chosen.context:
        return ""
    own_name = _noun(chosen.context) in name
    for other in stated:
        both_times = {chosen.unit, other.unit} <= _TIMES
        if other.unit != chosen.unit and other.context and (both_times or (not own_name and _is_of_things(other))):
            return f"完成值“{said.text}”写了几样，指标值“{asked.text}”算其中哪几样不能确定"
    return ""


def _is_of_things(quantity: Quantity) -> bool:
    unit = quantity.unit
    return unit not in ("", "%", "‰", "人", "人次", "户", "户次") and not is_money(unit)
