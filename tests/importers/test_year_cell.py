"""The year's cell under the title: typed as a number it is a year; left blank it is the cell that is pointed at."""

import io

import pytest
from openpyxl import load_workbook

from jixiao import policy
from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from jixiao.rules import check
from tests.build import form
from tests.importers.documents import official
from tests.importers.sheets_and_pages import saved, xlsx


def with_year(value):
    book = load_workbook(io.BytesIO(xlsx([[official(form())]])))
    book.worksheets[0]["A2"].value = value
    (found,) = read_source(Source("表.xlsx", saved(book))).forms
    return found


@pytest.mark.parametrize("value", [2020, 2020.0, "2020", "2020年度"])
def test_a_bare_year_under_the_title_is_the_year(value):
    assert with_year(value).year == 2020


@pytest.mark.parametrize("value", [20, 2020.5, 3020, True])
def test_another_number_is_no_year(value):
    assert with_year(value).year is None


@pytest.mark.parametrize("value", [None, "（    年度）"])
def test_a_missing_year_is_reported_at_its_own_cell(value):
    found = [item for item in check([with_year(value)], policy.load("2020-caiyu-10")).findings if item.field == "year"]
    assert [(item.code, item.cell) for item in found] == [("JX105", "A2")]
    assert "四位数年份" in found[0].fix


def test_an_error_of_excel_is_no_year():
    found = with_year("#REF!")
    assert [(item.field, item.text) for item in found.unread] == [("year", "#REF!")]


@pytest.mark.parametrize("value", ["填报日期：2022年8月10日", "填报时间：2021年", "发布日期 2022-03-17"])
def test_a_date_under_the_title_is_no_blank_year(value):
    found = with_year(value)
    assert found.year is None and found.state("year") != "empty"


def test_a_year_that_only_the_names_show_is_a_doubt():
    book = load_workbook(io.BytesIO(xlsx([[official(form(project="2020年电梯维修"))]])))
    book.worksheets[0]["A2"].value = None
    (found,) = read_source(Source("2021年自评.xlsx", saved(book))).forms
    (item,) = [item for item in check([found], policy.load("2020-caiyu-10")).findings if item.field == "year"]
    assert (item.code, item.severity) == ("JX115", "notice")
    assert "项目名称里有 2020 年；文件名里有 2021 年" in item.message
