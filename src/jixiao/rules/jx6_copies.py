"""JX6, copies: one project twice, texts carried over from another project, boilerplate."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from jixiao.form.quantity import reading
from jixiao.rules.corpus import Corpus
from jixiao.rules.jx5_words import vague
from jixiao.rules.phrasing import bare, listed, quote
from jixiao.rules.registry import STRUCTURE, Hit, Spot, across_forms
from jixiao.rules.view import Outline

OWN_WORDS = "财预〔2020〕10号：自评应做到内容完整、数据真实、结果客观"
SENTENCE = re.compile(r"[。；;\n！!]")
LONG = 16  # characters of a sentence that two projects do not word alike by chance
SHORT = 6
MANY = 3

Cell = tuple[str, str]
Place = tuple[int, str, str]


@across_forms(
    "JX601",
    "warning",
    "同一项目填了两份",
    basis=STRUCTURE,
    fix="保留正确的一份；确是两个项目的，项目名称应能区分。",
    explanation="同一单位、同一年度、同一项目名称有两张自评表，汇总会重复计算。",
)
def project_twice(corpus: Corpus) -> Iterable[Hit]:
    seen: dict[tuple[str, str, int | None], int] = {}
    for view, owner in zip(corpus.views, corpus.owners, strict=True):
        form = view.form
        if not form.project:
            continue
        key = (owner, bare(form.project), form.year)
        if key in seen:
            spot = Spot("project", seen[key], form.project)
            yield Hit(
                "project", f"{quote(form.project)}已有一张同年度的自评表", form.project, None, (spot,), view.number
            )
        seen.setdefault(key, view.number)


@across_forms(
    "JX604",
    "warning",
    "完成情况与另一项目相同",
    basis=OWN_WORDS,
    fix="改写为本项目自己的完成情况；属于另一项目的成果删去。",
    explanation="较长的句子（16 字以上）在两个以上项目的完成情况里一字不差，多半是复制后没有修改。含数量的句子由 JX602 比较。",
)
def results_copied(corpus: Corpus) -> Iterable[Hit]:
    together: dict[tuple[Place, ...], list[str]] = defaultdict(list)
    for sentence, places in _index(corpus, _result_sentences).items():
        if len({form for form, _, _ in places}) > 1:
            together[tuple(places)].append(sentence[1])
    for spread, plain in together.items():
        (form, field, text), *others = spread
        whole = quote(_as_written(text, plain[0]))
        spots = tuple(Spot(path, number, other) for number, path, other in others)
        names = listed([quote(corpus.name(n)) for n in dict.fromkeys(n for n, _, _ in spread)], most=5)
        yield Hit(field, f"{whole}在这些项目里一字不差：{names}", text, "本项目自己的完成情况", spots, form)


@across_forms(
    "JX605",
    "notice",
    "完成值雷同",
    basis=OWN_WORDS,
    fix="按项目实际改写；对本项目没有意义的指标可以不设。",
    explanation="同一句短话在三个以上项目的完成值里出现，是套话而不是结果。“良好”等评语由 JX523 报告。",
    after=("JX604",),
)
def results_alike(corpus: Corpus) -> Iterable[Hit]:
    yield from _boilerplate(corpus, _results, "完成值", "本项目的实际结果")


@across_forms(
    "JX606",
    "notice",
    "指标值雷同",
    basis=OWN_WORDS,
    fix="按项目特点设置指标值；对本项目没有意义的指标可以不设。",
    explanation="同一句话在三个以上项目里作为指标值，不能反映项目自己的目标。数值、日期、满意度和评语不比较。",
)
def targets_alike(corpus: Corpus) -> Iterable[Hit]:
    yield from _boilerplate(corpus, _targets, "指标值", "本项目自己的目标")


def _boilerplate(corpus: Corpus, cells: Callable[[Outline], Iterator[Cell]], name: str, expected: str) -> Iterable[Hit]:
    for places in _index(corpus, cells).values():
        forms = {form for form, _, _ in places}
        if len(forms) < MANY:
            continue
        (form, field, text), *others = places
        spots = tuple(Spot(path, number, other) for number, path, other in others)
        yield Hit(field, f"{quote(text)}在 {len(forms)} 个项目里作为{name}", text, expected, spots, form)


def _index(corpus: Corpus, cells: Callable[[Outline], Iterator[Cell]]) -> dict[tuple[str, str], list[Place]]:
    """(unit, bare text) → where it stands."""
    index: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for view, owner in zip(corpus.views, corpus.owners, strict=True):
        for field, text in cells(view):
            for part in (text,) if cells is not _result_sentences else sentences(text):
                index[owner, bare(part)].append((view.number, field, text))
    return index


def _result_sentences(view: Outline) -> Iterator[Cell]:
    for row in view.lines:
        if row.indicator.actual and len(row.indicator.actual) >= LONG:
            yield f"{row.path}.actual", row.indicator.actual
    if view.form.goal.actual and len(view.form.goal.actual) >= LONG:
        yield "goal.actual", view.form.goal.actual


def _results(view: Outline) -> Iterator[Cell]:
    for row in view.lines:
        if row.indicator.actual and row.kind not in ("time", "cost", "satisfaction") and _wordy(row.indicator.actual):
            yield f"{row.path}.actual", row.indicator.actual


def _targets(view: Outline) -> Iterator[Cell]:
    for row in view.lines:
        if row.indicator.target and row.kind not in ("time", "cost", "satisfaction") and _wordy(row.indicator.target):
            yield f"{row.path}.target", row.indicator.target


@lru_cache(maxsize=16384)
def sentences(text: str) -> tuple[str, ...]:
    """The long sentences of a cell that hold no figures."""
    parts = (part.strip() for part in SENTENCE.split(text))
    return tuple(part for part in parts if len(bare(part)) >= LONG and not any(c.isdigit() for c in part))


@lru_cache(maxsize=16384)
def _wordy(text: str) -> bool:
    return len(bare(text)) >= SHORT and not vague(text) and reading(text).kind == "text"


def _as_written(text: str, plain: str) -> str:
    return next((part for part in sentences(text) if bare(part) == plain), text)
