"""校验: every rule over the forms of one file or of several together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from jixiao.actions.consequences import without_consequences
from jixiao.actions.loaded import Loaded, forms_of, policy_for
from jixiao.form.finding import Finding, Severity, Waiver
from jixiao.policy import Policy
from jixiao.rules import Report, Waived, check
from jixiao.rules.waive import set_aside_each
from jixiao.submit import last_year


class Checked(NamedTuple):
    """What was checked, by which policy each file, the findings, and what of them is not shown."""

    files: tuple[Loaded, ...]
    policies: tuple[Policy, ...]
    report: Report
    hides: tuple[frozenset[Severity], ...]
    """The severities that are not shown, for each file."""

    @property
    def policy(self) -> Policy:
        """The policy of the first file."""
        return self.policies[0]


def check_files(
    files: Sequence[Loaded],
    policy_name: str | None = None,
    off: Collection[str] = (),
    hide: Collection[Severity] | None = None,
) -> Checked:
    """Check every file by the policy named, or by the one it follows itself; see `check_each`."""
    return check_each(files, [policy_for(file, policy_name) for file in files], off, hide)


def check_each(
    files: Sequence[Loaded],
    policies: Sequence[Policy],
    off: Collection[str] = (),
    hide: Collection[Severity] | None = None,
) -> Checked:
    """Check the forms of all `files` together, so that claims made twice are found across them.

    `hide` are the severities that are not shown; None: those the setting of each file's own workbook names. Each form is compared with last year's where a file keeps it (上年数据), or is itself among the files. A waiver holds only for the file it is recorded in: another unit may have a project of the same name.
    """
    pairs = list(zip(files, policies, strict=True))
    forms = forms_of(files)
    before = [form for file in files if file.is_workbook for form in last_year.read(file.source.book)]
    together = check(forms, [policy for file, policy in pairs for _ in file.forms], before=before, off=off)
    waivers = {file.source.name: file.waivers for file in files}
    standing: list[Finding] = []
    hidden: list[Finding] = []
    unshown = tuple(frozenset(file.kept.hides if hide is None else hide) for file in files)
    waived: list[Waived] = []
    for (file, policy), hides in zip(pairs, unshown, strict=True):
        kept, aside = set_aside_each(_about(file, policy, together, off), partial(_waivers, waivers, file))
        standing += [item for item in kept if item.severity not in hides]
        hidden += [item for item in kept if item.severity in hides]
        waived += aside
    report = Report(tuple(standing), tuple(waived), tuple(hidden), frozenset[Severity]().union(*unshown))
    return Checked(tuple(files), tuple(policies), report, unshown)


def _waivers(waivers: Mapping[str, Sequence[Waiver]], own: Loaded, finding: Finding) -> Sequence[Waiver]:
    """The waivers of the file a finding is at: a claim shared with another file is waived there."""
    return waivers.get(finding.file or "", own.waivers)


def _about(file: Loaded, policy: Policy, together: Report, off: Collection[str]) -> Iterator[Finding]:
    """What was found at the forms of one file, then what its workbook shows."""
    facts = file.facts(policy)
    yield from without_consequences((item for item in together.findings if item.file == file.source.name), file, facts)
    yield from check((), policy, waivers=file.waivers, facts=facts, off=off, owners=file.forms).findings
