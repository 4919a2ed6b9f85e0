"""What a check hands back: findings in order, what was waived, and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import NamedTuple

from jixiao.form.finding import SEVERITIES, SEVERITY_WORDS, Finding, Severity, Waiver


class Waived(NamedTuple):
    """A finding that a recorded exception sets aside, with that exception."""

    finding: Finding
    waiver: Waiver


class Report(NamedTuple):
    """The outcome of a check: `findings` sorted by form, severity and place; `waived` in the same order.

    `hidden` are findings of the severities in `hides`, which the user chose not to see: they are in no list, mark or
    count, but how many there are is always said.
    """

    findings: tuple[Finding, ...] = ()
    waived: tuple[Waived, ...] = ()
    hidden: tuple[Finding, ...] = ()
    hides: frozenset[Severity] = frozenset()

    def without(self, severities: Collection[Severity]) -> Report:
        """The report that shows no finding of these severities, and says how many it does not show."""
        kept = tuple(item for item in self.findings if item.severity not in severities)
        gone = tuple(item for item in self.findings if item.severity in severities)
        return Report(kept, self.waived, (*self.hidden, *gone), self.hides | frozenset(severities))

    @property
    def unshown(self) -> str:
        """What is not shown, as text: 未显示：警告 3 处、提示 75 处; blank where everything is."""
        counts = Counter(item.severity for item in self.hidden)
        counted = [f"{SEVERITY_WORDS[each]} {counts[each]} 处" for each in SEVERITIES if each in self.hides]
        return f"未显示：{'、'.join(counted)}" if counted else ""

    def counts(self, project: str | None) -> tuple[int, int, int]:
        """How many errors, warnings and notices the forms of `project` have (None: what belongs to no project)."""
        return _counts(item for item in self.findings if item.project == project)

    @property
    def totals(self) -> tuple[int, int, int]:
        """How many errors, warnings and notices there are altogether."""
        return _counts(self.findings)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What must be corrected before the forms go on."""
        return tuple(item for item in self.findings if item.severity == "error")

    @property
    def has_errors(self) -> bool:
        """Whether there are any, shown or not."""
        return any(item.severity == "error" for item in (*self.findings, *self.hidden))


def _counts(findings: Iterable[Finding]) -> tuple[int, int, int]:
    severities = [item.severity for item in findings]
    return severities.count("error"), severities.count("warning"), severities.count("notice")
