"""Run the rules over forms: judge, drop consequences, name the places, sort, set waived findings aside."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from jixiao.form.finding import SEVERITIES, Finding, Related, Waiver
from jixiao.form.model import Form
from jixiao.form.subjects import subject
from jixiao.form.workbook import WorkbookFacts
from jixiao.policy.model import Policy
from jixiao.policy.score import Scores, score
from jixiao.rules.corpus import Corpus
from jixiao.rules.jx7_submissions import Sending
from jixiao.rules.jx7_workbook import Book
from jixiao.rules.owners import owner_of, unit_of
from jixiao.rules.registry import EVALUATIONS, EXAMPLE, Hit, Location, Rule, Scope, of_scope
from jixiao.rules.report import Report
from jixiao.rules.view import Outline, View, Viewer, outline
from jixiao.rules.waive import set_aside
from jixiao.rules.year_pairs import pairs

PLACE = re.compile(r"([a-z_]+)|\[(\d+)\]")
ORDER = [
    "project",
    "year",
    "title",
    "department",
    "unit",
    "amount_unit",
    "funds",
    "goal",
    "indicators",
    "total",
    "parts",
    "expected",
    "label",
    "initial",
    "annual",
    "executed",
    "dimension",
    "category",
    "name",
    "target",
    "actual",
    "weight",
    "rate",
    "score",
    "note",
    "summary",
    "workbook",
    "waivers",
]
RANK = {name: rank for rank, name in enumerate(ORDER)}
RANK_OF_SEVERITY = {severity: rank for rank, severity in enumerate(SEVERITIES)}
STAND_INS = {
    "indicators": ("indicators[0].dimension", "project"),
    "total.weight": ("total.score",),
    "total.score": ("total.weight",),
    "title": ("year", "project"),
    "year": ("title", "project"),
}


class Seen(NamedTuple):
    """A hit with its rule and the form it is at."""

    form: int
    rule: Rule
    hit: Hit

    def at(self, location: Location) -> int:
        """Which form a related place is in."""
        return self.form if location.form is None else location.form


def check(
    forms: Sequence[Form],
    policy: Policy | Sequence[Policy],
    *,
    waivers: Sequence[Waiver] = (),
    facts: WorkbookFacts | None = None,
    before: Sequence[Form] = (),
    off: Collection[str] = (),
    scores: Sequence[Scores] | None = None,
    sendings: Mapping[int, Sending] | None = None,
    owners: Sequence[Form] = (),
) -> Report:
    """Every finding about `forms` by `policy`, one for all or one for each.

    `before` are forms of the year before to compare with; `off` switches rules off by code or family; `scores` (in
    the order of the forms) saves scoring them again; `sendings` are, by number, the forms that a newer submission no
    longer holds. `owners` are the forms of the workbook the `facts` are of: a finding about it names theirs.
    """
    policies = [policy] * len(forms) if isinstance(policy, Policy) else policy
    switched = frozenset(off)
    within = _views(forms, policies, scores) if rules("indicator", switched) or rules("form", switched) else ()
    views: tuple[Outline, ...] = within or tuple(outline(number, form) for number, form in enumerate(forms))
    seen = [*_in_forms(within, switched), *_over_years(views, before, policies, switched), *_across(views, switched)]
    seen += _sent(sendings or {}, switched)
    about_file = list(_in_workbook(Book(facts, tuple(waivers)), len(forms), switched))
    findings = [_finding(item, forms) for item in sorted(_causes(seen), key=_rank)]
    findings += [_file_finding(item, facts, owners) for item in about_file]
    standing, waived = set_aside(findings, waivers)
    return Report(tuple(standing), tuple(waived))


def _views(forms: Sequence[Form], policies: Sequence[Policy], scores: Sequence[Scores] | None) -> tuple[View, ...]:
    scored = scores if scores is not None else [score(*pair) for pair in zip(forms, policies, strict=True)]
    viewers = {id(each): Viewer(each) for each in policies}
    judged = enumerate(zip(forms, policies, scored, strict=True))
    return tuple(viewers[id(own)].view(number, form, item) for number, (form, own, item) in judged)


def _in_forms(views: Sequence[View], off: frozenset[str]) -> Iterator[Seen]:
    by_row, by_form = rules("indicator", off), rules("form", off)
    for one in views:
        number = one.number
        kind = one.form.kind
        for rule in by_row:
            if kind not in rule.kinds:
                continue
            judge = rule.judge
            for row in one.rows if rule.only is None else one.of_kind(rule.only):
                hit = judge(row, one)
                if hit is not None:
                    yield Seen(number, rule, hit)
        for rule in by_form:
            for hit in rule.judge(one) if kind in rule.kinds else ():
                yield Seen(number, rule, hit)


def _over_years(
    views: tuple[Outline, ...], before: Sequence[Form], policies: Sequence[Policy], off: frozenset[str]
) -> Iterator[Seen]:
    judging = rules("years", off)
    for years in pairs(views, before, policies) if judging else ():
        for rule in judging:
            for hit in rule.judge(years):
                yield Seen(years.view.number, rule, hit)


def _across(views: tuple[Outline, ...], off: frozenset[str]) -> Iterator[Seen]:
    corpus = Corpus(tuple(one for one in views if one.form.kind in EVALUATIONS))
    for rule in rules("forms", off):
        for hit in rule.judge(corpus):
            yield Seen(hit.form or 0, rule, hit)


def _sent(sendings: Mapping[int, Sending], off: frozenset[str]) -> Iterator[Seen]:
    for rule in rules("submission", off):
        for number, sending in sendings.items():
            yield Seen(number, rule, rule.judge(sending))


def _in_workbook(book: Book, last: int, off: frozenset[str]) -> Iterator[Seen]:
    for rule in rules("workbook", off):
        for hit in rule.judge(book):
            yield Seen(last, rule, hit)


@lru_cache(maxsize=64)
def rules(scope: Scope, off: frozenset[str]) -> tuple[Rule, ...]:
    """The rules of one scope that are switched on."""
    return of_scope(scope, off)


def _causes(seen: list[Seen]) -> Iterator[Seen]:
    """`seen` without hits that another one at the same field already explains."""
    explaining = {code for item in seen for code in item.rule.after}
    explained = set()
    for item in seen:
        if item.rule.code in explaining:
            explained.add((item.form, item.hit.field, item.rule.code))
            explained.update((item.at(location), location.field, item.rule.code) for location in item.hit.related)
    for item in seen:
        if not any((item.form, item.hit.field, code) in explained for code in item.rule.after):
            yield item


def _finding(item: Seen, forms: Sequence[Form]) -> Finding:
    form, rule, hit = forms[item.form], item.rule, item.hit
    return Finding(
        code=rule.code,
        severity=rule.severity,
        project=form.project,
        field=hit.field,
        message=hit.message,
        found=hit.found,
        expected=hit.expected,
        fix=_fix(item),
        basis=hit.basis or rule.basis,
        sheet=form.where,
        cell=hit.cell or _cell(form, hit.field),
        file=form.source.file,
        related=tuple([_related(forms[item.at(location)], location) for location in hit.related]),
        unit=form.unit,
        subject=subject(form, hit.field),
        kind=form.kind,
    )


def _related(form: Form, location: Location) -> Related:
    return Related(
        form.project,
        location.field,
        form.where,
        location.cell or _cell(form, location.field),
        location.found,
        form.source.file,
        form.unit,
        subject(form, location.field),
    )


def _file_finding(item: Seen, facts: WorkbookFacts | None, owners: Sequence[Form]) -> Finding:
    rule, hit = item.rule, item.hit
    owner = owner_of(hit, owners)
    return Finding(
        code=rule.code,
        severity=rule.severity,
        project=owner.project if owner else hit.project,
        field=hit.field,
        message=hit.message,
        found=hit.found,
        expected=hit.expected,
        fix=_fix(item),
        basis=hit.basis or rule.basis,
        sheet=hit.sheet,
        cell=hit.cell,
        file=facts.file if facts else None,
        unit=owner.unit if owner else unit_of(owners),
        subject=subject(owner, hit.field) if owner else None,
        kind=owner.kind if owner else "project",
    )


def _fix(item: Seen) -> str:
    """How to correct it, with an example of the form's own facts where wording is judged."""
    fix, example = item.hit.fix or item.rule.fix, item.hit.example
    return f"{fix}{EXAMPLE}{example}" if example else fix


def _cell(form: Form, field: str) -> str | None:
    places = form.source.places
    try:
        return places[field]
    except KeyError:
        return next((places[path] for path in STAND_INS.get(field, ()) if path in places), None)


def _rank(item: Seen) -> tuple[int, int, tuple[int, ...], str]:
    return item.form, RANK_OF_SEVERITY[item.rule.severity], rank(item.hit.field), item.rule.code


@lru_cache(maxsize=4096)
def rank(field: str) -> tuple[int, ...]:
    """Where a field is in the order of the form, top to bottom."""
    return tuple(RANK.get(name, len(RANK)) if name else int(number) for name, number in PLACE.findall(field))
