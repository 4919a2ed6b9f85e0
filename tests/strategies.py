"""Random forms for property tests: everything a form can hold, unreadable cells and odd texts included."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from jixiao.form.amounts import tidy
from jixiao.form.model import Form, FundPart, Funds, FundTotal, Goal, Indicator, Total

WORDS = [
    "清淤",
    "道路",
    "培训",
    "满意度",
    "居民",
    "验收合格",
    "=SUM(A1)",
    "+86",
    "-3",
    "@甲",
    "≥50个",
    "95%以上",
    "“四上”",
    "a<b&c",
    "长" * 60,
]
CATEGORIES = {
    "产出指标": ["数量指标", "质量指标", "时效指标", "成本指标"],
    "效益指标": ["经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"],
    "满意度指标": ["服务对象满意度指标"],
}


def decimals(least: str, most: str, places: int = 2) -> st.SearchStrategy[Decimal]:
    """Numbers of at most so many places, in their shortest form."""
    scale = 10**places
    whole = st.integers(int(Decimal(least) * scale), int(Decimal(most) * scale))
    return whole.map(lambda number: tidy(Decimal(number).scaleb(-places)))


amounts = st.none() | decimals("0", "99999")
points = st.none() | decimals("0", "100")
rates = st.none() | decimals("0", "2", 4)
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map("、".join)
maybe_texts = st.none() | texts
names = st.integers(1, 9).flatmap(lambda number: texts.map(lambda text: f"指标{number}：{text}"))


@st.composite
def indicators(draw: st.DrawFn) -> tuple[Indicator, ...]:
    """Indicators grouped by dimension and category, as on a form."""
    rows = []
    for dimension, categories in CATEGORIES.items():
        for category in draw(st.lists(st.sampled_from(categories), unique=True, min_size=1)):
            for _ in range(draw(st.integers(1, 2))):
                fields = [draw(strategy) for strategy in (names, maybe_texts, maybe_texts, points, points, maybe_texts)]
                rows.append(Indicator(dimension, category, *fields))
    return tuple(rows)


@st.composite
def forms(draw: st.DrawFn, rows: st.SearchStrategy[tuple[Indicator, ...]] | None = None) -> Form:
    """One form as a clerk might fill it, right or wrong; with indicators of `rows` where those are given."""
    kinds = ("当年财政拨款", "appropriation"), ("上年结转资金", "carryover"), ("其他资金", "other")
    parts = tuple(
        FundPart(label, kind, *(draw(amounts) for _ in range(3)), draw(rates), draw(maybe_texts))
        for label, kind in kinds
    )
    total = FundTotal(
        draw(amounts), draw(amounts), draw(amounts), draw(points), draw(rates), draw(points), draw(maybe_texts)
    )
    return Form(
        project=draw(texts),
        year=draw(st.integers(2015, 2035)),
        title=draw(st.sampled_from(["项目支出绩效自评表", "项目（政策）支出绩效自评表"])),
        department=draw(maybe_texts),
        unit=draw(maybe_texts),
        amount_unit=draw(st.sampled_from(["万元", "元"])),
        funds=Funds(total, parts),
        goal=Goal(draw(maybe_texts), draw(maybe_texts)),
        indicators=draw(indicators() if rows is None else rows),
        total=Total(draw(points), draw(points)),
    )
