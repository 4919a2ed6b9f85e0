"""Made-up pairs with a known answer: whatever way they are written, the score is that or none."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from jixiao import policy
from jixiao.form.model import Indicator
from jixiao.form.rounding import half_up
from jixiao.policy.indicator import indicator_score

POLICY = policy.load("2020-caiyu-10")
calm = settings(max_examples=150)
FULL = Decimal(10)

MORE = [
    ("数量指标", "培训人数", "人"),
    ("数量指标", "检查次数", "次"),
    ("质量指标", "验收合格率", "%"),
    ("经济效益指标", "产值", "万元"),
]
LESS = [
    ("质量指标", "差错率", "%"), ("社会效益指标", "信访件数", "件"), ("时效指标", "工期", "天"), ("成本指标", "设备采购成本", "万元"),
    ("社会效益指标", "火灾起数", "起"), ("质量指标", "设备故障率", "%"), ("生态效益指标", "污染物排放量", "吨"), ("时效指标", "响应时间", "分钟"),
]  # fmt: skip
numbers = st.integers(2, 99999)
small = st.integers(2, 99)
DIGITS = "零一二三四五六七八九"
SHORT_OF = [
    "不足",
    "不到",
    "近",
    "将近",
    "接近",
    "还差",
    "尚缺",
    "未达到",
    "计划",
    "拟完成",
    "预计",
    "力争",
    "目标",
    "上年",
    "每期",
]
CANCELLED = ["（未验收）", "，尚未完成", "（计划）", "（预计）", "，项目取消", "，正在实施", "以下", "，还差3个"]


def score(category: str, name: str, target: str, actual: str) -> Decimal | None:
    row = Indicator("产出指标", category, name, target, actual, FULL)
    return indicator_score("indicators[0]", row, POLICY).suggested


def due(direction: str, target: int, actual: int) -> Decimal:
    met = actual >= target if direction == "≥" else actual <= target
    share = Fraction(1) if met else Fraction(actual, target) if direction == "≥" else Fraction(target, actual)
    return half_up(FULL * share.numerator / share.denominator)


def possible(row: tuple[str, str, str], target: int, actual: int, expected: Decimal) -> Decimal | None:
    """No score for a 合格率 or 差错率 above 100 %, a rate that looks like the opposite one, a cost below a thousandth of its
    limit, and the same digits too far apart.
    """
    above = actual > 100 >= target and row[1].endswith(("合格率", "差错率"))
    above = above or (row in LESS and row[2] == "%" and is_opposite(target, actual))
    beneath = row[1].endswith("成本") and actual * 1000 < target
    less, more = sorted((target, actual))
    digits = str(less).rstrip("0")
    alike = len(digits) > 1 and more >= less * 10 and str(more).rstrip("0") == digits
    return None if above or beneath or alike else expected


def is_opposite(target: int, actual: int) -> bool:
    """96 % beside a 差错率 of at most 5 %: more likely what is right."""
    return target <= 20 and actual >= 80


def chinese(value: int) -> str:
    """A count below 100 in Chinese characters."""
    tens, ones = divmod(value, 10)
    return ("" if tens < 2 else DIGITS[tens]) + ("十" if tens else "") + (DIGITS[ones] if ones or not tens else "")


@st.composite
def written(draw: st.DrawFn, value: int, unit: str) -> str:
    """`value` as one of the ways a clerk writes it."""
    ways = [f"{value}{unit}", f"{value} {unit}", f"{value:,}{unit}", f"{value:,}{unit}".replace(",", "，")]
    ways.append(f"{value}{unit}".translate({ord("0") + at: "０１２３４５６７８９"[at] for at in range(10)}))
    if unit in ("人", "次", "件") and value >= 10000:
        ways.append(f"{Decimal(value) / 10000:f}万{unit}")
        if value % 1000 == 0 and value % 10000:
            ways.append(f"{value // 10000}万{value % 10000 // 1000}千{unit}")
    if 10 < value < 100 and unit not in ("%", "万元"):
        ways.append(f"{chinese(value)}{unit}")
    return draw(st.sampled_from(ways))


@calm
@given(st.data(), st.sampled_from(MORE), numbers, numbers, st.sampled_from(["", "≥", ">=", "不少于", "不低于", "至少"]))
def test_a_count_is_scored_by_its_ratio_however_it_is_written(data, row, target, actual, sign):
    asked, said = sign + data.draw(written(target, row[2])), data.draw(written(actual, row[2]))
    assert score(*row[:2], asked, said) == possible(row, target, actual, due("≥", target, actual)), (asked, said)


@calm
@given(
    st.data(), st.sampled_from(LESS), numbers, numbers, st.sampled_from(["", "≤", "<=", "不超过", "不高于", "控制在"])
)
def test_smaller_is_better_by_the_name_or_the_sign(data, row, target, actual, sign):
    asked, said = sign + data.draw(written(target, row[2])), data.draw(written(actual, row[2]))
    assert score(*row[:2], asked, said) == possible(row, target, actual, due("≤", target, actual)), (asked, said)


@calm
@given(st.sampled_from([*MORE, *LESS]), numbers, st.sampled_from(SHORT_OF), st.sampled_from(CANCELLED), st.booleans())
def test_words_that_take_the_number_back_give_no_full_score(row, target, before, after, in_front):
    said = f"{before}{target}{row[2]}" if in_front else f"{target}{row[2]}{after}"
    is_limit = row in LESS and (before in ("不足", "不到", "近", "将近", "接近") if in_front else after == "以下")
    assert score(*row[:2], f"{target}{row[2]}", said) == (FULL if is_limit else None), said


@calm
@given(small, small, st.sampled_from([("≥", "＞", "超过"), ("≤", "＜", "低于")]), st.integers(1, 2))
def test_a_strict_sign_is_not_met_by_the_number_itself(target, actual, policy_marks, which):
    got = score("数量指标", "数量", f"{policy_marks[which]}{target}次", f"{actual}次")
    assert got == (None if target == actual else due(policy_marks[0], target, actual))


@calm
@given(
    st.sampled_from(["合格", "满意", "及时", "达标", "完成", "成功", "覆盖"]),
    st.sampled_from(["不", "未"]),
    small,
    small,
)
def test_the_opposite_of_a_rate_is_no_result_of_it(word, negation, target, actual):
    assert score("质量指标", f"{word}率", f"≥{target}%", f"{negation}{word}率{actual}%") is None
    assert score("质量指标", f"{negation}{word}率", f"≤{target}%", f"{word}率{actual}%") is None


@calm
@given(st.sampled_from([("增长", "下降"), ("提高", "降低"), ("增加", "减少")]), small, small, st.booleans())
def test_a_change_the_other_way_is_worth_nothing(words, target, actual, upward):
    asked, other = words if upward else words[::-1]
    name = "产值" if upward else "能耗"
    assert score("经济效益指标", name, f"{asked}{target}%", f"{asked}{actual}%") == due("≥", target, actual)
    assert score("经济效益指标", name, f"{asked}{target}%", f"{other}{actual}%") in (None, Decimal(0))


@calm
@given(
    st.sampled_from([("每月", 12), ("每季度", 4), ("每半年", 2), ("每年", 1)]), st.integers(1, 9), st.integers(1, 130)
)
def test_a_number_per_period_counts_for_the_year_or_not_at_all(period, times, actual):
    got = score("数量指标", "例会", f"{period[0]}{times}次", f"{actual}次")
    yearly = due("≥", times * period[1], actual)
    assert got in ((yearly,) if actual * 2 > times * period[1] else (yearly, None))
    assert score("数量指标", "例会", f"{period[0]}{times}次", f"{period[0]}{actual}次") == due("≥", times, actual)


@calm
@given(small, small, small, st.sampled_from(["{}-{}次", "{}～{}次", "{}至{}次", "{}次-{}次", "≥{}次且≤{}次"]))
def test_inside_a_range_is_full_and_outside_is_open(one, other, actual, shape):
    low, high = sorted((one, other))
    got = score("数量指标", "次数", shape.format(low, high), f"{actual}次")
    assert got == (FULL if low < high and low <= actual <= high else None) or low == high


@calm
@given(
    st.dates(),
    st.dates(),
    st.sampled_from(["{0.year}年{0.month}月{0.day}日", "{0.month}月{0.day}日", "{0.month}.{0.day}"]),
)
def test_a_date_is_never_counted_with(limit, done, shape):
    asked, said = f"{shape.format(limit)}前", shape.format(done)
    got = score("时效指标", "完成时间", asked, said)
    # done in an earlier year than the deadline's is more likely a mistake in writing
    in_time = "年" in shape and done < limit and limit.year == done.year and 2000 <= limit.year < 2100
    assert got == (FULL if in_time else None)


@calm
@given(
    st.sampled_from(
        [
            ("公顷", "亩", 15),
            ("小时", "分钟", 60),
            ("公里", "米", 1000),
            ("吨", "公斤", 1000),
            ("万元", "元", 10000),
            ("年", "个月", 12),
        ]
    ),
    small,
    st.integers(1, 200),
)
def test_units_are_converted(units, target, actual):
    whole, part, factor = units
    sign = "≥"
    assume(target != actual * factor and target * factor != actual)  # the same number in another unit is a slip
    assert score("数量指标", "数量", f"{sign}{target}{whole}", f"{actual * factor}{part}") == due("≥", target, actual)
    assert score("数量指标", "数量", f"{sign}{target * factor}{part}", f"{actual}{whole}") == due("≥", target, actual)


@calm
@given(
    st.sampled_from([("人", "户"), ("次", "人"), ("个", "万元"), ("人", "人次"), ("%", "个"), ("天", "次")]),
    small,
    small,
)
def test_other_units_are_not_compared(units, target, actual):
    assert score("数量指标", "数量", f"≥{target}{units[0]}", f"{actual}{units[1]}") is None


@calm
@given(st.integers(1, 99), st.integers(1, 99), st.sampled_from(["≥", "≤"]))
def test_a_bare_fraction_or_percent_is_read_as_one_of_both(target, actual, sign):
    name = "合格率" if sign == "≥" else "差错率"
    for said in (f"{actual}", f"{Decimal(actual) / 100}"):
        got = score("质量指标", name, f"{sign}{target}%", said)
        other = Decimal(actual) / 100
        readings = {due(sign, target, actual), FULL if sign == "≤" else half_up(FULL * min(Decimal(1), other / target))}
        assert got is None or got in readings or (actual == 1 and target >= 40 and got == due(sign, target, 100))
        expected = None if sign == "≤" and is_opposite(target, actual) else due(sign, target, actual)
        assert said != f"{actual}" or actual == 1 or got == expected
