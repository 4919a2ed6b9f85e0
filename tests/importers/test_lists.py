"""A list of projects beside the forms of a workbook is named as one; it is no form that could not be read."""

import io

import openpyxl
import pytest

from jixiao.importers.read import read_source
from jixiao.importers.source import ReadError, Source
from tests import build
from tests.importers.documents import official
from tests.importers.sheets_and_pages import saved, xlsx

LIST = (
    ("2023年度项目支出绩效自评情况汇总表",),
    ("序号", "项目名称", "全年预算数", "自评得分"),
    (1, "电梯维修", 50, 99.6),
)


def listed(book):
    sheet = book.create_sheet("汇总", 0)
    for row in LIST:
        sheet.append(row)
    return Source("自评.xlsx", saved(book))


def test_a_list_is_no_form_that_could_not_be_read():
    book = openpyxl.load_workbook(io.BytesIO(xlsx([[official(build.form())]])))
    result = read_source(listed(book))
    assert (len(result.forms), result.problems) == (1, ())
    (note,) = result.notes
    assert note.startswith("自评.xlsx 工作表“汇总”（A1起）") and "不是自评表" in note


def test_a_workbook_of_a_list_alone_says_so():
    with pytest.raises(ReadError, match=r"没有找到.*\n.*“汇总”.*不是自评表"):
        read_source(listed(openpyxl.Workbook()))
