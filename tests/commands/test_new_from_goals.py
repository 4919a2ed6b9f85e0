"""jixiao new --from: next year's workbook from goal forms, targets and points filled, results empty."""

from decimal import Decimal

import pytest

from jixiao.cli import main
from jixiao.importers import read
from tests.samples import GOLDENS, PROBES

SHAPES = GOLDENS / "shapes"
GOALS = [path for path in SHAPES.glob("*goal*") if path.suffix != ".json"]
BY_NAME = {path.stem: path for path in PROBES}


@pytest.fixture
def run(capsys, tmp_path):
    def run(*words):
        status = main(["new", "-o", str(tmp_path / "新.xlsx"), *map(str, words)])
        return status, capsys.readouterr().err

    return run


@pytest.mark.parametrize("path", GOALS, ids=lambda path: path.name)
def test_a_goal_form_begins_a_form(run, tmp_path, path):
    (goal,) = read(path).forms
    assert run("--from", path)[0] == 0
    (form,) = read(tmp_path / "新.xlsx").forms
    assert (form.kind, form.title, form.year) == ("project", "项目支出绩效自评表", goal.year)
    assert (form.project, form.department, form.unit) == (goal.project, goal.department, goal.unit)
    assert (form.goal.expected, form.goal.actual) == (goal.goal.expected, None)
    plan = [(row.dimension, row.category, row.name, row.target, row.weight) for row in goal.indicators]
    assert [(row.dimension, row.category, row.name, row.target, row.weight) for row in form.indicators] == plan
    assert {(row.actual, row.score, row.note) for row in form.indicators} == {(None, None, None)}
    total = form.funds.total
    assert (total.annual, total.executed, total.rate, total.score, total.weight) == (None, None, None, None, 10)


def test_several_goal_forms_make_one_workbook_and_points_are_kept(run, tmp_path):
    status, said = run(
        "--from",
        BY_NAME["a6_goal_form"],
        BY_NAME["c5_target_form_title"],
        "--year",
        "2026",
        "--policy",
        "2020-caiyu-10",
    )
    assert status == 0 and "由 2 张绩效目标表新建" in said
    first, second = read(tmp_path / "新.xlsx").forms
    assert (first.year, second.year) == (2026, 2026)
    assert [row.weight for row in first.indicators] == [None, None, None]
    assert [row.weight for row in second.indicators] == [Decimal(50), Decimal(30), Decimal(10)]
    assert [row.actual for row in second.indicators] == [None, None, None]
    assert second.total.score is None


def test_what_the_goal_form_names_is_not_overruled_but_filled_in(run, tmp_path):
    assert run("--from", SHAPES / "anxi_water_goal_2022.txt", "--unit", "乙所", "--department", "丙局")[0] == 0
    (form,) = read(tmp_path / "新.xlsx").forms
    assert (form.department, form.unit) == ("安溪县水利局", "乙所")


def test_targets_that_could_not_be_read_are_reported(run):
    said = run("--from", SHAPES / "anxi_water_goal_2022.txt")[1]
    assert "没有读出：省级第七批水利专项资金" in said and "西坪镇尧山村" in said


def test_a_file_without_goal_forms_is_refused_with_advice(run, tmp_path):
    status, said = run("--from", BY_NAME["a3_total_heji"])
    assert status == 2 and "没有绩效目标表" in said and "jixiao roll" in said
    assert not (tmp_path / "新.xlsx").exists()


def test_a_goal_form_of_no_year_asks_for_one(run, tmp_path):
    path = tmp_path / "目标.txt"
    path.write_text(BY_NAME["a6_goal_form"].read_text(encoding="utf-8").replace("(2023年度)\n", ""), encoding="utf-8")
    status, said = run("--from", path)
    assert status == 2 and "--year" in said
    assert run("--from", path, "--year", "2024")[0] == 0


def test_blank_forms_and_goal_forms_are_not_mixed(run, capsys):
    with pytest.raises(SystemExit):
        run("--from", BY_NAME["a6_goal_form"], "--projects", "甲")
    assert "--projects" in capsys.readouterr().err
