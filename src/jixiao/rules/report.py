"""What a check hands back: findings in order, what was waived, and counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jixiao.form.finding import Finding, Waiver


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that a recorded exception sets aside, with that exception."""

    finding: Finding
    waiver: Waiver


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a check: `findings` sorted by form, severity and place; `waived` in the same order."""

    findings: tuple[Finding, ...] = ()
    waived: tuple[Waived, ...] = ()

    def counts(self, project: str | None) -> tuple[int, int, int]:
        """How many errors, warnings and notices the forms of `project` have (None: what belongs to no project)."""
        return _counts(item for item in self.findings if item.project == project)

    @property
    def totals(self) -> tuple[int, int, int]:
        """How many errors, warnings and notices there are altogether."""
        return _counts(self.findings)

    @property
    def has_errors(self) -> bool:
        """Whether anything must be corrected before the forms go on."""
        return any(item.severity == "error" for item in self.findings)


def _counts(findings: Iterable[Finding]) -> tuple[int, int, int]:
    severities = [item.severity for item in findings]
    return severities.count("error"), severities.count("warning"), severities.count("notice")
