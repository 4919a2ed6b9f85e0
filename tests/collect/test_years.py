"""Which year a collection sums, and what is said of forms of other years."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from jixiao.actions.collect import Wanted, collect
from jixiao.cli import main
from jixiao.collect import roster
from jixiao.collect.choose import choose
from jixiao.collect.roster import Expected
from jixiao.collect.years import BY_FORMS, Years
from tests.build import form
from tests.collect.seasons import collected, tables
from tests.collect.test_choose import changed, handed_in
from tests.submit.books import workbook

DAY = datetime(2021, 3, 1, 9, 0, tzinfo=UTC)
FIRST, SECOND, THIRD = "青河区水利站", "青河区文化站", "青河区体育站"


@pytest.fixture
def inbox(tmp_path):
    """Two units of 2020 and one that sent its forms of 2019."""
    folder = tmp_path / "收件夹"
    folder.mkdir()
    for name, forms in {
        "水利.xlsx": [form(unit=FIRST)],
        "文化.xlsx": [form(unit=SECOND)],
        "体育.xlsx": [form(unit=THIRD, year=2019), form(unit=THIRD, year=2019, project="路灯更换")],
    }.items():
        (folder / name).write_bytes(workbook(*forms))
    return folder


def test_forms_of_another_year_than_most_are_listed_and_not_summed(inbox):
    made = tables(collected(inbox))
    assert [row["unit"] for row in made.projects] == [SECOND, FIRST] and made.whole["annual"] == 100
    (row,) = made.unused
    assert (row["reason"], row["unit"], row["forms"]) == ("非本年度", THIRD, 2)
    assert "2019 年度的，这次汇总的是 2020 年度" in row["message"] and "--year 2019 和 --year 2020" in row["message"]


def test_a_unit_that_sent_only_another_year_is_not_in_and_the_roster_says_what_came(inbox):
    expected = tuple(map(Expected, (FIRST, SECOND, THIRD)))
    found = tables(collected(inbox, wanted=Wanted(roster=expected))).roster
    assert [(row["state"], row["note"]) for row in found] == [
        ("已报", None),
        ("已报", None),
        ("未报", "报来的是 2019 年度的表 2 张，没有计入"),
    ]


def test_a_unit_that_sent_both_years_is_in_and_the_roster_says_what_is_beside(inbox):
    (inbox / "体育又.xlsx").write_bytes(workbook(form(unit=THIRD)))
    (row,) = tables(collected(inbox, wanted=Wanted(roster=(Expected(THIRD),)))).roster[:1]
    assert (row["state"], row["forms"], row["note"]) == ("已报", 1, "另有 2019 年度的表 2 张，没有计入")


def test_a_form_of_another_year_does_not_make_a_late_unit_punctual():
    old = handed_in(form(unit=FIRST, year=2019), name="旧.xlsx", mailed=DAY)
    new = handed_in(form(unit=FIRST), name="新.xlsx", mailed=DAY + timedelta(days=9))
    wanted = Wanted(roster=(Expected(FIRST),), deadline=date(2021, 3, 5), years=Years((2020,), "given"))
    assert [item.late for item in collect([old, new], [], wanted).standings] == [True]


@pytest.mark.parametrize(
    ("years", "taken"),
    [([2019], {2019}), ([2020], {2020}), ([2019, 2020], {2019, 2020}), ([2030], set())],
)
def test_years_named_go_before_the_majority(inbox, capsys, years, taken):
    words = [word for year in years for word in ("--year", str(year))]
    assert main(["collect", str(inbox), "--json", *words]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {row["year"] for row in found["projects"]} == taken
    assert found["years"] == {"counted": years, "source": "given"}


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (["2019年度绩效自评应报单位", "单位,联系人", f"{THIRD},"], (2019,)),
        (["单位,年度", f"{THIRD},2019", f"{FIRST},2019年度"], (2019,)),
        (["单位,自评年度", f"{THIRD},2019", f"{FIRST},2020"], (2019, 2020)),
        (["2020年3月开列", "单位", THIRD], None),
        (["2020年度部门预算单位（2019年度自评）", "单位", THIRD], None),
    ],
)
def test_the_year_of_a_roster(tmp_path, lines, year):
    path = tmp_path / "名单.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert roster.years(path) == (Years(year, "roster") if year else None)
    assert THIRD in [item.unit for item in roster.read(path)]


def test_the_roster_goes_before_the_majority_and_the_command_says_so(inbox, tmp_path, capsys):
    path = tmp_path / "名单.csv"
    path.write_text(f"2019年度应报单位\n单位\n{THIRD}\n", encoding="utf-8")
    assert main(["collect", str(inbox), "--roster", str(path)]) == 0
    shown = capsys.readouterr().out
    assert "汇总年度：2019（名单所写）" in shown
    assert "不是汇总年度的表 2 张没有计入：" in shown and f"{FIRST} 2020 年度 1 张" in shown


def test_the_command_says_where_no_form_is_of_the_year(inbox, capsys):
    main(["collect", str(inbox), "--year", "2030"])
    assert "收到的表没有一张是汇总年度的" in capsys.readouterr().out


def test_a_wrong_year_is_refused_in_words(inbox, capsys):
    with pytest.raises(SystemExit):
        main(["collect", str(inbox), "--year", "20"])
    assert "年度“20”应为四位数字" in capsys.readouterr().err


def test_a_collected_workbook_of_two_years_is_sent_up_whole(inbox, tmp_path):
    output = tmp_path / "汇总.xlsx"
    main(["collect", str(inbox), "--year", "2019", "--year", "2020", "-o", str(output)])
    assert main(["submit", str(output), "--unit", "青河区财政局", "-o", str(tmp_path / "报送")]) == 0
    (sent,) = (tmp_path / "报送").glob("*.xlsx")
    assert len(collected(sent, wanted=Wanted(years=Years((2019, 2020), "given"))).entries) == 4
    assert len(collected(sent).entries) == 2


def test_the_later_of_two_years_with_as_many_forms_is_summed_in_any_order():
    reads = [handed_in(form(unit=FIRST), name="甲.xlsx"), handed_in(form(unit=SECOND, year=2019), name="乙.xlsx")]
    for order in (reads, reads[::-1]):
        assert [entry.form.year for entry in choose(order, BY_FORMS).entries] == [2020]


def test_a_form_sent_many_times_is_one_in_the_majority():
    often = [handed_in(form(unit=FIRST, year=2019), name=f"{at}.xlsx", dated=DAY) for at in range(4)]
    others = [handed_in(form(unit=unit), name=f"{unit}.xlsx") for unit in (SECOND, THIRD)]
    assert choose([*often, *others], BY_FORMS).years == Years((2020,), "forms")


def test_a_form_without_a_year_counts_and_is_the_one_of_the_year_where_its_project_has_two():
    undated = handed_in(form(unit=FIRST, year=None), name="漏填.xlsx", dated=DAY)
    old = handed_in(form(unit=FIRST, year=2019), name="去年.xlsx", dated=DAY)
    corrected = handed_in(changed(unit=FIRST), name="改好.xlsx", dated=DAY + timedelta(days=1))
    other = handed_in(form(unit=SECOND), name="别家.xlsx", dated=DAY)
    assert len(choose([undated, other], BY_FORMS).entries) == 2
    choice = choose([undated, old, corrected, other], BY_FORMS)
    assert {entry.archive_path[0] for entry in choice.entries} == {"改好.xlsx", "别家.xlsx"}
    assert {item.archive_path[0]: item.reason for item in choice.unused} == {
        "漏填.xlsx": "superseded",
        "去年.xlsx": "other_year",
    }
