"""A short name is taken for the full one only where offices are really named so."""

import pytest

from jixiao.rules.offices import abbreviates


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("河门口街办", "攀枝花市西区河门口街道办事处"),
        ("河门口街道办事处", "攀枝花市西区河门口街道办事处"),
        ("河门口街道", "攀枝花市西区河门口街道办事处"),
        ("青河区教育局", "某某市青河区教育局"),
    ],
)
def test_a_short_name_is_known_by_its_full_one(short, full):
    assert abbreviates(short, full)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("青河区教育局", "青河区教育局第一幼儿园"),
        ("青神县发展和改革局", "青神县发展和改革局本级"),
        ("青河区教育局", "青河区财政局"),
        ("青河区教育局", "青河区教育局"),
        ("青河区第二中学", "青河区第二十中学"),
        ("青河区小学", "青河区实验小学"),
        ("第1街道办事处", "第11街道办事处"),
        ("西区", "攀枝花市西区"),
    ],
)
def test_another_office_is_no_short_name(one, other):
    assert not abbreviates(one, other)
