"""Our own workbooks as clerks leave them: unused rows, numbers as text, formulas of their own, typed-over results."""

import json

import openpyxl
import pytest

from jixiao.cli import main
from jixiao.importers import read
from jixiao.xlsx.read.read import read as read_book
from tests.samples import some_forms

PROJECT = "综治维稳经费"


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    folder = tmp_path_factory.mktemp("自有")
    text, path = folder / "三张.txt", folder / "自评表.xlsx"
    text.write_text(some_forms(2, 4, 15), encoding="utf-8")
    assert main(["import", str(text), "-o", str(path)]) == 0
    return path


@pytest.fixture
def half_filled(tmp_path):
    """A new workbook in which most of the template's rows are still unused."""
    new, path = tmp_path / "新.xlsx", tmp_path / "半填.xlsx"
    words = ("--unit", "甲县环卫所", "--department", "甲县城管局", "--year", "2025", "--projects", "道路清扫")
    assert main(["new", "-o", str(new), *words]) == 0
    book = openpyxl.load_workbook(new)
    sheet = book["道路清扫"]
    entries = {"D6": 10, "E6": 10, "F6": 8.5, "D13": "指标1：清扫", "E13": "≥50人次", "F13": "60人次", "G13": 50}
    entries |= {"D16": "指标1：合格率", "E16": "≥90%", "F16": "81%", "G16": 40}
    for cell, value in entries.items():
        sheet[cell] = value
    book.save(path)
    return path


def found(path, capsys, *words):
    capsys.readouterr()
    main(["check", str(path), "--json", *words])
    return json.loads(capsys.readouterr().out)["findings"]


def edited(imported, path, cells):
    book = openpyxl.load_workbook(imported)
    for cell, value in cells.items():
        book[PROJECT][cell] = value
    book.save(path)
    return path


def test_scores_are_filled_beside_unused_rows_and_all_results_follow(half_filled, tmp_path):
    out = tmp_path / "评分.xlsx"
    assert main(["score", str(half_filled), "-o", str(out)]) == 0
    book = read_book(out)
    rows = book.table("道路清扫").rows
    assert (rows[12][7], rows[15][7]) == (50, 36)
    assert (rows[2][16], rows[2][17], rows[25][7]) == (94.5, "优", 94.5)
    assert book.uncomputed == {}
    summary = next(row for row in book.table("汇总表").rows if "道路清扫" in row)
    assert summary[14:16] == (94.5, 94.5)


def test_working_inputs_are_read_from_the_texts_where_nobody_filled_them(half_filled, tmp_path):
    out = tmp_path / "评分.xlsx"
    main(["score", str(half_filled), "-o", str(out)])
    row = read_book(out).table("道路清扫").rows[12]
    assert row[10:15] == ("定量", "≥", 50, 60, "人次")


def test_an_unused_row_says_nothing_of_its_nature(half_filled):
    assert read_book(half_filled).table("道路清扫").rows[13][10] == ""


def test_a_typed_over_result_is_found_beside_unused_rows(half_filled, tmp_path, capsys):
    scored, spoilt = tmp_path / "评分.xlsx", tmp_path / "改写.xlsx"
    main(["score", str(half_filled), "-o", str(scored)])
    book = openpyxl.load_workbook(scored)
    book["道路清扫"]["Q3"] = 99
    book.save(spoilt)
    assert [item["cell"] for item in found(spoilt, capsys) if item["code"] == "JX702"] == ["Q3"]


def test_an_amount_kept_as_text_is_named_and_sets_off_nothing_else(imported, tmp_path, capsys):
    before = found(imported, capsys)
    path = edited(imported, tmp_path / "文字.xlsx", {"E6": "3万元"})
    new = [item for item in found(path, capsys) if item["project"] == PROJECT or item["code"].startswith("JX7")]
    old = [item for item in before if item["project"] == PROJECT]
    assert [(item["code"], item["cell"]) for item in new if item["code"] not in {each["code"] for each in old}] == [
        ("JX709", "E6")
    ]


def test_a_formula_without_a_result_is_unknown_not_blank(imported, tmp_path, capsys):
    path = edited(imported, tmp_path / "公式.xlsx", {"E6": "=E7+E8+E9"})
    errors = [item for item in found(path, capsys) if item["project"] == PROJECT and item["severity"] == "error"]
    assert [(item["code"], item["cell"]) for item in errors] == [("JX101", "E6")]
    assert "公式没有保存结果" in errors[0]["message"] and "保存一次" in errors[0]["fix"]


def test_a_workbook_saved_without_any_result_reads_the_same(imported, tmp_path, capsys):
    path = edited(imported, tmp_path / "无结果.xlsx", {})
    assert read_book(path).uncomputed
    codes = [(item["code"], item["field"]) for item in found(path, capsys)]
    assert codes == [(item["code"], item["field"]) for item in found(imported, capsys)]
    assert len(read(imported).forms) == 3
