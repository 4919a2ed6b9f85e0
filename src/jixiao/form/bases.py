"""What a figure is counted over: a month or the year, one person or all, what is new or all there is, a part."""

from __future__ import annotations

import re
from functools import lru_cache

from jixiao.form.claim import Claim
from jixiao.form.doubts import BRACKET, STOP
from jixiao.form.lexicon import lexicon, says
from jixiao.form.patterns import fold
from jixiao.form.quantity import Quantity, quantities
from jixiao.form.wording import HAN

YEAR = "年"
_SAME_PERIOD = {"天": "日", "星期": "周", "季": "季度", "年度": YEAR, "全年": YEAR, "本年": YEAR, "年内": YEAR}
_PERIODS = {"日", "天", "周", "旬", "月", "季", YEAR}
_MEAN = re.compile(rf"(?:({HAN})均|(亩|单)产)(?=[约为达近]{{0,2}}\d[\d.,]*(?!\s*[\d.,%‰]))")
"""生均30册, 各村均2场; not 各项均100%, where 均 says that all are."""
_MEAN_OF = re.compile(rf"({HAN})均(?![衡等匀])|(亩|单)产|每(?:个|一)?+(?!学期|星期|半)({HAN})")
_OF_A_UNIT = re.compile("单位(?=成本|造价|费用|投资)|单价$")
_ALL = re.compile(rf"共计|合计|总计|累计|(?<!公)共(?={HAN}{{0,6}}\d)|总(?![体结])")
_CUMULATED = re.compile(r"累计(?:达到?|[已共]?有)?\d")
_PLACES = "乡镇街?|镇街|乡|镇|街道|社区|村组?|组|区县|县区|县|市州?|学校|院校|校|班级?|单位|部门|科室|站所?|所|中心|医院|卫生院|企业|户|小区"
_EACH = re.compile(
    rf"各(?:{_PLACES})?均?(?:约|有|开展|举办|组织|召开|完成|进行|培训|检查|建设?|种植?|配备?|发放?|慰问)?\d"
)
"""Not 各类, 各项 and 各级, which are all together."""
_NAMED = re.compile(rf"{HAN}{{2}}\d")
_FAR, _TWICE = 3, 2
"""How many times what was to be added a total is that is taken for all there is; one that is 累计."""
_ANY = "平"
"""平均 does not say over what."""


def other_base(asked: Claim, said: Claim, name: str) -> str:
    """Why the result is counted over something else than the target (Chinese), or nothing where no sign of it is seen."""
    clause = _clause(said)
    return (
        _of_each(asked, clause, name)
        or _other_period(asked, said, clause, name)
        or _other_object(asked, said, clause, name)
        or _all_there_is(asked, said, clause, name)
        or _part_missed(asked, said, name)
        or _some_of_them(asked, said, f"{name}|{asked.text}")
    )


def _of_each(asked: Claim, clause: str, name: str) -> str:
    """春防、秋防各1次 beside 2次, either way round: a number of each of them, not of all."""
    counted = asked.quantity is not None and asked.quantity.unit != "%"
    if counted and _EACH.search(fold(asked.text)) and not _is_each(clause):
        return f"指标值“{asked.text}”是各自的数，完成值“{clause}”是不是各自的数不能确定"
    if not _EACH.search(clause) or asked.share or _is_each(f"{name}{asked.text}"):
        return ""
    return f"完成值“{clause}”是各自的数，合计多少不能确定"


def _is_each(text: str) -> bool:
    return any(mark in text for mark in "各每均")


