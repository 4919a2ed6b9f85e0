"""Goals given in several rows are one goal; what is beside their columns is not taken in."""

from jixiao.importers.read import read_source
from jixiao.importers.source import Source

HEAD = "项目支出绩效自评表\n（2024年度）\n项目名称\t河道清淤\n年度总体目标\t预期目标\t实际完成情况\n"
ROWS = "绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n\t产出指标\t数量指标\t长度\t5公里\t5公里\t90\t90\n"


def read(goals):
    (form,) = read_source(Source("目标.txt", (HEAD + goals + ROWS).encode())).forms
    return form


def test_a_goal_over_three_rows_is_read_whole():
    form = read("\t目标1：清淤\t清淤5公里\n\t目标2：护岸\t护岸2公里\n\t目标3：绿化\t\n")
    assert form.goal.expected == "目标1：清淤\n目标2：护岸\n目标3：绿化"
    assert form.goal.actual == "清淤5公里\n护岸2公里"


def test_a_row_with_something_beside_the_goals_ends_them():
    form = read("\t清淤\t已完成\n项目实施概述\t分两期实施\t\n\t另一段\t\n")
    assert (form.goal.expected, form.goal.actual) == ("清淤", "已完成")


def test_目标_beside_完成情况_heads_the_expected_goal():
    text = HEAD.replace("预期目标\t实际完成情况", "\t目标\t完成情况") + "\t\t清淤5公里\t清淤5.2公里\n" + ROWS
    (form,) = read_source(Source("目标.txt", text.encode())).forms
    assert (form.goal.expected, form.goal.actual) == ("清淤5公里", "清淤5.2公里")
