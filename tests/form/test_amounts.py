"""Numbers of cells: what no form could mean is unreadable, never a figure; a rate is settled by the amounts beside it."""

from __future__ import annotations

import pickle
from decimal import Decimal

import pytest

from jixiao.form.amounts import Unreadable, amount, common_unit, exact, fraction, is_absurd, number
from jixiao.form.draft import Places
from jixiao.form.fields import field_name
from jixiao.form.numerals import chinese
from jixiao.form.rates import rate
from jixiao.form.table import Table
from jixiao.form.unit import convert


@pytest.mark.parametrize("value", [Decimal("1E60"), 1e60, float("inf"), Decimal("NaN")])
def test_a_typed_number_that_no_form_could_mean_is_absurd(value):
    assert is_absurd(value)
    with pytest.raises(Unreadable):
        exact(value)


@pytest.mark.parametrize("value", [None, "1E60", True, 12, Decimal("0.5"), 24.67])
def test_a_usual_number_and_what_is_no_number_are_not_absurd(value):
    assert not is_absurd(value)


@pytest.mark.parametrize("text", ["1.2.3", "1e99999999999999999999", "9" * 50, "1,2"])
@pytest.mark.parametrize("read", [number, fraction])
def test_a_text_that_is_no_single_number_is_unreadable(read, text):
    with pytest.raises(Unreadable):
        read(text)


def test_a_typed_yes_or_no_is_no_amount():
    with pytest.raises(Unreadable):
        exact(True)


@pytest.mark.parametrize(
    ("value", "executed", "budgets", "found"),
    [
        (Decimal("0.5"), None, (), "0.5"),
        (Decimal(50), None, (), "0.5"),
        (Decimal("1.5"), Decimal(0), (Decimal(100),), "0.015"),
        (Decimal(0), Decimal(1), (Decimal(2),), "0"),
        ("2.5", None, (), "0.025"),
        ("0.96", Decimal(48), (Decimal(50),), "0.96"),
        ("96", Decimal(0), (Decimal(50),), "0.96"),
    ],
)
def test_a_number_without_a_sign_is_a_fraction_or_percent_points_by_what_is_beside_it(value, executed, budgets, found):
    assert rate(value, executed, budgets) == Decimal(found)


def test_a_text_that_may_be_either_is_unreadable_where_nothing_settles_it():
    with pytest.raises(Unreadable):
        rate("1.5", None, ())


@pytest.mark.parametrize(
    ("count", "text"), [(0, "零"), (5, "五"), (10, "十"), (12, "十二"), (20, "二十"), (99, "九十九")]
)
def test_headings_are_numbered_in_characters(count, text):
    assert chinese(count) == text


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("summary.failed", "核算区·未通过校验数"),
        ("head", "表头"),
        ("waivers[0]", "豁免第 1 条"),
        ("funds.parts[1]", "资金来源第 2 行"),
        ("indicators[2].actual", "第 3 个指标·实际完成值"),
        ("没有这样的栏目", "没有这样的栏目"),
    ],
)
def test_every_field_has_its_name_on_the_form(path, name):
    assert field_name(path) == name


@pytest.mark.parametrize(
    ("value", "unit", "to", "found"),
    [(5, "个", "", 5), ("0.5", "", "%", 50), (5, "个", "万元", None), (5, "元/人", "万元/人", "0.0005")],
)
def test_a_value_is_given_in_another_unit_or_not_at_all(value, unit, to, found):
    assert convert(Decimal(value), unit, to) == (None if found is None else Decimal(found))


def test_places_travel_to_another_process_as_addresses():
    table = Table((("a", "b"),), file="自评.xlsx", sheet="表1")
    places = Places(table, {"project": (0, 1)})
    assert list(places) == ["project"] == list(places.coordinates) and pickle.loads(pickle.dumps(places)) == {
        "project": "B1"
    }


def test_places_of_a_text_are_its_lines():
    table = Table((("a",), ("b",)), file="自评.txt", lines=(3, 7))
    assert table.places([(0, 0), (1, 0)]) == ["第 3 行", "第 7 行"]


@pytest.mark.parametrize(
    ("values", "unit"),
    [
        (["100万元", "￥1,095.5 万元", "—", None], "万元"),
        (["100元"], "元"),
        (["100万元", "95"], None),
        (["100万元", 95.0], None),
        (["100万元", "95元"], None),
        (["约100万元"], None),
        ([], None),
    ],
)
def test_the_unit_of_a_form_is_the_one_all_its_amounts_carry(values, unit):
    assert common_unit(values) == unit


@pytest.mark.parametrize("text", ["①112.12", "112.12①", "112.12²", "48¹", "⑴48", "112.12❶"])
def test_a_mark_beside_a_number_never_becomes_a_digit_of_it(text):
    for read in (number, fraction, lambda text: amount(text, "万元")):
        with pytest.raises(Unreadable):
            read(text)
