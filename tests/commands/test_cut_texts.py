"""Texts longer than their cells: said by `check`, wherever the sheet is and however its rows were set."""

import json

import openpyxl
import pytest

from jixiao.cli import main
from jixiao.policy import default
from jixiao.sheets.book import build
from tests.build import CORRECT
from tests.commands.test_moved_sheets import moved
from tests.samples import ROOT

SHEET = CORRECT.project
LONG = "台账由物业公司专人管理，逐台登记故障、维修和检验情况，每月报街道备案。" * 3
SAMPLE = ROOT / "workbook" / "samples" / "河门口街道-2020-绩效自评.xlsx"


def printed(path, capsys):
    capsys.readouterr()
    main(["check", str(path), "--json"])
    found = json.loads(capsys.readouterr().out)["findings"]
    return [(item["cell"], item["message"]) for item in found if item["code"] == "JX714"]


def typed(path, cells, height=None):
    path.write_bytes(build([CORRECT], default(2020)))
    book = openpyxl.load_workbook(path)
    for cell, text in cells.items():
        book[SHEET][cell] = text
        if height:
            book[SHEET].row_dimensions[book[SHEET][cell].row].height = height
    book.save(path)
    return path


def test_a_text_typed_into_a_row_too_low_for_it_is_reported_with_its_lines(tmp_path, capsys):
    ((cell, message),) = printed(typed(tmp_path / "甲.xlsx", {"F18": LONG}, 30), capsys)
    assert cell == "F18"
    assert "只显示 2 行" in message


def test_the_goal_in_its_merged_cell_is_reported_too(tmp_path, capsys):
    assert [cell for cell, _ in printed(typed(tmp_path / "甲.xlsx", {"F11": LONG * 3}), capsys)] == ["F11"]


def test_a_row_made_high_enough_says_nothing(tmp_path, capsys):
    assert printed(typed(tmp_path / "甲.xlsx", {"F18": LONG}, 300), capsys) == []


def test_a_sheet_moved_as_a_whole_is_measured_where_it_is(tmp_path, capsys):
    path = moved(tmp_path / "移.xlsx", 1, 1, {"F18": LONG})
    book = openpyxl.load_workbook(path)
    for row in range(1, 25):
        book[SHEET].row_dimensions[row].height = 45 if row == 19 else 300
    book.save(path)
    assert [cell for cell, _ in printed(path, capsys)] == ["G19"]


@pytest.mark.parametrize("path", [SAMPLE])
def test_the_real_document_in_our_workbook_shows_whole(path, capsys):
    assert printed(path, capsys) == []
