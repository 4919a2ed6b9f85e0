"""Project sheets of ours before which rows or columns were put, and forms of others that only look like ours."""

import itertools
import json

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from jixiao.actions.indicator_rows import insertion
from jixiao.actions.open import load
from jixiao.cli import main
from jixiao.policy import default
from jixiao.sheets.book import build
from jixiao.sheets.facts import value_at
from jixiao.sheets.own import formulas, own_sheets
from jixiao.xlsx.read.read import read as read_book
from jixiao.xlsx.references import displaced
from tests.build import CORRECT
from tests.importers.documents import Layout, official
from tests.importers.sheets_and_pages import xlsx

SHEET = CORRECT.project


def moved(path, down, right, cells=()):
    """The correct form in our workbook as openpyxl writes it with its whole sheet moved, without any result."""
    path.write_bytes(build([CORRECT], default(2020)))
    book = openpyxl.load_workbook(path)
    sheet = book[SHEET]
    merges = [str(merge) for merge in sheet.merged_cells.ranges]
    for merge in merges:
        sheet.unmerge_cells(merge)
    sheet.move_range(f"A1:{get_column_letter(sheet.max_column)}{sheet.max_row}", rows=down, cols=right)
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("="):
                cell.value = displaced(cell.value, down, right)
    for merge in merges:
        sheet.merge_cells(displaced(merge, down, right))
    for row in range(sheet.max_row, down, -1):
        sheet.row_dimensions[row].height = sheet.row_dimensions[row - down].height
    for column in range(sheet.max_column, right, -1):
        width = sheet.column_dimensions[get_column_letter(column - right)].width
        sheet.column_dimensions[get_column_letter(column)].width = width
    for cell, value in dict(cells).items():
        sheet[displaced(cell, down, right)] = value
    book.save(path)
    return path


def found(path, capsys):
    capsys.readouterr()
    main(["check", str(path), "--json"])
    return [(item["code"], item["cell"]) for item in json.loads(capsys.readouterr().out)["findings"]]


@pytest.mark.parametrize(("down", "right"), [(1, 0), (0, 1), (3, 2)])
def test_a_sheet_moved_as_a_whole_is_held_to_its_formulas(down, right, tmp_path, capsys):
    assert found(moved(tmp_path / "移.xlsx", down, right), capsys) == []
    spoilt = moved(tmp_path / "改.xlsx", down, right, {"Q3": 88, "R14": 9})
    expected = [("JX702", displaced(cell, down, right)) for cell in ("Q3", "R14")]
    assert found(spoilt, capsys) == expected


@pytest.mark.parametrize(("down", "right"), [(1, 0), (2, 1)])
def test_results_of_a_moved_sheet_are_made_right(down, right, tmp_path):
    path, out = moved(tmp_path / "移.xlsx", down, right, {"H13": None}), tmp_path / "评分.xlsx"
    assert main(["score", str(path), "-o", str(out)]) == 0
    book = read_book(out)
    shown = [value_at(book.table(SHEET), displaced(cell, down, right)) for cell in ("H13", "Q3", "R3", "H20")]
    assert shown == [15, 99.6, "优", 99.6]
    assert book.uncomputed == {}


def test_rows_of_a_moved_sheet_come_with_formulas_that_fit(tmp_path):
    change = insertion(load(moved(tmp_path / "移.xlsx", 1, 1)), SHEET, 14)
    assert change.row == 15
    assert change.merges == ("D14:D15",)
    assert change.cells["U15"].text.startswith('IF(C15="",U14,')


def test_a_sheet_with_a_row_put_in_the_middle_is_left_alone(tmp_path):
    path = tmp_path / "中.xlsx"
    path.write_bytes(build([CORRECT], default(2020)))
    book = openpyxl.load_workbook(path)
    sheet = book[SHEET]
    for merge in [merge for merge in sheet.merged_cells.ranges if merge.min_row > 9]:
        merge.shift(row_shift=1)
    sheet.insert_rows(10)
    book.save(path)
    assert list(own_sheets(load(path).forms)) == []


@pytest.mark.parametrize("above", [(), ("附件5",)])
def test_a_form_of_others_that_looks_like_ours_owes_no_formulas(above, tmp_path, capsys):
    layout = official(CORRECT)
    path = tmp_path / "外单位.xlsx"
    path.write_bytes(xlsx([[Layout((*above, *layout.above), layout.rows)]]))
    book = openpyxl.load_workbook(path)
    for cell in itertools.chain.from_iterable(book.active.iter_rows()):
        if isinstance(cell.value, str) and cell.value.replace(".", "", 1).isdecimal():
            cell.value = float(cell.value)
    book.save(path)
    assert len(list(own_sheets(load(path).forms))) == 1
    assert found(path, capsys) == []


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ('IF($G6>0,F6/M$6,"A1")', 'IF($H8>0,G8/N$8,"A1")'),
        ("SUM($T$13:$T$27)", "SUM($U$15:$U$29)"),
        ("参数_执行率上限*LOG10(A1)", "参数_执行率上限*LOG10(B3)"),
    ],
)
def test_all_references_go_with_a_sheet_moved_as_a_whole(formula, expected):
    assert displaced(formula, 2, 1) == expected


@pytest.mark.office
def test_a_row_and_a_column_put_before_the_sheet_in_a_spreadsheet(running, tmp_path, capsys):
    path = tmp_path / "表格.xlsx"
    path.write_bytes(build([CORRECT], default(2020)))
    book = running.app().books.open(path)
    sheet = book.sheets[SHEET]
    sheet.api.Unprotect()
    sheet.range("1:1").insert("down")
    sheet.range("A:A").insert("right")
    sheet.range("R4").value = 77
    book.save()
    book.close()
    (own,) = own_sheets(load(path).forms)
    assert (own.shift.down, own.shift.right) == (1, 1)
    assert ("JX702", "R4") in found(path, capsys)
    kept = read_book(path).formulas_of(SHEET)
    wanted = {cell: item.formula for cell, item in formulas(own, own.whole, default(2020)).items() if cell != "R4"}
    assert {cell: kept.get(cell, "").replace("FALSE()", "FALSE").replace("TRUE()", "TRUE") for cell in wanted} == wanted
