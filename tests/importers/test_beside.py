"""Forms side by side on one sheet are each read as if they were alone; notes beside a form change nothing of it."""

import io
from itertools import pairwise

import pytest
from openpyxl import Workbook, load_workbook

from jixiao.exporters.json import form as as_json
from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from tests.importers.sheets_and_pages import saved
from tests.recognise.written import FORMS, typed, written

NAMED = [path for path in FORMS if "project" in written(path).fields]
PAIRS = list(pairwise(NAMED[::4]))
NOTES = ("填表说明", "1.得分不得超过分值", "2.执行率按预算数计算")


def put(sheet, source, top, left):
    """The cells and merges of a one-sheet workbook, from a cell on; the column behind the last."""
    other = load_workbook(io.BytesIO(source)).active
    for row in other.iter_rows():
        for cell in row:
            if cell.value is not None:
                copy = sheet.cell(cell.row + top, cell.column + left, cell.value)
                copy.data_type, copy.number_format = cell.data_type, cell.number_format
    for block in other.merged_cells.ranges:
        block.shift(left, top)
        sheet.merge_cells(block.coord)
    return left + other.max_column


def read(book):
    return read_source(Source("并排.xlsx", saved(book)))


def alone(path):
    book = Workbook()
    put(book.active, typed(written(path).layout), 0, 0)
    return as_json(*read(book).forms)


def fields(form):
    return {name: value for name, value in form.items() if name != "source"}


@pytest.mark.parametrize(("left", "right"), PAIRS, ids=lambda path: path.stem)
@pytest.mark.parametrize(("down", "gap"), [(0, 0), (0, 1), (3, 2)])
def test_two_forms_side_by_side_are_two_forms(left, right, down, gap):
    book = Workbook()
    end = put(book.active, typed(written(left).layout), 0, 0)
    put(book.active, typed(written(right).layout), down, end + gap)
    result = read(book)
    assert [fields(as_json(form)) for form in result.forms] == [fields(alone(left)), fields(alone(right))]
    assert result.problems == ()


def test_places_of_the_right_form_are_its_own():
    book = Workbook()
    put(book.active, typed(written(NAMED[1]).layout), 0, put(book.active, typed(written(NAMED[0]).layout), 0, 0))
    for form in read(book).forms:
        assert book.active[form.place("project")].value == form.project


def test_a_title_over_both_is_the_title_of_both():
    book = Workbook()
    sheet = book.active
    sheet["A1"] = "2022年度项目支出绩效自评表"
    layout = written(FORMS[0].parent / "street_trees_2023.form").layout
    plain = typed(layout.__class__((), layout.rows))
    end = put(sheet, plain, 1, put(sheet, plain, 1, 0))
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=end)
    assert [(form.title, form.year) for form in read(book).forms] == [("2022年度项目支出绩效自评表", 2022)] * 2


@pytest.mark.parametrize("path", FORMS[1::3], ids=lambda path: path.stem)
def test_notes_beside_a_form_change_nothing_and_are_listed(path):
    book = Workbook()
    end = put(book.active, typed(written(path).layout), 0, 0)
    for row, text in enumerate(NOTES, 3):
        book.active.cell(row, end + 2, text)
    (form,) = read(book).forms
    assert fields(as_json(form)) == fields(alone(path))
    assert set(NOTES) <= {cell.text for cell in form.unread_cells}


def test_what_is_beside_a_note_of_the_form_is_listed_too():
    book = Workbook()
    rows = typed(written(FORMS[0].parent / "disabled_aids_2022.form").layout)
    end = put(book.active, rows, 0, 0)
    at = next(row[0].row for row in book.active.iter_rows() if str(row[0].value).startswith("注："))
    book.active.cell(at, end + 2, NOTES[0])
    (form,) = read(book).forms
    assert [cell.text for cell in form.unread_cells] == [NOTES[0]]
