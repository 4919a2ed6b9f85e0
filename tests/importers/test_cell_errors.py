"""Cells that show an error of Excel or an absurd figure: the row stays, the field is unread, nothing breaks."""

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from jixiao import policy
from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from jixiao.rules import check
from tests.build import form
from tests.importers.documents import official
from tests.importers.sheets_and_pages import saved, xlsx

ERRORS = ["#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"]
AMOUNTS = ["funds.parts[0].executed", "funds.total.executed", "indicators[2].score", "total.score"]
TEXTS = ["indicators[0].actual", "indicators[0].target", "indicators[1].name", "indicators[1].note", "goal.actual"]


def with_cell(path, value, kind=None):
    """The correct form as a workbook, one field's cell changed."""
    data = xlsx([[official(form())]])
    (plain,) = read_source(Source("表.xlsx", data)).forms
    book = load_workbook(io.BytesIO(data))
    cell = book.worksheets[0][plain.place(path)]
    cell.value = value
    cell.data_type = kind or cell.data_type
    (found,) = read_source(Source("表.xlsx", saved(book))).forms
    return plain, found


def codes(found, field):
    report = check([found], policy.load("2020-caiyu-10"))
    return {item.code for item in report.findings if item.field == field}


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("path", AMOUNTS)
def test_an_error_in_a_number_is_unread_and_the_row_stays(path, error):
    plain, found = with_cell(path, error, "e")
    assert [(item.field, item.text) for item in found.unread] == [(path, error)]
    assert len(found.funds.parts) == len(plain.funds.parts)
    assert codes(found, path) == {"JX101"}


@pytest.mark.parametrize("path", TEXTS)
def test_an_error_in_a_text_is_unread(path):
    plain, found = with_cell(path, "#REF!", "e")
    assert [(item.field, item.text) for item in found.unread] == [(path, "#REF!")]
    assert len(found.indicators) == len(plain.indicators)
    assert codes(found, path) == {"JX101"}


@pytest.mark.parametrize("value", [1e60, 1e300, 10**15, "9" * 60, "9" * 30 + "%"])
@pytest.mark.parametrize("path", [*AMOUNTS, "funds.total.rate"])
def test_an_absurd_number_is_unread(path, value):
    _, found = with_cell(path, value, None if isinstance(value, str) else "n")
    assert [item.field for item in found.unread] == [path]
    assert "JX101" in codes(found, path)


@pytest.mark.parametrize("value", [1e60, 1e300])
@pytest.mark.parametrize("path", ["indicators[0].target", "indicators[0].actual"])
def test_an_absurd_number_typed_as_target_or_result_is_unread(path, value):
    _, found = with_cell(path, value, "n")
    assert codes(found, path) == {"JX101"}


@pytest.mark.parametrize("value", ["9" * 60 + "台", "9" * 3000 + "亿台"])
@pytest.mark.parametrize("path", ["indicators[0].target", "indicators[0].actual"])
def test_an_absurd_figure_in_a_text_is_checked_like_any_other(path, value):
    _, found = with_cell(path, value)
    assert check([found], policy.load("2020-caiyu-10")).findings


@pytest.mark.parametrize("name", ["initial", "annual", "executed", "rate"])
@pytest.mark.parametrize("words", ["一百一十二", "百分之六十六", "见附件说明"])
def test_words_in_one_cell_of_the_total_cost_no_other_cell_of_its_row(name, words):
    plain, found = with_cell(f"funds.total.{name}", words)
    assert found.funds == replace(plain.funds, total=replace(plain.funds.total, **{name: None}))
    assert [(item.field, item.text) for item in found.unread] == [(f"funds.total.{name}", words)]