def states_level(asked: Claim, said: Claim, name: str) -> bool:
    """Whether a result without a word of change repeats what is to change: 碳排放600吨 beside 减少碳排放, 收入 beside 增收.

    避免损失230万元 says what was done. More people or things (带动农户增收500户) are who is helped, and a share beside an amount can only be the change.
    """
    words = lexicon()
    assert asked.quantity is not None and said.quantity is not None
    unit, rises = asked.quantity.unit, words.change.up.search(name) is not None
    for change, level in words.change.of.items():
        name = name.replace(change, f"{change}{level}")
    noun = words.change.down.sub("", words.change.up.sub("", words.change.neutral.sub("", name)))
    if (rises and unit in words.plausible.whole | words.adding) or (
        unit == "%" and not noun.endswith(words.rate_names)
    ):
        return False
    if says(said.quantity.context, words.direction.acts):
        return False
    repeated = {noun[at : at + 2] for at in range(len(noun) - 1)} - {*words.average}
    return any(word in said.quantity.context and word not in asked.quantity.context for word in repeated)


@lru_cache(maxsize=16384)
def named_period(text: str) -> str:
    """日 of 日均客流量 and of 日供水量, 季度 of 每季度例会次数; "" where `text` names none."""
    found = lexicon().bases.period.search(text)
    named = next(filter(None, found.groups()), "") if found else ""
    return _SAME_PERIOD.get(named, named)


def is_averaged(name: str) -> bool:
    """Whether an indicator is by its name a number per period, person or thing: 日均, 生均, 每千人口; not 均衡."""
    return re.search("均(?![衡等匀])|[亩单]产|每|^[十百千万亿]+[人户元吨]", name) is not None


def is_per(name: str, unit: str) -> bool:
    """Whether the unit repeats what the name says: 元/人 of 人均费用, 公斤/亩 of 亩产, 元/盏 of 单盏造价."""
    thing = unit.partition("/")[2]
    if not thing or "/" in thing:
        return False
    return f"单{thing[:1]}" in name or _OF_A_UNIT.search(name) is not None or thing[:1] in _objects(_MEAN_OF, name)


def is_of_same_share(asked: Claim, said: Claim) -> bool:
    """Whether both are per thing, written 每人500元 and 500元/人."""
    units = [claim.quantity.unit.partition("/") if claim.quantity else ("", "", "") for claim in (asked, said)]
    return units[0][0] == units[1][0] and (asked.share or units[0][2]) == (said.share or units[1][2]) != ""


def states_base(said: Claim) -> bool:
    """Whether the result says itself that it is of the period or the object that the indicator's name is about."""
    clause = _clause(said)
    return bool(said.period or _per(said) or named_period(clause) or _MEAN.search(clause))


def _clause(said: Claim) -> str:
    """The clause of a result that holds its number."""
    text, number = fold(said.text), said.quantity.text if said.quantity else ""
    bare = BRACKET.sub("", text)
    text = bare if number in bare else text
    return next((part for part in STOP.split(text) if number in part), text)


def _other_period(asked: Claim, said: Claim, clause: str, name: str) -> str:
    """月产值 beside 全年1200万元; a count of 月例会 that is a year's already (12次) is compared with the year's."""
    named = named_period(name)
    if (asked.period and not named) or (said.period and named in ("", YEAR)):
        return ""
    wanted = named or named_period(fold(asked.text)) or YEAR
    given = named_period(clause) or (YEAR if _ALL.search(clause) else "")
    if not given or given == wanted or (given == YEAR and _is_of_year(asked, wanted)):
        return ""
    return f"指标说的是每{wanted}的数，完成值“{clause}”说的是每{given}的，不能直接比较"


def _is_of_year(asked: Claim, period: str) -> bool:
    """Whether a target of 月例会 is so large that it must be the year's number."""
    fewest = lexicon().periods[period][0]
    return asked.quantity is not None and asked.quantity.unit in lexicon().adding and asked.quantity.value >= fewest


def _other_object(asked: Claim, said: Claim, clause: str, name: str) -> str:
    wanted = _objects(_MEAN_OF, f"{name}|{fold(asked.text)}") | _per(asked)
    given = _objects(_MEAN, clause) | _per(said)
    if wanted and not given and _ALL.search(clause):
        return f"指标说的是平均数，完成值“{clause}”说的是总数"
    if given - wanted and _ANY not in wanted | given and not asked.share and not said.share:
        return f"完成值“{clause}”是平均到“{min(given - wanted)}”的数，指标不是"
    return ""


