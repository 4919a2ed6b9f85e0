"""A form is scored by a policy, and every score says how."""

from dataclasses import replace
from decimal import Decimal

import pytest

from jixiao import policy
from jixiao.form.model import Form, Funds, FundTotal, Indicator, Measure, Source, Total, UnreadCell
from jixiao.policy.score import Scores, score

DEFAULT = policy.load("2020-caiyu-10")


def points(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def funds(annual: str | None, executed: str | None, weight: str | None = "10", printed: str | None = None) -> Funds:
    return Funds(FundTotal(None, points(annual), points(executed), points(weight), None, points(printed)))


def one(target: str | None, actual: str | None, weight: str | None = "10", measure: Measure | None = None) -> Form:
    line = Indicator("产出指标", "数量指标", "指标1", target, actual, points(weight), Decimal(8), measure=measure)
    return Form("项目", indicators=(line,))


EXECUTION = [
    ("12.33", "11.99", "10", "9.72", "11.99 ÷ 12.33 × 10 = 9.724 → 9.72（按预算执行率计分，"),
    ("112.12", "74.68", "10", "6.66", "74.68 ÷ 112.12 × 10 = 6.661 → 6.66（"),
    ("24.67", "24.67", "10", "10", "24.67 ÷ 24.67 × 10 = 10（"),
    ("10", "12", "10", "10", "12 ÷ 10 = 120%，超过 100% 按 100% 计，得 10（"),
    ("10", "0", "10", "0", "0 ÷ 10 × 10 = 0（"),
    ("10", "9.995", "10", "10.00", "9.995 ÷ 10 × 10 = 9.995 → 10（"),
    ("3", "2", "20", "13.33", "2 ÷ 3 × 20 = 13.333 → 13.33（"),
    ("0", "0", "10", None, "全年预算数为 0，不能计算执行率"),
    (None, "5", "10", None, "缺全年预算数，不能计算执行率得分"),
    ("5", None, None, None, "缺全年执行数、执行率分值，不能计算执行率得分"),
]


@pytest.mark.parametrize(("annual", "executed", "weight", "suggested", "line"), EXECUTION)
def test_the_execution_score_is_the_weighted_rate(
    annual: str | None, executed: str | None, weight: str | None, suggested: str | None, line: str
) -> None:
    found = score(Form("项目", funds=funds(annual, executed, weight)), DEFAULT).execution
    assert (found.field, found.suggested) == ("funds.total.score", points(suggested))
    assert found.explanation.startswith(line)


# policy, target, actual, weight, suggested, completion, how the line begins
QUANTITATIVE = [
    ("2020-caiyu-10", "≥50个", "50个", "10", "10", "1", "完成值 50个 达到指标值 50个，得满分 10（"),
    ("2020-caiyu-10", "≥50个", "60个", "10", "10", "1.2", "完成值 60个 达到指标值 50个，得满分 10（"),
    ("2020-caiyu-10", "≥50个", "40个", "10", "8", "0.8", "完成值 40个 未达到指标值 50个，40 ÷ 50 × 10 = 8（"),
    ("2020-caiyu-10", "≥3次", "2次", "10", "6.67", None, "完成值 2次 未达到指标值 3次，2 ÷ 3 × 10 = 6.667 → 6.67（"),
    ("2020-caiyu-10", "≤90万元", "90万元", "8", "8", "1", "完成值 90万元 未超指标值 90万元，得满分 8（"),
    ("2020-caiyu-10", "≤90万元", "120万元", "8", "6", None, "完成值 120万元 超过指标值 90万元，90 ÷ 120 × 8 = 6（"),
    (
        "variant-linear",
        "≤90万元",
        "120万元",
        "9",
        "6",
        None,
        "完成值 120万元 超过指标值 90万元，(1 - (120 - 90) ÷ 90) × 9",
    ),
    (
        "variant-linear",
        "≤90万元",
        "200万元",
        "9",
        "0",
        None,
        "完成值 200万元 超过指标值 90万元，(1 - (200 - 90) ÷ 90) × 9",
    ),
    (
        "2020-caiyu-10",
        "=50个",
        "40个",
        "10",
        "8",
        "0.8",
        "完成值 40个 不等于指标值 50个，(1 - |40 - 50| ÷ 50) × 10 = 8（",
    ),
    (
        "2020-caiyu-10",
        "=50个",
        "60个",
        "10",
        "8",
        "1.2",
        "完成值 60个 不等于指标值 50个，(1 - |60 - 50| ÷ 50) × 10 = 8（",
    ),
    ("2020-caiyu-10", "=50个", "150个", "10", "0", "3", "完成值 150个 不等于指标值 50个，"),
    ("variant-equal-strict", "=50个", "49个", "10", "0", "0.98", "完成值 49个 不等于指标值 50个，未完成，得 0（"),
    ("variant-equal-at-least", "=50个", "60个", "10", "10", "1.2", "完成值 60个 达到指标值 50个，得满分 10（"),
    ("2020-caiyu-10", "=0起", "0起", "10", "10", None, "完成值 0起 等于指标值 0起，得满分 10（"),
    ("2020-caiyu-10", "=0起", "1起", "10", "0", None, "完成值 1起 不等于指标值 0起，未完成，得 0（"),
    ("2020-caiyu-10", "0起", "1起", "10", "0", None, "完成值 1起 超过指标值 0起，未完成，得 0（"),
    ("2020-caiyu-10", "≥-2%", "-3%", "10", None, None, "指标值 -2 是负数，没有达到时不能按比例计分；不能计算建议得分"),
    ("2020-caiyu-10", "≥-2%", "-1%", "10", "10", None, "完成值 -1% 达到指标值 -2%，得满分 10（"),
    ("2020-caiyu-10", "100", "98%", "10", "9.8", "0.98", "完成值 98% 未达到指标值 100%，98 ÷ 100 × 10 = 9.8（"),
    ("2020-caiyu-10", "≥50个", "5万元", "10", None, None, "完成值 5万元 与指标值的单位 个 不能换算；不能计算建议得分"),
    ("2020-caiyu-10", "≥50个", "已完成", "10", None, None, "完成值：文字描述，没有可计算的数值；不能计算建议得分"),
    ("2020-caiyu-10", "3-5次", "4次", "10", "10", None, "完成值 4次 未超指标值 5次，得满分 10（"),
    ("2020-caiyu-10", "3-5次", "6次", "10", None, None, "完成值“6次”不在区间“3-5次”内，区间外没有计分办法；不能计算"),
    ("2020-caiyu-10", "2020年底", "2020年底", "5", None, None, "指标值：“2020年底”是日期，不是数量，日期不按比例计分"),
    ("2020-caiyu-10", "2020年6月底前", "2020年5月", "5", "5", None, "按期完成，得满分 5（"),
    ("2020-caiyu-10", "6月30日前", "7月5日", "5", None, None, "完成时间“7月5日”晚于“6月30日前”，日期不按比例计分；"),
    ("2020-caiyu-10", "≥50个", "40个", None, None, "0.8", "缺分值，不能计算建议得分"),
]


@pytest.mark.parametrize(("name", "target", "actual", "weight", "suggested", "completion", "line"), QUANTITATIVE)
def test_a_quantitative_indicator_is_scored_by_its_direction(
    name: str, target: str, actual: str, weight: str | None, suggested: str | None, completion: str | None, line: str
) -> None:
    (found,) = score(one(target, actual, weight), policy.load(name)).indicators
    assert found.suggested == points(suggested)
    assert completion is None or found.completion == Decimal(completion)
    assert found.explanation.startswith(line)


@pytest.mark.parametrize(
    ("name", "tier", "low", "high"),
    [
        ("2020-caiyu-10", "达成预期指标", "8", "10"),
        ("2020-caiyu-10", "部分达成", "6", "8"),
        ("2020-caiyu-10", "未达成预期指标且效果较差", "0", "6"),
        ("variant-tiers-50", "部分达成", "5", "8"),
        ("hubei-2020", "未达成", "0", "5"),
    ],
)
def test_a_tier_gives_a_band_and_suggests_its_upper_end(name: str, tier: str, low: str, high: str) -> None:
    (found,) = score(one("良好", "良好", "10", Measure(tier=tier)), policy.load(name)).indicators
    assert (found.band, found.suggested) == ((Decimal(low), Decimal(high)), Decimal(high))
    assert f"即 {high}-{low} 分，建议 {high}" in found.explanation


def test_a_tier_the_policy_does_not_know_is_named_with_the_choice() -> None:
    (found,) = score(one("良好", "良好", "10", Measure(tier="很好")), DEFAULT).indicators
    assert found.suggested is None
    assert found.explanation.startswith("完成档次“很好”不在评分办法中，可选：达成预期指标、")


FULL = Form(
    "项目",
    funds=funds("12.33", "11.99", "10", "9.65"),
    indicators=(
        Indicator("产出指标\n(50分)", "数量指标", "指标1", "≥5个", "5个", Decimal(50), Decimal(48)),
        Indicator("效益指标", "社会效益", "指标1", "良好", "良好", Decimal(30), Decimal(30)),
        Indicator("服务对象满意度指标", "满意度", "指标1", "90%", "90%", Decimal(8), Decimal(8)),
        Indicator("项目管理", "管理", "指标1", "良好", "良好", Decimal(2), Decimal(2)),
    ),
)


def sums(scores: Scores) -> dict[str, tuple[str, str]]:
    return {item.name: (str(item.weight), str(item.score)) for item in scores.dimensions}


def test_the_total_takes_the_computed_execution_score_and_the_printed_rest() -> None:
    found = score(FULL, DEFAULT)
    assert (found.total, found.printed_total, found.indicator_total) == (
        Decimal("97.72"),
        Decimal("97.65"),
        Decimal(88),
    )
    assert (found.weight_total, found.grade) == (Decimal(100), "优")


def test_points_are_summed_by_dimension_and_unknown_ones_apart() -> None:
    assert sums(score(FULL, DEFAULT)) == {
        "产出指标": ("50", "48"),
        "成本指标": ("0", "0"),
        "效益指标": ("30", "30"),
        "满意度指标": ("8", "8"),
        "其他": ("2", "2"),
    }


def test_an_execution_score_that_cannot_be_computed_counts_as_printed() -> None:
    found = score(replace(FULL, funds=funds(None, None, "10", "9.65")), DEFAULT)
    assert (found.total, found.printed_total) == (Decimal("97.65"), Decimal("97.65"))


def test_a_missing_score_leaves_no_total_for_a_part_of_it_would_be_read_as_the_whole() -> None:
    lines = (replace(FULL.indicators[0], score=None), *FULL.indicators[1:])
    found = score(replace(FULL, indicators=lines), DEFAULT)
    assert (found.total, found.printed_total, found.grade, found.missing) == (None, None, None, 1)


def test_an_execution_score_neither_computed_nor_printed_leaves_no_total() -> None:
    found = score(replace(FULL, funds=funds(None, None, "10", None)), DEFAULT)
    assert (found.total, found.grade, found.missing) == (None, None, 1)


def test_rows_without_points_need_no_score() -> None:
    blank = replace(FULL.indicators[0], weight=None, score=None)
    found = score(replace(FULL, indicators=(*FULL.indicators, blank)), DEFAULT)
    assert (found.total, found.missing) == (Decimal("97.72"), 0)


def test_an_empty_form_has_no_total_and_no_grade() -> None:
    found = score(Form(None), DEFAULT)
    assert (found.total, found.printed_total, found.grade, found.rate) == (None, None, None, None)
    assert found.weight_total == 0


def test_the_rate_can_rest_on_the_initial_budget() -> None:
    money = Funds(FundTotal(Decimal(50), Decimal(40), Decimal(40), Decimal(10)))
    by_initial = score(Form("项目", funds=money), policy.load("variant-initial-budget"))
    by_annual = score(Form("项目", funds=money), DEFAULT)
    assert (by_initial.rate, by_initial.execution.suggested) == (Decimal("0.8"), Decimal(8))
    assert (by_annual.rate, by_annual.execution.suggested) == (Decimal(1), Decimal(10))


@pytest.mark.parametrize(
    ("name", "total", "grade"),
    [
        ("2020-caiyu-10", "90", "优"),
        ("2020-caiyu-10", "89.99", "良"),
        ("2020-caiyu-10", "80", "良"),
        ("2020-caiyu-10", "60", "中"),
        ("2020-caiyu-10", "59.99", "差"),
        ("variant-grades-five", "69.99", "低"),
        ("variant-grades-five", "70", "中"),
        ("variant-grades-five", "59", "差"),
    ],
)
def test_the_grade_begins_at_its_minimum(name: str, total: str, grade: str) -> None:
    assert policy.load(name).grade(Decimal(total)) == grade


ROWS = (
    Indicator("产出指标", "数量指标", "清淤长度", "≥5公里", "5公里", Decimal(50), Decimal(50)),
    Indicator("效益指标", "社会效益指标", "受益人口", "≥1000人", "1000人", Decimal(30), Decimal(30)),
)


def test_a_form_that_breaks_off_has_no_total_and_no_grade():
    half = Form("项目", funds=funds("10", "10"), indicators=ROWS, source=Source(places={"project": "第 2 行"}))
    found = score(half, DEFAULT)
    assert (found.breaks_off, found.total, found.whole_total, found.whole_grade) == (True, Decimal(90), None, None)
    whole = score(replace(half, source=Source(places={"total.score": "第 9 行"})), DEFAULT)
    assert (whole.breaks_off, whole.whole_total, whole.whole_grade) == (False, Decimal(90), "优")


@pytest.mark.parametrize(
    ("whole", "cells", "total"),
    [
        ("100", (("indicators", "10", False),), None),
        ("100", (("indicators", "预算执行率", False), ("total", "10", False)), Decimal(90)),
        ("100", (("indicators", "10", True),), Decimal(90)),
        ("90", (("indicators", "10", False),), Decimal(90)),
    ],
)
def test_points_that_were_not_read_leave_no_total_where_the_form_names_a_higher_one(whole, cells, total):
    unread = tuple(UnreadCell(part, text, "第 18 行", 17, 5, is_other=other) for part, text, other in cells)
    source = Source(places={"total.weight": "第 19 行"})
    form = Form("项目", indicators=ROWS, funds=funds("10", "10"), total=Total(Decimal(whole)), source=source)
    found = score(replace(form, unread_cells=unread), DEFAULT)
    assert (found.lacks_points, found.whole_total) == (total is None, total)


def test_an_execution_rate_among_the_indicators_is_counted_once():
    rate = Indicator("过程", "预算执行", "预算执行率", "100%", "96%", Decimal(20), Decimal("19.2"))
    found = score(Form("项目", funds=funds("10", "9.6", None, "19.2"), indicators=(*ROWS, rate)), DEFAULT)
    assert (found.counted_within, found.whole_total, found.whole_grade) == (True, Decimal("99.2"), "优")


def test_no_execution_score_where_the_rate_is_of_a_budget_that_was_not_read():
    arrived = UnreadCell("funds", "460", "第 6 行", 5, 3, "到位数", is_other=True)
    paid = FundTotal(annual=Decimal(500), executed=Decimal(437), weight=Decimal(10), rate=Decimal("0.95"))
    form = Form("项目", funds=Funds(paid), indicators=ROWS, unread_cells=(arrived,))
    found = score(form, DEFAULT)
    assert (found.rate, found.execution.suggested) == (None, None)
    assert "95%" in found.execution.explanation and "没有读入" in found.execution.explanation
    assert score(replace(form, unread_cells=()), DEFAULT).execution.suggested == Decimal("8.74")
