"""What could not be placed is named, and how certain the rest is: nothing is left out or filled in silently."""

from dataclasses import replace

import pytest

from jixiao.importers import read
from jixiao.importers.read import read_source
from jixiao.importers.reading_notes import lines
from jixiao.importers.source import Source
from jixiao.policy import default
from jixiao.recognise.doubts import doubts
from jixiao.recognise.unplaced import unplaced
from jixiao.sheets.book import blank, build
from tests.build import form
from tests.importers.documents import Box, Layout, docx, official, region, with_blank_column
from tests.importers.sheets_and_pages import xlsx
from tests.samples import HEMENKOU, REGIONS

LAYOUT = official(form())
HEADING = next(at for at, row in enumerate(LAYOUT.rows) if row[1].text == "一级指标")

NAMES = {
    "hubei_fishery_ban_2020": [
        "单位名称:农业工作科",
        "项目类别",
        "项目属性",
        "项目类型",
        "偏差大或目标未完成原因分析",
        "改进措施及结果应用方案",
    ],
    "jinan_licheng_culture_2019": ["项目负责人", "得分计算方法", "得分计算方法"],
    "qingshen_payroll_2023": [
        "2.项目实施内容及过程概述",
        "评价结论",
        "存在问题",
        "改进措施",
        "项目负责人:",
    ],
    "tianchang_flood_2022": [],
    "yinchuan_no6_school_2021": ["财政审核评分"],
    "yongde_school_meal_2022": ["部门:临沧市永德县明朗中学", "其他需要说明事项", "优"],
    "zhongjiang_water_2022": ["项目负责人及电话"],
}


def read_docx(*layouts):
    return read_source(Source("自评表.docx", docx(layouts))).forms


@pytest.mark.parametrize("path", REGIONS, ids=lambda path: path.stem)
def test_what_a_regional_form_says_beyond_the_known_fields_is_named(path):
    (found,) = read_docx(region(path))
    assert [item.name for item in unplaced(found)] == NAMES[path.stem]


def test_the_official_layout_leaves_nothing_out_and_nothing_in_doubt():
    forms = read_docx(*map(official, read(HEMENKOU).forms))
    assert list(lines(forms)) == []


def test_a_workbook_of_ours_leaves_nothing_out_and_nothing_in_doubt():
    forms = read_source(Source("我的.xlsx", build(read(HEMENKOU).forms, default(2020)))).forms
    assert list(lines(forms)) == []


def test_a_text_says_once_that_it_shows_no_merged_cells():
    (line,) = lines(read(HEMENKOU).forms)
    assert line.startswith("请核对：15 张表的一级、二级指标共有 115 处空白")


def test_an_unknown_row_and_an_unknown_column_are_named_with_their_place():
    rows = [*LAYOUT.rows[:2], [Box("绩效管理员意见"), Box("同意", 8)], *LAYOUT.rows[2:]]
    rows[HEADING + 1] = [*rows[HEADING + 1][:8], Box("审核人")]
    (found,) = read_docx(Layout(LAYOUT.above, tuple(rows)))
    assert [(item.name, item.place, item.text) for item in unplaced(found)] == [
        ("绩效管理员意见", "表 1 行 3", "同意"),
        ("审核人", f"表 1 行 {HEADING + 2}", ""),
    ]
    assert found.department == form().department


def test_a_dimension_without_its_name_is_reported_to_be_inferred():
    rows = [list(row) for row in LAYOUT.rows]
    rows[HEADING + 1][1] = Box("（50分）")
    (found,) = read_docx(Layout(LAYOUT.above, tuple(rows)))
    assert found.indicators[0].dimension == "产出指标"
    reasons = {item.field: item.reason for item in doubts(found)}
    assert "按二级指标“数量指标”推定为“产出指标”" in reasons["indicators[0].dimension"]


def test_levels_without_merged_cells_are_reported_to_be_taken_from_above():
    rows = [[Box(box.text if not box.covered else "", box.across) for box in row] for row in LAYOUT.rows]
    (found,) = read_docx(Layout(LAYOUT.above, tuple(rows)))
    assert found == form()
    assert "indicators[1].dimension" in {item.field for item in doubts(found)}
    assert any("沿用上面的名称" in line for line in lines((found,)))


def test_a_value_some_cells_from_its_label_is_reported():
    data = xlsx([[with_blank_column(LAYOUT, 1)]])
    (found,) = read_source(Source("外地.xlsx", data)).forms
    assert found == form()
    assert [(item.field, item.place) for item in doubts(found)] == [
        ("project", "C3"),
        ("department", "C4"),
    ]


def test_a_row_of_words_among_the_funds_is_no_source_of_money():
    at = HEADING - 2
    words = [Box(""), Box("分配科学性", 2), Box("按因素法分配", 3), Box("无需改进的问题", 3)]
    (found,) = read_docx(Layout(LAYOUT.above, (*LAYOUT.rows[:at], words, *LAYOUT.rows[at:])))
    assert found == form()
    assert [item.name for item in unplaced(found)] == ["分配科学性"]


def test_goals_may_stand_beside_their_labels():
    at = HEADING - 2
    goal = [Box("年初设定目标"), Box("修好电梯。", 3), Box("目标完成情况"), Box("全部修好。", 4)]
    (found,) = read_docx(Layout(LAYOUT.above, (*LAYOUT.rows[:at], goal, *LAYOUT.rows[HEADING:])))
    assert (found.goal.expected, found.goal.actual) == ("修好电梯。", "全部修好。")


def test_a_form_without_scores_is_read_for_what_it_has():
    rows = [list(row) for row in LAYOUT.rows]
    for row in rows[HEADING:-1]:
        del row[7]
        row[6] = Box(row[6].text, 2)
    rows[HEADING][6] = Box("分值", 2)
    rows[-1] = [Box("合计", 6), Box("100", 2), Box("")]
    (found,) = read_docx(Layout(LAYOUT.above, tuple(rows)))
    assert [row.score for row in found.indicators] == [None] * 7
    assert [row.target for row in found.indicators] == [row.target for row in form().indicators]
    assert (str(found.total.weight), found.total.score) == ("100", None)


def test_a_workbook_nobody_filled_in_leaves_nothing_out():
    data = blank("青河区物业管理中心", None, 2020, [None], default(2020))
    assert list(lines(read_source(Source("空表.xlsx", data)).forms)) == []


def test_a_form_without_a_project_name_is_spoken_of_without_one():
    rows = list(LAYOUT.rows)
    rows.insert(1, [Box("联系方式", 2), Box("12345", LAYOUT.width - 2)])
    nameless = replace(read_docx(Layout(LAYOUT.above, tuple(rows)))[0], project=None)
    shown = list(lines([nameless]))
    assert shown and all("（无项目名称）" in line and "None" not in line for line in shown)
