"""A whole workbook from forms: 填报说明, 汇总表, the project sheets, 校验结果, _参数."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from jixiao import resources
from jixiao.form.finding import Waiver
from jixiao.form.model import Form, FundPart, Funds, FundTotal, Indicator
from jixiao.package.stamp import stamp
from jixiao.package.stamp_plan import Plan
from jixiao.package.stamp_template import Template, read_template
from jixiao.policy.model import Policy
from jixiao.policy.score import score
from jixiao.rules.report import Report
from jixiao.sheets.guide import guide
from jixiao.sheets.names import sheet_names
from jixiao.sheets.parameters import parameters
from jixiao.sheets.project import project
from jixiao.sheets.settings import layout

TemplateSource = Path | bytes | None


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
    return stamp(base, list(plans(base, forms, policy, report, waivers)), active=1)


def blank(unit: str | None, department: str | None, year: int | None, count: int, policy: Policy) -> bytes:
    """A workbook of `count` empty project sheets of one unit and year, to be filled by a clerk."""
    forms = [_blank(unit, department, year, policy) for _ in range(count)]
    base = template_of(None)
    names = [f"项目{number}" for number in range(1, count + 1)]
    return stamp(base, list(_plans(base, forms, names, policy, None, ())), active=min(2, count + 1))


def template_of(source: TemplateSource) -> Template:
    """The template in a file or in bytes; None is the project's own."""
    if isinstance(source, bytes):
        return read_template(source)
    return read_template(source.read_bytes()) if source else _own()


def plans(
    template: Template, forms: Sequence[Form], policy: Policy, report: Report | None, waivers: Sequence[Waiver]
) -> Iterator[Plan]:
    """The plan of every sheet, in the order of the workbook."""
    return _plans(template, forms, sheet_names(form.project for form in forms), policy, report, waivers)


@cache
def _own() -> Template:
    return read_template(resources.path("template.xlsx").read_bytes())


def _plans(
    template: Template,
    forms: Sequence[Form],
    names: Sequence[str],
    policy: Policy,
    report: Report | None,
    waivers: Sequence[Waiver],
) -> Iterator[Plan]:
    scores = [score(form, policy) for form in forms]
    prototype = template.prototypes["project"]
    projects = [
        project(form, policy, scored, name, prototype) for form, scored, name in zip(forms, scores, names, strict=True)
    ]
    yield guide(policy)
    yield from projects
    yield parameters(policy, waivers)


def _blank(unit: str | None, department: str | None, year: int | None, policy: Policy) -> Form:
    settings = layout()["project"]
    indicators = tuple(
        Indicator(dimension, category, f"指标{number}：")
        for dimension, category, count in settings["blank"]["rows"]
        for number in range(1, count + 1)
    )
    parts = tuple(FundPart(label) for label in settings["parts"]["labels"])
    funds = Funds(FundTotal(weight=policy.execution.weight), parts)
    return Form(None, year, settings["title"], department, unit, "万元", funds, indicators=indicators)
