"""Every line of 问题清单 names its unit and project; what concerns only the person who fills the form in is not listed."""

from __future__ import annotations

import io

import openpyxl

from jixiao.actions.check import check_files
from jixiao.actions.open import load
from tests.build import form
from tests.collect.seasons import collected, tables
from tests.submit.books import with_macros, workbook

LONG = "台账由物业公司专人管理，逐台登记故障、维修和检验情况，每月报街道备案。" * 60
LIFTS, LAMPS = form({"total.score": "70"}), form(project="路灯更换")


def edited(content, sheet, cells):
    """The workbook with other contents in the cells of `sheet`."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for cell, value in cells.items():
        book[sheet][cell] = value
        book[sheet].row_dimensions[book[sheet][cell].row].height = 22
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def findings(folder):
    return tables(collected(folder)).findings


def test_a_finding_about_a_file_names_the_unit_and_the_projects_in_it(tmp_path):
    (tmp_path / "甲.xlsm").write_bytes(with_macros(workbook(LIFTS, LAMPS)))
    rows = findings(tmp_path)
    (macros,) = [row for row in rows if row["code"] == "JX706"]
    assert (macros["unit"], macros["project"]) == (LIFTS.unit, f"{LIFTS.project}、{LAMPS.project}")
    assert all(row["unit"] and row["project"] for row in rows)


def test_a_finding_on_the_sheet_of_a_project_names_that_project(tmp_path):
    content = edited(workbook(LIFTS, LAMPS), LAMPS.project, {"G18": "’10分"})
    (tmp_path / "甲.xlsx").write_bytes(content)
    rows = [row for row in findings(tmp_path) if row["sheet"] == LAMPS.project]
    assert rows and {row["project"] for row in rows} == {LAMPS.project}


def test_a_form_without_a_name_is_called_so(tmp_path):
    (tmp_path / "甲.xlsx").write_bytes(workbook(form({"total.score": "70"}, project=None)))
    assert {row["project"] for row in findings(tmp_path)} == {"（无项目名称）"}


def test_a_text_that_does_not_show_in_full_is_reported_to_the_clerk_and_not_to_the_office(tmp_path):
    path = tmp_path / "甲.xlsx"
    path.write_bytes(edited(workbook(LIFTS, LAMPS), LAMPS.project, {"F18": LONG}))
    own = [item for item in check_files([load(path)]).report.findings if item.code == "JX714"]
    assert {(item.unit, item.project, item.subject) for item in own} == {
        (LAMPS.unit, LAMPS.project, "效益指标·运行维护制度")
    }
    assert "JX714" not in {row["code"] for row in findings(tmp_path)}
