"""export --public: nothing that leads to a person goes out, no formula is printed, and what is still wrong is said."""

from __future__ import annotations

import subprocess
import zipfile

import openpyxl
import pytest

from jixiao import policy
from jixiao.cli import main
from jixiao.importers import read
from jixiao.sheets.book import build
from tests import build as make
from tests.office import require

SHEET = "老旧小区电梯维修"
CONTACTS = {
    "indicators[2].note": "联系 138 1234 5678",
    "goal.actual": "身份证 110105 19491231 0021，卡号6222 0212 3456 7890 129",
}


@pytest.fixture
def run(capsys):
    def run(*words):
        status = main(["export", *map(str, words)])
        return status, capsys.readouterr().err

    return run


def written(folder, changes, cells=()):
    """A workbook of ours that openpyxl saved: no formula has a result."""
    path = folder / "甲.xlsx"
    path.write_bytes(build([make.form(changes)], policy.default(2020)))
    book = openpyxl.load_workbook(path)
    for cell, value in dict(cells).items():
        book[SHEET][cell] = value
    book.save(path)
    return path


def text_of(path):
    return zipfile.ZipFile(path).read("word/document.xml").decode()


def test_what_was_left_out_is_named_with_its_kind_and_place(run, tmp_path):
    status, said = run(written(tmp_path, CONTACTS), "--to", "docx", "--public", "-o", tmp_path / "公开.docx")
    places = read(tmp_path / "甲.xlsx").forms[0].source.places
    assert status == 0
    assert (
        f"公开版：“{SHEET}”{places['indicators[2].note']} " in said and "偏差原因分析及改进措施隐去手机号 1 处" in said
    )
    assert f"{places['goal.actual']} 年度总体目标·实际完成情况隐去证件号 1 处、银行卡号 1 处，请核对。" in said
    text = text_of(tmp_path / "公开.docx")
    assert "5678" not in text and "19491231" not in text and "7890" not in text and text.count("（略）") == 3


@pytest.mark.parametrize("public", [[], ["--public"]])
def test_no_formula_is_printed_where_a_number_cannot_be_read(run, tmp_path, public):
    book = written(tmp_path, {}, {"F6": "约三十万", "E6": "=SUM(E7:E9)"})
    status, said = run(book, "--to", "docx", *public, "-o", tmp_path / "出.docx")
    text = text_of(tmp_path / "出.docx")
    assert status == 0 and "约三十万" in text
    assert "公式" not in text and "SUM(" not in text
    assert f"“{SHEET}”E6 年度资金总额·全年预算数、H6 " in said and "公式没有保存结果" in said and "改好读不出" in said


def test_no_formula_of_somebody_elses_workbook_is_printed(run, tmp_path):
    book = openpyxl.Workbook()
    source = openpyxl.load_workbook(written(tmp_path, {}))[SHEET]
    for row in source.iter_rows(max_col=9):
        for cell in row:
            book.active[cell.coordinate] = cell.value
    for area in source.merged_cells.ranges:
        if area.max_col <= 9:
            book.active.merge_cells(area.coord)
    book.active["H6"] = "=F6/E6"
    book.save(tmp_path / "外.xlsx")
    status, said = run(tmp_path / "外.xlsx", "--to", "docx", "-o", tmp_path / "外.docx")
    assert status == 0 and "F6/E6" not in text_of(tmp_path / "外.docx") and "公式没有保存结果" in said


def test_the_errors_that_remain_are_said_in_one_line(run, tmp_path):
    book = written(tmp_path, {}, {"F6": "约三十万"})
    (line,) = [
        line
        for line in run(book, "--to", "docx", "--public", "-o", tmp_path / "出.docx")[1].splitlines()
        if "还有错误" in line
    ]
    assert f"“{SHEET}”F6" in line and "jixiao check" in line
    assert "还有错误" not in run(book, "--to", "docx", "-o", tmp_path / "内部.docx")[1]


def test_a_form_without_errors_goes_out_without_a_word_on_them(run, tmp_path):
    book = tmp_path / "甲.xlsx"
    book.write_bytes(build([make.CORRECT], policy.default(2020)))
    assert "错误" not in run(book, "--to", "docx", "--public", "-o", tmp_path / "出.docx")[1]


@pytest.mark.office
def test_the_public_pdf_leaves_out_what_is_beside_the_form_too(run, tmp_path):
    require("soffice", "pdftotext")
    book = written(tmp_path, CONTACTS, {"A33": "填表人：张某 13912345678", "D33": 13712345678})
    status, said = run(book, "--to", "pdf", "--public", "-o", tmp_path / "公开.pdf")
    words = ["pdftotext", "-layout", str(tmp_path / "公开.pdf"), "-"]
    shown = "".join(subprocess.run(words, check=True, capture_output=True, text=True).stdout.split())
    assert status == 0 and "（略）" in shown
    assert not [part for part in ("12345678", "19491231", "7890", "1391", "1371") if part in shown]
    assert f"“{SHEET}”A33 隐去姓名 1 处、手机号 1 处" in said and f"“{SHEET}”D33 隐去手机号 1 处" in said
