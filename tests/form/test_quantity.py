"""A cell is one quantity, or it is not and says why."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.form.quantity import Quantity, quantities, reading

# text, value, unit, sign, approximate
ONE = [
    ("≥50个", "50", "个", "≥", False),
    ("≤90万元", "90", "万元", "≤", False),
    ("5万", "5", "万", "", False),
    ("满意度达90%", "90", "%", "", False),
    ("不超预算数112.12万元", "112.12", "万元", "≤", False),
    ("100余次", "100", "次", "", True),
    ("95%以上", "95", "%", "≥", False),
    ("不低于95%", "95", "%", "≥", False),
    ("不少于3次以上", "3", "次", "≥", False),
    ("≧95％", "95", "%", "≥", False),
    ("═90%", "90", "%", "=", False),
    ("﹦90%", "90", "%", "=", False),
    ("＝100％", "100", "%", "=", False),
    ("＞=90%", "90", "%", "≥", False),
    (">= 90", "90", "", "≥", False),
    ("=<5次", "5", "次", "≤", False),
    ("９５％", "95", "%", "", False),
    ("1,234.5元", "1234.5", "元", "", False),
    ("三百二十户", "320", "户", "", False),
    ("十二支", "12", "支", "", False),
    ("两次", "2", "次", "", False),
    ("一次", "1", "次", "", False),
    ("百余次", "100", "次", "", True),
    ("1次/月", "1", "次/月", "", False),
    ("≥1次/年·人", "1", "次/年·人", "≥", False),
    ("100%", "100", "%", "", False),
    ("100 %", "100", "%", "", False),
    ("100\n%", "100", "%", "", False),
    ("100%\n\n%", "100", "%", "", False),
    ("达标率100%", "100", "%", "", False),
    ("≥100百分比", "100", "%", "≥", False),
    ("100（%）", "100", "%", "", False),
    ("100%以上（含100%）", "100", "%", "≥", False),
    ("百分之九十", "90", "%", "", False),
    ("百分之95", "95", "%", "", False),
    ("百分之九十五点五", "95.5", "%", "", False),
    ("1万余份", "10000", "份", "", True),
    ("2.5万人", "25000", "人", "", False),
    ("30万字", "300000", "字", "", False),
    ("10多万人", "100000", "人", "", True),
    ("296万余元", "296", "万元", "", True),
    ("6.7亿元", "6.7", "亿元", "", False),
    ("￥5000", "5000", "元", "", False),
    ("¥1,200.50", "1200.5", "元", "", False),
    ("增长5%", "5", "%", "", False),
    ("+5%", "5", "%", "", False),
    ("-5%", "-5", "%", "", False),
    ("增长率≥-2%", "-2", "%", "≥", False),
    ("提高3个百分点", "3", "百分点", "", False),
    ("2", "2", "", "", False),
    ("0.5", "0.5", "", "", False),
    ("-3", "-3", "", "", False),
    ("0起", "0", "起", "", False),
    ("2000", "2000", "", "", False),
    ("2012.6吨", "2012.6", "吨", "", False),
    ("大于等于95%", "95", "%", "≥", False),
    ("90%（含）以上", "90", "%", "≥", False),
    ("2370人", "2370", "人", "", False),
    ("约300人次", "300", "人次", "", True),
    ("95%左右", "95", "%", "", True),
    ("5万元以内", "5", "万元", "≤", False),
    ("控制在5万元", "5", "万元", "≤", False),
    ("未超过10万元", "10", "万元", "≤", False),
    ("不得超过5%", "5", "%", "≤", False),
    ("超过100人", "100", "人", ">", False),
    ("低于5%", "5", "%", "<", False),
    ("至少10场", "10", "场", "≥", False),
    ("等于100%", "100", "%", "=", False),
    ("10天内", "10", "天", "≤", False),
    ("24小时", "24", "小时", "", False),
    ("3个月", "3", "个月", "", False),
    ("10km", "10", "公里", "", False),
    ("50㎡", "50", "平方米", "", False),
    ("8名", "8", "人", "", False),
    ("PM2.5浓度≤35微克/立方米", "35", "微克/立方米", "≤", False),
    ("5G基站10个", "10", "个", "", False),
    ("60周岁及以上老人100人", "100", "人", "", False),
    ("2020年完成9.98万元", "9.98", "万元", "", False),
    ("按川财〔2020〕10号补助50户", "50", "户", "", False),
    ("（1）开展活动3次", "3", "次", "", False),
    ("1.开展活动3次", "3", "次", "", False),
    ("12345热线受理100件", "100", "件", "", False),
]

# text, kind
NONE = [
    ("7+7", "code"),
    ("1+6+n", "code"),
    ("7×24小时", "code"),
    ("7天*24小时", "code"),
    ("3:1", "code"),
    ("3/5", "code"),
    ("3.5.2", "code"),
    ("川财〔2020〕10号", "code"),
    ("[2020]10号", "code"),
    ("第3次", "code"),
    ("前3名", "code"),
    ("前10%", "code"),
    ("3#楼", "code"),
    ("8号院", "code"),
    ("5A级景区", "code"),
    ("4K视频", "code"),
    ("COVID-19", "code"),
    ("2020-nCoV", "code"),
    ("电话13890123456", "code"),
    ("028-87654321", "code"),
    ("510411199001011234", "code"),
    ("110报警", "code"),
    ("60岁以上老人", "code"),
    ("80后", "code"),
    ("1、开展活动", "code"),
    ("1是传承三线文化，6是成立社区公司", "code"),
    ("1-12月", "period"),
    ("2020年1-12月", "period"),
    ("6~8月", "period"),
    ("第3季度", "period"),
    ("一季度", "period"),
    ("2021-2023年", "period"),
    ("2020年全年", "period"),
    ("2020年底", "date"),
    ("2020年底已完成", "date"),
    ("2021年12月完成", "date"),
    ("12月底之前完成", "date"),
    ("2020年12月31日前", "date"),
    ("2021-12-31", "date"),
    ("2021.12", "date"),
    ("2021/3/5", "date"),
    ("2020", "date"),
    ("90%-95%", "range"),
    ("3-5次", "range"),
    ("1至3人", "range"),
    ("3万-5万元", "range"),
    ("±5%", "range"),
    ("10±2次", "range"),
    ("1,23,456", "unclear"),
    ("6,5", "unclear"),
    ("1 000元", "unclear"),
    ("94.67 999994.67", "unclear"),
    ("受理矛盾纠纷106件，调解成功106件", "several"),
    ("优秀率≥90%，合格率100%", "several"),
    ("良好", "text"),
    ("抽样调查满意度达到基本满意以上", "text"),
    ("一次性", "text"),
    ("“五级包保”责任制", "text"),
    ("二十大精神", "text"),
    ("十四五规划", "text"),
    ("数百人", "text"),
    ("几十户", "text"),
    ("二〇二〇", "text"),
    ("万元", "text"),
    ("全年", "text"),
    ("—", "blank"),
    ("/", "blank"),
    ("- -", "blank"),
    ("", "blank"),
    (" \n ", "blank"),
    (None, "blank"),
]


@pytest.mark.parametrize(("text", "value", "unit", "sign", "approximate"), ONE)
def test_one_quantity_is_read_with_unit_and_sign(
    text: str, value: str, unit: str, sign: str, approximate: bool
) -> None:
    result = reading(text)
    assert result.kind == "quantity", result.why
    found = result.quantity
    assert found is not None
    assert (found.value, found.unit, found.sign, found.approximate) == (Decimal(value), unit, sign, approximate)


@pytest.mark.parametrize(("text", "kind"), NONE)
def test_what_is_not_one_quantity_says_what_it_is(text: str | None, kind: str) -> None:
    result = reading(text)
    assert (result.kind, result.quantity) == (kind, None)
    assert result.why


def test_the_reason_quotes_what_was_found() -> None:
    assert reading("1-12月").why == "“1-12月”是时间段，不是数量"
    assert reading("川财〔2020〕10号").why == "“〔2020〕10号”是编号或代称，不是数量"
    assert reading("受理106件，调解106件").why == "含 2 个数值（106件、106件），不能作为单一指标值"
    assert reading("≥50个").why == "读作 ≥50个"
    assert reading("1 000元").why == "“1 000”写法不清，不能当作一个数"


def test_a_range_gives_both_ends() -> None:
    low, high = reading("90%-95%").quantities
    assert (low.value, low.sign, high.value, high.sign) == (90, "≥", 95, "≤")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("10±2次", ("8", "次"), ("12", "次")),
        ("±5%", ("-5", "%"), ("5", "%")),
        ("3-5万元", ("3", "万元"), ("5", "万元")),
        ("3万-5万元", ("3", "万"), ("5", "万元")),
        ("3-5万份", ("30000", "份"), ("50000", "份")),
        ("3千户-5千户", ("3000", "户"), ("5000", "户")),
        ("3次至5次", ("3", "次"), ("5", "次")),
        ("5次-0次", ("5", "次"), ("0", "次")),
        ("3-0万份", ("3", "份"), ("0", "份")),
    ],
)
def test_both_ends_of_a_range_have_their_unit(text: str, low: tuple[str, str], high: tuple[str, str]) -> None:
    ends = [(item.value, item.unit) for item in quantities(text)]
    assert ends == [(Decimal(low[0]), low[1]), (Decimal(high[0]), high[1])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("受理矛盾纠纷106件，调解成功106件", [("受理矛盾纠纷", "106", "件", ""), ("调解成功", "106", "件", "")]),
        ("对小区内8台电梯进行了维修", [("对小区内", "8", "台", "电梯进行了维修")]),
        ("设置防疫卡点12处；巡查100余次", [("设置防疫卡点", "12", "处", ""), ("巡查", "100", "次", "")]),
        ("开展安全隐患检查共计100余次", [("开展安全隐患检查", "100", "次", "")]),
        ("2020年1-12月服务低保人员325户", [("服务低保人员", "325", "户", "")]),
        ("调解率100%，成功率达100%", [("调解率", "100", "%", ""), ("成功率", "100", "%", "")]),
        ("原有3个社区", [("原有", "3", "个", "社区")]),
        ("“7+7”居家隔离2人", [("居家隔离", "2", "人", "")]),
        ("为37位老人开展187次服务", [("", "37", "人", "老人开展"), ("老人开展", "187", "次", "服务")]),
    ],
)
def test_every_quantity_of_a_sentence_has_its_context(text: str, found: list[tuple[str, str, str, str]]) -> None:
    assert [(item.context, str(item.value), item.unit, item.after) for item in quantities(text)] == found


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("不超预算数112.12万元", "1121200"),
        ("5万", "50000"),
        ("6.7亿元", "670000000"),
        ("1,234.5元", "1234.5"),
        ("5个", None),
    ],
)
def test_an_amount_of_money_is_reported_in_yuan(text: str, yuan: str | None) -> None:
    (found,) = quantities(text)
    assert found.yuan == (None if yuan is None else Decimal(yuan))


@given(st.text(max_size=60))
def test_any_text_is_read_and_every_quantity_is_where_it_says(text: str) -> None:
    assert reading(text).why
    for found in quantities(text):
        assert text[found.start : found.end].strip() == found.text


FORM_TEXT = st.text(
    alphabet="0123456789.,%％≥≤=-~+×/年月日第前个万亿元人次余约达不超以上（）〔〕号，；一二三十百零至到±￥\n ",
    max_size=24,
)


@given(FORM_TEXT)
def test_texts_full_of_digits_never_break_the_reader(text: str) -> None:
    result = reading(text)
    assert (result.quantity is not None) == (result.kind == "quantity")


@given(
    st.decimals(0, 10**6, places=2), st.sampled_from(["个", "人", "件", "%", "万元", "次/月"]), st.sampled_from("≥≤=")
)
def test_a_written_quantity_is_read_back(value: Decimal, unit: str, sign: str) -> None:
    found = reading(f"{sign}{value}{unit}").quantity
    assert isinstance(found, Quantity)
    assert (found.value, found.unit, found.sign) == (value, unit, sign)
