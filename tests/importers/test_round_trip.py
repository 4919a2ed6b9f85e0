"""A form written as tab-separated rows, in any order of columns and with any of the known labels, reads back the same."""

from __future__ import annotations

import tomllib

from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.form.model import Form
from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from tests.samples import ROOT
from tests.strategies import forms

LABELS = tomllib.loads((ROOT / "workbook" / "labels.toml").read_text(encoding="utf-8"))
COLUMNS = ("target", "actual", "weight", "score", "note")


@settings(max_examples=150)
@given(forms(), st.permutations(COLUMNS), st.integers(0, 3), st.data())
def test_a_foreign_layout_reads_back_to_the_same_form(form, order, blank, data):
    def word(group, name):
        return data.draw(st.sampled_from(group[name]), label=name)

    text = "\n".join("\t".join(row) for row in foreign(form, order, blank, word))
    (found,) = read_source(Source("外地.txt", text.encode())).forms
    assert found == form


def foreign(form: Form, order, blank: int, word) -> list[list[str]]:
    funds, columns = LABELS["funds"]["columns"], LABELS["indicators"]["columns"]
    amounts = ("initial", "annual", "executed", "weight", "rate", "score", "note")
    pad = [""] * blank
    rows = [
        [form.title],
        [f"（{form.year}年度）"],
        [word(LABELS["header"], "project"), form.project],
        [
            word(LABELS["header"], "department"),
            *pad,
            form.department or "",
            word(LABELS["header"], "unit"),
            form.unit or "",
        ],
        [f"项目资金（{form.amount_unit}）", "", *pad, *(word(funds, name) for name in amounts)],
        ["", word(LABELS["funds"]["rows"], "total"), *pad, *(shown(form.funds.total, name) for name in amounts)],
    ]
    for part in form.funds.parts:
        cells = (shown(part, name) if hasattr(part, name) else "—" for name in amounts)
        rows.append(["", part.label, *pad, *cells])
    rows += [
        ["年度总体目标", word(LABELS["goal"], "expected"), word(LABELS["goal"], "actual")],
        ["", form.goal.expected or "", form.goal.actual or ""],
        [],
        ["绩效指标", "一级指标", "二级指标", "三级指标", *(word(columns, name) for name in order)],
    ]
    above: tuple = (None, None)
    for row in form.indicators:
        level = (row.dimension, row.category)
        first = "" if level[0] == above[0] else level[0]
        second = "" if level == above else level[1]
        rows.append(["", first, second, row.name, *(shown(row, name) for name in order)])
        above = level
    last = dict.fromkeys(order, "") | {"weight": shown(form.total, "weight"), "score": shown(form.total, "score")}
    rows.append([word(LABELS["total"], "words"), "", "", "", *(last[name] for name in order)])
    return rows


def shown(row, name: str) -> str:
    value = getattr(row, name)
    if value is None:
        return ""
    return f"{value * 100:f}%" if name == "rate" else value if isinstance(value, str) else f"{value:f}"
