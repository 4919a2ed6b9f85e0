"""A result is in time or late only where its date and the deadline leave no doubt."""

import pytest

from jixiao.form.dates import is_bare_date, is_late, on_time, spans

# deadline, result, in time, late
PAIRS = [
    ("2020年12月31日前", "2020年11月", True, False),
    ("2020年12月31日前", "2020年12月31日", False, False),
    ("2020年6月前", "2020年6月", False, False),
    ("2020年6月底前", "2020年6月", True, False),
    ("2020年6月30日前", "2020年7月1日", False, True),
    ("6月30日前", "7月5日", False, True),
    ("6月30日前", "6月5日", False, False),
    ("12.30前", "11.20", False, False),
    ("6.30前", "7.5", False, True),
    ("2020-06-30", "2020/7/1", False, True),
    ("20200630", "20200629", True, False),
    ("2020年第二季度", "2020年7月", False, True),
    ("2020年二季度末", "2020年6月", True, False),
    ("2020年上半年", "2020年5月", True, False),
    ("上半年", "8月", False, True),
    ("2020年底", "2021年1月", False, True),
    ("2020年底前", "2020年12月20日", True, False),
    ("2020年12月31日前", "2020年3月开工，2020年11月完工", False, False),
    ("按时", "2020年3月", False, False),
    ("2020年2月30日", "2020年3月1日", False, False),
]


@pytest.mark.parametrize(("deadline", "result", "in_time", "late"), PAIRS)
def test_a_result_is_in_time_or_late_where_that_is_certain(
    deadline: str, result: str, in_time: bool, late: bool
) -> None:
    assert (on_time(deadline, result), is_late(deadline, result)) == (in_time, late)


def test_a_month_ends_on_its_last_day() -> None:
    (leap,), (common,) = spans("2020年2月"), spans("2021年2月")
    assert (leap.last, common.last) == ((2020, 2, 29), (2021, 2, 28))


def test_only_a_month_and_day_as_a_decimal_are_a_bare_date() -> None:
    assert is_bare_date("12.30前") and is_bare_date("6.5")
    assert not is_bare_date("13.5") and not is_bare_date("1.5小时1.2") and not is_bare_date("95.5%6")


@pytest.mark.parametrize(
    ("deadline", "result"),
    [
        ("12月底前", "次年1月"), ("每月10日前", "每月15日"), ("2022年6月30日前", "2022年6月30日后"), ("8月底前", "9月、10月分批完成"), ("2022年3月至6月", "2022年8月"), ("不晚于10月31日", "11月20日"),
    ],
)  # fmt: skip
def test_results_that_are_late_in_other_wordings(deadline, result):
    assert is_late(deadline, result) and not on_time(deadline, result)


@pytest.mark.parametrize(
    ("deadline", "result"),
    [
        ("12月底前", "11月完成，质保期至次年11月"), ("次年1月底前", "次年1月20日"), ("每月10日前", "每月8日"), ("10月至次年3月", "2月"), ("5月、10月", "11月"), ("2022年3月至6月", "2022年6月20日"),
        ("9月底前", "8月、10月各一次"), ("7-8月", "7月15日至8月20日"),
    ],
)  # fmt: skip
def test_results_that_are_not_surely_late(deadline, result):
    assert not is_late(deadline, result)
