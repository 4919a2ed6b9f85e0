"""校验: every rule over the forms of one file or of several together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain

from jixiao.actions.load import Loaded, policy_for
from jixiao.policy import Policy
from jixiao.rules import Report, check


@dataclass(frozen=True, slots=True)
class Checked:
    """What was checked, by which policy, and the findings."""

    files: tuple[Loaded, ...]
    policy: Policy
    report: Report


def check_files(files: Sequence[Loaded], policy_name: str | None = None, off: Collection[str] = ()) -> Checked:
    """Check by the policy named, or by the one the first file follows; see `check_forms`."""
    return check_forms(files, policy_for(files[0], policy_name), off)


def check_forms(files: Sequence[Loaded], policy: Policy, off: Collection[str] = ()) -> Checked:
    """Check the forms of all `files` together, so that claims made twice are found across them."""
    if len(files) == 1:
        only = files[0]
        return Checked(
            (only,), policy, check(only.forms, policy, waivers=only.waivers, facts=only.facts(policy), off=off)
        )
    forms = tuple(chain.from_iterable(file.forms for file in files))
    waivers = tuple(chain.from_iterable(file.waivers for file in files))
    together = check(forms, policy, waivers=waivers, off=off)
    alone = [check((), policy, facts=file.facts(policy), off=off) for file in files if file.is_workbook]
    findings = chain(together.findings, chain.from_iterable(report.findings for report in alone))
    return Checked(tuple(files), policy, Report(tuple(findings), together.waived))
