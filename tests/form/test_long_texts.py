"""Texts as long as a cell can hold, of the characters that patterns follow farthest."""

from __future__ import annotations

import pytest

from jixiao.form.direction import bare_name
from jixiao.rules.jx5_dates import _keeping


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("甲（乙）", "甲"),
        ("甲(乙】丙(丁", "甲丙(丁"),
        ("((甲)乙", "乙"),
        ("甲）乙", "甲)乙"),
        ("（" * 32_000, "(" * 32_000),
    ],
)
def test_brackets_with_an_end_are_left_out_of_a_name(name, bare):
    assert bare_name(name) == bare


def test_a_clause_about_a_warranty_is_looked_for_once_from_its_start():
    text = "工程2020年完工，质保期至2022年，2021年付清"
    assert _keeping().sub("", text) == "工程2020年完工，，2021年付清"
    assert _keeping().match(text, 11) is None and _keeping().match(text, 10) is not None
    assert _keeping().search("一" * 32_000) is None
