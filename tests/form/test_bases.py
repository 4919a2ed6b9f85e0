"""What a figure is counted over: period, object, and new or all; the reason says which two."""

import pytest

from jixiao.form.bases import named_period
from jixiao.form.compare import compared


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("日均客流量", "日"),
        ("日供水量", "日"),
        ("人均月收入", "月"),
        ("每季度例会次数", "季度"),
        ("年产值", "年"),
        ("日常巡查次数", ""),
        ("周边绿化面积", ""),
        ("月报报送次数", ""),
        ("生日慰问人数", ""),
        ("5月12日开展演练", ""),
    ],
)
def test_a_name_tells_the_period_it_is_counted_over(name: str, period: str) -> None:
    assert named_period(name) == period


@pytest.mark.parametrize(
    ("name", "target", "actual", "reason"),
    [
        ("日处理垃圾", "≥200吨", "年处理7.2万吨", "指标说的是每日的数，完成值“年处理7.2万吨”说的是每年的"),
        ("年产值", "≥1200万元", "月产值110万元", "指标说的是每年的数，完成值“月产值110万元”说的是每月的"),
        ("月巡查次数", "≥4次", "52次", "是否同一口径不清"),
        ("亩均产值", "≥6000元", "总产值1.2亿元", "指标说的是平均数"),
        ("购置图书册数", "2万册", "生均30册", "平均到“生”的数"),
        ("新增学校", "2所", "累计5所", "像是累计或现有的总数"),
        ("新增幼儿园", "3所", "幼儿园达到56所", "像是累计或现有的总数"),
        ("航线里程", "≥50公里", "45链", "不能换算"),
        ("实有机井数量", "≥120眼", "新打机井18眼", "说的是新增的数"),
        ("每千人口床位数", "≥6.5张", "床位2860张", "是否同一口径不清"),
        ("印发宣传资料", "5000份", "宣传册3000份、海报2500张", "写了几样"),
    ],
)
def test_a_result_counted_over_something_else_gives_no_figure(name: str, target: str, actual: str, reason: str) -> None:
    found = compared(target, actual, "数量指标", name)
    assert found.measure.actual is None
    assert reason in found.why_not


@pytest.mark.parametrize(
    ("name", "target", "actual"),
    [
        ("月例会次数", "12次", "全年12次"),
        ("月巡查次数", "≥4次", "每月4次"),
        ("日均客流量", "≥50人次", "日均180人次"),
        ("人均收入", "≥300元", "320元/人"),
        ("新增就业", "≥2000人", "新增就业达到2100人"),
        ("新建机井", "40眼", "累计建成42眼"),
        ("开展检查", "≥20次", "累计检查22次"),
    ],
)
def test_a_result_counted_over_the_same_is_compared(name: str, target: str, actual: str) -> None:
    found = compared(target, actual, "数量指标", name).measure
    assert found.target is not None
    assert found.actual is not None
    assert found.actual >= found.target
