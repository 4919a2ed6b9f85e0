"""Setting findings aside by recorded exceptions (豁免)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from jixiao.form.finding import Finding, Related, Waiver
from jixiao.rules.jx7_workbook import shortcomings
from jixiao.rules.registry import catalogue
from jixiao.rules.report import Waived

WaiversOf = Callable[[Finding], Sequence[Waiver]]


def set_aside(findings: Iterable[Finding], waivers: Sequence[Waiver]) -> tuple[list[Finding], list[Waived]]:
    """`findings` parted into those that remain and those covered by a valid waiver."""
    holding = tuple(waiver for waiver in waivers if not shortcomings(waiver))
    return set_aside_each(findings, lambda finding: holding)


def set_aside_each(findings: Iterable[Finding], waivers_of: WaiversOf) -> tuple[list[Finding], list[Waived]]:
    """The same where each finding has the waivers of its own file.

    A waiver is its own project's: where a finding between forms refers to other projects as well, it represents the
    first of them that has no waiver.
    """
    standing, waived = [], []
    for finding in findings:
        for turned in _turns(finding):
            waiver = next((item for item in waivers_of(turned) if covers(item, turned)), None)
            if waiver is None:
                standing.append(turned)
                break
            waived.append(Waived(turned, waiver))
    return standing, waived


def covers(waiver: Waiver, finding: Finding) -> bool:
    """Whether the waiver holds for the finding: it is complete, of its rule, and for its project or for all."""
    if waiver.rule != finding.code or shortcomings(waiver):
        return False
    return waiver.project is None or waiver.project == finding.project


def seen_at(finding: Finding) -> Related:
    """The place of a finding, as another one refers to it."""
    return Related(
        finding.project,
        finding.field,
        finding.sheet,
        finding.cell,
        finding.found,
        finding.file,
        finding.unit,
        finding.subject,
    )


def _turns(finding: Finding) -> Iterator[Finding]:
    """`finding` as it is, then distinguished from each of the other projects it refers to."""
    yield finding
    if finding.code not in _mutual():
        return
    named = {finding.project}
    for other in finding.related:
        if other.project not in named:
            named.add(other.project)
            yield _seen_from(finding, other)


def _seen_from(finding: Finding, other: Related) -> Finding:
    related = (seen_at(finding), *(item for item in finding.related if item != other))
    return replace(
        finding,
        project=other.project,
        field=other.field,
        sheet=other.sheet,
        cell=other.cell,
        found=other.found,
        file=other.file,
        related=related,
        unit=other.unit,
        subject=other.subject,
    )


@cache
def _mutual() -> frozenset[str]:
    return frozenset(rule.code for rule in catalogue() if rule.mutual)
