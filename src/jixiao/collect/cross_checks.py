"""Findings between forms: those of one unit by the rules JX6, and outputs that different units both claim."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from jixiao.collect.brief import causes, heading
from jixiao.collect.choose import is_blank, order_of
from jixiao.collect.findings import FindingsOf
from jixiao.collect.model import Between, Entry
from jixiao.collect.neighbours import neighbours
from jixiao.form.finding import Finding, Related
from jixiao.form.model import Form
from jixiao.form.paths import indicator_path
from jixiao.form.subjects import subject
from jixiao.policy import Policy
from jixiao.rules import Rule, catalogue, check
from jixiao.rules.offices import shortened
from jixiao.rules.phrasing import bare, quote
from jixiao.rules.waive import seen_at, set_aside_each

TOGETHER = ("JX1", "JX2", "JX3", "JX4", "JX5", "JX7")
CLAIMED_TWICE, ONCE = "JX602", "JX609"
MOST_UNITS = 3
"""What more units share is a common phrase, not a claim."""
NAMELESS = re.compile(r"第 (\d+) 张表")
"""How a rule names a form without a project: by its number among the forms checked together."""
Whole = Callable[[Entry], Entry]
"""Gives the entry with its content."""
Known = Callable[[Sequence[Entry]], Sequence[Finding] | None]
"""Gives what was found between these entries when their file was read; None where they were not compared then."""
Location = tuple[str, str | None, str | None, str]


class Claimed(NamedTuple):
    """A counted output: the number of the entry that claims it, the entry, where in it, and in which words."""

    number: int
    entry: Entry
    path: str
    text: str


def across(
    entries: Sequence[Entry],
    policy: Policy,
    whole: Whole = lambda entry: entry,
    known: Known = lambda entries: None,
) -> Mapping[int, list[Finding]]:
    """The findings by the number of the entry they are about, without those its file waives.

    The forms are made `whole` a few at a time: those that the rules may compare with each other, and of which it is
    not `known` from reading their file what that gives.
    """
    found = FindingsOf()
    once: list[Finding] = []
    for numbers in neighbours(entries):
        together = [entries[number] for number in numbers]
        findings = known(together)
        if findings is None:
            findings = _compared([_named(whole(entry)) for entry in together], policy)
        for at, finding in _within(numbers, together, findings, once):
            found.add(at, finding)
    if len(once) > 1:
        _reported_once(found, once, entries)
    for at, finding in _between_units(entries, whole):
        found.add(at, finding)
    return found


def between(entries: Sequence[Entry], policy: Policy) -> Between | None:
    """What is found between the forms of one file where all of them count; None where they are of several years.

    Only between years does the policy matter, and that is known when everything was read.
    """
    counted = [number for number, entry in enumerate(entries) if not is_blank(entry.form) and entry.form.kind != "goal"]
    order = sorted(counted, key=lambda number: order_of(entries[number]))
    if len(order) < 2 or len({entries[number].form.year for number in order}) > 1:
        return None
    return Between(tuple(order), _compared([entries[number].form for number in order], policy))


def explained(findings: Iterable[Finding]) -> set[Location]:
    """The code of each finding between forms that explains others, with every place it refers to."""
    speaking = {code for after in causes().values() for code in after}
    found: set[Location] = set()
    for item in findings:
        if item.code in speaking:
            places: tuple[Finding | Related, ...] = (item, *item.related)
            found.update((item.code, at.project, at.sheet, at.field) for at in places)
    return found


def without(findings: Iterable[Finding], known: set[Location]) -> Iterator[Finding]:
    """`findings` about one form alone, less those that a finding between forms at the same place explains."""
    for item in findings:
        locations = ((code, item.project, item.sheet, item.field) for code in causes().get(item.code, ()))
        if known.isdisjoint(locations):
            yield item


def _compared(forms: Sequence[Form], policy: Policy) -> tuple[Finding, ...]:
    return check(forms, policy, off=TOGETHER).findings


def _named(entry: Entry) -> Form:
    """The form under the name of its file."""
    return replace(entry.form, source=replace(entry.form.source, file=entry.shown))


def _within(
    numbers: Sequence[int], entries: Sequence[Entry], found: Sequence[Finding], once: list[Finding]
) -> Iterator[tuple[int, Finding]]:
    """Those `found` between forms of one unit; `numbers` are those of the entries among all that count.

    `once` gets those that are reported only once for all forms together.
    """
    forms = list(map(_named, entries))
    at_place: dict[tuple[str | None, ...], int] = {
        (form.source.file, form.where, form.project): at for at, form in enumerate(forms)
    }
    once += [finding for finding in found if finding.code == ONCE]
    for finding in set_aside_each(found, lambda finding: entries[at_place[_place(finding)]].waivers)[0]:
        yield numbers[at_place[_place(finding)]], _renumbered(finding, forms, numbers)


def _reported_once(found: FindingsOf, once: Sequence[Finding], entries: Sequence[Entry]) -> None:
    """Put the findings `once` into the one of them that comes first, by the order of the files, if that stands."""
    files: dict[str | None, int] = {}
    for number, entry in enumerate(entries):
        files.setdefault(entry.shown, number)
    first = min(once, key=lambda finding: files[finding.file])
    places = [place for finding in once for place in (seen_at(finding), *finding.related)]
    _, *others = sorted(places, key=lambda place: files[place.file])
    for at in [at for at, findings in found.items() if any(item.code == ONCE for item in findings)]:
        kept = (item for item in found[at] if item.code != ONCE or item == first)
        found.put(at, [replace(item, related=tuple(others)) if item == first else item for item in kept])


def _renumbered(finding: Finding, forms: Sequence[Form], numbers: Sequence[int]) -> Finding:
    """The finding with forms without a project under their numbers among all that count."""
    nameless = {str(at + 1): numbers[at] + 1 for at, form in enumerate(forms) if not form.project}
    if not nameless or numbers[-1] + 1 == len(numbers):
        return finding
    message = NAMELESS.sub(lambda said: f"第 {nameless.get(said[1], said[1])} 张表", finding.message)
    return replace(finding, message=message)


def _between_units(entries: Sequence[Entry], whole: Whole) -> Iterator[tuple[int, Finding]]:
    """The rule JX602 between units: there only the very same words with a large number are more than chance."""
    rule = next(rule for rule in catalogue() if rule.code == CLAIMED_TWICE)
    for same in _claimed_alike(entries, whole):
        by_place: dict[tuple[str | None, ...], Claimed] = {
            (item.entry.shown, item.entry.form.where, item.entry.form.project): item for item in same
        }
        for finding in _standing(_claimed(rule, same), by_place):
            yield by_place[_place(finding)].number, finding


def _standing(finding: Finding, by_place: Mapping[tuple[str | None, ...], Claimed]) -> list[Finding]:
    """The finding unless every file it is about waives it."""
    return set_aside_each([finding], lambda turned: by_place[_place(turned)].entry.waivers)[0]


def _place(finding: Finding) -> tuple[str | None, ...]:
    return finding.file, finding.sheet, finding.project


def _claimed_alike(entries: Sequence[Entry], whole: Whole) -> Iterator[list[Claimed]]:
    """The outputs that two or three units claim in the same words, in the order of the first of each."""
    seen: set[bytes] = set()
    index: dict[bytes, list[tuple[int, int]]] = {}
    for entry in entries:
        for output in heading(entry).outputs:
            if output.words in seen:
                index[output.words] = []
            seen.add(output.words)
    del seen  # nearly all are claimed once only
    for number, entry in enumerate(entries) if index else ():
        for output in heading(entry).outputs:
            if output.words in index:
                index[output.words].append((number, output.row))
    for places in sorted(index.values()):
        if 2 <= len({shortened(entries[number].form.unit or "") for number, _ in places}) <= MOST_UNITS:
            yield from _in_very_words([_output(number, row, whole(entries[number])) for number, row in places])


def _output(number: int, row: int, entry: Entry) -> Claimed:
    return Claimed(number, entry, indicator_path(row, "actual"), entry.form.indicators[row].actual or "")


def _in_very_words(same: Sequence[Claimed]) -> Iterator[list[Claimed]]:
    """By their words themselves: two texts may have one short code, though hardly ever."""
    by_words: dict[str, list[Claimed]] = defaultdict(list)
    for item in same:
        by_words[bare(item.text)].append(item)
    for group in by_words.values():
        if len({shortened(item.entry.form.unit or "") for item in group}) > 1:
            yield group


def _claimed(rule: Rule, same: Sequence[Claimed]) -> Finding:
    first, *others = same
    form = first.entry.form
    names = "、".join(quote(f"{item.entry.form.unit or ''}·{item.entry.form.project or ''}") for item in same)
    return Finding(
        code=rule.code,
        severity=rule.severity,
        project=form.project,
        field=first.path,
        message=f"{quote(first.text)}由 {len({item.entry.form.unit for item in same})} 个单位都作为成果：{names}",
        found=first.text,
        expected="只由一个单位填报，或分别写各自的数量",
        fix=rule.fix,
        basis=rule.basis,
        sheet=form.where,
        cell=form.place(first.path),
        file=first.entry.shown,
        related=tuple(map(_related, others)),
        unit=form.unit,
        subject=subject(form, first.path),
    )


def _related(item: Claimed) -> Related:
    form = item.entry.form
    return Related(
        form.project,
        item.path,
        form.where,
        form.place(item.path),
        item.text,
        item.entry.shown,
        form.unit,
        subject(form, item.path),
    )
