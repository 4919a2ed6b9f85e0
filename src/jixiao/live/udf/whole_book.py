"""The forms of a whole workbook as tables for cells: a line a project as in 汇总表, a line an indicator as in 指标明细."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from jixiao.errors import CannotGoOn
from jixiao.form.fields import form_name
from jixiao.form.model import Form
from jixiao.form.table import Table, Value
from jixiao.live.udf.answers import Headed, Shown
from jixiao.live.udf.arguments import Given, rows
from jixiao.live.udf.check_form import table_at
from jixiao.policy import Policy, for_form, load, names
from jixiao.policy.score import score
from jixiao.recognise.forms import forms
from jixiao.rules import check
from jixiao.sheets.book import overview_table
from jixiao.sheets.indicator_lines import INDICATOR, indicator_line
from jixiao.sheets.settings import layout, names_beside_forms, sheet_name

Sheets = Sequence[tuple[str, Given, str, str]]
"""Name, cells as they are shown, place of the first cell and merged cells ("A5:A9 B2:I2") of each worksheet."""
NO_FORMS = "这个工作簿的其他工作表里没有项目支出绩效自评表；请把公式写在自评表所在工作簿的一张空白工作表里"
INDICATORS = ("序号", "项目序号", *INDICATOR.values())


def projects_of(sheets: Sheets, policy: Policy | None) -> Headed:
    """A line for each form. Raises CannotGoOn where there is none."""
    found, policies = _forms(sheets, policy)
    columns = layout()["overview"]["columns"]
    lines = overview_table(found, policies, check(found, policies))
    return Headed(
        tuple(column["label"] for column in columns),
        [[_shown(line[column["key"]]) for column in columns] for line in lines],
    )


def indicators_of(sheets: Sheets, policy: Policy | None) -> Headed:
    """A line for each indicator of each form. Raises CannotGoOn where there is no form."""
    found, policies = _forms(sheets, policy)
    lines = [line for number, pair in enumerate(zip(found, policies, strict=True), 1) for line in _lines(number, *pair)]
    return Headed(INDICATORS, [[float(at), *line] for at, line in enumerate(lines, 1)])


def _lines(number: int, form: Form, policy: Policy) -> Iterator[list[Shown]]:
    scores = score(form, policy)
    for item, scored in zip(form.indicators, scores.indicators, strict=True):
        line = indicator_line(form, item, scored.suggested) | {"project": form_name(form)}
        yield [float(number), *(_shown(line[key]) for key in INDICATOR)]


def _forms(sheets: Sheets, policy: Policy | None) -> tuple[tuple[Form, ...], list[Policy]]:
    tables = {table.sheet: table for table in map(_table, sheets or ())}
    beside = names_beside_forms()
    found, _ = forms(table for name, table in tables.items() if name not in beside)
    if not found:
        raise CannotGoOn(NO_FORMS)
    own = policy or _kept(tables.get(sheet_name("parameters")))
    return found, [own or for_form(form) for form in found]


def _table(sheet: tuple[str, Given, str, str]) -> Table:
    name, cells, first_cell, merges = sheet
    return replace(table_at(rows(cells), str(first_cell), str(merges or "")), sheet=str(name))


def _kept(parameters: Table | None) -> Policy | None:
    """The policy of one of our workbooks, which its sheet of parameters names."""
    known = names()
    written = (str(value) for row in parameters.rows for value in row) if parameters else ()
    return next((load(value) for value in written if value in known), None)


def _shown(value: Value | Decimal | None) -> Shown:
    if value is None:
        return ""
    return float(value) if isinstance(value, int | float | Decimal) and not isinstance(value, bool) else str(value)
