"""JX6, copies: one project twice, texts copied from another project, boilerplate."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from jixiao.form.model import Form
from jixiao.form.quantity import reading
from jixiao.rules import examples
from jixiao.rules.corpus import Corpus
from jixiao.rules.jx1_years import FILE_NAME, SHEET_NAME, named_years
from jixiao.rules.jx5_words import vague
from jixiao.rules.phrasing import bare, listed, quote
from jixiao.rules.registry import STRUCTURE, Hit, Location, across_forms
from jixiao.rules.subjects import differ, one_series, subjects
from jixiao.rules.view import Outline
from jixiao.rules.work_parts import siblings

OWN_WORDS = "财预〔2020〕10号：自评应做到内容完整、数据真实、结果客观"
SENTENCE = re.compile(r"[。；;\n！!]")
LONG = 16  # characters of a sentence that two projects do not word alike by chance
SHORT = 6
TELLING = 10  # characters of a result that holds a number
MANY = 3
JOINT = "\n"
PLACE = re.compile(r"\d+")

Cell = tuple[str, str]
Key = tuple[str, int | None, str]
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
    seen: dict[tuple[object, ...], int] = {}
    for view, owner in zip(corpus.views, corpus.owners, strict=True):
        form = view.form
        if not form.project:
            continue
        key = (owner, bare(form.project), form.year, _named_year(form))
        if key in seen:
            location = Location("project", seen[key], form.project)
            yield Hit(
                "project", f"{quote(form.project)}已有一张同年度的自评表", form.project, None, (location,), view.number
            )
        seen.setdefault(key, view.number)


def _named_year(form: Form) -> tuple[str, ...]:
    """The years that the sheet or the file of a form without one names: 2021年, 2022年."""
    found = {} if form.year is not None else named_years(form)
    return tuple(found.get(SHEET_NAME) or found.get(FILE_NAME) or ())


@across_forms(
    "JX604",
    "warning",
    "完成情况与另一项目相同",
    basis=OWN_WORDS,
    mutual=True,
    fix="改写为本项目自己的完成情况；属于另一项目的成果删去。",
    explanation="较长的句子（16 字以上）在两个以上项目的完成情况里一字不差，多半是复制后没有修改。含数量的句子由 JX602 比较。",
)
def results_copied(corpus: Corpus) -> Iterable[Hit]:
    together: dict[tuple[Place, ...], list[str]] = defaultdict(list)
    for sentence, places in _index(corpus, _result_sentences).items():
        if len({form for form, _, _ in places}) > 1:
            together[tuple(places)].append(sentence[2])
    for spread, plain in together.items():
        (form, field, text), *others = spread
        whole = quote(_as_written(text, plain[0]))
        locations = tuple(Location(path, number, other) for number, path, other in others)
        names = listed([quote(corpus.name(n)) for n in dict.fromkeys(n for n, _, _ in spread)], most=5)
        yield Hit(field, f"{whole}在这些项目里一字不差：{names}", text, "本项目自己的完成情况", locations, form)


@across_forms(
    "JX610",
    "notice",
    "总体完成情况或整行指标与另一项目相同",
    basis=OWN_WORDS,
    mutual=True,
    fix="改写为本项目自己的完成情况；属于另一项目的删去。",
    explanation="年度总体目标的实际完成情况（16 字以上，连同数字），或一行指标的名称、指标值、完成值，在两个项目里一字不差。名称只差标段、地点、对象的同类项目不比较；只有数字的行由 JX602 比较，套话由 JX605 报告。",
    after=("JX602", "JX604", "JX605"),
)
def wholly_copied(corpus: Corpus) -> Iterable[Hit]:
    for cells, what in ((_goals, "完成情况"), (_whole_rows, "名称、指标值和完成值")):
        for places in _index(corpus, cells).values():
            first, *others = places
            alike = [other for other in others if not _of_one_kind(corpus, first[0], other[0])]
            if alike:
                locations = tuple(Location(path, number, _own_text(corpus, number, path)) for number, path, _ in alike)
                forms = dict.fromkeys((first[0], *(number for number, _, _ in alike)))
                names = listed([quote(corpus.name(number)) for number in forms], most=5)
                text = _own_text(corpus, first[0], first[1])
                message = f"{quote(text)}这一处的{what}在这些项目里一字不差：{names}"
                example = _example(corpus, first[0], first[1])
                yield Hit(first[1], message, text, "本项目自己的完成情况", locations, first[0], example=example)


@across_forms(
    "JX605",
    "notice",
    "完成值雷同",
    basis=OWN_WORDS,
    mutual=True,
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
    mutual=True,
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
        locations = tuple(Location(path, number, other) for number, path, other in others)
        yield Hit(
            field,
            f"{quote(text)}在 {len(forms)} 个项目里作为{name}",
            text,
            expected,
            locations,
            form,
            example=examples.own(corpus.views[form].form, field),
        )


def _index(corpus: Corpus, cells: Callable[[Outline], Iterator[Cell]]) -> dict[Key, list[Place]]:
    """(unit, year, bare text) → where it is."""
    index: dict[Key, list[Place]] = defaultdict(list)
    for view, owner in zip(corpus.views, corpus.owners, strict=True):
        for field, text in cells(view):
            for part in (text,) if cells is not _result_sentences else sentences(text):
                index[owner, view.form.year, bare(part)].append((view.number, field, text))
    return index


def _result_sentences(view: Outline) -> Iterator[Cell]:
    for row in view.lines:
        if row.indicator.actual and len(row.indicator.actual) >= LONG:
            yield f"{row.path}.actual", row.indicator.actual
    if view.form.goal.actual and len(view.form.goal.actual) >= LONG:
        yield "goal.actual", view.form.goal.actual


def _goals(view: Outline) -> Iterator[Cell]:
    text = view.form.goal.actual
    if text and len(bare(text)) >= LONG:
        yield "goal.actual", text


def _whole_rows(view: Outline) -> Iterator[Cell]:
    for row in view.lines:
        item = row.indicator
        if not (item.name and item.target and item.actual) or row.kind in ("time", "cost", "satisfaction"):
            continue
        if _telling(item.actual) and len(bare(item.name)) >= SHORT:
            yield f"{row.path}.actual", JOINT.join((item.name, item.target, item.actual))


def _of_one_kind(corpus: Corpus, one: int, other: int) -> bool:
    """Whether the same words are natural: one form, or projects whose names differ only in place, part or subject."""
    here, there = corpus.name(one), corpus.name(other)
    if bare(here) == bare(there) or siblings(here, there) or one_series(here, there):
        return True
    return differ(subjects(here), subjects(there))


def _example(corpus: Corpus, number: int, path: str) -> str:
    """What the project itself can say there, by its own facts."""
    form = corpus.views[number].form
    return examples.goal(form) if path.startswith("goal.") else examples.own(form, path)


def _own_text(corpus: Corpus, number: int, path: str) -> str:
    form = corpus.views[number].form
    if path.startswith("goal."):
        return getattr(form.goal, path[5:]) or ""
    return form.indicators[int(PLACE.findall(path)[0])].actual or ""


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


def _telling(text: str) -> bool:
    """Whether a result is not written alike twice by chance: words, or a number among many words."""
    return _wordy(text) or (len(bare(text)) >= TELLING and not vague(text))


def _as_written(text: str, plain: str) -> str:
    return next((part for part in sentences(text) if bare(part) == plain), text)
