"""Findings between forms: those of one unit by the rules JX6, and outputs that different units both claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from jixiao.collect.model import BETWEEN, Entry
from jixiao.form.finding import Finding, Related
from jixiao.form.subjects import subject
from jixiao.policy import Policy
from jixiao.rules import Rule, catalogue, check
from jixiao.rules.claims import claims
from jixiao.rules.lists import limit
from jixiao.rules.offices import shortened
from jixiao.rules.phrasing import bare, quote
from jixiao.rules.waive import set_aside_each

TOGETHER = ("JX1", "JX2", "JX3", "JX4", "JX5", "JX7")
CLAIMED_TWICE = "JX602"
NO_OUTPUT = ("成本", "满意", "时效")
SHORTEST, MOST_UNITS = 8, 3
"""A shorter text is alike by chance; one that more units share is a common phrase, not a claim."""


Location = tuple[str, str | None, str | None, str]


class Output(NamedTuple):
    """A counted output: which entry claims it, where, and in which words."""

    entry: int
    path: str
    text: str


def across(entries: Sequence[Entry], policy: Policy) -> dict[int, list[Finding]]:
    """The findings by the number of the entry they are about, without those its file waives."""
    found: dict[int, list[Finding]] = defaultdict(list)
    at_place: dict[tuple[str | None, ...], int] = {
        (_file(entry), entry.form.where, entry.form.project): at for at, entry in enumerate(entries)
    }
    between = (*_within_units(entries, policy), *_between_units(entries))

    def entry_of(finding: Finding) -> int:
        return at_place[(finding.file, finding.sheet, finding.project)]

    for finding in set_aside_each(between, lambda finding: entries[entry_of(finding)].waivers)[0]:
        found[entry_of(finding)].append(finding)
    return found


def explained(findings: Iterable[Finding]) -> set[Location]:
    """The code of each finding between forms with every place it refers to."""
    found: set[Location] = set()
    for item in findings:
        places: tuple[Finding | Related, ...] = (item, *item.related)
        found.update((item.code, at.project, at.sheet, at.field) for at in places)
    return found


def without(findings: Iterable[Finding], known: set[Location]) -> Iterator[Finding]:
    """`findings` about one form alone, less those that a finding between forms at the same place explains."""
    for item in findings:
        locations = ((code, item.project, item.sheet, item.field) for code in _causes().get(item.code, ()))
        if known.isdisjoint(locations):
            yield item


@cache
def _causes() -> dict[str, tuple[str, ...]]:
    """Rules that are silent where another one has spoken, with the codes of those others."""
    return {rule.code: rule.after for rule in catalogue() if rule.after}


def _within_units(entries: Sequence[Entry], policy: Policy) -> Sequence[Finding]:
    forms = [replace(entry.form, source=replace(entry.form.source, file=_file(entry))) for entry in entries]
    return check(forms, policy, off=TOGETHER).findings


def _between_units(entries: Sequence[Entry]) -> Iterator[Finding]:
    """The rule JX602 between units: there only the very same words with a large number are more than chance."""
    rule = next(rule for rule in catalogue() if rule.code == CLAIMED_TWICE)
    index: dict[str, list[Output]] = defaultdict(list)
    for output in _outputs(entries):
        index[bare(output.text)].append(output)
    for same in index.values():
        units = {shortened(entries[output.entry].form.unit or "") for output in same}
        if 2 <= len(units) <= MOST_UNITS:
            yield _claimed(rule, same, entries)


def _outputs(entries: Sequence[Entry]) -> Iterator[Output]:
    for at, entry in enumerate(entries):
        for path, row in entry.form.numbered():
            text = row.actual or ""
            counts = not any(word in (row.category or "") for word in NO_OUTPUT)
            if counts and len(text) >= SHORTEST and any(claim.value >= limit("large_count") for claim in claims(text)):
                yield Output(at, f"{path}.actual", text)


def _claimed(rule: Rule, same: Sequence[Output], entries: Sequence[Entry]) -> Finding:
    first, *others = same
    form = entries[first.entry].form
    names = "、".join(
        quote(f"{entries[output.entry].form.unit or ''}·{entries[output.entry].form.project or ''}") for output in same
    )
    return Finding(
        code=rule.code,
        severity=rule.severity,
        project=form.project,
        field=first.path,
        message=f"{quote(first.text)}由 {len({entries[output.entry].form.unit for output in same})} 个单位都作为成果：{names}",
        found=first.text,
        expected="只由一个单位填报，或分别写各自的数量",
        fix=rule.fix,
        basis=rule.basis,
        sheet=form.where,
        cell=form.place(first.path),
        file=_file(entries[first.entry]),
        related=tuple(_related(output, entries[output.entry]) for output in others),
        unit=form.unit,
        subject=subject(form, first.path),
    )


def _related(output: Output, entry: Entry) -> Related:
    form = entry.form
    return Related(
        form.project,
        output.path,
        form.where,
        form.place(output.path),
        output.text,
        _file(entry),
        form.unit,
        subject(form, output.path),
    )


def _file(entry: Entry) -> str:
    return BETWEEN.join(entry.archive_path)
