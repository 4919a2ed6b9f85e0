"""A project that a unit's newer submission no longer holds: seen by the office, counted unless it says otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from jixiao.actions.collect import Wanted, gather
from jixiao.actions.open import load
from jixiao.actions.submit import submit
from jixiao.cli import main
from jixiao.collect.choose import choose
from jixiao.collect.filter import Sieve
from jixiao.collect.missing_projects import drop
from jixiao.collect.roster import Expected
from jixiao.submit.settings import Mail
from tests.build import form
from tests.collect.seasons import collected, silent, tables
from tests.submit.books import workbook

AT = datetime(2021, 3, 4, 10, 30, tzinfo=UTC)
LIFTS, LAMPS = form(), form(project="路灯更换")
UNIT = LIFTS.unit
SECOND = f"2020-{UNIT}-绩效自评-v2.xlsx"


def send(folder, *forms):
    """The forms as the next submission of their unit."""
    path = folder / "自评.xlsx"
    path.write_bytes(workbook(*forms))
    made = submit(load(path), folder / "收件夹", Mail(), clock=lambda: AT)
    made.draft.unlink()
    return made


@pytest.fixture
def inbox(tmp_path):
    send(tmp_path, LIFTS, LAMPS)
    send(tmp_path, LIFTS)
    return tmp_path / "收件夹"


def taken(inbox):
    return gather([inbox], [], None, None, 1, silent).reads


def remarks(found):
    return [(row["project"], row["code"]) for row in tables(found).findings if row["code"] == "JX713"]


def test_it_counts_and_is_reported_with_the_file_that_lacks_it(inbox):
    made = tables(collected(inbox))
    assert [(row["project"], row["version"]) for row in made.projects] == [("老旧小区电梯维修", 2), ("路灯更换", 1)]
    (row,) = [row for row in made.findings if row["code"] == "JX713"]
    assert row["message"] == f"第 2 次报送（{SECOND}）不含“路灯更换”，仍按第 1 次报送计入"
    assert (row["severity"], row["project"], row["cell"]) == ("警告", "路灯更换", "B3")
    assert [row["reason"] for row in made.unused] == ["重复"]


@pytest.mark.parametrize("expected", [(), (Expected(UNIT),)], ids=["no roster", "roster"])
def test_the_unit_is_reported_where_all_units_stand(inbox, expected):
    (row,) = tables(collected(inbox, wanted=Wanted(roster=expected))).roster
    assert row["note"] == "新版未含而仍计入 1 个：路灯更换"


def test_an_office_that_takes_the_latest_only_does_not_count_it_and_lists_it(inbox):
    made = tables(collected(inbox, wanted=Wanted(settle=drop)))
    assert [row["project"] for row in made.projects] == ["老旧小区电梯维修"] and "JX713" not in str(made.findings)
    row = next(row for row in made.unused if row["reason"] == "新版未含")
    assert (row["project"], row["instead"]) == ("路灯更换", SECOND)
    assert row["message"].startswith("报送次数：这份第 1 次，单位后来的第 2 次不含这个项目")


def test_a_project_under_a_new_name_is_guessed_from_its_amounts(tmp_path):
    send(tmp_path, LIFTS, LAMPS)
    send(tmp_path, LIFTS, form(project="路灯更新"))
    (row,) = [row for row in tables(collected(tmp_path / "收件夹")).findings if row["code"] == "JX713"]
    assert row["message"].endswith("；新版的“路灯更新”金额与它相同，可能只是改了名称，会重复计算")


def test_a_newer_file_of_which_a_sheet_cannot_be_read_takes_nothing_away(inbox):
    reads = [
        replace(read, problems=("路灯更换：读不出",)) if read.archive_path == (SECOND,) else read
        for read in taken(inbox)
    ]
    assert choose(taken(inbox)).missing != () and choose(reads).missing == ()


def test_a_newer_file_that_is_not_taken_says_nothing(inbox):
    assert remarks(collected(inbox)) != []
    assert remarks(collected(inbox, wanted=Wanted(Sieve(exclude=("*-v2.xlsx",))))) == []


def test_a_project_that_comes_back_is_not_reported(inbox, tmp_path):
    send(tmp_path, LIFTS, LAMPS)
    assert remarks(collected(inbox)) == []


def test_other_years_and_other_units_are_counted_apart(tmp_path):
    send(tmp_path, form(year=2019), form(year=2019, project="路灯更换"))
    send(tmp_path, LIFTS)
    send(tmp_path, form(unit="青河区园林队"))
    assert remarks(collected(tmp_path / "收件夹")) == []


def test_a_workbook_without_a_manifest_adds_and_takes_nothing_away(inbox):
    (inbox / "补.xlsx").write_bytes(workbook(form(project="围墙修缮")))
    (inbox / SECOND).unlink()
    assert remarks(collected(inbox)) == []


def test_it_is_still_reported_one_level_up_and_from_the_cache(inbox, tmp_path):
    output = tmp_path / "汇总.xlsx"
    for _ in range(2):
        assert main(["collect", str(inbox), "-o", str(output)]) == 0
    assert remarks(collected(output)) == [("路灯更换", "JX713")]


def test_the_command_says_how_many_and_leaves_them_out_when_asked(inbox, capsys):
    main(["collect", str(inbox)])
    assert "新版未含而仍计入：1 张，见问题清单 JX713" in capsys.readouterr().out
    main(["collect", str(inbox), "--latest-only"])
    shown = capsys.readouterr().out
    assert "新版未含 1" in shown and "仍计入" not in shown
