"""collect --before: changes by project, unit and department, in the workbook, in JSON, in Parquet and from Python."""

from __future__ import annotations

import io
import json
import zipfile
from decimal import Decimal

import duckdb
import openpyxl
import pytest

import jixiao
from jixiao import cli
from jixiao.collect import rows as rows_
from jixiao.collect.columns import CHANGES, TABLES
from jixiao.design.collected import build as designed
from jixiao.form.rounding import plain
from jixiao.policy import default, load
from jixiao.sheets.book import build
from jixiao.sheets.collected import column_letters
from tests import build as make
from tests import office
from tests.collect import two_years
from tests.sheets.recalculated import differences, shown, without_results
from tests.xlsx.audit import faults


@pytest.fixture(scope="module")
def years(tmp_path_factory):
    """This year's inbox, last year's, and last year's collected workbook."""
    now, before = two_years.fill(tmp_path_factory.mktemp("两年"))
    cli.main(["collect", str(before), "-o", str(now.parent / "上年汇总.xlsx")])
    return now, before, now.parent / "上年汇总.xlsx"


@pytest.fixture(scope="module")
def workbook(years):
    output = years[0].parent / "汇总.xlsx"
    cli.main(["collect", str(years[0]), "-o", str(output), "--before", str(years[2])])
    return output


@pytest.fixture(scope="module")
def season(years):
    return jixiao.collect(years[0], before=years[2])


def put(folder, name, *forms):
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(build(forms, default(2020)))


def compared(tmp_path, now, before):
    """The changes between the forms of two years, a file each year."""
    put(tmp_path / "今年", "今年.xlsx", *now)
    put(tmp_path / "上年", "上年.xlsx", *before)
    return jixiao.collect(tmp_path / "今年", before=tmp_path / "上年").tables.changes


def old(changes=None, **fields):
    return make.form(changes, **({"year": 2019} | fields))


def test_figures_of_a_project_in_two_years(tmp_path):
    before = old({"funds.total.annual": "40", "funds.total.executed": "30", "indicators[0].score": "10"})
    (row,) = compared(tmp_path, [make.CORRECT], [before]).project_changes
    assert (row["state"], row["annual_before"], row["annual"], row["annual_change"]) == ("可比", 40, 50, 10)
    assert row["annual_growth"] == Decimal("0.25")
    assert (row["rate_before"], row["rate"], row["rate_change"]) == (Decimal("0.75"), Decimal("0.96"), 21)
    # 7.5 for execution and 85 of the indicators, against 9.6 and 90
    assert (row["total_before"], row["total"], row["total_change"]) == (
        Decimal("92.5"),
        Decimal("99.6"),
        Decimal("7.1"),
    )
    assert (row["file_before"], row["file"]) == ("上年.xlsx", "今年.xlsx")


def test_what_is_unknown_has_no_change(tmp_path):
    before = old({"funds.total.annual": None, "funds.total.executed": None, "funds.total.rate": None})
    found = compared(tmp_path, [make.CORRECT], [before])
    (row,) = found.project_changes
    assert (row["annual"], row["annual_change"], row["annual_growth"], row["rate_change"]) == (50, None, None, None)
    assert found.whole_change["annual_before"] is None and "上年全年 1 张未计" in found.whole_change["note"]


def test_a_budget_of_nothing_has_no_growth(tmp_path):
    before = old({"funds.total.annual": "0", "funds.total.executed": "0"})
    (row,) = compared(tmp_path, [make.CORRECT], [before]).project_changes
    assert (row["annual_change"], row["annual_growth"]) == (50, None)


def test_units_and_departments_sum_each_year_of_their_own(tmp_path):
    moved = old(project="绿化", department="青河区园林局")
    found = compared(
        tmp_path,
        [make.CORRECT, make.form(project="绿化"), make.form(project="道路")],
        [old(), moved, old(project="雕塑")],
    )
    new, gone = found.department_changes
    assert (new["state"], new["forms_before"], new["forms"], new["annual_before"], new["annual"]) == (
        "两年都有",
        2,
        3,
        100,
        150,
    )
    assert (gone["department"], gone["state"], gone["forms_before"], gone["forms"]) == (
        "青河区园林局",
        "今年没有",
        1,
        0,
    )
    assert (gone["annual_before"], gone["annual"], gone["annual_change"]) == (50, None, None)
    assert gone["note"] == "有 1 个项目另一年在别处，见各个项目"
    assert (new["new_projects"], new["gone_projects"], new["note"]) == (1, 1, "新增项目 1 个；今年没有的项目 1 个")
    whole = found.whole_change
    assert (whole["forms_before"], whole["forms"], whole["annual_change"]) == (3, 3, 0)
    # the project that moved with its unit is the same project
    assert [row["state"] for row in found.project_changes] == ["可比", "可比", "今年新增", "今年没有"]


