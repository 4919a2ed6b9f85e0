"""Figures are rounded half-up in one place and printed without padding."""

import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.form.rounding import half_up, percent, plain

TEN_PLACES = st.decimals(min_value=-(10**9), max_value=10**9, places=10)


@given(TEN_PLACES, st.integers(0, 6))
def test_up_to_ten_places_it_is_plain_half_up(value: Decimal, places: int) -> None:
    assert half_up(value, places) == value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        ("9.724249797", 2, "9.72"),
        ("6.665", 2, "6.67"),
        ("-6.665", 2, "-6.67"),
        ("2.675", 2, "2.68"),
        ("0.004999999999999", 2, "0.01"),
        ("0.0049999999", 2, "0.00"),
        ("12.5", 0, "13"),
        ("123456789012345678901234567890.125", 2, "123456789012345678901234567890.13"),
    ],
)
def test_a_half_goes_away_from_zero_once_the_binary_error_is_gone(value: str, places: int, rounded: str) -> None:
    assert half_up(Decimal(value), places) == Decimal(rounded)


@given(TEN_PLACES)
def test_a_binary_engine_that_rounds_twice_gets_the_same_points(value: Decimal) -> None:
    nearby = Decimal(float(value / 10**6))
    assert half_up(nearby) == half_up(Decimal(repr(float(value / 10**6))))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("10.00", "10"),
        ("6.670", "6.67"),
        ("1E+3", "1000"),
        ("-0.00", "0"),
        ("0.5", "0.5"),
        ("100", "100"),
        ("0E-8", "0"),
    ],
)
def test_plain_text_has_no_exponent_and_no_trailing_zeros(value: str, text: str) -> None:
    assert plain(Decimal(value)) == text


@pytest.mark.parametrize("text", ["1E+60", "9" * 60, "-" + "9" * 3000 + ".125", "1E-60"])
def test_no_figure_is_too_long_to_be_rounded(text: str) -> None:
    assert abs(half_up(Decimal(text)) - Decimal(text)) < 1


@pytest.mark.parametrize(
    ("executed", "annual", "shown"),
    [
        ("13.333", "20", "66.67%"),
        ("1", "8", "12.5%"),
        ("1", "16", "6.25%"),
        ("1", "32", "3.13%"),
        ("20", "20", "100%"),
        ("0.00001", "1", "0%"),
        ("-13.333", "20", "-66.67%"),
    ],
)
def test_a_percentage_is_rounded_half_up_wherever_it_is_printed(executed, annual, shown):
    from jixiao.commands import output

    rate = Decimal(executed) / Decimal(annual)
    assert percent(rate) == output.rate(rate) == shown


def test_no_other_module_turns_a_fraction_into_a_percentage():
    source = Path(__file__).parents[2] / "src" / "jixiao"
    by_hand = re.compile(r"\*\s*100[^}\n]*\}%")
    found = [path.name for path in source.rglob("*.py") if by_hand.search(path.read_text(encoding="utf-8"))]
    # how a cell shows what it holds: all places of the value, nothing is rounded
    assert sorted(found) == ["read.py", "rounding.py"]
