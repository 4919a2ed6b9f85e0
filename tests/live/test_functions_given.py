"""What cells hold reaches the engine without noise, whatever Excel keeps it in."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.errors import CannotGoOn
from jixiao.live.udf.answers import fitted
from jixiao.live.udf.arguments import cell, count, direction, number, rows, text

CELL = st.one_of(st.none(), st.text(max_size=5), st.floats(-1e9, 1e9), st.booleans())


@given(st.decimals(-999999999, 999999999, places=4))
def test_a_number_typed_with_up_to_four_places_arrives_as_typed(typed):
    assert number(float(typed), "分值") == typed
    assert Decimal(text(float(typed), "年度指标值")) == typed


@pytest.mark.parametrize("typed", ["0.1", "0.07", "1.15", "24.67", "97.24", "100000000.01"])
def test_a_binary_fraction_brings_no_noise(typed):
    assert number(float(typed), "分值") == Decimal(typed)
    assert text(float(typed), "年度指标值") == typed


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=4))
def test_a_block_keeps_its_shape_and_blank_cells_stay_blank(block):
    messages = rows(block)
    assert [len(row) for row in messages] == [3] * len(block)
    assert [[value == "" for value in row] for row in messages] == [
        [value in (None, "") for value in row] for row in block
    ]


@given(CELL)
def test_a_cell_says_the_same_alone_in_a_row_and_in_a_block(value):
    assert rows(value) == rows([value]) == rows([[value]]) == rows(((value,),))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (datetime(2020, 12, 31, tzinfo=UTC), "2020年12月31日"),
        (datetime(2020, 1, 2, 8, 30), "2020年1月2日 08:30"),
        (date(2020, 1, 2), "2020年1月2日"),
        (time(8, 5), "08:05"),
        (True, "是"),
        (12.0, "12"),
        (Decimal("12.3400"), "12.34"),
        ("  ≥95% ", "≥95%"),
        (None, None),
        ("", None),
    ],
)
def test_a_value_of_excel_is_reported_as_a_person_writes_it(value, expected):
    assert text(value, "年度指标值") == expected


def test_a_merged_cell_counts_as_the_one_cell_that_is_filled():
    assert cell([["≥95%", None], [None, None]], "年度指标值") == "≥95%"
    with pytest.raises(CannotGoOn, match="“年度指标值”给了 4 个单元格，只能用一个"):
        cell([["≥95%", None], ["≥90%", None]], "年度指标值")


@pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#REF!", "#VALUE!", -2146826246, -2146826281])
def test_an_error_of_excel_is_never_taken_for_a_value(error):
    with pytest.raises(CannotGoOn, match="“分值”所引用的单元格是错误值"):
        number(error, "分值")
    with pytest.raises(CannotGoOn, match="“分值”所引用的单元格是错误值"):
        text([[error]], "分值")


def test_a_number_no_form_could_mean_is_refused():
    with pytest.raises(CannotGoOn, match="过大"):
        text(1e60, "年度指标值")


@pytest.mark.parametrize(("said", "expected"), [("≥", "≥"), (">=", "≥"), ("反向", "≤"), ("＝", "="), (None, None)])
def test_a_direction_is_known_by_its_usual_spellings(said, expected):
    assert direction(said) == expected


@given(st.integers(1, 9), st.integers(1, 9), st.integers(1, 7), st.integers(1, 5))
def test_an_answer_fills_an_array_formula_of_any_size(height, width, found, across):
    made = fitted([[number] * across for number in range(found)], height, width)
    assert len(made) == (height if height > 1 else found)
    assert {len(line) for line in made} == {max(width, across)}


def test_a_list_that_does_not_fit_says_how_many_are_not_shown():
    assert fitted([["甲"], ["乙"], ["丙"], ["丁"]], 3, 1) == [
        ["甲"],
        ["乙"],
        ["还有 2 条没有显示，请把数组公式的区域加长 1 行"],
    ]


@pytest.mark.parametrize(("given_", "expected"), [(None, 1), (0.0, 1), (12.0, 12), ([[3.0]], 3)])
def test_the_size_of_a_formula_is_at_least_one_cell(given_, expected):
    assert count(given_) == expected
