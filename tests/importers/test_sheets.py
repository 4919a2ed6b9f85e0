"""What the sheets of a workbook hold beside one form each: hidden ones, and a form that goes on on the next."""

import io

import openpyxl
import pytest

from jixiao.importers.read import read_source
from jixiao.importers.source import ReadError, Source
from tests import build
from tests.importers.documents import official
from tests.importers.sheets_and_pages import saved, xlsx


def book_of(*forms):
    return openpyxl.load_workbook(io.BytesIO(xlsx([[official(form)] for form in forms])))


def read(book):
    return read_source(Source("自评.xlsx", saved(book)))


def split(book, row, *above):
    """The book with the rows of its first sheet from `row` on moved to a second, below the rows `above`."""
    first, second = book.worksheets[0], book.create_sheet("第二页", 1)
    for cells in above:
        second.append(cells)
    for cells in first.iter_rows(min_row=row, values_only=True):
        second.append(cells)
    for block in [item for item in first.merged_cells.ranges if item.max_row >= row]:
        first.unmerge_cells(block.coord)
    first.delete_rows(row, first.max_row)
    return book


def heading(book):
    return next(cell.row for cell in book.active["B"] if cell.value == "一级指标")


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_form_on_a_hidden_sheet_is_named(state):
    book = book_of(build.form(), build.form(project="河道清淤"))
    book.worksheets[1].sheet_state = state
    result = read(book)
    assert len(result.forms) == 2
    (note,) = result.notes
    assert note.startswith("自评.xlsx：隐藏的工作表“表2”里有自评表 1 张，也读入了")


def test_a_hidden_sheet_without_a_form_is_not_named():
    book = book_of(build.form())
    book.create_sheet("参数").sheet_state = "hidden"
    assert read(book).notes == ()


def test_the_rest_of_a_form_on_the_next_sheet_is_named():
    book = book_of(build.form())
    result = read(split(book, heading(book) + 3))
    assert [form.project for form in result.forms] == [build.form().project]
    (problem,) = result.problems
    assert "工作表“第二页”" in problem.message and "工作表“表1”那张表的下半部分" in problem.message


def test_the_rest_below_a_title_and_its_headings_is_no_form():
    book = book_of(build.form())
    at = heading(book)
    headings = [cell.value for cell in book.active[at]]
    result = read(split(book, at + 3, ["项目支出绩效自评表（续表）"], headings))
    assert len(result.forms) == len(result.problems) == 1


def test_both_halves_are_named_where_neither_is_a_form():
    book = book_of(build.form())
    with pytest.raises(ReadError, match=r"“表1”.*\n.*“第二页”.*“表1”那张表的下半部分"):
        read(split(book, heading(book)))


def test_a_form_after_one_without_a_total_is_a_form():
    book = book_of(build.form(), build.form(project="河道清淤"))
    first = book.worksheets[0]
    first.delete_rows(first.max_row)
    result = read(book)
    assert (len(result.forms), result.problems) == (2, ())
