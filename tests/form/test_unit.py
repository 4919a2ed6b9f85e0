"""Two numbers are compared only when one unit can be converted to the other."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.form.unit import MONEY, canonical, convert, is_money

CONVERSIONS = [
    ("5", "万元", "元", "50000"),
    ("50000", "元", "万元", "5"),
    ("1.2", "亿元", "万元", "12000"),
    ("5", "万", "万元", "5"),
    ("5", "万", "元", "50000"),
    ("5", "万", "人", "50000"),
    ("100", "", "%", "100"),
    ("0.98", "", "%", "98.00"),
    ("1", "", "%", "100"),
    ("12", "", "个", "12"),
    ("3", "公里", "米", "3000"),
    ("2", "吨", "公斤", "2000"),
    ("5", "‰", "%", "0.5"),
    ("1", "公顷", "平方米", "10000"),
    ("7", "个", "个", "7"),
]


@pytest.mark.parametrize(("value", "unit", "to", "result"), CONVERSIONS)
def test_a_value_is_reported_in_another_unit(value: str, unit: str, to: str, result: str) -> None:
    assert convert(Decimal(value), unit, to) == Decimal(result)


@pytest.mark.parametrize(
    ("unit", "to"), [("个", "万元"), ("人", "户"), ("%", "元"), ("万", "%"), ("次/月", "次/年"), ("米", "平方米")]
)
def test_different_things_are_not_comparable(unit: str, to: str) -> None:
    assert convert(Decimal(5), unit, to) is None


@given(st.decimals(0, 10**6, places=2), st.sampled_from(sorted(MONEY)), st.sampled_from(sorted(MONEY)))
def test_money_survives_the_way_there_and_back(value: Decimal, unit: str, to: str) -> None:
    there = convert(value, unit, to)
    assert there is not None and convert(there, to, unit) == value


@pytest.mark.parametrize(
    ("written", "unit"), [("名", "人"), ("㎡", "平方米"), ("次/月", "次/月"), ("元/平米", "元/平方米")]
)
def test_one_unit_has_one_spelling(written: str, unit: str) -> None:
    assert canonical(written) == unit


def test_a_bare_ten_thousand_is_not_known_to_be_money() -> None:
    assert is_money("万元") and not is_money("万") and not is_money("个")
