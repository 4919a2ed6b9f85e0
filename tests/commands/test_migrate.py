"""jixiao migrate: a filled workbook of an older template becomes one of the current template."""

import re

import openpyxl
import pytest

from jixiao.actions.open import load
from jixiao.cli import main
from jixiao.form.finding import Waiver
from jixiao.submit import last_year
from jixiao.submit.last_year_sheet import put
from jixiao.submit.manifest import attach
from jixiao.submit.manifest import read as read_manifest
from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.opc.opc import sheets
from jixiao.xlsx.read.read import read as open_book
from tests import build
from tests.submit.books import workbook
from tests.submit.test_manifest import FULL
from tests.xlsx.audit import faults

PROJECT = "老旧小区电梯维修"
WAIVER = Waiver("JX303", None, "经批复", "张三", "2021-03-15")
NOTES = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    "<c r=\"A1\"><f>'老旧小区电梯维修'!F6*2</f><v>96</v></c></row></sheetData></worksheet>"
)


@pytest.fixture
def run(capsys):
    def run(*words):
        status = main(["migrate", *map(str, words)])
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return run


def older(tmp_path, change=lambda patch: None, *forms):
    """A filled workbook whose template was an older one; `change` makes it differ further."""
    patch = Patch.open(workbook(*forms, waivers=(WAIVER,)))
    patch.set_value("_参数", "B3", "2019-9")
    change(patch)
    path = tmp_path / "旧.xlsx"
    path.write_bytes(patch.bytes())
    return path


def lowered(patch):
    """The project sheet one row lower, as a template with one more heading line had it."""
    part = next(sheet.part for sheet in sheets(patch.archive) if sheet.name == PROJECT)
    text = patch.archive.text(part)

    def down(found):
        return f"{found[1]}{int(found[2]) + 1}"

    text = re.sub(r'(<row r=")(\d+)', down, text)
    text = re.sub(r'(<c r="[A-Z]+)(\d+)', down, text)
    merges = re.search(r"<mergeCells.*</mergeCells>", text)[0]
    moved = re.sub(r"([A-Z]+)(\d+)", down, merges)
    patch.archive.write(part, text.replace(merges, moved).encode())


def test_entries_and_waivers_come_along_and_the_version_is_current(run, tmp_path):
    path, out = older(tmp_path), tmp_path / "新.xlsx"
    before = path.read_bytes()
    status, shown, _ = run(path, "-o", out)
    assert status == 0 and "2019-9 → 2020-1" in shown and "1 张表" in shown
    assert (load(out).forms, load(out).waivers) == (load(path).forms, (WAIVER,))
    assert open_book(out).table("_参数").rows[2][1] == "2020-1"
    assert path.read_bytes() == before and faults(out.read_bytes(), tmp_path) == []


def test_a_workbook_that_is_current_is_left_alone(run, tmp_path):
    path, out = tmp_path / "自评.xlsx", tmp_path / "新.xlsx"
    path.write_bytes(workbook())
    status, shown, _ = run(path, "-o", out)
    assert status == 0 and "已经是当前模板 2020-1" in shown and not out.exists()


def test_a_layout_that_moved_is_read_and_its_moves_are_listed(run, tmp_path):
    path, out = older(tmp_path, lowered), tmp_path / "新.xlsx"
    assert load(path).forms == (build.form(),)
    shown = run(path, "-o", out)[1]
    assert load(out).forms == (build.form(),)
    was, now = (load(file).forms[0].place("project") for file in (path, out))
    assert was != now and f"项目名称 {was} → {now}" in shown


def test_formulas_that_changed_and_results_gone_stale_are_listed(run, tmp_path):
    def change(patch):
        patch.set_formula(PROJECT, "I6", "ROUND(H6*10,1)", "9.6")
        patch.set_formula(PROJECT, "S6", open_book(workbook()).formulas[PROJECT]["S6"], "旧的")

    shown = run(older(tmp_path, change), "-o", tmp_path / "新.xlsx")[1]
    assert "1 格换成新的公式：年度资金总额·得分 I6" in shown
    assert "已重算：核算区 S6" in shown


def test_what_the_clerk_added_comes_along(run, tmp_path):
    def change(patch):
        put(patch, [build.form(year=2019)], 2019, PROJECT)
        patch.add_sheet("我的笔记", NOTES)
        attach(patch, FULL)

    path, out = older(tmp_path, change), tmp_path / "新.xlsx"
    shown = run(path, "-o", out)[1]
    book = open_book(out)
    assert "“我的笔记”原样带过来，其中的公式" in shown
    assert book.formulas_of("我的笔记") == {"A1": f"'{PROJECT}'!F6*2"}
    assert [form.year for form in last_year.read(book)] == [2019]
    assert read_manifest(book) == FULL
    assert [sheet.state for sheet in book.sheets if sheet.name in ("_报送", "_参数")] == ["hidden", "veryHidden"]
    assert faults(out.read_bytes(), tmp_path) == []


def test_notes_of_the_clerk_are_reported_before_they_are_lost(run, tmp_path):
    path, out = older(tmp_path), tmp_path / "新.xlsx"
    book = openpyxl.load_workbook(path)
    book[PROJECT]["F13"].comment = openpyxl.comments.Comment("问过科长", "张三")
    book.save(path)
    assert "批注 1 条没有带过来" in run(path, "-o", out)[1]


def test_a_figure_typed_over_a_formula_stays_typed(run, tmp_path):
    cell = load(older(tmp_path)).forms[0].place("total.score")
    path, out = older(tmp_path, lambda patch: patch.set_value(PROJECT, cell, 98)), tmp_path / "新.xlsx"
    run(path, "-o", out)
    (form,) = load(out).forms
    assert form == build.form({"total.score": "98"})
    assert form.place("total.score") not in open_book(out).formulas[PROJECT]


def test_in_place_keeps_a_backup(run, tmp_path):
    path = older(tmp_path)
    before = path.read_bytes()
    assert run(path, "--in-place")[0] == 0
    (kept,) = tmp_path.glob("旧-备份-*.xlsx")
    assert kept.read_bytes() == before and "2020-1" in run(path)[1]


def test_a_workbook_of_another_office_is_sent_to_import(run, tmp_path):
    path = tmp_path / "别家.xlsx"
    patch = Patch.open(workbook())
    patch.remove_sheet("_参数")
    path.write_bytes(patch.bytes())
    status, _, err = run(path, "-o", tmp_path / "新.xlsx")
    assert status == 2 and "jixiao import" in err


def test_without_a_place_to_write_nothing_happens(run, tmp_path):
    path = older(tmp_path)
    before = path.read_bytes()
    status, _, err = run(path)
    assert status == 2 and "--in-place" in err and path.read_bytes() == before
