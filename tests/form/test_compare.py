"""A target and a result that cannot be compared say why; what may be compared is, and what was taken for granted is said."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.form.compare import compared

# target, actual, category, name, what is said of it
UNSURE = [
    ("增长10%", "下降5%", "效益指标", "成本下降率", "一增一减"),
    ("≥5%且≤20元", "10", "成本指标", "费用", "含 2 个数值"),
    ("5±2±1", "4", "数量指标", "活动", "是区间"),
    ("80±5%", "82", "数量指标", "活动", "是区间"),
    ("3-5次、7次", "4次", "数量指标", "活动", "是区间"),
    ("5次-3次", "4次", "数量指标", "活动", "是区间"),
    ("3个-5次", "4次", "数量指标", "活动", "是区间"),
    ("100余次", "90次", "数量指标", "活动", "不是确定的数，没有达到"),
    ("10月底前开工", "2020年9月完工", "时效指标", "开工", "日期不按比例计分"),
    ("15天", "20天", "时效指标", "使用寿命", "“使用寿命”是越大越好还是越小越好不能确定"),
    ("15年", "20年", None, "使用年限", "“年限”是越大越好还是越小越好不能确定"),
    ("15天", "10天", "时效指标", "办结事项", "“办结事项”是越大越好还是越小越好不能确定"),
    ("15天", "10天", None, None, "“天”是越大越好还是越小越好不能确定"),
    ("5万元", "4万元", None, None, "“万元”是越大越好还是越小越好不能确定"),
    ("5万元", "4万元", "成本指标", "补助标准", "“补助”是越大越好还是越小越好不能确定"),
    ("95%", "50", "质量指标", "参加人数", "“50”没有单位，与 % 不能直接比较"),
]


@pytest.mark.parametrize(("target", "actual", "category", "name", "why"), UNSURE)
def test_what_cannot_be_compared_says_why_and_gives_no_result(target, actual, category, name, why):
    found = compared(target, actual, category, name)
    assert why in found.why_not and found.measure.actual is None


# target, actual, category, name -> direction, target, actual
SURE = [
    ("≥10%且≤20", "15", "质量指标", "比例", "≤", "20", "15"),
    ("15天", "10天", "数量指标", "办结时限", "≤", "15", "10"),
    ("10%", "9%", "成本指标", "成本节约率", "≥", "10", "9"),
    ("5万元", "4万元", "成本指标", "节约资金", "≥", "5", "4"),
    ("0", "5个", "数量指标", "事故", "≤", "0", "5"),
    ("每15日前", "每15日前", "时效指标", "拨付", "=", "15", "15"),
]


@pytest.mark.parametrize(("target", "actual", "category", "name", "direction", "aim", "said"), SURE)
def test_what_can_be_compared_says_what_was_taken_for_granted(target, actual, category, name, direction, aim, said):
    found = compared(target, actual, category, name)
    assert (found.measure.direction, found.measure.target, found.measure.actual) == (
        direction,
        Decimal(aim),
        Decimal(said),
    )
    assert found.assumed and not found.why_not


@pytest.mark.parametrize(
    ("name", "target", "actual", "found"),
    [
        ("急救响应时间", "25分", "20分", ("≤", 25, 20, "分钟")),
        ("急救响应时间", "≤25分钟", "20分", ("≤", 25, 20, "分钟")),
        ("急救响应时间", "≤0.5小时", "24分", ("≤", Decimal("0.5"), Decimal("0.4"), "小时")),
        ("平均候车时间", "≤10分以内", "12分", ("≤", 10, 12, "分钟")),
        ("考试平均成绩", "≥85分", "80分", ("≥", 85, 80, "分")),
    ],
)
def test_points_of_a_time_are_minutes(name, target, actual, found):
    measure = compared(target, actual, "时效指标", name).measure
    assert (measure.direction, measure.target, measure.actual, measure.unit) == found


@pytest.mark.parametrize("target", ["每季度", "一年"])
def test_a_target_of_a_time_alone_is_not_called_blank(target):
    assert compared(target, "已发放", "时效指标", "发放周期").why_not == f"指标值：“{target}”只写了时间或范围，没有数量"
