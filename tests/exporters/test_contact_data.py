"""Which numbers lead to a person, however they are typed, and which only look like it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.exporters.contact_data import CARD, IDENTITY, MAIL, MOBILE, NAME, PHONE, contacts
from jixiao.exporters.redact import OMITTED, without

FOUND = [
    ("身份证11010519491231002X", IDENTITY),
    ("编号 110105194912310021", IDENTITY),  # the check digit is wrong
    ("110105 19491231 002X", IDENTITY),
    ("1101 0519 4912 3100 2X", IDENTITY),
    ("1101-0519-4912-3100-21", IDENTITY),
    ("１１０１０５１９４９１２３１００２Ｘ", IDENTITY),
    ("身份证号码：510123 4567 8901 23456", IDENTITY),
    ("公民身份号码（本人）51012345678901234x", IDENTITY),
    ("130503670401001", IDENTITY),
    ("尾号6222021234567890128", CARD),
    ("6222 0212 3456 7890 128", CARD),
    ("622202-1234567890128", CARD),
    ("6222021234567890 128", CARD),
    ("开户行及账号：农业银行 6228 4804 0256 4890 0", CARD),
    ("卡号12345678", CARD),
    ("帐号 22-810101040012345", CARD),
    ("13812345678", MOBILE),
    ("138-1234-5678", MOBILE),
    ("138 1234 5678", MOBILE),
    ("1381 2345 678", MOBILE),
    ("138 123 45678", MOBILE),
    ("１３８１２３４５６７８", MOBILE),
    ("138—1234—5678", MOBILE),
    ("+86 13812345678", MOBILE),
    ("电话138\n1234\n5678", MOBILE),
    ("手机：13812345678 余某", MOBILE),
    ("0812-3365432", PHONE),
    ("0812 3365432", PHONE),
    ("（0812）3365432", PHONE),
    ("(0812) 336-5432", PHONE),
    ("08123365432", PHONE),
    ("010－12345678转801", PHONE),
    ("联系电话：3365432", PHONE),
    ("电话 336 5432", PHONE),
    ("传真3365432", PHONE),
    ("400-123-4567", PHONE),
    ("zhang.san@example.gov.cn", MAIL),
]
LISTS = [
    ("电话：3365432、3365433", [PHONE, PHONE]),
    ("电话：张三 3365432，李四 13812345678", [PHONE, NAME, MOBILE]),
    ("13812345678 13912345678", [MOBILE, MOBILE]),
    ("身份证 110105194912310021 13812345678", [IDENTITY, MOBILE]),
    ("6222021234567890128 13812345678", [CARD, MOBILE]),
    ("身份证 110105 19491231 0021，卡号6222 0212 3456 7890 129", [IDENTITY, CARD]),
    ("电话3365432，卡号12345678", [PHONE, CARD]),
    ("电话622202123456-7890128", [CARD]),
    ("电话6222 0212 3456 7890 128", [CARD]),
    ("银行卡 6222021234567890 / 6222021234567891", [CARD, CARD]),
]
KEPT = [
    "拨付资金13812345678元",
    "受理矛盾纠纷106件",
    "51000021R000000019951-工资性支出",
    "2020-2021年度",
    "2019-2020-2021-2022",
    "金额 1.13812345678",
    "110105234913310021",  # no day is the 31st of the 13th month
    "6222021234567890129",  # Luhn's sum is another
    "文号 2020123100456",
    "电话费 12345678 元",
    "账号数量12345678个",
    "培训 12345678人次",
    "3000.00 4000.00 5000.00 6000.00",
    "2020.01.15-2020.12.31",
    "118.5 万元，12 3456 平方米",
]


NAMED = [
    ("联系人：王小明，科长", "联系人：（略），科长"),
    ("填表人: 欧阳兰", "填表人: （略）"),
    ("受助人：张三、李四、诸葛小虎等3人", "受助人：（略）、（略）、（略）等3人"),
    ("户主：文静（低保户）", "户主：（略）（低保户）"),
    ("困难党员张三 13812345678", "困难党员（略） （略）"),
    ("慰问：张三（13812345678）", "慰问：（略）（（略））"),
    ("张三，身份证号：11010519491231002X", "（略），身份证号：（略）"),
    ("负责人：张家村村委会", "负责人：张家村村委会"),
    ("负责人：各科室", "负责人：各科室"),
    ("黄河路、高新区", "黄河路、高新区"),
    ("单位 13812345678", "单位 （略）"),
    ("高新区 0812-3365432", "高新区 （略）"),
]


@pytest.mark.parametrize(("text", "left"), NAMED)
def test_a_name_is_left_out_where_the_words_beside_say_that_it_is_one(text, left):
    assert without(text)[0] == left


@pytest.mark.parametrize(("text", "kind"), FOUND)
def test_a_number_is_found_however_it_is_typed(text, kind):
    left, kinds = without(f"甲，{text}。")
    assert (
        kinds == (kind,)
        and not any(sign.isdigit() for sign in left)
        and left.endswith(f"{OMITTED}。") == ("余" not in text)
    )


@pytest.mark.parametrize(("text", "kinds"), LISTS)
def test_every_number_of_a_list_is_found(text, kinds):
    left, found = without(text)
    assert list(found) == kinds and not any(sign.isdigit() for sign in left)


@pytest.mark.parametrize("text", KEPT)
def test_figures_codes_and_dates_stay(text):
    assert contacts(text) == ()


@given(
    st.text("甲，。 身份证电话账号：", max_size=8),
    st.sampled_from(["13812345678", "11010519491231002X", "6222021234567890128"]),
    st.lists(st.sampled_from(["", " ", "-", "－", "　"]), min_size=4, max_size=4),
    st.text("甲乙，。", max_size=4),
)
def test_no_digit_of_a_number_is_left_whatever_is_around_it(before, number, gaps, after):
    cuts = (0, 3, 7, 11) if len(number) == 11 else (0, 4, 8, 12, 16, 19)
    groups = [number[first:last] for first, last in pairwise(cuts)]
    typed = "".join(group + gap for group, gap in zip(groups, [*gaps[: len(groups) - 1], ""], strict=True))
    left, kinds = without(before + typed + after)
    assert not any(sign.isdigit() for sign in left)
    # after a word for telephones a card number with a space in it reads as two of them
    assert len(kinds) == 1 or "电话" in before
