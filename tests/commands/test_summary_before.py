"""jixiao summary of a workbook made by 结转: this year's figures beside last year's, which it keeps in 上年数据."""

from __future__ import annotations

import json

import pytest

from jixiao import cli
from jixiao.form.table import Value
from jixiao.policy import default
from jixiao.sheets.book import build
from jixiao.submit.last_year_sheet import put
from jixiao.xlsx.edit.patch import Patch
from tests import build as make

BEFORE = (
    make.form({"funds.total.annual": "40", "funds.total.executed": "30", "total.score": "90"}, year=2019),
    make.form(project="道路维修", year=2019),
)


def rolled(path, now, before, year=2019):
    """A workbook of the forms of this year that keeps those of the year before."""
    patch = Patch.open(build(now, default(2020)), name=path.name)
    put(patch, before, year, None)
    path.write_bytes(patch.bytes())
    return path


@pytest.fixture
def book(tmp_path):
    return rolled(tmp_path / "今年.xlsx", [make.CORRECT, make.form(project="绿化")], BEFORE)


def answer(path, capsys) -> dict[str, Value]:
    assert cli.main(["summary", str(path), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_each_project_is_beside_its_own_of_last_year(book, capsys):
    before = answer(book, capsys)["before"]
    same, new, gone = before["lines"]
    assert before["year"] == 2019 and [line["state"] for line in before["lines"]] == ["可比", "今年新增", "今年没有"]
    assert (same["annual_before"], same["annual"], same["annual_change"], same["annual_growth"]) == (
        "40",
        "50",
        "10",
        "0.25",
    )
    assert (same["rate_before"], same["rate"], same["rate_change"]) == ("0.75", "0.96", "21")
    assert (same["claimed_before"], same["claimed"], same["claimed_change"]) == ("90", "99.6", "9.6")
    assert (new["project"], new["annual_before"], gone["project"], gone["annual"]) == ("绿化", None, "道路维修", None)


def test_all_together_are_sums_and_the_rate_of_the_sums(book, capsys):
    whole = answer(book, capsys)["before"]["whole"]
    assert (whole["annual_before"], whole["annual"], whole["annual_change"]) == ("90", "100", "10")
    # 78 of 90 and 96 of 100
    assert (whole["rate_before"][:6], whole["rate"], whole["claimed_before"], whole["claimed"]) == (
        "0.8666",
        "0.96",
        "94.8",
        "99.6",
    )


def test_the_screen_shows_both_years(book, capsys):
    assert cli.main(["summary", str(book)]) == 0
    printed = capsys.readouterr().out
    assert "与上年（2019 年度，见“上年数据”）对比" in printed
    assert "合计与上年相比：全年预算数 90 → 100（+11.11%），执行率 86.67% → 96%，平均填报得分 94.8 → 99.6" in printed
    assert "等填齐了再看" not in printed


def test_blanks_of_this_year_are_said(tmp_path, capsys):
    cli.main(["summary", str(rolled(tmp_path / "空.xlsx", [make.form({"funds.total.annual": None})], BEFORE[:1]))])
    assert "今年还有空白的数，合计的增减要等填齐了再看" in capsys.readouterr().out


def test_projects_of_one_name_are_not_compared(tmp_path, capsys):
    path = rolled(tmp_path / "重名.xlsx", [make.CORRECT, make.CORRECT], BEFORE[:1])
    lines = answer(path, capsys)["before"]["lines"]
    assert {line["state"] for line in lines} == {"未比"} and "同名的项目" in lines[0]["note"]


@pytest.mark.parametrize("year", [2018, 2020, None])
def test_only_the_year_before_is_compared(tmp_path, year, capsys):
    assert "before" not in answer(rolled(tmp_path / "别年.xlsx", [make.CORRECT], BEFORE, year), capsys)


def test_without_last_years_data_there_is_no_comparison(tmp_path, capsys):
    (tmp_path / "今年.xlsx").write_bytes(build([make.CORRECT], default(2020)))
    assert "before" not in answer(tmp_path / "今年.xlsx", capsys)
    cli.main(["summary", str(tmp_path / "今年.xlsx")])
    assert "上年" not in capsys.readouterr().out
