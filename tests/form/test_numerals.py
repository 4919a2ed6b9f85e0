"""Chinese numerals are read where they can mean only one number."""

from decimal import Decimal

import pytest

from jixiao.form.numerals import chinese, number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三百二十", "320"),
        ("十二", "12"),
        ("二十", "20"),
        ("一千零五", "1005"),
        ("一万二千", "12000"),
        ("一百二十三万四千五百六十七", "1234567"),
        ("两百", "200"),
        ("九十五点五", "95.5"),
        ("百", "100"),
        ("七", "7"),
    ],
)
def test_a_numeral_has_its_value(text: str, value: str) -> None:
    assert number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["二〇二〇", "三百二", "十百", "一二三", "若干", "五点百"])
def test_what_is_no_count_or_can_be_read_two_ways_is_left_alone(text: str) -> None:
    assert number(text) is None


@pytest.mark.parametrize(("count", "text"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (105, "一百零五")])
def test_headings_are_numbered_in_characters(count, text):
    assert chinese(count) == text and number(text) == count
