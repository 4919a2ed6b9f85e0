"""The counted outputs in a text, and when two of them are the same output."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from jixiao.form.lexicon import says
from jixiao.form.quantity import Quantity, quantities, reading
from jixiao.form.unit import SCALES
from jixiao.rules.lists import either, groups, has, limit, pattern, words
from jixiao.rules.phrasing import bare
from jixiao.rules.subjects import Subject, differ, subjects
from jixiao.rules.work_parts import Part, apart, is_part, parts_before

NO_OUTPUT = frozenset({"", "%", "‰", "百分点", "年", "月", "天", "倍", "分", "岁", "度", "级", "周"})
MONEY_WORDS = ("预算", "支付", "支出", "完成", "资金", "经费")
BEFORE = re.compile(r"原有|原来|现有|原(?![则因料创])|由.*[调增减改变]")
"""What was there before is the background of an output, not the output."""
NUMBERED = re.compile(r"^\s*指标\s*\d*\s*[：:.、]?\s*")
BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
CLAUSE = re.compile(r"[。；;，,\n]")
FIRST_VERB = 0xE000  # from here on in the private area: one character for each group of verbs
TELLING = 3  # characters a small number must count, two of them of its own
OWN = 2
ROUND = 10  # parts of one work are planned alike: each has its 3 km, its 120 flats


class Claim(NamedTuple):
    """One counted output: number, unit, the words it counts, how it is written, and whose or which part it is.

    `before` is the number it was changed from (3个社区调减为2个社区), None where nothing was changed.
    """

    value: Decimal
    unit: str
    counted: str
    written: str
    parts: tuple[Part, ...] = ()
    subjects: tuple[Subject, ...] = ()
    before: Decimal | None = None

    @property
    def key(self) -> tuple[Decimal, str, Decimal | None]:
        """What two claims must share to be compared: number and unit, whatever the unit's wording or scale."""
        unit = _units().get(self.unit, self.unit)
        base, factor = SCALES.get(unit, (unit, Decimal(1)))
        return self.value * factor, base, self.before


@lru_cache(maxsize=16384)
def claims(text: str) -> tuple[Claim, ...]:
    """The counted outputs in a cell that mean something beside those of other projects."""
    found = quantities(text)
    changed = [(claim, pair) for pair in pairwise(found) if (claim := _change(*pair, text))]
    used = {item.start for _, pair in changed for item in pair}
    plain = [claim for item in found if item.start not in used and (claim := _claim(item, text))]
    return (*(claim for claim, _ in changed), *plain)


@lru_cache(maxsize=16384)
def named_claim(name: str, target: str, actual: str) -> Claim | None:
    """The output of a row whose result is a bare number: it counts what the indicator's name says.

    Without words of its own such a number is the same output only where the whole row is, so the target counts too.
    """
    found = reading(actual).quantity
    if found is None or found.context or found.after or found.unit in NO_OUTPUT or found.yuan is not None:
        return None
    title = NUMBERED.sub("", name).strip()
    counted = _plain(BRACKETS.sub("", title))
    if has(title, "claims.shared") or not _telling(counted, found.value):
        return None
    return Claim(found.value, found.unit, f"{counted}{target}", f"{title}：{actual.strip()}", (), subjects(title))


def same(one: Claim, other: Claim) -> bool:
    """Whether two claims of one number and unit count the same: no word of either distinguishes them."""
    if apart(one.parts, other.parts) or differ(one.subjects, other.subjects):
        return False
    mine, theirs = Counter(one.counted) - Counter(other.counted), Counter(other.counted) - Counter(one.counted)
    if mine and theirs:
        return False
    extra = "".join((mine or theirs).elements())
    shared = one.counted if not mine else other.counted
    if any(word in extra for word in words("claims.negators")) or len(extra) > 2 * len(shared):
        return False
    return one.before is not None or _telling(shared, one.value)


def is_planned(value: Decimal) -> bool:
    """Whether two works can well have this number each: small or round."""
    return value < limit("large_count") or (value == value.to_integral_value() and int(value) % int(ROUND) == 0)


def _claim(item: Quantity, text: str) -> Claim | None:
    if item.unit in NO_OUTPUT or is_part(item.unit, item.text, item.after):
        return None
    counted = item.context + item.after
    if BEFORE.match(counted) or has(counted, "claims.shared"):
        return None
    if item.yuan is not None and (not counted or says(counted, MONEY_WORDS)):
        return None
    plain = _plain(counted)
    if not _telling(plain, item.value):
        return None
    behind = item.after if len(item.context) < TELLING else ""
    written = f"{item.context}{item.text}{behind}"
    return Claim(item.value, item.unit, plain, written, parts_before(text, item.start), _named(text, item))


def _change(was: Quantity, now: Quantity, text: str) -> Claim | None:
    """One claim of two numbers: 3个社区调减为2个社区."""
    between = text[was.end : now.start]
    if was.unit != now.unit or CLAUSE.search(between) or not has(between, "claims.changes"):
        return None
    written = f"{was.text}{between}{now.text}{now.after}"
    plain = bare(was.after + now.after)
    return Claim(now.value, now.unit, plain, written, parts_before(text, was.start), _named(text, was), was.value)


def _named(text: str, item: Quantity) -> tuple[Subject, ...]:
    """What is named in the clause of a quantity."""
    start = max((match.end() for match in CLAUSE.finditer(text, 0, item.start)), default=0)
    return subjects(f"{text[start : item.start]} {item.after}")


def _telling(plain: str, value: Decimal) -> bool:
    if not is_planned(value):
        return len(plain) >= OWN
    own = pattern("claims.common").sub("", plain)
    return len(plain) >= TELLING and sum(ord(letter) < FIRST_VERB for letter in own) >= OWN


@lru_cache(maxsize=16384)
def _plain(counted: str) -> str:
    """The words that count: without those that say nothing, and with one character for verbs that say the same."""
    said = _verb().sub(lambda found: _verbs()[found[0]], bare(counted))
    return pattern("claims.fillers").sub("", said)


@cache
def _verbs() -> dict[str, str]:
    return {word: chr(FIRST_VERB + number) for number, group in enumerate(groups("claims.verbs")) for word in group}


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(either(sorted(_verbs(), key=len, reverse=True)))


@cache
def _units() -> dict[str, str]:
    return {unit: group[0] for group in groups("claims.units") for unit in group}
