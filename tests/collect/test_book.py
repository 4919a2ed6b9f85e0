"""The collected workbook: valid, its formulas give what is beside them, every figure leads to a cell."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from functools import cache, reduce

import openpyxl
import pytest
from bench import inbox
from openpyxl.utils import column_index_from_string, get_column_letter

from jixiao import resources
from jixiao.actions.collect import Wanted, write
from jixiao.collect import roster
from jixiao.design.collected import build as designed
from jixiao.form.rounding import plain
from jixiao.importers.read import open_source, read_source
from jixiao.policy import default
from jixiao.sheets.book import build
from jixiao.sheets.collected import LISTS, TEMPLATE
from jixiao.sheets.collected import collected as settings
from tests import build as make
from tests import office
from tests.collect.seasons import collected, tables
from tests.sheets.recalculated import differences, shown, without_results
from tests.test_generated import changed
from tests.xlsx.audit import faults


@pytest.fixture(scope="module")
def season(tmp_path_factory):
    """An inbox, its collection and the workbook of it."""
    folder = tmp_path_factory.mktemp("season") / "收件夹"
    inbox.fill(folder, 25, 5, 2, inbox.FEW_SAVED)
    expected = roster.read(inbox.beside(folder, "名单.csv"))
    wanted = Wanted(roster=expected, deadline=date.fromisoformat(inbox.DEADLINE))
    return folder, wanted, *made(folder, folder.parent / "汇总.xlsx", wanted)


def made(folder, output, wanted=None):
    found = collected(folder, wanted=wanted, output=output)
    write(found, tables(found, output), output)
    return found, output


def rows(path, sheet):
    head, *lines = shown(path)[sheet][2:]
    return [dict(zip(head, line, strict=True)) for line in lines]


def test_the_template_checked_in_equals_a_fresh_build():
    assert changed(resources.path(TEMPLATE).read_bytes(), designed()) == []


def test_every_list_prints_in_characters_that_can_be_read():
    book = openpyxl.load_workbook(io.BytesIO(designed()))
    for role in LISTS:
        sheet = book[settings()["sheets"][role]]
        last = sheet.print_area.rpartition("$")[0].rpartition("$")[2]
        columns = [get_column_letter(at) for at in range(1, column_index_from_string(last) + 1)]
        width = sum(sheet.column_dimensions[letter].width for letter in columns)
        # a page of A4 on its side holds about 150 characters; 9.5 points shrunk to a page stay above 6
        assert 9.5 * 150 / width > 6, sheet.title


def test_the_workbook_is_valid(season, tmp_path):
    assert faults(season[3].read_bytes(), tmp_path) == []


@pytest.mark.office
def test_libreoffice_computes_the_same_and_keeps_the_forms_for_the_level_above(season, tmp_path):
    content = season[3].read_bytes()
    file = tmp_path / "book.xlsx"
    file.write_bytes(without_results(content))
    [again] = office.recalculate([file], tmp_path / "made")
    assert differences(shown(content), shown(again)) == []
    above = collected(again)
    assert [entry.form for entry in above.entries] == [entry.form for entry in season[2].entries]


@cache
def opened(path):
    """The workbook; of a file of the old format, the forms as the program reads them."""
    source = open_source(path)
    return openpyxl.load_workbook(io.BytesIO(source.data)) if source.is_package else read_source(source).forms


def cell_of(path, sheet, cell):
    """What is there."""
    found = opened(path)
    if isinstance(found, openpyxl.Workbook):
        return found[sheet][cell].value
    (form,) = [form for form in found if form.source.sheet == sheet]
    (field,) = [field for field, place in form.source.places.items() if place == cell]
    return float(reduce(getattr, field.split("."), form))


def test_every_linked_figure_is_the_one_in_the_cell_it_leads_to(season):
    _, _, _, output = season
    sheet = openpyxl.load_workbook(output)["项目明细"]
    head = {cell.value: cell.column for cell in sheet[3]}
    exact = [row for row in sheet.iter_rows(min_row=4) if "#" in str(row[head["链接"] - 1].value)]
    assert len(exact) > 5
    for row in exact:
        link, cell = row[head["链接"] - 1].value, row[head["全年格"] - 1].value
        file, _, rest = link.partition("#")
        value = cell_of(output.parent / file, rest.strip("'!"), cell)
        assert value == row[head["全年"] - 1].value, (link, cell)
    assert sheet.cell(4, head["全年预算数"]).value.startswith("=IF(")


def test_sums_are_formulas_over_the_details(season):
    sheet = openpyxl.load_workbook(season[3])["总汇总"]
    known = 'COUNTIFS(明细_部门号,$Q5,明细_全年,">=-1E+300")'
    assert sheet["F5"].value == f'=IF({known}=0,"",ROUND(SUMIF(明细_部门号,$Q5,明细_全年),6))'
    with zipfile.ZipFile(season[3]) as package:
        names = package.read("xl/workbook.xml").decode()
    last = 3 + len(season[2].entries)
    assert re.search(rf"'项目明细'!\$AG\$4:\$AG\${last}<", names)


def test_charts_hold_the_grades_and_the_largest_departments_and_units(season):
    with zipfile.ZipFile(season[3]) as package:
        charts = [package.read(name).decode() for name in package.namelist() if "charts/chart" in name]
    assert len(charts) == 3
    grades, departments, units = charts
    made_of = tables(season[2])
    largest = max(made_of.units, key=lambda row: row["annual"])
    assert grades.count('<ptCount val="4"/>') == 2 and "<v>优</v>" in grades
    assert departments.count('<ptCount val="12"/>') == 4 == units.count('<ptCount val="12"/>')
    assert f'<pt idx="0"><v>{largest["unit"]}</v></pt>' in units and f"<v>{plain(largest['annual'])}</v>" in units


def test_text_from_outside_never_becomes_a_formula(tmp_path):
    folder = tmp_path / "=cmd"
    folder.mkdir()
    evil = make.form({"indicators[0].name": "=1+1", "goal.actual": "+1"}, project='=HYPERLINK("x")', unit="@甲 & <乙>")
    (folder / "=1+1#%.xlsx").write_bytes(build([evil], default(2020)))
    _, output = made(tmp_path, tmp_path / "汇总.xlsx")
    book = openpyxl.load_workbook(output)
    formulas = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}
    assert formulas and not [text for text in formulas if "1+1" in text or "甲" in text or '"x"' in text]
    detail = rows(output, "项目明细")[0]
    assert (detail["实施单位"], detail["项目名称"], detail["文件"]) == (
        "@甲 & <乙>",
        '=HYPERLINK("x")',
        "=cmd/=1+1#%.xlsx",
    )


def test_an_empty_inbox_makes_a_valid_workbook(tmp_path):
    (tmp_path / "收件夹").mkdir()
    _, output = made(tmp_path / "收件夹", tmp_path / "汇总.xlsx")
    assert faults(output.read_bytes(), tmp_path) == []


def test_the_same_inbox_gives_the_same_bytes(season):
    folder, wanted, _, output = season
    before = output.read_bytes()
    assert made(folder, output, wanted)[1].read_bytes() == before
    assert made(folder, output.with_name("汇总2.xlsx"), wanted)[1].read_bytes() == before


def test_one_level_up_nothing_is_counted_twice_and_figures_add_up(season, tmp_path):
    folder, _, found, output = season
    upper = tmp_path / "区收件夹"
    upper.mkdir()
    (upper / "街道汇总.xlsx").write_bytes(output.read_bytes())
    (upper / "另发一次.xlsx").write_bytes(output.read_bytes())
    single = next(
        entry for entry in found.entries if len(entry.archive_path) == 1 and entry.archive_path[0].endswith(".xlsx")
    )
    (upper / "单独发来.xlsx").write_bytes((folder / single.archive_path[0]).read_bytes())
    (upper / "外单位.xlsx").write_bytes(build([make.form()], default(2020)))
    above, top = made(upper, tmp_path / "区汇总.xlsx")
    below, over = tables(found), tables(above, top)
    assert len(over.projects) == len(below.projects) + 1
    assert over.whole["annual"] == below.whole["annual"] + 50
    assert over.whole["errors"] == below.whole["errors"]


def test_one_level_up_a_figure_leads_to_the_original_cell(season, tmp_path):
    _, _, found, output = season
    _, top = made(output, tmp_path / "市汇总.xlsx")
    again, highest = made(top, tmp_path / "省汇总.xlsx")
    for before, after, row in zip(found.entries, again.entries, rows(highest, "项目明细"), strict=True):
        assert after.form == before.form and after.form.source.places == before.form.source.places
        assert after.archive_path == ("市汇总.xlsx", "汇总.xlsx", *before.archive_path)
        assert row["文件"] == " › ".join(after.archive_path) and row["链接"] == f"市汇总.xlsx#'项目明细'!A{after.via}"
        assert shown(top)["项目明细"][after.via - 1][3] == after.form.project


def test_odd_texts_and_long_ones_reach_the_level_above(tmp_path):
    odd = make.form({"goal.actual": "_x0041_ 𠮷\t“甲”" + "长文" * 9000, "indicators[0].note": "𠮷" * 9000})
    (tmp_path / "表.xlsx").write_bytes(build([odd], default(2020)))
    found, output = made(tmp_path / "表.xlsx", tmp_path / "汇总.xlsx")
    (above,) = collected(output).entries
    assert above.form == found.entries[0].form and above.findings == found.entries[0].findings


def test_a_finding_about_a_long_text_takes_a_short_row_and_whole_data(tmp_path):
    long = "8台电梯全部修好" * 60 + "，"
    (tmp_path / "表.xlsx").write_bytes(build([make.form({"goal.actual": long})], default(2020)))
    found, output = made(tmp_path / "表.xlsx", tmp_path / "汇总.xlsx")
    (whole,) = [row["found"] for row in tables(found).findings if row["code"] == "JX526"]
    (printed,) = [row["填报内容"] for row in rows(output, "问题清单") if row["编号"] == "JX526"]
    assert whole == long and len(printed) == 60 and printed.endswith("全部修好，")
    assert all(line.height < 200 for line in openpyxl.load_workbook(output)["问题清单"].row_dimensions.values())


def test_a_row_spoiled_in_the_hidden_data_is_named(season, tmp_path):
    book = openpyxl.load_workbook(io.BytesIO(season[3].read_bytes()))
    book["_收表数据"]["B3"] = "改坏了"
    changed_copy = tmp_path / "改过.xlsx"
    book.save(changed_copy)
    found = collected(changed_copy)
    assert len(found.entries) == len(season[2].entries) - 1
    assert [item.reason for item in found.unused] == ["partly"] and "第 5 行" in found.unused[0].message