def test_scores_by_other_rules_are_said(tmp_path):
    put(tmp_path / "今年", "今年.xlsx", make.CORRECT)
    (tmp_path / "上年").mkdir()
    (tmp_path / "上年" / "上年.xlsx").write_bytes(build([old()], load("variant-linear")))
    (row,) = jixiao.collect(tmp_path / "今年", before=tmp_path / "上年").tables.changes.project_changes
    assert row["note"] == "两年的评分办法不同，得分的增减只供参考"


def test_the_same_input_gives_the_same_workbook(years, workbook, tmp_path):
    again = years[0].parent / "再一次.xlsx"
    cli.main(["collect", str(years[0]), "-o", str(again), "--before", str(years[2])])
    assert again.read_bytes() == workbook.read_bytes()


def test_a_renamed_unit_is_listed_and_not_guessed(tmp_path):
    found = compared(tmp_path, [make.form(unit="青河区房屋中心")], [old()])
    assert [(row["unit"], row["state"]) for row in found.unit_changes] == [
        ("青河区房屋中心", "今年新出现"),
        ("青河区物业管理中心", "今年没有"),
    ]
    new, gone = found.project_changes
    assert new["note"] == "上年“青河区物业管理中心”有同名项目，未作比较，请核对单位是否改名"
    assert gone["note"] == "今年“青河区房屋中心”有同名项目，未作比较，请核对单位是否改名"
    assert "见各个项目" in found.unit_changes[0]["note"]


def test_a_name_that_several_units_use_leads_to_none_of_them(tmp_path):
    found = compared(tmp_path, [make.form(unit="东所")], [old(unit="西所"), old(unit="南所")])
    assert [row["state"] for row in found.project_changes] == ["今年新增", "今年没有", "今年没有"]
    assert {row["note"] for row in found.project_changes} == {None}


def test_projects_of_one_name_are_not_compared(tmp_path):
    other = make.form({"indicators[0].actual": "9台"})
    found = compared(tmp_path, [make.CORRECT, other], [old()])
    assert {row["state"] for row in found.project_changes} == {"未比"}
    assert {row["note"] for row in found.project_changes} == {"同一单位有同名的项目，未作比较"}
    assert (found.whole_change["forms_before"], found.whole_change["forms"]) == (1, 2)


def test_the_season_has_what_its_generator_put_in(season, years):
    found = season.tables.changes
    states = [row["state"] for row in found.project_changes]
    last = len(jixiao.read(years[0] / "07.xlsx").forms)
    # the last project of each unit is new, the one in its place gone; all of the renamed unit count as both
    assert states.count("今年新增") == states.count("今年没有") == 7 + last
    assert states.count("可比") == len(season.tables.projects) - 7 - last
    assert [row["unit"] for row in found.unit_changes if row["state"] == "今年新出现"] == [two_years.RENAMED]
    assert found.whole_change["annual"] == season.tables.whole["annual"]
    assert found.years == (2019, 2020) and found.whole_change["forms_before"] == len(season.before.entries)


def test_last_year_is_the_same_from_its_workbook_and_from_its_files(years, season):
    from_files = jixiao.collect(years[0], before=years[1]).tables.changes
    ours = season.tables.changes
    assert from_files.unit_changes == ours.unit_changes and from_files.whole_change == ours.whole_change
    for left, right in zip(from_files.project_changes, ours.project_changes, strict=True):
        assert left | {"file_before": None} == right | {
            "file_before": None,
            "cell_annual_before": left["cell_annual_before"],
        }


