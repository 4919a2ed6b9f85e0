"""What is left out for publication, and what only looks like it."""

from __future__ import annotations

import pytest

from jixiao.exporters.redact import hidden, published
from tests.build import form

LEFT_OUT = [
    ("联系人张某13812345678", "联系人张某（略）"),
    ("电话 138-1234-5678、0812-3365432", "电话 （略）、（略）"),
    ("联系电话：3365432", "联系电话：（略）"),
    ("邮箱 zhang.san@example.gov.cn。", "邮箱 （略）。"),
    ("身份证11010519491231002X", "身份证（略）"),
    ("身份证 110105 19491231 0021", "身份证 （略）"),  # with spaces, and the check digit is wrong
    ("卡号6222 0212 3456 7890 129", "卡号（略）"),
]
KEPT = [
    "拨付资金13812345678元",
    "受理矛盾纠纷106件",
    "51000021R000000019951-工资性支出",
    "2020-2021年度",
    "金额 1.13812345678",
]


@pytest.mark.parametrize(("text", "left"), LEFT_OUT)
def test_contact_data_is_left_out_wherever_it_is(text, left):
    given = form({"indicators[2].note": text, "goal.actual": text})
    items = hidden(given)
    assert [item.field for item in items] == ["goal.actual", "indicators[2].note"]
    assert published(given, items) == form({"indicators[2].note": left, "goal.actual": left})


@pytest.mark.parametrize("text", KEPT)
def test_figures_and_codes_are_no_contact_data(text):
    assert hidden(form({"indicators[2].note": text, "goal.actual": text})) == ()
