"""JX6, claims: the same counted output reported by several projects of one unit."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from jixiao.form.quantity import Quantity, quantities
from jixiao.rules.corpus import Corpus
from jixiao.rules.phrasing import bare, listed, quote
from jixiao.rules.registry import Hit, Spot, across_forms
from jixiao.rules.view import Outline
from jixiao.rules.work_parts import Part, apart, is_part, parts_before, siblings

ONCE = "同一成果只能在一个项目中作为产出；多个项目共同完成的应分别写明各自部分"
NO_OUTPUT = frozenset({"", "%", "‰", "百分点", "年", "月", "天", "倍", "分", "岁", "度", "级", "周"})
COMMON = re.compile(
    r"全年|累计|共计|合计|总计|共|组织|开展|举办|进行|完成|实施|召集|召开|其中|辖区|街道|社区|人员|的|了|对|已|为|和|及|等|达|约|现有"
)
MONEY_WORDS = re.compile(r"预算|支付|支出|完成|资金|经费")
BEFORE = re.compile(r"原有|原来|现有|原(?![则因料创])|由.*[调增减改变]")
"""What was there before is the background of an output, not the output."""
TELLING = 3  # characters that must be left of a context for a small number to mean something
LARGE = 50  # a number from here on is rarely the same by chance
ROUND = 10  # parts of one work are planned alike: each has its 3 km, its 120 flats


class Claim(NamedTuple):
    """One counted output: number, unit, the words it counts, how it is written, and the part of a work it is in."""

    value: Decimal
    unit: str
    words: frozenset[str]
    written: str
    parts: tuple[Part, ...] = ()


class Told(NamedTuple):
    """A claim with its place: form, field path and the cell's text."""

    claim: Claim
    form: int
    field: str
    text: str


@across_forms(
    "JX602",
    "warning",
    "同一成果在几个项目重复填报",
    basis=ONCE,
    fix="确定成果属于哪个项目，其他项目删去；确由几个项目共同完成的，分别写各自的数量并登记豁免。",
    explanation="“受理矛盾纠纷106件”这样的数量成果，在同一单位的两张以上自评表里都作为产出。比较的是数值、单位和它计量的事，不要求整格相同；金额与比率、日期不比较，写明是不同标段、期次、批次、楼栋的不算同一成果；名称只差标段或期次的项目，相同的整数也不算。",
)
def claimed_twice(corpus: Corpus) -> Iterable[Hit]:
    together: dict[tuple[tuple[int, str], ...], list[list[Told]]] = defaultdict(list)
    for told in _clusters(corpus):
        places = tuple(dict.fromkeys((item.form, item.field) for item in told))
        together[places].append(told)
    for places, groups in together.items():
        forms = list(dict.fromkeys(form for form, _ in places))
        written = [quote(group[0].claim.written) for group in groups]
        names = listed([quote(corpus.name(form)) for form in forms], most=5)
        first, *others = groups[0]
        spots = tuple(Spot(item.field, item.form, item.text) for item in others)
        message = f"{listed(written, most=6)}在 {len(forms)} 个项目里都作为成果：{names}"
        yield Hit(first.field, message, first.text, "只在一个项目填报，或分别写各自的数量", spots, first.form)


def _clusters(corpus: Corpus) -> list[list[Told]]:
    """Groups of claims that count the same thing in at least two forms."""
    buckets: dict[tuple[str, Decimal, str], list[Told]] = defaultdict(list)
    for view, owner in zip(corpus.views, corpus.owners, strict=True):
        for told in _told(view):
            buckets[owner, told.claim.value, told.claim.unit].append(told)
    found = []
    for bucket in buckets.values():
        if len(bucket) > 1:
            found += [group for group in _alike(bucket, corpus) if len({item.form for item in group}) > 1]
    return found


def _alike(bucket: list[Told], corpus: Corpus) -> list[list[Told]]:
    """`bucket` parted by what is counted; each claim joins the first group whose first claim it is like."""
    planned = bucket[0].claim.value < LARGE or bucket[0].claim.value % ROUND == 0
    groups: list[list[Told]] = []
    for told in bucket:
        home = next((group for group in groups if _same(group[0].claim, told.claim)), None)
        if home and planned and siblings(corpus.name(home[0].form), corpus.name(told.form)):
            continue
        if home is None:
            groups.append([told])
        else:
            home.append(told)
    return groups


def _same(one: Claim, other: Claim) -> bool:
    shared = len(one.words & other.words)
    return not apart(one.parts, other.parts) and shared * 2 >= min(len(one.words), len(other.words)) and shared > 0


def _told(view: Outline) -> Iterable[Told]:
    for row in view.lines:
        text = row.indicator.actual
        if text and row.kind not in ("cost", "satisfaction", "time"):
            for claim in claims(text):
                yield Told(claim, view.number, f"{row.path}.actual", text)


@lru_cache(maxsize=16384)
def claims(text: str) -> tuple[Claim, ...]:
    """The counted outputs in a cell that are telling enough to be compared between projects."""
    return tuple(claim for item in quantities(text) if (claim := _claim(item, text)))


def _claim(item: Quantity, text: str) -> Claim | None:
    if item.unit in NO_OUTPUT or is_part(item.unit, item.text, item.after):
        return None
    counted = item.context + item.after
    if BEFORE.match(counted):
        return None
    if item.yuan is not None and (not counted or MONEY_WORDS.search(counted)):
        return None
    plain = COMMON.sub("", bare(counted))
    if len(plain) < 2 or (len(plain) < TELLING and item.value < LARGE):
        return None
    words = frozenset(plain[at : at + 2] for at in range(len(plain) - 1))
    behind = item.after if len(item.context) < TELLING else ""
    return Claim(item.value, item.unit, words, f"{item.context}{item.text}{behind}", parts_before(text, item.start))
