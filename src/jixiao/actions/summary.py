"""汇总: the figures of all projects of a file, and the workbook with its 汇总表 rebuilt."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from jixiao.actions.check import check_files
from jixiao.actions.loaded import Loaded
from jixiao.actions.save import Saved, save
from jixiao.form.finding import Severity
from jixiao.form.model import Form
from jixiao.policy import Policy
from jixiao.policy.score import Scores, score
from jixiao.rules import Report
from jixiao.sheets.figures import factor
from jixiao.sheets.totals import Sums


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One project, or all together: amounts in 万元, `rate` a fraction, `total` in points (an average for all).

    `warnings` is None where the setting of the workbook does not show them.

    `uncounted` says of the line of all how many projects lack each figure, by key such as `annual_uncounted`.
    """

    project: str | None
    unit: str | None
    initial: Decimal | None
    annual: Decimal | None
    executed: Decimal | None
    rate: Decimal | None
    total: Decimal | None
    grade: str | None
    errors: int
    warnings: int | None
    uncounted: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Summary:
    """One line a project, and the line of all: sums, the rate weighted by the budget, the average total."""

    loaded: Loaded
    policy: Policy
    report: Report
    lines: tuple[SummaryLine, ...]
    whole: SummaryLine


def summarise(loaded: Loaded, policy_name: str | None = None, hide: Collection[Severity] | None = None) -> Summary:
    """The figures of the forms in `loaded`, recomputed, with the counts of a fresh check.

    `hide` are severities that are not counted; None: those the workbook's own setting names.
    """
    checked = check_files([loaded], policy_name, hide=hide)
    scored = [(form, score(form, checked.policy)) for form in loaded.forms]
    lines = tuple(_line(form, scores, checked.report) for form, scores in scored)
    return Summary(loaded, checked.policy, checked.report, lines, _whole(lines, checked.policy))


def write_summary(summary: Summary, output: Path | None) -> Saved:
    """Write the workbook with a fresh 汇总表, all else untouched; a text or a foreign workbook is imported first."""
    from jixiao.actions.import_forms import workbook_of
    from jixiao.actions.refresh import refreshed

    loaded, policy = summary.loaded, summary.policy
    if loaded.kept.policy:
        return save(refreshed(loaded.source.data, loaded.path.name, policy), loaded, output)
    return save(workbook_of([loaded], policy).content, loaded, output)


def _line(form: Form, scores: Scores, report: Report) -> SummaryLine:
    total, times = form.funds.total, factor(form)
    own = [item for item in report.findings if item.project == form.project and item.sheet == form.where]
    return SummaryLine(
        project=form.project,
        unit=form.unit,
        initial=_times(total.initial, times),
        annual=_times(total.annual, times),
        executed=_times(total.executed, times),
        rate=scores.rate,
        total=scores.whole_total,
        grade=scores.whole_grade,
        errors=sum(item.severity == "error" for item in own),
        warnings=None if "warning" in report.hides else sum(item.severity == "warning" for item in own),
    )


def _whole(lines: tuple[SummaryLine, ...], policy: Policy) -> SummaryLine:
    sums = Sums()
    for line in lines:
        sums.add(line, None if line.rate is None else policy.execution.of(line))
    return SummaryLine(
        project="合计（总分为平均）",
        unit=None,
        initial=sums.amount("initial"),
        annual=sums.amount("annual"),
        executed=sums.amount("executed"),
        rate=sums.rate,
        total=sums.average,
        grade=policy.grade(sums.average),
        errors=sum(line.errors for line in lines),
        warnings=None if None in {line.warnings for line in lines} else sum(line.warnings or 0 for line in lines),
        uncounted=sums.lacking,
    )


def _times(amount: Decimal | None, factor: Decimal) -> Decimal | None:
    return None if amount is None else (amount * factor).normalize()