def test_the_sheet_computes_what_is_beside_its_formulas(workbook, tmp_path):
    assert faults(workbook.read_bytes(), tmp_path) == []
    sheet = openpyxl.load_workbook(workbook)["对比"]
    at = column_letters("changes")
    row = next(row for row in range(1, sheet.max_row) if sheet[f"A{row}"].value == "四、各个项目") + 2
    assert sheet[f"{at['annual']}{row}"].value.startswith("=IF(")
    assert sheet[f"{at['raw_annual']}{row}"].value.count("INDEX(明细_全年,") == 2


@pytest.mark.office
def test_libreoffice_computes_the_same(workbook, tmp_path):
    file = tmp_path / "book.xlsx"
    file.write_bytes(without_results(workbook.read_bytes()))
    [again] = office.recalculate([file], tmp_path / "made")
    assert differences(shown(workbook), shown(again)) == []


@pytest.mark.office
def test_libreoffice_computes_the_same_where_little_is_known(tmp_path):
    blank = {"funds.total.annual": None, "funds.total.executed": None, "funds.total.rate": None}
    put(
        tmp_path / "今年",
        "今年.xlsx",
        make.form(blank, project="绿化"),
        make.form(blank, project="绿化", department=None),
    )
    put(tmp_path / "上年", "上年.xlsx", old({"indicators[0].score": None}, unit="西所"), old(blank, project="道路"))
    output = jixiao.collect(tmp_path / "今年", before=tmp_path / "上年").to_excel(tmp_path / "汇总.xlsx")
    file = tmp_path / "book.xlsx"
    file.write_bytes(without_results(output.read_bytes()))
    [again] = office.recalculate([file], tmp_path / "made")
    assert differences(shown(output), shown(again)) == [] and faults(output.read_bytes(), tmp_path) == []


def test_last_years_figures_lead_to_its_workbook(workbook):
    sheet = openpyxl.load_workbook(workbook)["对比"]
    at = column_letters("changes")
    links = {
        str(sheet[f"{at['link']}{row}"].value) for row in range(40, sheet.max_row) if sheet[f"{at['link']}{row}"].value
    }
    assert any(link.startswith("上年汇总.xlsx#'项目明细'!A") for link in links)


def test_the_largest_changes_come_first_and_are_charted(workbook, season):
    rows = shown(workbook)["对比"]
    start = next(at for at, row in enumerate(rows) if row[0] == "三、预算增减最多的可比项目")
    changed = [row[9] for row in rows[start + 2 : start + 14] if isinstance(row[9], float)]
    assert len(changed) > 5 and [abs(each) for each in changed] == sorted(map(abs, changed), reverse=True)
    with zipfile.ZipFile(workbook) as package:
        charts = [package.read(name).decode() for name in package.namelist() if "charts/chart" in name]
    ours = [chart for chart in charts if "'对比'" in chart]
    assert len(ours) == 3 and sum("执行率（%）" in chart for chart in ours) == 1


def test_without_a_year_before_there_is_no_such_sheet(years, tmp_path, capsys):
    cli.main(["collect", str(years[0]), "-o", str(tmp_path / "汇总.xlsx"), "--json"])
    assert "对比" not in openpyxl.load_workbook(tmp_path / "汇总.xlsx").sheetnames
    assert set(json.loads(capsys.readouterr().out)) == {"files", "years", *TABLES}


def test_projects_put_away_give_the_same_workbook_and_the_same_json(years, tmp_path, monkeypatch, capsys):
    def written():
        output = tmp_path / "汇总.xlsx"
        cli.main(["collect", str(years[0]), "--before", str(years[2]), "-o", str(output), "--json"])
        return output.read_bytes(), capsys.readouterr().out

    in_memory = written()
    monkeypatch.setattr(rows_, "FEW", 2)
    monkeypatch.setattr(rows_, "TOGETHER", 2)
    made = jixiao.collect(years[0], before=years[2]).tables.changes
    assert isinstance(made.project_changes, rows_.Rows) and len(made.project_changes) > 4
    assert written() == in_memory


def test_json_and_parquet_have_the_same_tables(years, tmp_path, capsys):
    place = tmp_path / "数据"
    cli.main(["collect", str(years[0]), "--before", str(years[2]), "--json", "--parquet", str(place)])
    found = json.loads(capsys.readouterr().out)
    assert found["compared_years"] == [2019, 2020]
    for name, columns in CHANGES.items():
        rows = [found[name]] if isinstance(found[name], dict) else found[name]
        assert all(tuple(row) == columns for row in rows)
        read = duckdb.sql(f"SELECT * FROM '{place}/{name}.parquet'")
        assert tuple(read.columns) == columns and len(rows) == len(read.fetchall())
    ((annual,),) = duckdb.sql(f"SELECT sum(annual) FROM '{place}/project_changes.parquet'").fetchall()
    assert plain(annual) == found["whole"]["annual"] == found["whole_change"]["annual"]
    cli.main(["collect", str(years[0]), "--parquet", str(place)])
    assert not (place / "whole_change.parquet").exists()


