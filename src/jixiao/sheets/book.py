"""A whole workbook from forms: 填报说明, 汇总表, the project sheets, 校验结果, _参数."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from jixiao.form.finding import Severity, Waiver
from jixiao.form.model import Form, FundPart, Funds, FundTotal, Indicator
from jixiao.form.table import Value
from jixiao.policy.model import Policy
from jixiao.policy.score import score
from jixiao.rules.report import Report
from jixiao.sheets.base import TemplateSource, template_of
from jixiao.sheets.guide import guide
from jixiao.sheets.held import Look, in_plans, unknown
from jixiao.sheets.locate import in_source, in_stamped
from jixiao.sheets.names import sheet_names
from jixiao.sheets.overview import Counts, overview, table
from jixiao.sheets.parameters import parameters
from jixiao.sheets.project import computed, project
from jixiao.sheets.results import Locate, results
from jixiao.sheets.settings import layout
from jixiao.xlsx.stamp.plan import Plan
from jixiao.xlsx.stamp.stamp import stamp
from jixiao.xlsx.stamp.template import Template

SUMMARY_AT = 1


def build(
    forms: Sequence[Form],
    policy: Policy,
    *,
    report: Report | None = None,
    waivers: Sequence[Waiver] = (),
    template: TemplateSource = None,
) -> bytes:
    """The .xlsx of `forms` scored by `policy`, with 校验结果 where a `report` is given.

    `template` is a bureau's own restyled template. Raises TemplateError when it cannot be followed.
    """
    base = template_of(template)
    names = sheet_names(form.project for form in forms)
    return stamp(base, list(_plans(base, forms, names, policy, report, waivers)), SUMMARY_AT)


def blank(
    unit: str | None,
    department: str | None,
    year: int | None,
    projects: Sequence[str | None],
    policy: Policy,
    template: TemplateSource = None,
) -> bytes:
    """A workbook of empty project sheets of one unit and year, to be filled by a clerk; None leaves a name open."""
    empty = blank_form(unit, department, year, policy)
    forms = [replace(empty, project=name) for name in projects]
    base = template_of(template)
    return stamp(base, blank_plans(base, forms, policy), SUMMARY_AT + 1)


def blank_plans(template: Template, forms: Sequence[Form], policy: Policy) -> list[Plan]:
    """The plans of a workbook of empty `forms`; the sheet of one without a name is called 项目1, 项目2 ..."""
    names = sheet_names(form.project or f"项目{number}" for number, form in enumerate(forms, 1))
    return list(_plans(template, forms, names, policy, None, ()))


def results_book(report: Report, look: Look = unknown) -> bytes:
    """A workbook of 校验结果 alone, whose links lead to the cells the findings name; to be put into the clerk's file.

    `look` gives what these cells hold.
    """
    base = template_of(None)
    return stamp(base, [results(report, in_source, look, base.prototypes["findings"])])


def projects_book(forms: Sequence[Form], names: Sequence[str], policy: Policy) -> bytes:
    """A workbook of project sheets alone under the given `names`; to be put into the clerk's file."""
    base = template_of(None)
    prototype = base.prototypes["project"]
    plans = [
        project(form, policy, score(form, policy), name, prototype) for form, name in zip(forms, names, strict=True)
    ]
    return stamp(base, plans)


def overview_book(forms: Sequence[Form], policy: Policy, report: Report) -> bytes:
    """A workbook of 汇总表 alone, over the project sheets the forms were read from; to be put into the clerk's file."""
    base = template_of(None)
    prototypes = base.prototypes
    named = [(form, form.source.sheet or "") for form in forms]
    projects = [computed(form, policy, score(form, policy), name) for form, name in named]
    counts = _counts([name for _, name in named], report, in_source)
    return stamp(base, [overview(forms, projects, counts, policy, prototypes["summary"])])


def overview_table(forms: Sequence[Form], policies: Sequence[Policy], report: Report) -> list[dict[str, Value]]:
    """The rows of 汇总表 over the sheets the forms were read from, each form scored by its own policy."""
    named = [(form, form.source.sheet or "", policy) for form, policy in zip(forms, policies, strict=True)]
    projects = [computed(form, policy, score(form, policy), name) for form, name, policy in named]
    return table(projects, _counts([name for _, name, _ in named], report, in_source))


def _plans(
    template: Template,
    forms: Sequence[Form],
    names: Sequence[str],
    policy: Policy,
    report: Report | None,
    waivers: Sequence[Waiver],
) -> Iterator[Plan]:
    prototypes = template.prototypes
    projects = [
        project(form, policy, score(form, policy), name, prototypes["project"])
        for form, name in zip(forms, names, strict=True)
    ]
    yield guide(policy)
    locate = in_stamped(forms, names, template)
    yield overview(forms, projects, _counts(names, report, locate), policy, prototypes["summary"])
    yield from projects
    if report is not None:
        yield results(report, locate, in_plans(forms, projects, template), prototypes["findings"])
    yield parameters(policy, waivers)


def _counts(names: Sequence[str], report: Report | None, locate: Locate) -> list[Counts]:
    """Errors and warnings by sheet: two projects of one name are counted apart. What is not shown is not counted: None."""
    if report is None:
        return [None] * len(names)
    found = Counter((seat.sheet, item.severity) for item in report.findings if (seat := locate(item)))

    def count(name: str, severity: Severity) -> int | None:
        return None if severity in report.hides else found[name, severity]

    return [(count(name, "error"), count(name, "warning")) for name in names]


def blank_form(unit: str | None, department: str | None, year: int | None, policy: Policy) -> Form:
    """An empty form with the rows of the official one and the policy's execution weight."""
    settings = layout()["project"]
    indicators = tuple(
        Indicator(dimension, category, f"指标{number}：")
        for dimension, category, count in settings["blank"]["rows"]
        for number in range(1, count + 1)
    )
    parts = tuple(FundPart(label) for label in settings["parts"]["labels"])
    funds = Funds(FundTotal(weight=policy.execution.weight), parts)
    return Form(None, year, settings["title"], department, unit, "万元", funds, indicators=indicators)
