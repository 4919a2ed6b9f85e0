"""JX6, claims: the same counted output reported by several projects of one unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from jixiao.rules.claims import Claim, claims, is_planned, named_claim, same
from jixiao.rules.corpus import Corpus
from jixiao.rules.phrasing import bare, listed, quote
from jixiao.rules.registry import Hit, Location, across_forms
from jixiao.rules.subjects import differ, one_series, sisters, subjects
from jixiao.rules.view import Line, Outline
from jixiao.rules.work_parts import siblings

ONCE = "同一成果只能在一个项目中作为产出；多个项目共同完成的应分别写明各自部分"
Places = tuple[tuple[int, str], ...]
Bucket = tuple[str, int | None, Decimal, str, Decimal | None]
"""Unit, year, number, unit of measure, and the number before a change."""


class Claimed(NamedTuple):
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
    mutual=True,
    fix="确定成果属于哪个项目，其他项目删去；确由几个项目共同完成的，分别写各自的数量并登记豁免。",
    explanation="“受理矛盾纠纷106件”这样的数量成果，在同一单位的两张以上自评表里都作为产出，写法不同（106起、调处纠纷106件）也算。比较的是数值、单位和它计量的事：两边各有一个区别的词（河东村与河西村、禁毒与反诈、春季与秋季，写在项目名称里也算）就不是同一成果；一方多几个修饰的字仍算。金额、比率、日期和受益人数不比较，写明是不同标段、期次、批次、楼栋的不算；小数和整数还要看项目名称是不是同一系列。一个项目登记豁免，其他项目仍报告。",
)
def claimed_twice(corpus: Corpus) -> Iterable[Hit]:
    together: dict[Places, list[list[Claimed]]] = defaultdict(list)
    for claimed in _clusters(corpus):
        places = tuple(dict.fromkeys((item.form, item.field) for item in claimed))
        together[places].append(claimed)
    for places, clusters in together.items():
        forms = list(dict.fromkeys(form for form, _ in places))
        first, *others = clusters[0]
        locations = tuple(Location(item.field, item.form, item.text) for item in others)
        message = "；".join(_sentences(clusters, forms, corpus))
        yield Hit(first.field, message, first.text, "只在一个项目填报，或分别写各自的数量", locations, first.form)


def _sentences(clusters: list[list[Claimed]], forms: list[int], corpus: Corpus) -> Iterable[str]:
    """What every project writes in the very same words, then what they word differently, each in its own words."""
    shared = [cluster for cluster in clusters if _word_for_word(cluster)]
    if shared:
        phrases = [quote(cluster[0].claim.written) for cluster in shared]
        names = listed([quote(corpus.name(form)) for form in forms], most=5)
        yield f"{listed(phrases, most=6)}在 {len(forms)} 个项目里都作为成果：{names}"
    for cluster in clusters:
        if cluster not in shared:
            yield f"{_each_in_its_words(cluster, corpus)}，像是同一成果"


def _word_for_word(cluster: list[Claimed]) -> bool:
    first = cluster[0].claim
    return all(item.claim.written == first.written or _quoted(first, item) for item in cluster)


def _quoted(first: Claim, item: Claimed) -> bool:
    return item.claim.unit == first.unit and first.written in item.text


def _each_in_its_words(cluster: list[Claimed], corpus: Corpus) -> str:
    written: dict[int, str] = {}
    for item in cluster:
        written.setdefault(item.form, item.claim.written)
    return listed([f"{quote(corpus.name(form))}写{quote(words)}" for form, words in written.items()], most=5)


def _clusters(corpus: Corpus) -> list[list[Claimed]]:
    """Groups of claims that count the same thing in at least two forms."""
    buckets: dict[Bucket, list[Claimed]] = defaultdict(list)
    for view, owner in zip(corpus.views, corpus.owners, strict=True):
        for claimed in _claimed(view):
            buckets[owner, view.form.year, *claimed.claim.key].append(claimed)
    found = []
    for bucket in buckets.values():
        if len({item.form for item in bucket}) > 1:
            found += [group for group in _grouped(bucket, corpus) if len({item.form for item in group}) > 1]
    return found


def _grouped(bucket: list[Claimed], corpus: Corpus) -> list[list[Claimed]]:
    """`bucket` parted by what is counted; each claim joins the first group that holds nothing it differs from."""
    found: list[list[Claimed]] = []
    for claimed in bucket:
        group_of = next((group for group in found if all(_one_output(item, claimed, corpus) for item in group)), None)
        if group_of is None:
            found.append([claimed])
        else:
            group_of.append(claimed)
    return found


def _one_output(one: Claimed, other: Claimed, corpus: Corpus) -> bool:
    if not same(one.claim, other.claim):
        return False
    here, there = corpus.name(one.form), corpus.name(other.form)
    if one.form == other.form:
        return True
    if bare(here) == bare(there) or differ(_whose(one.claim, here), _whose(other.claim, there)):
        return False
    if sisters(here, there):
        return False
    planned = is_planned(one.claim.value)
    return not (planned and (siblings(here, there) or one_series(here, there)))


def _whose(claim: Claim, project: str) -> tuple[tuple[str, str], ...]:
    """Who or where a claim is about: what its own clause names, else the project's name."""
    return tuple({**dict(subjects(project)), **dict(claim.subjects)}.items())


def _claimed(view: Outline) -> Iterable[Claimed]:
    for row in view.lines:
        text = row.indicator.actual
        if text and row.kind not in ("cost", "satisfaction", "time"):
            for claim in (*_by_name(row), *claims(text)):
                yield Claimed(claim, view.number, f"{row.path}.actual", text)
    goal = view.form.goal.actual
    for claim in claims(goal) if goal else ():
        yield Claimed(claim, view.number, "goal.actual", goal or "")


def _by_name(row: Line) -> Iterable[Claim]:
    item = row.indicator
    if row.kind == "quantity" and item.name and item.target and item.actual:
        claim = named_claim(item.name, item.target, item.actual)
        if claim:
            yield claim
