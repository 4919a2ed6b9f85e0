"""Which submission of a project counts, and what is said of the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from jixiao.actions.collect_file import Take
from jixiao.collect.choose import choose
from jixiao.collect.filter import Sieve, filtered
from jixiao.collect.model import Arrival, Item
from jixiao.policy import default
from jixiao.sheets.book import build
from tests import build as make

DAY = datetime(2021, 3, 1, 9, 0, tzinfo=UTC)


def handed_in(*forms, name="自评表.xlsx", **arrival):
    """What a workbook of these forms gave, as it arrived."""
    content = build(forms or [make.form()], default(2020))
    (read,) = Take()(Item((name,), content, Arrival(**arrival)))
    known = replace(read.arrival, version=arrival.get("version"))
    entries = tuple(replace(entry, arrival=known) for entry in read.entries)
    return replace(read, arrival=known, entries=entries)


def changed(**fields):
    return make.form({"goal.actual": "6台电梯已修好，其余2台转入下年。"}, **fields)


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        ({"version": 2, "mailed": DAY}, {"version": 1, "mailed": DAY + timedelta(days=5)}),
        ({"version": 1}, {"mailed": DAY, "dated": DAY}),
        ({"mailed": DAY + timedelta(minutes=1), "dated": DAY}, {"mailed": DAY, "dated": DAY + timedelta(days=9)}),
        ({"dated": DAY + timedelta(days=1)}, {"dated": DAY}),
    ],
)
def test_version_goes_before_mail_date_and_that_before_file_date(newer, older):
    new, old = handed_in(changed(), name="新.xlsx", **newer), handed_in(name="旧.xlsx", **older)
    for order in ((new, old), (old, new)):
        choice = choose(order)
        assert [entry.archive_path for entry in choice.entries] == [("新.xlsx",)]
        assert [(item.archive_path, item.reason, item.instead) for item in choice.unused] == [
            (("旧.xlsx",), "superseded", "新.xlsx")
        ]


LATER = DAY + timedelta(days=5)


@pytest.mark.parametrize(
    ("taken", "left", "doubtful"),
    [
        ({"version": 1, "mailed": DAY}, {"mailed": LATER}, True),
        ({"mailed": DAY}, {"dated": LATER}, True),
        ({"version": 2, "mailed": DAY}, {"version": 1, "mailed": LATER}, True),
        ({"version": 2, "dated": DAY}, {"version": 1, "dated": LATER}, False),
        ({"version": 1, "mailed": LATER}, {"mailed": DAY}, False),
        ({"dated": LATER}, {"dated": DAY}, False),
    ],
)
def test_one_that_came_later_and_does_not_count_is_to_be_looked_at(taken, left, doubtful):
    (item,) = choose([handed_in(changed(), name="采用.xlsx", **taken), handed_in(name="未采用.xlsx", **left)]).unused
    assert item.archive_path == ("未采用.xlsx",)
    assert ("到得更晚" in item.message and "--exclude" in item.message) is doubtful


def test_the_same_content_is_a_duplicate_whatever_its_date():
    choice = choose([handed_in(name="甲.xlsx", dated=DAY), handed_in(name="乙.xlsx", dated=DAY + timedelta(days=1))])
    assert [entry.archive_path for entry in choice.entries] == [("乙.xlsx",)]
    assert [item.reason for item in choice.unused] == ["duplicate"]


def test_only_the_project_that_was_sent_again_is_superseded():
    both = handed_in(make.form(), make.form(project="路灯更换"), name="全.xlsx", dated=DAY)
    again = handed_in(changed(), name="补.xlsx", dated=DAY + timedelta(days=1))
    choice = choose([both, again])
    assert sorted((entry.form.project, entry.archive_path[0]) for entry in choice.entries) == [
        ("老旧小区电梯维修", "补.xlsx"),
        ("路灯更换", "全.xlsx"),
    ]
    assert [item.project for item in choice.unused] == ["老旧小区电梯维修"]


def test_other_years_and_other_units_are_other_forms():
    forms = [make.form(), make.form(year=2019), make.form(unit="青河区房屋维修队")]
    choice = choose([handed_in(form, name=f"{at}.xlsx", dated=DAY) for at, form in enumerate(forms)])
    assert len(choice.entries) == 3 and choice.unused == ()


def test_a_departments_own_form_counts_once_whatever_its_sheet_is_called():
    own = {"project": None, "title": "部门整体支出绩效自评表", "kind": "department"}
    first, again = handed_in(make.form(**own), dated=DAY), handed_in(changed(**own), name="改.xlsx", dated=LATER)
    (entry,) = again.entries
    moved = replace(entry, form=replace(entry.form, source=replace(entry.form.source, sheet="部门整体")))
    choice = choose([first, replace(again, entries=(moved,))])
    assert [entry.archive_path for entry in choice.entries] == [("改.xlsx",)]
    assert [item.reason for item in choice.unused] == ["superseded"]


def test_a_form_whose_year_was_filled_in_later_counts_once():
    first = handed_in(make.form(year=None), name="初报.xlsx", dated=DAY)
    corrected = handed_in(name="改好.xlsx", dated=LATER)
    for order in ((first, corrected), (corrected, first)):
        choice = choose(order)
        assert [entry.archive_path for entry in choice.entries] == [("改好.xlsx",)]
        assert [(item.archive_path, item.reason) for item in choice.unused] == [(("初报.xlsx",), "superseded")]


def test_a_form_without_a_year_stays_apart_where_it_could_be_of_two_years():
    forms = [make.form(year=None), make.form(), make.form(year=2019)]
    choice = choose([handed_in(form, name=f"{at}.xlsx", dated=DAY) for at, form in enumerate(forms)])
    assert len(choice.entries) == 3 and choice.unused == ()


def test_a_unit_under_its_short_name_is_the_same_unit():
    full = handed_in(make.form(unit="河门口街道办事处"), name="全称.xlsx", dated=DAY)
    short = handed_in(changed(unit="河门口街办"), name="简称.xlsx", dated=DAY + timedelta(days=1))
    assert [entry.archive_path[0] for entry in choose([full, short]).entries] == ["简称.xlsx"]


def test_forms_without_a_unit_are_never_taken_for_one_another():
    reads = [handed_in(make.form(unit=None), name=name, dated=DAY) for name in ("甲.xlsx", "乙.xlsx")]
    assert len(choose(reads).entries) == 2


def test_two_different_forms_of_one_project_in_one_file_both_count():
    twice = handed_in(make.form(), changed(), dated=DAY)
    choice = choose([twice])
    assert len(choice.entries) == 2 and choice.unused == ()


def test_one_form_twice_in_one_file_counts_once():
    choice = choose([handed_in(make.form(), make.form(), dated=DAY)])
    assert len(choice.entries) == 1 and choice.unused[0].message == "与同一份文件里的同一张表内容相同，只计一次。"


def test_patterns_match_files_units_and_projects():
    reads = [
        handed_in(make.form(unit="青河区水利站"), name="a/草稿.xlsx", dated=DAY),
        handed_in(make.form(unit="青河区文化站"), name="b.xlsx", dated=DAY),
        handed_in(make.form(unit="青河区体育站"), name="c.xlsx", dated=DAY),
    ]
    taken, out = filtered(reads, Sieve(exclude=("草稿*", "*文化*")))
    assert [entry.form.unit for read in taken for entry in read.entries] == ["青河区体育站"]
    assert [(item.unit, item.reason) for item in out] == [("青河区水利站", "excluded"), ("青河区文化站", "excluded")]
    taken, out = filtered(reads, Sieve(include=("*体育*",)))
    assert [entry.form.unit for read in taken for entry in read.entries] == ["青河区体育站"] and len(out) == 2
