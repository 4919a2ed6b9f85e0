"""A whole workbook: complete, valid, the same every time, and right before anything recalculates it."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from functools import cache

import openpyxl
import pytest

from jixiao import importers, policy
from jixiao.form.finding import Waiver
from jixiao.rules import check
from jixiao.sheets import book
from jixiao.sheets.layout import cells, expected_formulas
from tests import build, office
from tests.samples import HEMENKOU
from tests.sheets.recalculated import at, differences, shown, without_results
from tests.xlsx.audit import faults

SCORING = policy.default(2020)
WAIVER = Waiver("JX204", None, "年初未下达预算", "张三", "2021-02-01")


@cache
def sample():
    """The real document as a checked workbook, with its forms."""
    forms = importers.read(HEMENKOU).forms
    report = check(forms, SCORING, waivers=[WAIVER])
    return forms, report, book.build(forms, SCORING, report=report, waivers=[WAIVER])


def part(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def test_the_real_document_becomes_one_sheet_per_project_between_guide_and_results():
    forms, _, content = sample()
    names = openpyxl.load_workbook(io.BytesIO(content)).sheetnames
    assert names[:2] == ["填报说明", "汇总表"] and names[-2:] == ["校验结果", "_参数"]
    assert len(names) == len(forms) + 4


def test_the_workbook_is_valid_without_any_excuse(tmp_path):
    assert faults(sample()[2], tmp_path) == []


def test_the_same_forms_give_the_same_bytes():
    forms, report, content = sample()
    assert book.build(forms, SCORING, report=report, waivers=[WAIVER]) == content


@pytest.mark.office
def test_what_is_kept_beside_the_formulas_is_what_libreoffice_computes(tmp_path):
    content = sample()[2]
    file = tmp_path / "book.xlsx"
    file.write_bytes(without_results(content))
    [made] = office.recalculate([file], tmp_path / "made")
    assert differences(shown(content), shown(made)) == []


def test_every_field_is_read_back_as_it_was(tmp_path):
    forms, _, content = sample()
    file = tmp_path / "book.xlsx"
    file.write_bytes(content)
    assert importers.read(file).forms == forms


def test_the_layout_names_the_cells_the_reader_finds(tmp_path):
    _, _, content = sample()
    file = tmp_path / "book.xlsx"
    file.write_bytes(content)
    for form in importers.read(file).forms:
        places = cells(form)
        merged = {f"indicators[{at}].{name}" for at in range(99) for name in ("dimension", "category")}
        merged |= {f"funds.parts[{at}].{name}" for at in range(9) for name in ("weight", "score")}
        for path, cell in form.source.places.items():
            if path not in merged:
                assert places[path] == cell, path


def test_the_formulas_of_a_sheet_are_reported_with_field_and_result():
    form = build.form()
    rows = shown(book.build([form], SCORING))[form.project]
    expected = expected_formulas(form, SCORING)
    workbook = openpyxl.load_workbook(io.BytesIO(book.build([form], SCORING)))
    for cell, (field, formula, value) in expected.items():
        assert workbook[form.project][cell].value == f"={formula}", field
        assert at(rows, cell) == (float(value) if isinstance(value, (Decimal, int)) else value), field
    assert expected[cells(form)["funds.total.rate"]].field == "funds.total.rate"


def test_a_right_claim_stays_a_formula_and_a_wrong_one_is_typed_and_open():
    right, wrong = build.form(), build.form({"funds.total.rate": "0.9", "total.score": "98"}, project="另一项目")
    workbook = openpyxl.load_workbook(io.BytesIO(book.build([right, wrong], SCORING)))
    rate, score = cells(right)["funds.total.rate"], cells(right)["total.score"]
    assert str(workbook[right.project][rate].value).startswith("=") and workbook[right.project][rate].protection.locked
    assert workbook["另一项目"][rate].value == 0.9 and not workbook["另一项目"][rate].protection.locked
    assert workbook["另一项目"][score].value == 98


def test_only_formulas_and_labels_are_locked_and_there_is_no_password():
    form = build.form()
    sheet = openpyxl.load_workbook(io.BytesIO(book.build([form], SCORING)))[form.project]
    assert sheet.protection.sheet and not sheet.protection.password
    assert not (sheet.protection.sort or sheet.protection.autoFilter or sheet.protection.formatRows)
    places = cells(form)
    entries = ["project", "funds.total.annual", "indicators[0].score", "indicators[2].tier", "indicators[1].note"]
    assert not any(sheet[places[field]].protection.locked for field in entries)
    assert all(sheet[cell].protection.locked for cell in expected_formulas(form, SCORING))


@pytest.mark.parametrize("text", ["=1+1", "+86", "-3", "@甲", '=HYPERLINK("http://x")', "'引号", "a<b&c", "_x0041_"])
def test_a_text_stays_a_text(text):
    form = build.form({"indicators[0].target": text, "goal.actual": text}, project=text)
    content = book.build([form], SCORING)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[2]
    for field in ("project", "goal.actual", "indicators[0].target"):
        assert sheet[cells(form)[field]].data_type == "s"
    places = cells(form)
    assert at(list(shown(content).values())[2], places["indicators[0].target"]) == text


def test_an_empty_form_and_no_form_at_all_make_valid_workbooks(tmp_path):
    form = replace(build.form(), indicators=(), funds=replace(build.form().funds, parts=()))
    assert faults(book.build([form], SCORING), tmp_path) == []
    assert faults(book.build([], SCORING), tmp_path) == []
    file = tmp_path / "one.xlsx"
    file.write_bytes(book.build([form], SCORING))
    assert "指标1" not in part(file.read_bytes(), "xl/worksheets/sheet3.xml")


def test_a_new_workbook_has_the_unit_the_year_and_live_formulas(tmp_path):
    content = book.blank("河西小学", "西区教育局", 2024, [None, None, "校舍维修"], SCORING)
    assert faults(content, tmp_path) == []
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    assert [sheet.title for sheet in workbook][2:5] == ["项目1", "项目2", "校舍维修"]
    sheet = workbook["项目2"]
    assert sheet["F4"].value == "河西小学" and sheet["A2"].value == "（2024年度）" and sheet["G6"].value == 10
    assert str(sheet["H6"].value).startswith("=") and str(sheet["I6"].value).startswith("=")


def test_waivers_are_kept_with_the_parameters():
    rows = [row[:5] for row in shown(sample()[2])["_参数"]]
    assert ["JX204", "", "年初未下达预算", "张三", "2021-02-01"] in rows


def test_sheet_scoped_names_lead_to_the_figures():
    form = build.form()
    content = book.build([form], SCORING)
    names = dict(
        re.findall(r'<definedName name="([^"]+)" localSheetId="2"[^>]*>([^<]+)<', part(content, "xl/workbook.xml"))
    )
    rows = shown(content)[form.project]

    def figure(name):
        return at(rows, names[name].rpartition("!")[2].replace("$", ""))

    assert figure("总分") == 99.6 and figure("填报总分") == 99.6 and figure("执行得分") == 9.6
    assert figure("产出得分") == 50 and figure("全年执行数") == 48 and figure("等级") == "优"
    assert not [name for name in names if name.startswith("_field")]


def test_no_two_merged_blocks_overlap():
    workbook = openpyxl.load_workbook(io.BytesIO(sample()[2]))
    for sheet in workbook:
        covered = [cell for area in sheet.merged_cells.ranges for cell in area.cells]
        assert len(covered) == len(set(covered)), sheet.title


def test_a_long_form_prints_on_two_pages_with_its_heading_repeated():
    form = build.form()
    rows = tuple(replace(row, target="长" * 60, actual="长" * 60) for row in form.indicators * 2)
    content = book.build([form, replace(form, project="长表", indicators=rows)], SCORING)
    assert 'fitToHeight="1"' in part(content, "xl/worksheets/sheet3.xml")
    assert 'fitToHeight="2"' in part(content, "xl/worksheets/sheet4.xml")
    titles = re.findall(r'_xlnm.Print_Titles" localSheetId="3"[^>]*>([^<]+)<', part(content, "xl/workbook.xml"))
    assert titles == ["'长表'!$12:$12"]
