"""Setting findings aside by recorded exceptions (豁免)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from jixiao.form.finding import Finding, Waiver
from jixiao.rules.jx7_workbook import shortcomings
from jixiao.rules.report import Waived


def set_aside(findings: Iterable[Finding], waivers: Sequence[Waiver]) -> tuple[list[Finding], list[Waived]]:
    """`findings` parted into those that stand and those that a waiver which holds covers."""
    holding: dict[str, list[Waiver]] = defaultdict(list)
    for waiver in waivers:
        if not shortcomings(waiver):
            holding[waiver.rule].append(waiver)
    standing, waived = [], []
    for finding in findings:
        waiver_found = next((item for item in holding.get(finding.code, ()) if covers(item, finding)), None)
        if waiver_found is None:
            standing.append(finding)
        else:
            waived.append(Waived(finding, waiver_found))
    return standing, waived


def covers(waiver: Waiver, finding: Finding) -> bool:
    """A waiver for one project also covers a finding across forms that speaks of that project."""
    if waiver.project is None or waiver.project == finding.project:
        return True
    return any(waiver.project == other.project for other in finding.related)
