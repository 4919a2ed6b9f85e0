"""Results that cannot be counted and yet say that the number asked for was not reached: 不足100人, 还差5人, 停办."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache

from jixiao.form.claim import Claim, target_claim
from jixiao.form.direction import WHOLE, bare_name
from jixiao.form.lexicon import lexicon, says
from jixiao.form.patterns import fold
from jixiao.form.quantity import Quantity, quantities
from jixiao.form.unit import comparable, convert, is_money, is_time
from jixiao.form.wording import HAN
from jixiao.rules.lists import either, groups, has, words

CLAUSE = re.compile(r"[^，。；;,、（）()\n]+")
NOTHING_DONE = re.compile(
    rf"(?:因{HAN}{{1,10}})?(?:未|没有|没|暂未|均未)(?:能|再)?(?!统计|测|调查|定|知|超|发生|发现|出现|接到|收到){HAN}{{1,4}}"
)
PLANNED = re.compile(
    r"(?<![按照超成入据年度于比占额模虚草])(?:计划|拟|预计|预估|暂定|力争|争取(?![到上中省市资专项补支])|打算)"
    rf"(?![内外生表书单中的之])(?={HAN}{{0,6}}[约近]?\d)"
)
GRADE = re.compile(
    r"(?:年度|考核|评价|评定|结果|等次|等级|达到|评为|获评|获|为|[:：])*(.+?)(?:等次|等级|等)?(?:及?以上)?[。；]?"
)
NOT_IN_TIME = re.compile("[未不]能?(?:及时|按时|按期|准时|如期)")
UNWANTED = re.compile(rf"(?:不|未|无|零|杜绝|避免|防止)(?:得|再|能)?(?:发生|出现|有)?({HAN}{{2,8}}?)(?:发生)?[。；]?")
SINGLE = re.compile(rf"已?({HAN}{{2,4}})[。；]?")
LIFETIME = re.compile("年限|寿命|使用期|有效期|持续期|持续时间")
NEARLY = Decimal("1.02")


@lru_cache(maxsize=16384)
def falls_short(target: str | None, actual: str | None, name: str | None) -> str:
    """The words of `actual` that say the number of `target` (to be reached or exceeded) was not reached, or nothing."""
    if not target or not actual:
        return ""
    asked = target_claim(target)
    aim = asked.quantity
    if aim is None or asked.doubt or asked.change or asked.period or aim.value <= 0:
        return ""
    folded, subject = fold(actual), f"{name or ''}{target}"
    clauses = [match[0].strip() for match in CLAUSE.finditer(folded)]
    if any(_reaches(clause, aim, subject) for clause in clauses):
        return ""
    return next((found for clause in clauses if (found := _short(clause, asked, aim, subject))), "")


@lru_cache(maxsize=16384)
def a_part_falls_short(target: str | None, actual: str | None, name: str | None) -> bool:
    """Whether target and result list the same things (电脑20台，打印机5台), and there is less of one than asked for."""
    asked, said = quantities(target), quantities(actual)
    if len(asked) < 2 or [_thing(item) for item in asked] != [_thing(item) for item in said]:
        return False
    lesser = lexicon().direction.smaller
    if len({_thing(item) for item in asked}) < len(asked) or lesser.search(bare_name(name)):
        return False
    pairs = [
        pair
        for pair in zip(asked, said, strict=True)
        if _is_to_be_reached(*pair) and not lesser.search(pair[0].context)
    ]
    return any(done.value < aim.value for aim, done in pairs)


def _thing(item: Quantity) -> tuple[str, str, str]:
    return item.context, item.unit, item.after


def _is_to_be_reached(aim: Quantity, done: Quantity) -> bool:
    """Not an amount, a time or a limit, of which less may be better, nor one end of a range."""
    measured = is_money(aim.unit.partition("/")[0]) or is_time(aim.unit)
    return not measured and aim.sign in ("", "≥") and not aim.approximate and not done.sign and not done.approximate


@lru_cache(maxsize=16384)
def exceeds(target: str | None, actual: str | None) -> bool:
    """Whether the result says in words that a limit was not kept: 部分超过30天 beside 30天内."""
    asked = target_claim(target or "")
    aim = asked.quantity
    if aim is None or aim.sign != "≤" or asked.doubt or asked.change or asked.period:
        return False
    words = lexicon().change
    over = [item for item in _fitting(fold(actual or ""), aim) if item.sign == ">" and item.value >= aim.value]
    return any(not words.up.search(item.context) and not words.down.search(item.context) for item in over)


@lru_cache(maxsize=16384)
def is_below(target: str | None, actual: str | None, name: str | None) -> bool:
    """Whether the result is a lower grade (合格 beside 优秀), denies the word asked for (未建立 beside 建立), or counts late
    ones (迟发2个月 beside a 及时率 of 100 %) or what was not to be (违规2起 beside 不发生违规).
    """
    asked, said = fold(target or "").strip(), fold(actual or "").strip()
    wanted, given = _grade(asked), _grade(said)
    if wanted is not None and given is not None:
        return given < wanted
    word = SINGLE.fullmatch(asked)
    if word is not None and re.search(f"[未没]有?{word[1]}", said):
        return True
    return _some_late(asked, said, name) or _some_unwanted(asked, said)


def _grade(text: str) -> int | None:
    found = GRADE.fullmatch(text)
    return next((rank for rank, names in enumerate(groups("undone.grades")) if found and found[1] in names), None)


def _some_late(asked: str, said: str, name: str | None) -> bool:
    aim, subject, opposite = target_claim(asked).quantity, f"{name or ''}{asked}", lexicon().opposites
    if aim is None or aim.unit != "%" or aim.value != WHOLE or any(item.unit == "%" for item in quantities(said)):
        return False
    words = {other for word in lexicon().in_time if word in subject and word not in said for other in opposite[word]}
    counted = [f"{item.context}|{item.after}" for item in quantities(said) if item.value > 0]
    if says(subject, lexicon().in_time) and any(NOT_IN_TIME.search(around) for around in counted):
        return True
    late = [around for around in counted if not says(around, "未没无")]
    return any(other in around for around in late for other in words - {"晚"} if other not in subject)


def _some_unwanted(asked: str, said: str) -> bool:
    unwanted = UNWANTED.fullmatch(asked)
    if unwanted is None:
        return False
    counted = [f"{item.context}|{item.after}" for item in quantities(said) if item.value > 0]
    beside = [around for around in counted if unwanted[1] in around]
    return any(not says(around, "未没无不零") and not says(around, lexicon().direction.acts) for around in beside)


def _reaches(clause: str, aim: Quantity, subject: str) -> bool:
    """Whether a clause gives a number that reaches the target, with no word that takes it back."""
    enough = any(item.value >= aim.value and item.sign not in ("<", "≤") for item in _fitting(clause, aim))
    return enough and not _taken_back(clause, subject) and not _below(clause)


def _short(clause: str, asked: Claim, aim: Quantity, subject: str) -> str:
    fitting = list(_fitting(clause, aim))
    if not fitting:
        return _nothing(clause) if not quantities(clause) else ""
    if any(item.value > aim.value for item in fitting) and not _taken_back(clause, subject):
        return ""
    if found := _taken_back(clause, subject):
        return found
    less = next((item for item in fitting if item.value <= aim.value), None)
    if less is not None and (less.sign in ("<", "≤") or _below(clause)):
        return clause
    if less is not None and less.approximate and less.value * NEARLY < aim.value:
        return clause
    return ""


def _nothing(clause: str) -> str:
    """停办, 未举办: nothing was done at all."""
    found = _none().fullmatch(clause) or NOTHING_DONE.fullmatch(clause)
    return clause if found and not says(clause, lexicon().direction.smaller_word) else ""


def _below(clause: str) -> bool:
    """Whether a word in front of a number says that it was not quite reached: 近100人."""
    return any(lexicon().below.search(clause[: item.start].rstrip()) for item in quantities(clause))


def _taken_back(clause: str, subject: str) -> str:
    """The word of a clause that says its number is missing, called off or only planned."""
    # 不满意率5% leaves the rate it is the opposite of open
    patterns = [PLANNED] if "%" in clause else [lexicon().doubts[0][0], PLANNED, _off()]
    if LIFETIME.search(subject):  # 预计可使用8年: years to come are not known yet
        patterns.remove(PLANNED)
    matches = (item.search(clause) for item in patterns)
    if found := next((found[0] for found in matches if found and found[0] not in subject), ""):
        return found
    if has(subject, "undone.process"):
        return ""
    return next((word for word in lexicon().early_stage if word in clause and word not in subject), "")


def _fitting(clause: str, aim: Quantity) -> Iterator[Quantity]:
    """The numbers of a clause in the target's unit, given in it."""
    for item in quantities(clause):
        value = item.value if comparable(item.unit, aim.unit) else None
        if value is not None:
            yield item._replace(value=convert(value, item.unit, aim.unit) or value)


@cache
def _none() -> re.Pattern[str]:
    return re.compile(f"(?:因{HAN}{{1,10}}?)?(?:{either(words('undone.nothing'))})")


@cache
def _off() -> re.Pattern[str]:
    return re.compile(either(words("undone.called_off")))
