"""Texts without tabs: one cell a line, or cells apart by spaces; rows are found where only one way fits."""

import pytest

from jixiao.importers import ReadError
from jixiao.importers.fund_cells import placed
from jixiao.importers.read import read_source
from jixiao.importers.segment import segments
from jixiao.importers.source import Source
from jixiao.recognise.labels import standard

FIELDS = ["dimension", "category", "name", "target", "actual", "weight", "score", "note"]
HEAD = """项目支出绩效自评表
(2021年度)
项目名称
禁毒经费
主管部门
某局
实施单位
某队
绩效指标
一级
指标
二级指标
三级指标
年度指标值
实际完成值
分值
得分
"""
ROWS = """产
出
指
标
数量指标
宣传场次
≥1场
1场
50
50
试剂数量
≥5份
6份
40
39
"""


def read(text):
    (form,) = read_source(Source("网页.txt", text.encode())).forms
    return form


def test_amounts_that_lost_blank_cells_are_placed_where_only_one_way_is_left():
    fields = ["initial", "annual", "executed", "weight", "rate", "score"]
    total = ["100", "100", "90", "10", "90%", "9"]
    assert placed(["100", "100", "90", "-", "-"], fields, total) == ["100", "100", "90", "", "", ""]
    assert placed(["-", "-"], fields, total) == [""] * 6
    assert placed(["100", "90"], fields, total) is None
    assert placed(["100", "90", "90%"], fields, total) is None


def test_one_cell_a_line_is_read_row_by_row():
    form = read(HEAD + ROWS)
    assert (form.project, form.year, form.department, form.unit) == ("禁毒经费", 2021, "某局", "某队")
    assert [(row.dimension, row.category, row.name, row.actual, str(row.score)) for row in form.indicators] == [
        ("产出指标", "数量指标", "宣传场次", "1场", "50"),
        ("产出指标", "数量指标", "试剂数量", "6份", "39"),
    ]


def test_rows_with_a_cell_missing_are_not_read_but_listed():
    form = read(HEAD + ROWS.replace("1场\n", "", 1).replace("40\n", ""))
    assert form.indicators == ()
    assert "试剂数量" in {cell.text for cell in form.unread_cells}


def test_cells_apart_by_spaces_are_read():
    lines = [
        "项目支出绩效自评表",
        "项目名称 禁毒经费",
        "绩效指标 一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分",
    ]
    form = read("\n".join([*lines, "产出指标 数量指标 宣传场次 ≥1场 1场 50 50", "试剂数量 ≥5份 6份 40 39"]))
    assert [(row.name, row.target, str(row.weight)) for row in form.indicators] == [
        ("宣传场次", "≥1场", "50"),
        ("试剂数量", "≥5份", "40"),
    ]


def test_a_text_run_together_is_refused():
    with pytest.raises(ReadError, match="没有表格"):
        read_source(Source("粘连.txt", "项目名称禁毒经费主管部门某局一级指标二级指标三级指标产出指标".encode()))


HEADS = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"]


@pytest.mark.parametrize(
    ("cells", "rows"),
    [
        (
            "产出指标 数量指标 里程 ≥5公里 5公里 10 10 质量指标 合格率 100% 100% 10 9 返工一处",
            [
                ["产出指标", "数量指标", "里程", "≥5公里", "5公里", "10", "10", ""],
                ["", "质量指标", "合格率", "100%", "100%", "10", "9", "返工一处"],
            ],
        ),
        ("里程 ≥5公里 5公里 10 10 ……", [["", "", "里程", "≥5公里", "5公里", "10", "10", ""], ["……"]]),
        ("里程 ≥5公里 10 10", None),
    ],
)
def test_cells_are_cut_into_rows_where_there_is_one_way(cells, rows):
    assert segments(cells.split(), FIELDS, HEADS, standard()) == rows


def test_a_blank_cell_under_a_heading_of_no_field_is_found_by_what_is_beside_it():
    heads = [*HEADS[:5], "完成率", *HEADS[5:7]]
    fields = [*FIELDS[:5], "", *FIELDS[5:7]]
    rows = segments(
        ["里程", "≥5公里", "5公里", "100%", "10", "10", "合格率", "100%", "100%", "10", "9"], fields, heads, standard()
    )
    assert rows == [
        ["", "", "里程", "≥5公里", "5公里", "100%", "10", "10"],
        ["", "", "合格率", "100%", "100%", "", "10", "9"],
    ]


def test_running_numbers_say_where_rows_begin():
    heads, fields = ["序号", *HEADS[:3], "分值", "得分"], ["", *FIELDS[:3], "weight", "score"]
    cells = ["1", "规划", "基础信息", "完整性", "3", "3", "2", "工作计划", "明确性", "3", "2"]
    assert segments(cells, fields, heads, standard()) == [
        ["1", "规划", "基础信息", "完整性", "3", "3"],
        ["2", "", "工作计划", "明确性", "3", "2"],
    ]
