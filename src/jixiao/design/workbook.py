"""Builds template.xlsx; the same source gives the same bytes."""

from __future__ import annotations

import re

import jixiao.policy as policy
from jixiao import resources
from jixiao.design import guide, parameters, results
from jixiao.design.overview import OverviewSheet
from jixiao.design.project import ProjectSheet
from jixiao.design.started import finished, started
from jixiao.sheets.book import blank_form, blank_plans
from jixiao.sheets.layout import Expected, formulas
from jixiao.sheets.settings import layout
from jixiao.xlsx.cells import escape, number
from jixiao.xlsx.stamp.compressor import packed
from jixiao.xlsx.stamp.template import read_template

FORMULA_CELL = re.compile(r'<c r="([A-Z]+\d+)"([^>]*)>(<f>[^<]*</f>)<v */?>(?:</v>)?</c>')


def build() -> bytes:
    """The template as a file."""
    workbook = started()
    names = layout()["sheets"]
    sheets = {
        role: workbook.create_sheet(names[role]) for role in ("guide", "summary", "project", "findings", "parameters")
    }
    guide.design(sheets["guide"])
    ProjectSheet(sheets["project"]).design()
    OverviewSheet(sheets["summary"]).design()
    results.design(sheets["findings"])
    parameters.design(workbook, sheets["parameters"])
    template = layout()["template"]
    return packed(with_results(finished(workbook, template["form_type"], f"模板 {template['version']}")))


def main() -> None:
    """Write template.xlsx."""
    resources.path("template.xlsx").write_bytes(build())


if __name__ == "__main__":
    main()


def with_results(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts of the designed template, each formula with what it gives for the empty form."""
    template = read_template(packed(parts))
    usual = policy.default()
    filled = dict(parts)
    for plan in blank_plans(template, [blank_form(None, None, None, usual)], usual):
        results = formulas(template.prototypes[plan.prototype], plan)
        part = template.sheet_parts[plan.prototype]
        filled[part] = _filled(parts[part].decode(), results).encode()
    return filled


def _filled(sheet: str, results: dict[str, Expected]) -> str:
    def cell(found: re.Match[str]) -> str:
        value = results[found[1]].value
        if isinstance(value, str):
            return f'<c r="{found[1]}"{found[2]} t="str">{found[3]}<v>{escape(value)}</v></c>'
        shown = "" if value is None else f"<v>{number(value)}</v>"
        return f'<c r="{found[1]}"{found[2]}>{found[3]}{shown}</c>'

    return FORMULA_CELL.sub(cell, sheet)
