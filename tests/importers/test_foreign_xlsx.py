"""Workbooks of other offices: forms of seven places, one on a sheet or several under each other."""

import io
import json

import pytest
from openpyxl import load_workbook

from jixiao.exporters.json import form as as_json
from jixiao.importers import read
from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from jixiao.recognise.doubts import doubts
from tests.build import form
from tests.importers.documents import Box, Layout, official, region, with_blank_column
from tests.importers.sheets_and_pages import saved, xlsx
from tests.samples import HEMENKOU, REGIONS


def read_xlsx(data):
    return read_source(Source("外地.xlsx", data))


@pytest.mark.parametrize("path", REGIONS, ids=lambda path: path.stem)
def test_a_regional_form_in_excel_is_read_exactly(path):
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["form"]
    (read_form,) = read_xlsx(xlsx([[region(path)]])).forms
    found = as_json(read_form)
    assert {name: found[name] for name in expected} == expected


def test_seven_forms_of_seven_layouts_stand_under_each_other_on_one_sheet():
    expected = [json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["form"] for path in REGIONS]
    found = [as_json(item) for item in read_xlsx(xlsx([[region(path) for path in REGIONS]])).forms]
    assert [{name: item[name] for name in expected[0]} for item in found] == expected


def test_the_real_document_on_fifteen_sheets_reads_like_its_text():
    expected = read(HEMENKOU).forms
    assert read_xlsx(xlsx([official(item)] for item in expected)).forms == expected


LAYOUT = official(form())
HEADING = next(at for at, row in enumerate(LAYOUT.rows) if row[1].text == "一级指标")


def one_form(rows, change=lambda sheet: None):
    book = load_workbook(io.BytesIO(xlsx([[Layout(LAYOUT.above, tuple(rows))]])))
    change(book.worksheets[0])
    (found,) = read_xlsx(saved(book)).forms
    return found


def test_a_heading_over_two_columns_covers_both():
    rows = [list(with_blank_column(LAYOUT, 4).rows[at]) for at in range(len(LAYOUT.rows))]
    rows[HEADING][3:5] = [Box("三级指标", 2)]
    name = rows[HEADING + 2]
    name[3], name[4] = name[4], name[3]
    found = one_form(rows)
    assert found == form()
    assert [item.field for item in doubts(found)] == ["indicators[1].name"]


def test_a_cell_that_begins_left_of_its_heading_is_the_heading_s():
    rows = [list(with_blank_column(LAYOUT, 5).rows[at]) for at in range(len(LAYOUT.rows))]
    rows[HEADING + 3][5:7] = [Box(rows[HEADING + 3][6].text, 2)]
    found = one_form(rows)
    assert found == form()
    assert [item.field for item in doubts(found)] == ["unit", "indicators[2].actual"]


def test_a_cell_merged_over_two_fields_belongs_to_the_first_alone():
    rows = [list(row) for row in LAYOUT.rows]
    rows[HEADING + 1][4:6] = [Box("8台", 2)]
    found = one_form(rows)
    assert (found.indicators[0].target, found.indicators[0].actual) == ("8台", None)


def test_hidden_rows_and_columns_are_read_like_shown_ones():
    def hide(sheet):
        sheet.row_dimensions[HEADING + 5].hidden = True
        sheet.column_dimensions["I"].hidden = True

    assert one_form(LAYOUT.rows, hide) == form()


def test_amounts_kept_as_text_are_read_as_numbers():
    def mess(sheet):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value in ("50", "48"):
                    cell.value = {"50": " ５０.00 ", "48": "48.0"}[cell.value]

    assert one_form(LAYOUT.rows, mess) == form()


def test_a_field_knows_its_cell():
    found = one_form(LAYOUT.rows)
    assert found.place("project") == "B3"
    assert found.source.sheet == "表1"


def test_other_sheets_of_the_workbook_are_passed_over():
    book = load_workbook(io.BytesIO(xlsx([[LAYOUT], [official(form(project="乙项目"))]])))
    book.create_sheet("名单", 1).append(["姓名", "电话"])
    book.create_sheet("空")
    assert [item.project for item in read_xlsx(saved(book)).forms] == [form().project, "乙项目"]


@pytest.mark.parametrize("lead", [b"\r\n", b"\xef\xbb\xbf"])
def test_a_workbook_behind_a_blank_line_is_read(tmp_path, lead):
    path = tmp_path / "多一行.xlsx"
    path.write_bytes(lead + xlsx([[LAYOUT]]))
    assert read(path).forms == read_xlsx(xlsx([[LAYOUT]])).forms
