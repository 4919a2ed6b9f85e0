"""Random forms that put the working columns to the test: typed figures, tiers, odd dimensions, unread cells."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from jixiao.form.model import Form, Indicator, Measure, Unread
from tests.strategies import decimals, forms, maybe_texts, points

DIMENSIONS = ["产出指标", "效益指标", "满意度指标", "成本指标", "产出指标（50分）", "项目 效益", "决策指标", "其他"]
TARGETS = [
    "≥50个",
    "≤90万元",
    "5万",
    "满意度达90%",
    "100%",
    "良好",
    "=3次",
    "不超预算数112.12万元",
    "0",
    "7+7",
    "1000元",
    "3-5次",
    "4次",
    "每月1次",
    "12次",
    "＞50个",
    "不足50个",
    "2020年12月31日前",
    "2020年11月",
    "7月5日",
    "增长5%",
    "下降2%",
    "20分钟",
    "2小时",
    "0.5",
    "零事故",
    "全部完成",
]
NAMES = ["指标1：甲", "工期", "投诉件数", "任务完成率", "能耗降低率", "安全事故"]
TIERS = ["达成预期指标", "部分达成预期指标并具有一定效果", "未达成", "达成 ", "从未听说"]
figures = st.none() | decimals("-5", "200", 3) | st.sampled_from([Decimal(0), Decimal("0.05"), Decimal(100)])

NO_REASONS = ["无", "——", "--", "\\", "没有偏差", "无。", " / ", "n/a", "无\n", "无，但已改"]
measures = st.none() | st.builds(
    Measure,
    nature=st.sampled_from([None, "定量", "定性"]),
    direction=st.sampled_from([None, "≥", "≤", "="]),
    target=figures,
    actual=figures,
    unit=st.sampled_from([None, "个"]),
    tier=st.none() | st.sampled_from(TIERS),
)
indicators = st.lists(
    st.builds(
        Indicator,
        dimension=st.none() | st.sampled_from(DIMENSIONS),
        category=st.none() | st.sampled_from(["数量指标", "成本指标", "社会效益指标"]),
        name=st.sampled_from(NAMES),
        target=st.none() | st.sampled_from(TARGETS),
        actual=st.none() | st.sampled_from(TARGETS),
        weight=st.none() | decimals("0", "30"),
        score=points | decimals("-2", "30"),
        note=maybe_texts | st.sampled_from(NO_REASONS),
        measure=measures,
    ),
    max_size=9,
).map(tuple)
UNREADABLE = ["funds.total.annual", "funds.total.score", "funds.parts[0].executed", "total.score", "funds.total.weight"]


@st.composite
def scored_forms(draw: st.DrawFn) -> Form:
    """A form whose every working column matters."""
    form = draw(forms(indicators))
    for path in draw(st.lists(st.sampled_from(UNREADABLE), unique=True, max_size=2)):
        form = unread(form, path, draw(st.sampled_from(["94.67 999994.67", "100% %", "约三"])))
    return form


def unread(form: Form, path: str, text: str) -> Form:
    """`form` with a text that cannot be read at `path`."""
    row, _, name = path.rpartition(".")
    form = replace(form, unread=(*form.unread, Unread(path, text)))
    if row == "total":
        return replace(form, total=replace(form.total, **{name: None}))
    if row == "funds.total":
        return replace(form, funds=replace(form.funds, total=replace(form.funds.total, **{name: None})))
    first, *others = form.funds.parts
    return replace(form, funds=replace(form.funds, parts=(replace(first, **{name: None}), *others)))
