"""The word lists are data: a changed file changes the reading, a missing table is named."""

import tomllib
from decimal import Decimal

import pytest

from jixiao import resources
from jixiao.form.direction import sense
from jixiao.form.lexicon import lexicon, parse
from jixiao.form.unit import comparable, convert, is_exact

DATA = tomllib.loads(resources.path("workbook/quantities.toml").read_text(encoding="utf-8"))


def test_the_lists_are_loaded_once() -> None:
    assert lexicon() is lexicon()


@pytest.mark.parametrize("table", sorted(DATA))
def test_a_missing_table_is_named(table: str) -> None:
    with pytest.raises(KeyError, match=table):
        parse({name: values for name, values in DATA.items() if name != table})


def test_a_word_added_to_the_file_is_read() -> None:
    changed = {**DATA, "direction": {**DATA["direction"], "smaller": [*DATA["direction"]["smaller"], "怪事"]}}
    assert parse(changed).direction.smaller.search("怪事件数")
    assert not lexicon().direction.smaller.search("怪事件数")


# name, unit, category -> direction
NAMES = [
    ("指标1：产品差错率（%）", "%", "质量指标", "≤"),
    ("投诉处理率", "%", "质量指标", "≥"),
    ("化解信访积案", "件", "数量指标", None),
    ("高血压控制率", "%", "质量指标", None),
    ("工期", "天", "时效指标", "≤"),
    ("服务期限", "个月", "时效指标", None),
    ("培训天数", "天", "数量指标", "≥"),
    ("未完成率", "%", "质量指标", "≤"),
    ("不动产登记率", "%", "质量指标", "≥"),
    ("办公费", "万元", "成本指标", "≤"),
    ("补助标准", "元", "成本指标", None),
    ("产值", "万元", "经济效益指标", "≥"),
    (None, "万元", None, None),
    (None, "人", None, "≥"),
]


@pytest.mark.parametrize(("name", "unit", "category", "direction"), NAMES)
def test_the_name_says_whether_less_is_better(
    name: str | None, unit: str, category: str | None, direction: str | None
) -> None:
    found = sense(name, "", unit, category, 0)
    assert found.direction == direction and found.why


def test_units_are_exact_comparable_or_neither() -> None:
    assert convert(Decimal(75), "亩", "公顷") == 5 and is_exact(Decimal(75), "亩", "公顷")
    assert not is_exact(Decimal(20), "分钟", "小时") and convert(Decimal(300), "元/人", "万元/人") == Decimal("0.03")
    assert comparable("批次", "批") and comparable("个月", "天") and not comparable("人", "人次")
