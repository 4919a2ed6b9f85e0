"""报送情况: who is in, in with errors, returned, missing, late, and who was not expected."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from jixiao.actions.collect import Wanted, collect
from jixiao.collect import roster
from jixiao.collect.choose import choose
from jixiao.errors import CannotGoOn
from tests import build as make
from tests.collect.test_choose import changed, handed_in

DAY = datetime(2021, 3, 10, 9, 0, tzinfo=UTC)


def standings(expected, *units, errors=0, unread=(), deadline=None, at=DAY):
    reads = [handed_in(make.form(unit=unit), name=f"{unit}.xlsx", mailed=at) for unit in units]
    entries = [(entry, errors) for entry in choose(reads).entries]
    return [
        (item.expected.unit, item.state, item.late)
        for item in roster.standings([roster.Expected(*x) for x in expected], entries, unread, deadline)
    ]


def test_each_unit_is_listed():
    found = standings([("甲水利站",), ("乙水利站",)], "甲水利站", "丙水利站")
    assert found == [("甲水利站", "已报", False), ("乙水利站", "未报", False), ("丙水利站", "已报，名单外", False)]


def test_errors_show():
    assert standings([("甲水利站",)], "甲水利站", errors=2) == [("甲水利站", "已报，有错误", False)]


@pytest.mark.parametrize(
    ("day", "state"), [(date(2021, 3, 10), "已退回"), (date(2021, 3, 9), "已报"), (date(2021, 3, 12), "已退回")]
)
def test_a_returned_one_is_in_again_when_something_newer_came(day, state):
    assert standings([("甲水利站", "", "", "", "", day)], "甲水利站") == [("甲水利站", state, False)]


@pytest.mark.parametrize(("deadline", "late"), [(date(2021, 3, 9), True), (date(2021, 3, 10), False)])
def test_what_first_came_after_the_last_day_is_late(deadline, late):
    assert standings([("甲水利站",)], "甲水利站", deadline=deadline) == [("甲水利站", "已报", late)]


@pytest.mark.parametrize("expected", [(), (roster.Expected("甲水利站"),)])
def test_what_came_in_time_and_was_corrected_afterwards_is_not_late(expected):
    early = handed_in(make.form(unit="甲水利站"), name="初报.xlsx", mailed=DAY)
    corrected = handed_in(changed(unit="甲水利站"), name="改好.xlsx", mailed=DAY + timedelta(days=9))
    other = handed_in(make.form(unit="乙水利站"), name="乙.xlsx", mailed=DAY + timedelta(days=9))
    wanted = Wanted(roster=expected, deadline=date(2021, 3, 12))
    found = {item.expected.unit: item for item in collect([early, corrected, other], [], wanted).standings}
    assert [found[unit].late for unit in ("甲水利站", "乙水利站")] == [False, True]
    assert (found["甲水利站"].first, found["甲水利站"].last) == (DAY, DAY + timedelta(days=9))


def test_a_short_name_in_the_forms_is_the_unit_of_the_roster():
    assert standings([("攀枝花市西区河门口街道办事处",)], "河门口街办") == [
        ("攀枝花市西区河门口街道办事处", "已报", False)
    ]


def test_a_unit_under_its_full_and_its_short_name_is_listed_once():
    found = standings([("攀枝花市西区河门口街道办事处",)], "攀枝花市西区河门口街道办事处", "河门口街办")
    assert found == [("攀枝花市西区河门口街道办事处", "已报", False)]


def test_a_short_name_that_fits_two_units_of_the_roster_belongs_to_neither():
    found = standings([("甲市河门口街道办事处",), ("乙市河门口街道办事处",)], "河门口街办")
    assert [(unit, state) for unit, state, _ in found] == [
        ("甲市河门口街道办事处", "未报"),
        ("乙市河门口街道办事处", "未报"),
        ("河门口街办", "已报，名单外"),
    ]


def test_a_missing_unit_whose_file_could_not_be_read_is_reported():
    (item,) = roster.standings([roster.Expected("甲水利站")], [], ["收件/甲水利站2020.xlsx"], None)
    assert item.state == "未报" and item.note == "收到的文件无法读取：收件/甲水利站2020.xlsx"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_roster_in_either_encoding(tmp_path, encoding):
    path = tmp_path / "名单.csv"
    path.write_bytes(
        "2020年名单,,\n单位名称,经办人,电子邮箱,退回日期\n甲水利站,张三,a@example.org,2021年3月5日\n,,\n".encode(
            encoding
        )
    )
    assert roster.read(path) == (roster.Expected("甲水利站", "", "张三", "", "a@example.org", date(2021, 3, 5)),)


def test_a_roster_as_a_workbook(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    for row in (["单位", "联系电话", "退回日期"], ["甲水利站", "0812-123", datetime(2021, 3, 5)], ["乙站", None, None]):
        book.active.append(row)
    book.save(tmp_path / "roster.xlsx")
    first, second = roster.read(tmp_path / "roster.xlsx")
    assert first == roster.Expected("甲水利站", phone="0812-123", returned=date(2021, 3, 5)) and second.unit == "乙站"


def test_sums_remarks_and_headings_are_no_units(tmp_path):
    lines = (
        "应报单位名单",
        "单位,联系人",
        "甲局,张三",
        "小 计,1家",
        "单位名称,联系人",
        "乙所,",
        "合计：2家,",
        "注：3月底前报送。,",
        "共计2家,",
        "总计量站,",
    )
    (tmp_path / "名单.csv").write_text("\n".join(lines), encoding="utf-8")
    assert [item.unit for item in roster.read(tmp_path / "名单.csv")] == ["甲局", "乙所", "总计量站"]


def test_a_department_merged_beside_its_units_is_that_of_each(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    for row in (["主管部门", "单位", "电话"], ["城管局", "甲所", "1"], [None, "乙所", None], ["水务局", "丙站", "2"]):
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    book.save(tmp_path / "名单.xlsx")
    found = roster.read(tmp_path / "名单.xlsx")
    assert [(item.department, item.phone) for item in found] == [("城管局", "1"), ("城管局", ""), ("水务局", "2")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("姓名,电话\n甲,1\n", "找不到“单位”一列"),
        ("单位\n甲\n乙\n甲\n", "“甲”在名单里出现了两次"),
        ("单位,退回日期\n甲,2021-13-45\n", "名单.csv：“甲”的退回日期“2021-13-45”看不出是哪一天"),
        ("单位,退回日期\n甲,3月5日\n", "“甲”的退回日期“3月5日”看不出是哪一天"),
    ],
)
def test_a_roster_that_cannot_be_used_is_refused_in_words(tmp_path, text, words):
    path = tmp_path / "名单.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CannotGoOn, match=words):
        roster.read(path)


def test_a_long_roster_takes_as_long_as_it_is(monkeypatch):
    asked = []

    def counted(name):
        asked.append(name)
        return name

    monkeypatch.setattr(roster, "shortened", counted)
    expected = [roster.Expected(f"第{number}所") for number in range(100)]
    (one,) = handed_in(make.form(unit="第0所")).entries
    entries = [(replace(one, form=replace(one.form, unit=item.unit)), 0) for item in expected]
    assert [item.forms for item in roster.standings(expected, entries, [], None)] == [1] * 100
    assert len(asked) < 100 * 10
