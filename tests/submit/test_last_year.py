"""The sheet 上年数据: what was reported the year before, to look at and to compare with."""

import io
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest

from jixiao.form.model import Unread
from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from jixiao.sheets.settings import sheet_name
from jixiao.submit.last_year import read
from jixiao.submit.last_year_sheet import put
from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.read.read import read as open_book
from tests import build, office
from tests.submit.books import workbook
from tests.xlsx.audit import faults

ONE = build.form()
OTHER = build.form({"project": "=1+1", "unit": None, "amount_unit": "元", "indicators[2]": None, "goal.actual": "@甲"})


def kept(*forms):
    patch = Patch.open(workbook())
    put(patch, forms, 2020, None)
    return patch.bytes()


def fields(form):
    """What the sheet is to keep of a form."""
    total = form.funds.total
    return (
        (form.project, form.year, form.department, form.unit, form.amount_unit, form.goal, form.indicators),
        (total.initial, total.annual, total.executed, form.total.score),
    )


@pytest.mark.parametrize("forms", [(ONE,), (ONE, OTHER), (OTHER, ONE, ONE)], ids=len)
def test_the_forms_of_last_year_read_back(forms):
    assert list(map(fields, read(open_book(kept(*forms))))) == list(map(fields, forms))


def test_they_read_back_after_another_program_saved_the_file(tmp_path):
    path = tmp_path / "自评.xlsx"
    path.write_bytes(kept(ONE, OTHER))
    (saved,) = office.recalculate([path], tmp_path / "office")
    assert list(map(fields, read(open_book(saved)))) == [fields(ONE), fields(OTHER)]


def test_a_figure_nobody_could_read_is_kept_as_text():
    odd = replace(ONE, unread=(Unread("funds.total.annual", "50 50"),))
    total = replace(ONE.funds.total, annual=None)
    content = kept(replace(odd, funds=replace(ONE.funds, total=total)))
    assert "50 50" in [value for row in open_book(content).table(sheet_name("last_year")).rows for value in row]
    assert read(open_book(content))[0].funds.total.annual is None


def test_rates_are_shown_as_percentages():
    rows = open_book(kept(ONE)).table(sheet_name("last_year")).rows
    assert "96%" in rows[3] and 48.0 in rows[3]


def test_last_year_is_no_form_of_this_year(tmp_path):
    content = kept(ONE, OTHER)
    result = read_source(Source("自评.xlsx", content))
    assert [form.project for form in result.forms] == [ONE.project] and result.problems == ()
    assert faults(content, tmp_path) == []


def test_a_workbook_without_the_sheet_has_no_last_year():
    assert read(open_book(workbook())) == ()


def test_a_sheet_that_only_has_the_name_is_left_alone():
    patch = Patch.open(kept(ONE))
    patch.set_value(sheet_name("last_year"), "A1", "我的笔记")
    assert read(open_book(patch.bytes())) == ()


def test_numbers_keep_their_digits():
    form = build.form({"funds.total.initial": "1234567.89", "total.score": "99.95"})
    (found,) = read(open_book(kept(form)))
    assert (found.funds.total.initial, found.total.score) == (Decimal("1234567.89"), Decimal("99.95"))


def test_the_sheet_is_dressed_like_the_others():
    sheet = openpyxl.load_workbook(io.BytesIO(kept(ONE, OTHER)))[sheet_name("last_year")]
    title, hint, head, name, amount = (sheet[cell] for cell in ("A1", "A2", "A3", "B4", "F4"))
    assert (title.font.sz, hint.font.sz, head.font.b, name.font.b) == (16, 9, True, False)
    assert head.fill.fgColor.rgb == "FFDCE6F1" and name.border.left.style == "thin" and name.alignment.wrapText
    assert amount.number_format == "#,##0.00" and sheet["I4"].number_format == "0.00%"
    assert (
        not sheet.sheet_view.showGridLines
        and sheet.sheet_properties.tabColor
        and "&F" not in str(sheet.oddFooter.right.text)
    )
