"""Printed figures are compared at the precision they are printed with."""

from decimal import Decimal

import pytest

from jixiao.form.rates import rate_agrees
from jixiao.rules.precision import only_rounded, points_agree

RATE = Decimal("74.68") / Decimal("112.12")


@pytest.mark.parametrize("printed", ["0.666", "0.6661", "0.67", "0.66", "0.66607", "0.666072065644"])
def test_a_rate_rounded_or_cut_at_its_last_place_agrees(printed):
    assert rate_agrees(Decimal(printed), RATE)


@pytest.mark.parametrize("printed", ["0.665", "0.68", "0.667" + "1", "1", "0.65"])
def test_a_rate_off_by_a_unit_of_its_last_place_does_not_agree(printed):
    assert not rate_agrees(Decimal(printed), RATE)


def test_a_whole_hundred_percent_is_read_with_two_places():
    assert not rate_agrees(Decimal(1), Decimal("0.97"))
    assert rate_agrees(Decimal(1), Decimal("0.997"))


@pytest.mark.parametrize(
    ("printed", "exact"), [("6.66", "6.6607"), ("6.7", "6.6607"), ("7", "6.6607"), ("6.6", "6.649")]
)
def test_points_agree_when_rounding_explains_them(printed, exact):
    assert points_agree(Decimal(printed), Decimal(exact))


@pytest.mark.parametrize(("printed", "exact"), [("6.67", "6.6607"), ("6.6", "6.6607"), ("9.65", "9.724")])
def test_points_differ_when_rounding_does_not_explain_them(printed, exact):
    assert not points_agree(Decimal(printed), Decimal(exact))


def test_whole_points_for_a_broken_figure_are_only_rounded():
    assert only_rounded(Decimal(10), Decimal("9.72"))
    assert not only_rounded(Decimal("9.7"), Decimal("9.72"))
    assert not only_rounded(Decimal(10), Decimal(10))
