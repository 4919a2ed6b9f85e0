"""The sheets of the sample workbook one by one: their cells, merges, and what 校验 finds in each alone."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from jixiao.actions.check import check_files
from jixiao.actions.open import load
from jixiao.form.fields import field_name
from jixiao.form.finding import SEVERITY_WORDS, Finding
from jixiao.form.table import Table, column_name
from jixiao.rules import catalogue
from tests.samples import ROOT

LOADED = load(ROOT / "workbook" / "samples" / "河门口街道-2020-绩效自评.xlsx")
BOOK = LOADED.source.book
SHEETS = [form.source.sheet for form in LOADED.forms]
OF_THE_FILE = {rule.code for rule in catalogue() if rule.scope == "workbook"}
PRINTED = 9  # the columns A to I, which are the form as it is printed


def merged(table: Table) -> str:
    """The merged cells of a sheet by their addresses, as the add-in gives them."""
    return " ".join(
        f"{column_name(one.left)}{one.top + 1}:{column_name(one.right)}{one.bottom + 1}" for one in table.merges
    )


@cache
def alone(sheet: str) -> list[Finding]:
    """What 校验 finds in the file with only this form in it, without what it finds about the file."""
    (form,) = (form for form in LOADED.forms if form.source.sheet == sheet)
    found = check_files([replace(LOADED, forms=(form,))]).report.findings
    return [item for item in found if item.code not in OF_THE_FILE]


HEADINGS = ["程度", "编号", "位置", "问题", "改法"]


def cells(found: object) -> list[list[object]]:
    """What a function gave, as the cells it fills: a data frame with its headings."""
    if isinstance(found, list):
        return found
    return [list(found.columns), *found.values.tolist()]


def expected(sheet: str) -> list[list[str]]:
    """What JX_CHECK should give for a sheet, without its headings."""
    return [
        [
            SEVERITY_WORDS[item.severity],
            item.code,
            item.cell or field_name(item.field, item.subject),
            item.message,
            item.fix,
        ]
        for item in alone(sheet)
    ]
