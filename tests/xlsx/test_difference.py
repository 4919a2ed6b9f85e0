"""What differs between two states of a workbook: the cells, notes, marks and sheets, and nothing else."""

import re

import openpyxl
import pytest

from jixiao.xlsx.edit.difference import Formula, difference
from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.read.read import read
from tests.samples import ROOT
from tests.xlsx.crowd import by_openpyxl
from tests.xlsx.test_patch import SHEET

SAMPLE = (ROOT / "workbook" / "samples" / "河门口街道-2020-绩效自评.xlsx").read_bytes()


def between(before: bytes, after: bytes, whole=()):
    return difference(read(before), read(after), whole)


def changed(content: bytes, change) -> bytes:
    patch = Patch.open(content)
    change(patch)
    return patch.bytes()


@pytest.fixture
def other(tmp_path) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "新表"
    book.active["A1"], book.active["A2"] = 3, "=A1*2"
    book.save(tmp_path / "b.xlsx")
    return (tmp_path / "b.xlsx").read_bytes()


def only(found):
    (sheet,) = found.sheets
    return sheet


def test_a_workbook_does_not_differ_from_itself():
    found = between(SAMPLE, SAMPLE)
    assert (found.sheets, found.copied, found.removed) == ((), (), ())


def test_values_and_formulas_are_reported_by_cell():
    def change(patch):
        patch.set_value(SHEET, "C2", "=不是公式")
        patch.set_value(SHEET, "Z40", 2.5)
        patch.set_formula(SHEET, "Z41", "Z40*2", 5)

    content = by_openpyxl()
    sheet = only(between(content, changed(content, change)))
    assert dict(sheet.cells) == {"C2": "=不是公式", "Z40": 2.5, "Z41": Formula("Z40*2")}
    assert (dict(sheet.notes), sheet.fills) == ({}, None)


def test_a_new_result_of_the_same_formula_is_no_difference():
    book = read(SAMPLE)
    sheet = next(name for name in book.formulas if book.formulas[name] and name not in ("汇总表", "校验结果"))
    cell, formula = next(iter(book.formulas[sheet].items()))
    after = changed(SAMPLE, lambda patch: patch.set_formula(sheet, cell, formula, 12345))
    assert after != SAMPLE
    assert between(SAMPLE, after).sheets == ()


def test_marks_are_reported_as_areas_by_severity_and_notes_as_whole_texts():
    content = by_openpyxl()

    def change(patch):
        patch.mark(SHEET, "C4", "error", "应为 97.24%")
        patch.mark(SHEET, "D4", "warning", "扣分未说明原因")

    sheet = only(between(content, changed(content, change)))
    assert dict(sheet.fills) == {"error": "C4", "warning": "D4"}
    assert dict(sheet.notes) == {
        "C4": "【绩效自评校验】\n应为 97.24%",
        "D4": "请附凭证\n\n【绩效自评校验】\n扣分未说明原因",
    }
    assert dict(sheet.cells) == {}


def test_marks_that_excel_keeps_in_several_rules_are_no_difference_and_are_counted():
    def change(patch):
        patch.mark(SHEET, "C4", "error", "应为 97.24%")
        patch.mark(SHEET, "H9", "error", "应为 9.7")

    content = changed(by_openpyxl(), change)
    archive = Archive.open(content)
    part = next(sheet.part for sheet in read(content).sheets if sheet.name == SHEET)
    block = re.search(
        r"<conditionalFormatting[^>]*>(?:(?!</cond).)*jixiao-mark.*?</conditionalFormatting>", archive.text(part)
    )
    both = block[0].replace("C4 H9", "C4") + block[0].replace("C4 H9", "H9")
    archive.write(part, archive.text(part).replace(block[0], both).encode())
    parted = archive.packed()
    assert between(content, parted).sheets == ()
    assert only(between(parted, by_openpyxl())).marked == 2


def test_cleared_marks_leave_the_notes_of_others():
    content = by_openpyxl()
    marked = changed(content, lambda patch: patch.mark(SHEET, "D4", "warning", "扣分未说明原因"))
    sheet = only(between(marked, changed(marked, lambda patch: patch.clear_marks())))
    assert (dict(sheet.fills), dict(sheet.notes)) == ({}, {"D4": "请附凭证"})


def test_a_sheet_that_went_and_one_that_came_are_reported_by_name(other):
    def change(patch):
        patch.remove_sheet("校验结果")
        patch.import_sheet(Archive.open(other), "新表", after="汇总表")

    found = between(SAMPLE, changed(SAMPLE, change))
    assert found.removed == ("校验结果",)
    assert [(each.name, each.after) for each in found.copied] == [("新表", "汇总表")]
    assert dict(found.copied[0].held) == {"A1": 3, "A2": Formula("A1*2")}


def test_a_changed_sheet_that_is_made_whole_is_copied_and_not_patched():
    after = changed(SAMPLE, lambda patch: patch.set_value("汇总表", "B4", "甲"))
    found = between(SAMPLE, after, {"汇总表"})
    assert ([each.name for each in found.copied], found.sheets) == (["汇总表"], ())


def test_formulas_and_names_that_refer_to_a_replaced_sheet_are_reported(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "汇总"
    own = book.create_sheet("甲")
    for at, text in enumerate(
        ["='汇总'!A1", "=sum(汇总!A:A)", "=我的汇总!A1", "='[1]汇总'!A1", "=[1]汇总!A1", "=B1"], 1
    ):
        own[f"A{at}"] = text
    book.create_sheet("我的汇总")
    book.defined_names["总"] = openpyxl.workbook.defined_name.DefinedName("总", attr_text="汇总!$A$1")
    book.save(tmp_path / "a.xlsx")
    before = (tmp_path / "a.xlsx").read_bytes()
    found = between(before, changed(before, lambda patch: patch.set_value("汇总", "A1", 1)), ["汇总"])
    assert found.referring == {"甲": ("A1", "A2")} and found.names == ("总",)
    assert between(before, before, ["汇总"]).referring == {}


def test_chart_sheets_stay_and_are_no_place_to_stand_behind(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "说明"
    book.create_chartsheet("图")
    book.create_sheet("汇总")["A1"] = 1
    book.create_sheet("甲")["A1"] = "=汇总!A1"
    book.save(tmp_path / "a.xlsx")
    before = (tmp_path / "a.xlsx").read_bytes()
    found = between(before, changed(before, lambda patch: patch.set_value("汇总", "A1", 2)), ["汇总"])
    assert [(each.name, each.after) for each in found.copied] == [("汇总", "说明")]
    assert found.referring == {"甲": ("A1",)} and found.removed == ()


def test_formulas_that_refer_to_a_replaced_sheet_are_named_however_they_write_it(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Data"
    book.create_sheet("看")
    for at, formula in enumerate(("=Data!A1", "='DATA'!A1+1", '="Data!A1"', "=[1]Data!A1"), 1):
        book["看"][f"A{at}"] = formula
    contents = []
    for value in (1, 2):
        book["Data"]["A1"] = value
        book.save(tmp_path / "a.xlsx")
        contents.append((tmp_path / "a.xlsx").read_bytes())
    assert dict(between(*contents, whole=["Data"]).referring) == {"看": ("A1", "A2")}
