"""调整预算数: the budget as adjusted, or only what was added to it or taken from it."""

from decimal import Decimal

import pytest

from jixiao.form.table import Table
from jixiao.recognise.forms import forms

ROWS = (
    ("项目支出绩效自评表", *[None] * 7),
    ("项目名称", "科技专项", None, None, "实施单位", "县科技站", None, None),
    ("项目资金（万元）", None, "{first}", "{second}", "执行数", "分值", "执行率", "得分"),
    (None, "年度资金总额", "{a}", "{b}", "99", "10", "90%", "9"),
    ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "备注"),
    ("产出指标", "数量指标", "培训农民", "≥2000人次", "2000人次", "90", "90", None),
)


@pytest.mark.parametrize(
    ("first", "second", "amounts", "initial", "annual"),
    [
        ("预算数", "调整后预算数", ("120", "110"), "120", "110"),
        ("预算数", "调整预算数", ("120", "110"), "120", "110"),
        ("年初预算数", "调整预算数", ("120", "-10"), "120", None),
        ("年初预算数", "调整预算数", ("99", "0"), "99", None),
        ("年初预算数", "调整预算数", ("90", "20"), "90", None),
        ("预算数", "全年预算数", ("120", "110"), None, "110"),
        ("批复数", "调整后批复数", ("120", "110"), "120", "110"),
        ("申请数", "资金安排数", ("120", "110"), None, "110"),
    ],
)
def test_a_budget_and_the_adjusted_one(first, second, amounts, initial, annual):
    given = dict(zip("ab", amounts, strict=True)) | {"first": first, "second": second}
    rows = tuple(tuple(cell and cell.format(**given) for cell in row) for row in ROWS)
    (form,), _ = forms([Table(rows)])
    total = form.funds.total
    assert (total.initial, total.annual) == tuple(value and Decimal(value) for value in (initial, annual))


def test_a_row_that_is_none_of_ours_does_not_end_sources_that_go_across():
    rows = (
        ("项目支出绩效自评表", *[None] * 6),
        ("项目名称", "防汛物资储备", None, "实施单位", "县应急管理局", None, None),
        ("资金情况（万元）", "资金来源", "中央", "省级", "县级", "合计", None),
        (None, "年初预算数", 20, 30, 50, 100, None),
        (None, "实际到位", 20, 30, 50, 100, None),
        (None, "实际支出", 20, 28, 47, 95, None),
        ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
        ("产出指标", "数量指标", "储备物资", "≥5000件", "5120件", 90, 90),
    )
    (form,), _ = forms([Table(rows)])
    assert (form.funds.total.initial, form.funds.total.executed) == (100, 95)
