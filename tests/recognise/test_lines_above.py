"""What a line above says: the unit of money over amounts beside their labels, 填报单位 over a form that names its unit."""

from __future__ import annotations

from decimal import Decimal

import pytest

import jixiao.policy as policies
from jixiao.form.model import Form
from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from jixiao.rules import check

BELOW = """一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分
产出指标\t数量指标\t新建校舍\t5000平方米\t5000平方米\t90\t90
总分\t\t\t\t\t100\t100
"""


def read(above: str) -> Form:
    (form,) = read_source(Source("自评.txt", f"项目支出绩效自评表\n（2023年度）\n{above}{BELOW}".encode())).forms
    return form


@pytest.mark.parametrize(
    ("above", "unit"),
    [
        ("项目资金（万元）", "万元"),
        ("预算执行情况（单位：元）", "元"),
        ("项目资金", None),
        ("甲（万元）\t乙\t丙\t丁\t戊", None),
    ],
)
def test_amounts_beside_their_labels_have_the_unit_named_above_them(above, unit):
    form = read(f"项目名称\t校舍\n主管部门\t乙局\n{above}\n预算数\t800\t执行数\t760\t执行率\t95%\n")
    assert (form.amount_unit, str(form.funds.total.annual)) == (unit, "800")


@pytest.mark.parametrize(
    ("line", "row", "unit"),
    [
        ("填报单位：省水利厅\t\t单位：万元", "预算单位\t省水文局", "省水文局"),
        ("填报单位：省水利厅", "实施单位\t省水文局", "省水文局"),
        ("填报单位：省水利厅", "项目属性\t延续", "省水利厅"),
        ("填报单位：省水利厅", "预算单位", "省水利厅"),
        ("实施单位：省水文局", "填报单位\t省水利厅", "省水文局"),
    ],
)
def test_a_unit_labelled_in_the_form_goes_before_the_line_above_it(line, row, unit):
    assert read(f"{line}\n项目名称\t水文监测\n主管部门\t省水利厅\t{row}\n").unit == unit


@pytest.mark.parametrize(
    ("line", "year"), [("单位名称：县城管局\t\t\t2022年", 2022), ("单位名称：县城管局\t\t\t2022年3月", None)]
)
def test_a_cell_with_nothing_but_the_year_is_beside_the_unit_under_the_title(line, year):
    text = f"部门整体支出绩效评价指标评分表\n{line}\n{BELOW}"
    (form,) = read_source(Source("评分.tsv", text.encode())).forms
    assert form.year == year


@pytest.mark.parametrize(("between", "rate"), [("", Decimal("0.95")), ("项目属性\t延续\n", None)])
def test_a_rate_right_below_the_amounts_beside_their_labels_is_theirs(between, rate):
    form = read(f"项目名称\t校舍\n主管部门\t乙局\n预算数（元）\t800\t执行数（元）\t760\n{between}预算执行率\t95%\n")
    assert (form.funds.total.executed, form.funds.total.rate) == (Decimal(760), rate)


@pytest.mark.parametrize("apart", ["\t", "    "])
def test_amounts_and_goals_in_the_cells_of_their_labels_are_read(apart):
    amounts = apart.join(("预算数：632.5万元", "执行数：600.9万元", "执行率：95%"))
    form = read(f"项目名称：校舍\n{amounts}\n年度目标：新建校舍5000平方米。\n完成情况：已建成5000平方米。\n")
    total = form.funds.total
    assert (total.annual, total.executed, total.rate) == (Decimal("632.5"), Decimal("600.9"), Decimal("0.95"))
    assert (form.goal.expected, form.goal.actual) == ("新建校舍5000平方米。", "已建成5000平方米。")
    assert form.amount_unit == "万元"


def test_a_rate_where_a_text_lost_the_blank_points_is_no_weight():
    text = """项目支出绩效自评表
（2023年度）
项目名称\t校舍\t主管部门\t乙局
项目资金（万元）\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
年度资金总额\t100\t100\t95\t95%
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分
产出指标\t数量指标\t新建校舍\t5000平方米\t5000平方米\t90\t90
预算执行率\t预算执行率\t≥95%\t95%\t10\t9.5
合计\t100\t99.5
"""
    (form,) = read_source(Source("自评.pad.txt", text.encode())).forms
    assert (form.funds.total.weight, form.funds.total.rate) == (None, Decimal("0.95"))
    found = {item.code for item in check([form], policies.default(2023)).findings}
    assert not found & {"JX301", "JX303", "JX405", "JX406"}


@pytest.mark.parametrize("name", ["主要绩效", "主要问题", "存在问题"])
def test_a_remark_below_the_indicators_is_none_of_them(name):
    form = read("项目名称\t校舍\n主管部门\t乙局\n")
    text = f"项目支出绩效自评表\n（2023年度）\n项目名称\t校舍\n{BELOW.rpartition('总分')[0]}{name}\t平台运行平稳，服务群众3万人次。\n"
    (other,) = read_source(Source("自评.txt", text.encode())).forms
    assert [item.name for item in other.indicators] == [item.name for item in form.indicators]


def test_rows_that_lost_nothing_are_read_right_of_unknown_columns():
    text = """部门整体支出绩效自评表
（2023年度）
部门名称\t县司法局
职责\t任务\t绩效指标\t指标值\t完成值\t分值\t得分
法律援助\t应援尽援\t法律援助案件办结数\t≥500件\t536件\t50\t50
\t\t受援人满意度\t≥95%\t97%\t50\t50
总分\t\t\t\t\t100\t100
"""
    (form,) = read_source(Source("自评.txt", text.encode())).forms
    assert [(item.name, item.weight) for item in form.indicators] == [("法律援助案件办结数", 50), ("受援人满意度", 50)]
