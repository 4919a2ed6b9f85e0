"""Texts longer than any row shows: said by `check`, wherever the sheet is and however its rows were set."""

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


def cut_cells(path, capsys):
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


def test_a_text_that_the_highest_row_does_not_show_is_reported_with_its_lines(tmp_path, capsys):
    ((cell, message),) = cut_cells(typed(tmp_path / "甲.xlsx", {"F18": LONG * 5}, 30), capsys)
    assert cell == "F18"
    assert "格子调到最高也只显示 28 行" in message


def test_the_goal_in_its_merged_cell_is_reported_too(tmp_path, capsys):
    assert [cell for cell, _ in cut_cells(typed(tmp_path / "甲.xlsx", {"F11": LONG * 9}), capsys)] == ["F11"]


def test_a_row_too_low_for_its_text_is_made_to_fit_and_not_reported(tmp_path, capsys):
    assert cut_cells(typed(tmp_path / "甲.xlsx", {"F18": LONG, "F11": LONG * 3}, 30), capsys) == []


def test_a_sheet_moved_as_a_whole_is_measured_where_it_is(tmp_path, capsys):
    path = moved(tmp_path / "移.xlsx", 1, 1, {"F18": LONG * 5})
    assert [cell for cell, _ in cut_cells(path, capsys)] == ["G19"]


@pytest.mark.parametrize("path", [SAMPLE])
def test_the_real_document_in_our_workbook_shows_whole(path, capsys):
    assert cut_cells(path, capsys) == []