def test_from_python_the_changes_are_frames_and_answer_sql(season, tmp_path):
    frame = season.frames()["unit_changes"]
    assert list(frame.columns) == list(CHANGES["unit_changes"]) and len(frame) == len(
        season.tables.changes.unit_changes
    )
    query = "SELECT sum(annual_change) FROM project_changes WHERE state = '可比'"
    changed = [row["annual_change"] for row in season.tables.changes.project_changes if row["state"] == "可比"]
    assert season.sql(query).iloc[0, 0] == sum(changed)
    place = season.to_parquet(tmp_path / "数据")
    assert {f"{name}.parquet" for name in CHANGES} < {path.name for path in place.iterdir()}
    assert "unit_changes" not in jixiao.collect(make_one(season)).frames()


def make_one(season):
    return next(iter(season.collected.paths.values()))


def test_the_screen_says_what_changed(years, capsys):
    assert cli.main(["collect", str(years[0]), "--before", str(years[1])]) in (0, 1)
    printed = capsys.readouterr().out
    assert "与上年（2019 年度）相比：全年预算数 " in printed and f"今年新出现的单位：{two_years.RENAMED}" in printed


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        (["上年", "--before", "今年"], "里面没有 2018 年度的自评表（有 2020 年度"),
        (["今年", "--before", "今年"], "没有一张计入汇总的表"),
        (["今年", "--before", "没有"], "没有这个文件或文件夹。--before 后面应是"),
        (["今年", "--before", "上年", "--year", "2019", "--year", "2020"], "同时汇总了几个年度（2019、2020）"),
    ],
)
def test_what_cannot_be_compared_is_said(years, words, printed, capsys, monkeypatch):
    monkeypatch.chdir(years[0].parent)
    assert cli.main(["collect", *words]) == 2
    assert printed in capsys.readouterr().err


def test_forms_without_a_year_cannot_be_compared(tmp_path, capsys):
    put(tmp_path / "今年", "表.xlsx", make.form(year=None))
    put(tmp_path / "上年", "表.xlsx", old())
    assert cli.main(["collect", str(tmp_path / "今年"), "--before", str(tmp_path / "上年")]) == 2
    assert "请用 --year 写明年度" in capsys.readouterr().err


def test_last_years_workbook_may_be_in_the_inbox(tmp_path):
    folder = tmp_path / "收件夹"
    put(folder, "今年.xlsx", make.CORRECT)
    put(folder, "去年.xlsx", old())
    season = jixiao.collect(folder, before=folder / "去年.xlsx")
    assert season.tables.unused == [] and season.tables.changes.whole_change["forms_before"] == 1


def test_a_copy_sent_upward_has_no_links_to_last_year(tmp_path):
    put(tmp_path / "今年", "表.xlsx", make.CORRECT)
    put(tmp_path / "上年", "表.xlsx", old())
    output = tmp_path / "汇总.xlsx"
    cli.main(["collect", str(tmp_path / "今年"), "-o", str(output), "--before", str(tmp_path / "上年")])
    assert cli.main(["submit", str(output), "-o", str(tmp_path / "报送")]) == 0
    (sent,) = (tmp_path / "报送").glob("*.xlsx")
    values = [value for row in shown(sent)["对比"] for value in row]
    assert not any("上年/表.xlsx" in str(value) for value in values) and 50.0 in values
    assert any("上年/表.xlsx" in str(value) for row in shown(output)["对比"] for value in row)


def test_the_sheet_prints_in_characters_that_can_be_read():
    sheet = openpyxl.load_workbook(io.BytesIO(designed()))["对比"]
    last = column_letters("changes")["note"]
    width = sum(sheet.column_dimensions[letter].width for letter in (chr(at) for at in range(ord("A"), ord(last) + 1)))
    assert 9.5 * 150 / width > 6
