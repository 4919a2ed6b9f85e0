"""Rows are as high as their texts need wherever a workbook is written or printed, and no higher than Excel allows."""

from __future__ import annotations

import subprocess

import openpyxl
import pytest

from jixiao.cli import main
from jixiao.policy import default
from jixiao.sheets.book import build
from jixiao.sheets.heights import MOST
from jixiao.xlsx.read.read import read
from jixiao.xlsx.read.row_heights import row_heights
from tests.build import CORRECT
from tests.office import require

SHEET = CORRECT.project
GOAL = "完成老旧小区电梯的维修、更换和检验，逐台建立档案，保障居民安全出行，做到故障当日处理、检验按期合格。" * 3
NOTE = "台账由物业公司专人管理，逐台登记故障、维修和检验情况，每月报街道备案。" * 2
GOAL_ROW, NOTE_ROW = 11, 18
NEW = ("--unit", "甲县环卫所", "--department", "甲县城管局", "--year", "2025", "--projects", SHEET)


def typed(path, texts):
    book = openpyxl.load_workbook(path)
    for cell, text in texts.items():
        book[SHEET][cell] = text
    book.save(path)
    return path


@pytest.fixture
def low(tmp_path):
    """A workbook whose texts have grown since its rows were set."""
    path = tmp_path / "甲.xlsx"
    path.write_bytes(build([CORRECT], default(2020)))
    return typed(path, {"B11": GOAL, "F11": GOAL, f"I{NOTE_ROW}": NOTE})


def heights(path):
    return row_heights(read(path).markup(SHEET))


def checked(path, folder):
    main(["check", str(path), "-o", str(folder / "出.xlsx")])
    return folder / "出.xlsx"


def checked_in_place(path, folder):
    main(["check", str(path), "--in-place"])
    return path


def scored(path, folder):
    main(["score", str(path), "-o", str(folder / "出.xlsx")])
    return folder / "出.xlsx"


def summed(path, folder):
    main(["summary", str(path), "-o", str(folder / "出.xlsx")])
    return folder / "出.xlsx"


def imported(path, folder):
    main(["import", str(path), "-o", str(folder / "出.xlsx")])
    return folder / "出.xlsx"


def submitted(path, folder):
    main(["submit", str(path), "-o", str(folder / "报"), "--with-errors", "先报"])
    (sent,) = (folder / "报").glob("*.xlsx")
    return sent


@pytest.mark.parametrize("way", [checked, checked_in_place, scored, summed, imported, submitted])
def test_whatever_writes_a_workbook_makes_its_rows_fit(low, tmp_path, way):
    before = heights(low)
    after = heights(way(low, tmp_path))
    assert after[GOAL_ROW] > before[GOAL_ROW] + 40 and after[NOTE_ROW] > before[NOTE_ROW] + 40
    assert max(after.values()) < MOST
    assert {row for row in before if after[row] < before[row]} == set()


def test_a_row_that_shows_its_text_keeps_its_height_and_its_bytes(tmp_path):
    path = tmp_path / "甲.xlsx"
    path.write_bytes(build([CORRECT], default(2020)))
    before = heights(path)
    assert heights(checked(path, tmp_path)) == before


def test_a_new_workbook_has_room_for_a_goal_of_150_characters(tmp_path, capsys):
    path = tmp_path / "新.xlsx"
    main(["new", "-o", str(path), *NEW])
    assert len(GOAL) >= 150
    before = heights(path)
    after = heights(checked(typed(path, {"B11": GOAL[:150], "F11": GOAL[:150]}), tmp_path))
    assert before[GOAL_ROW] > 90 and after[GOAL_ROW] == before[GOAL_ROW]


def test_only_the_merged_row_stops_growing_with_what_is_typed(low, tmp_path):
    sheet = openpyxl.load_workbook(checked(low, tmp_path))[SHEET]
    xml = read(tmp_path / "出.xlsx").markup(SHEET).decode()
    rows = {
        number: xml[(at := xml.index(f'<row r="{number}"')) : xml.index(">", at)] for number in (GOAL_ROW, NOTE_ROW)
    }
    assert 'customHeight="1"' in rows[GOAL_ROW] and sheet["B11"].value == GOAL


def test_a_sheet_that_becomes_too_long_for_a_page_prints_on_more(tmp_path):
    path = tmp_path / "甲.xlsx"
    path.write_bytes(build([CORRECT], default(2020)))
    assert 'fitToHeight="1"' in read(path).markup(SHEET).decode()
    typed(path, {f"I{row}": NOTE * 3 for row in range(13, 19)})
    assert 'fitToHeight="0"' in read(checked(path, tmp_path)).markup(SHEET).decode()


def test_what_no_row_can_show_is_reported_and_its_row_is_as_high_as_may_be(tmp_path, capsys):
    path = tmp_path / "甲.xlsx"
    path.write_bytes(build([CORRECT], default(2020)))
    out = checked(typed(path, {"I18": NOTE * 9}), tmp_path)
    assert heights(out)[NOTE_ROW] == MOST
    assert "JX714" in capsys.readouterr().out


@pytest.mark.office
def test_a_pdf_shows_every_text_whole_without_a_complaint(low, tmp_path, capsys):
    require("soffice", "pdftotext")
    assert main(["export", str(low), "--to", "pdf", "-o", str(tmp_path / "出.pdf")]) == 0
    assert "显示" not in capsys.readouterr().err
    words = ["pdftotext", "-layout", str(tmp_path / "出.pdf"), "-"]
    shown = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    assert shown.count("合格") >= 2 * GOAL.count("合格") and shown.count("备案") >= NOTE.count("备案")