def _objects(pattern: re.Pattern[str], text: str) -> set[str]:
    """人 of 人均, 亩 of 亩产; periods are compared on their own."""
    found = {"".join(match) for match in pattern.findall(text)}
    return {"亩" if one == "单" else one for one in found} - _PERIODS


def _per(claim: Claim) -> set[str]:
    """人 of 500元/人 and of 每人500元."""
    thing = claim.quantity.unit.partition("/")[2] if claim.quantity else ""
    return {one for one in (thing[:1], (claim.share or "")[:1]) if one}


def _all_there_is(asked: Claim, said: Claim, clause: str, name: str) -> str:
    """新增幼儿园 3所 beside 现有幼儿园 56所 or 幼儿园达到56所, and 在校学生 beside 招生."""
    words, subject = lexicon().bases, f"{name}|{asked.text}"
    added = says(clause, words.new)
    if added and says(subject, words.present) and not says(subject, words.new) and not says(clause, words.present):
        return f"指标说的是现有的总数，完成值“{clause}”说的是新增的数"
    if asked.change and "累计" in asked.text and "累计" not in said.text:
        return f"指标值“{asked.text}”是累计的增减，完成值“{clause}”没有写明是否也是"
    if added or not says(subject, words.new):
        return ""
    cumulated = _CUMULATED.search(clause) and named_period(clause) != YEAR
    times = (
        said.quantity.value / asked.quantity.value if asked.quantity and said.quantity and asked.quantity.value else 0
    )
    far = times > _FAR or ("累计" in clause and times > _TWICE)
    if cumulated or says(clause, words.stock) or (far and _NAMED.search(clause)):
        return f"指标说的是新增的数，完成值“{clause}”像是累计或现有的总数"
    return ""


def _part_missed(asked: Claim, said: Claim, name: str) -> str:
    """200人，其中农民80人 beside 200人，其中农民100人: the whole is reached, a part that the target asks for is not."""
    wanted = _parts(asked.text)
    if not wanted:
        return ""
    if said.quantity and any(_is_label(part.context, said.quantity, name) for part in wanted):
        return f"完成值“{said.text}”只写了指标值“{asked.text}”中的一部分"
    for aim, done in zip(wanted, _parts(said.text), strict=False):
        is_missed = done.value > aim.value if aim.sign in ("≤", "<") else done.value < aim.value
        if is_missed and aim.unit == done.unit:
            return f"指标值“{asked.text}”中的一部分，完成值“{said.text}”没有达到"
    return ""


def _some_of_them(asked: Claim, said: Claim, subject: str) -> str:
    """取证260人 beside 培训300人: how many there were in all is not known."""
    aim, done = asked.quantity, said.quantity
    if aim is None or done is None or done.unit not in ("人", "人次") or done.value >= aim.value:
        return ""
    found = next((word for word in lexicon().outcomes if done.context.endswith(word) and word not in subject), "")
    return f"完成值“{said.text}”说的是其中“{found}”的，总数不能确定" if found else ""


def _is_label(context: str, said: Quantity, name: str) -> bool:
    """Whether the words in front of a part (其中农民100人) are those in front of the result (农民80人)."""
    label = re.sub("^.*(?:其中|包括|包含|含)", "", context).strip(" (，,、")
    return bool(label) and label not in name and said.context.endswith(label)


@lru_cache(maxsize=16384)
def _parts(text: str) -> tuple[Quantity, ...]:
    """The numbers behind 其中, 含 and the like, or those in brackets."""
    folded = fold(text)
    found = lexicon().among.search(folded) or BRACKET.search(folded)
    return quantities(found[0]) if found else ()
