"""The copy that leaves the house."""

import pytest

from jixiao.actions.annotate import marked
from jixiao.form.finding import Finding
from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from jixiao.rules import Report
from jixiao.sheets.facts import workbook_facts
from jixiao.submit.clean import clean
from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.opc import sheets
from jixiao.xlsx.read.read import read
from tests.submit.books import AT, with_macros, with_people, workbook
from tests.xlsx.audit import faults

PROJECT = "老旧小区电梯维修"


def cleaned(content):
    return clean(content, "自评.xlsx", "青河区物业管理中心", AT).bytes()


def everything(content):
    return "\n".join(Archive.open(content).read(part).decode("utf-8", "replace") for part in Archive.open(content))


def test_marks_and_results_of_a_check_do_not_go_out():
    plain = workbook()
    forms = read_source(Source("自评.xlsx", plain)).forms
    finding = Finding("JX301", "error", PROJECT, "total.weight", "合计不是 100", sheet=PROJECT, cell="G20")
    checked = marked(plain, "自评.xlsx", forms, Report((finding,)))
    assert "JX301" in everything(checked)
    assert "JX301" not in everything(cleaned(checked))
    assert "校验结果" not in read(cleaned(checked)).formulas


def test_values_formulas_and_their_results_stay():
    before, after = read(workbook()), read(cleaned(with_people(with_macros(workbook()))))
    assert {table.sheet: table.rows for table in after.tables} == {table.sheet: table.rows for table in before.tables}
    assert after.formulas == before.formulas


def test_macros_and_their_ribbon_stay_behind(tmp_path):
    content = with_macros(workbook())
    assert workbook_facts(content).has_macros
    sent = cleaned(content)
    assert not workbook_facts(sent).has_macros
    assert not [part for part in Archive.open(sent) if "vba" in part.lower() or "customUI" in part]
    assert "macroEnabled" not in everything(sent) and faults(sent, tmp_path) == []


def test_nobody_is_named_in_the_document_properties(tmp_path):
    content = with_people(workbook())
    private = ("张三", "青河软件", "zhangsan", "phone")
    assert all(word in everything(content) for word in private)
    sent = cleaned(content)
    assert not [word for word in private if word in everything(sent)]
    assert "<dc:creator>青河区物业管理中心</dc:creator>" in Archive.open(sent).text("docProps/core.xml")
    assert "2021-03-15T02:30:00Z" in Archive.open(sent).text("docProps/core.xml")
    assert faults(sent, tmp_path) == []


@pytest.mark.parametrize("state, shown", [("visible", "0"), ("hidden", "1")])
def test_the_first_sheet_that_can_be_seen_is_on_top(state, shown):
    patch = Patch.open(workbook())
    book = patch.archive.text("xl/workbook.xml").replace(' sheetId="1"', f' sheetId="1" state="{state}"')
    patch.archive.write("xl/workbook.xml", book.replace('activeTab="1"', 'activeTab="2" firstSheet="2"').encode())
    sent = Archive.open(cleaned(patch.bytes()))
    assert f'activeTab="{shown}"' in sent.text("xl/workbook.xml") and "firstSheet" not in sent.text("xl/workbook.xml")
    selected = [at for at, sheet in enumerate(sheets(sent)) if 'tabSelected="1"' in sent.text(sheet.part)]
    assert selected == [int(shown)]


def test_cleaning_twice_changes_nothing_more():
    once = cleaned(with_people(with_macros(workbook())))
    assert cleaned(once) == once
