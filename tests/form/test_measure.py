"""An indicator's texts become nature, direction, target, actual and unit; typed working columns go first."""

from dataclasses import replace
from decimal import Decimal

import pytest

from jixiao.form.measure import measured
from jixiao.form.model import Indicator, Measure


def indicator(
    target: str | None, actual: str | None, category: str = "数量指标", name: str = "指标1：活动"
) -> Indicator:
    return Indicator("产出指标", category, name, target, actual)


# target, actual, category, name -> nature, direction, target, actual, unit
READ = [
    ("≥50个", "40个", "数量指标", "活动", "定量", "≥", "50", "40", "个"),
    ("50个", "40", "数量指标", "活动", "定量", "≥", "50", "40", "个"),
    ("50", "40个", "数量指标", "活动", "定量", "≥", "50", "40", "个"),
    ("≤90万元", "85.5万元", "成本指标", "成本", "定量", "≤", "90", "85.5", "万元"),
    ("5万", "5.5万元", "成本指标", "办公经费", "定量", "≤", "5", "5.5", "万元"),
    ("5万元", "48000元", "成本指标", "办公经费", "定量", "≤", "5", "4.8", "万元"),
    ("5万", "5万", "成本指标", "办公经费", "定量", "≤", "5", "5", "万"),
    ("不超预算数4万元", "项目完成，共计4万元", "成本指标", "控制成本", "定量", "≤", "4", "4", "万元"),
    ("100", "98%", "成本指标", "补助标准达标率", "定量", "≥", "100", "98", "%"),
    ("95%", "0.98", "质量指标", "合格率", "定量", "≥", "95", "98.00", "%"),
    ("45万", "45万", "成本指标", "实际成本与工作内容的匹配程度", "定量", "≤", "45", "45", "万"),
    ("10万元", "12万元", "成本指标", "成本节约额", "定量", "≥", "10", "12", "万元"),
    ("满意度达90%", "满意度达90%", "服务对象满意度指标", "满意度", "定量", "≥", "90", "90", "%"),
    ("=0", "0", "质量指标", "事故数", "定量", "=", "0", "0", None),
    ("0起", "1起", "质量指标", "安全事故", "定量", "≤", "0", "1", "起"),
    ("5天", "6天", "时效指标", "办结时间不超过", "定量", "≤", "5", "6", "天"),
    ("50个", "5万元", "数量指标", "活动", "定量", "≥", "50", None, "个"),
    ("50个", "已完成", "数量指标", "活动", "定量", "≥", "50", None, "个"),
    ("50个", None, "数量指标", "活动", "定量", "≥", "50", None, "个"),
    ("3-5次", "4次", "数量指标", "活动", "定量", "≤", "5", "4", "次"),
    ("3-5次", "6次", "数量指标", "活动", "定量", None, None, None, None),
    ("培训5人，开会3次", "5人", "数量指标", "活动", "定量", None, None, None, None),
    ("2020年底", "2020年底已完成", "时效指标", "时间", "定量", "=", "1", "1", "按期"),
    ("2020年底", "2020年底", "时效指标", "时间", "定性", None, None, None, None),
    ("90天", "95天", "时效指标", "工期", "定量", "≤", "90", "95", "天"),
    ("90天", "95天", "时效指标", "服务期", "定量", None, None, None, None),
    ("90天", "90天", "时效指标", "服务期", "定量", "=", "90", "90", "天"),
    ("30人", "不足30人", "数量指标", "培训", "定量", "≥", "30", None, "人"),
    ("每月1次", "10次", "数量指标", "例会", "定量", "≥", "12", "10", "次"),
    ("每月1次", "2次", "数量指标", "例会", "定量", None, None, None, None),
    ("＞80", "80", "数量指标", "抽检", "定量", "≥", "80", None, None),
    ("良好", "良好", "社会效益", "效益", "定性", None, None, None, None),
    (None, "100个", "数量指标", "活动", "定性", None, None, None, None),
]


@pytest.mark.parametrize(("target", "actual", "category", "name", "nature", "direction", "aim", "result", "unit"), READ)
def test_the_texts_are_read(
    target: str | None,
    actual: str | None,
    category: str,
    name: str,
    nature: str,
    direction: str | None,
    aim: str | None,
    result: str | None,
    unit: str | None,
) -> None:
    wanted = [None if text is None else Decimal(text) for text in (aim, result)]
    found = measured(indicator(target, actual, category, name))
    assert (found.nature, found.direction, [found.target, found.actual], found.unit) == (
        nature,
        direction,
        wanted,
        unit,
    )


def test_what_is_typed_goes_before_what_is_written() -> None:
    line = indicator("≥50个", "40个")
    typed = replace(line, measure=Measure(actual=Decimal(45), direction="="))
    assert measured(typed) == Measure("定量", "=", Decimal(50), Decimal(45), "个")


def test_a_typed_unit_is_the_unit_of_the_read_figures_too() -> None:
    typed = replace(indicator("≤5万元", "4.8万元"), measure=Measure(actual=Decimal(48000), unit="元"))
    assert measured(typed) == Measure("定量", "≤", Decimal(50000), Decimal(48000), "元")


def test_a_typed_nature_and_tier_are_kept() -> None:
    typed = replace(indicator("≥50个", "40个"), measure=Measure(nature="定性", tier="达成预期指标"))
    assert measured(typed) == Measure(nature="定性", tier="达成预期指标")


def test_a_text_called_quantitative_gets_a_direction() -> None:
    typed = replace(indicator("良好", "良好"), measure=Measure("定量", None, Decimal(1), Decimal(1)))
    assert measured(typed) == Measure("定量", "≥", Decimal(1), Decimal(1))
