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


ROWS = (("渠道清淤", 50, 50), ("堤防加固", 80, 76), ("水闸维护", 20, 20))
WHOLE = [
    [
        ("项目支出绩效自评表",),
        ("（2022年度）",),
        ("序号", "项目名称", "主管部门", "预算数（万元）", "执行数（万元）", "自评得分"),
    ]
    + [(number, name, "甲县水利局", *money, 98) for number, (name, *money) in enumerate(ROWS, 1)]
    + [("合计", None, None, 150, 146)],
    [("2022年度项目支出绩效自评表",), ("填报单位：甲县水利局",)]
    + [("项目名称", "全年预算数", "全年执行数", "年度总体目标", "三级指标", "年度指标值", "实际完成值", "自评得分")]
    + [(name, *money, f"{name}10公里", "长度", "≥10公里", "12公里", 98) for name, *money in ROWS],
    [("2022年度项目支出绩效自评表",)]
    + [("序号", "项目名称", "预算安排情况", None, "绩效指标", None, None, "自评得分")]
    + [(None, None, "预算数", "执行数", "三级指标", "指标值", "完成值", "得分")]
    + [
        row
        for name, *money in ROWS
        for row in ((1, name, *money, "长度", "≥10公里", "12公里", 98), (None,) * 4 + ("合格率", "100%", "100%", 50))
    ],
    [("项目名称", "实施单位", "年初预算数", "全年预算数", "全年执行数", "执行率")]
    + [(name, "甲县河道所", *money, money[1], "100%") for name, *money in ROWS],
]
"""Lists with a project in each row: fund columns, all columns, a heading of two lines, no title."""


@pytest.mark.parametrize("rows", WHOLE)
def test_projects_in_the_rows_of_one_table_are_a_list(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    with pytest.raises(ReadError, match="这是项目清单（一行一个项目，共 3 个）"):
        read_source(Source("自评.xlsx", saved(book)))


def test_a_form_with_its_name_above_and_a_list_of_its_projects_is_a_form():
    rows = [("部门整体支出绩效自评表",), ("部门名称", "甲县水利局"), ("项目名称", "预算数", "执行数", "执行率")]
    rows += [(*row, "100%") for row in ROWS]
    rows += [("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")]
    rows += [
        ("产出指标", "数量指标", "清淤长度", "≥10公里", "12公里", 50, 50),
        ("总分", None, None, None, None, 50, 50),
    ]
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    result = read_source(Source("自评.xlsx", saved(book)))
    assert [(form.kind, len(form.indicators)) for form in result.forms] == [("department", 1)]


def test_a_table_of_how_it_goes_during_the_year_is_no_evaluation():
    book = openpyxl.load_workbook(io.BytesIO(xlsx([[official(build.form())]])))
    sheet = book.copy_worksheet(book.active)
    sheet["A1"] = "项目支出绩效运行监控表"
    result = read_source(Source("自评.xlsx", saved(book)))
    assert len(result.forms) == 1
    assert "绩效运行监控表" in result.notes[0] and "不是自评表" in result.notes[0]
