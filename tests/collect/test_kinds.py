"""Kinds of forms in an inbox: self-evaluations of departments and transfers count, goal forms do not."""

import json
import shutil

import pytest

from jixiao import cli
from jixiao.actions.collect import Wanted
from jixiao.collect.roster import Expected
from tests.collect.seasons import collected, tables
from tests.samples import GOLDENS, PROBES

GOAL, EVALUATION, DEPARTMENT, TRANSFER = "a6_goal_form", "a2_unknown_integer", "b3_dept", "a9_transfer"


@pytest.fixture
def inbox(tmp_path):
    def inbox(*names):
        folder = tmp_path / "收件夹"
        folder.mkdir(exist_ok=True)
        for path in PROBES:
            if path.stem in names:
                shutil.copy(path, folder / path.name)
        return folder

    return inbox


def test_a_goal_form_is_listed_and_neither_counted_nor_summed(inbox):
    wanted = Wanted(roster=(Expected("乙所"),))
    made = tables(collected(inbox(GOAL), wanted=wanted))
    assert (made.projects, made.whole["forms"], made.whole["annual"]) == ([], 0, 0)
    (row,) = made.unused
    assert (row["file"], row["reason"], row["project"], row["forms"]) == (
        "a6_goal_form.txt",
        "绩效目标表",
        "道路保洁",
        1,
    )
    assert "不算已报" in str(row["message"])
    (unit,) = made.roster
    assert (unit["state"], unit["note"], unit["first"]) == ("未报", "只报了绩效目标表：a6_goal_form.txt", "—")


def test_beside_its_evaluation_a_goal_form_takes_nothing_from_it(inbox):
    made = tables(collected(inbox(GOAL, EVALUATION)))
    assert [(row["file"], row["annual"]) for row in made.projects] == [("a2_unknown_integer.txt", 10)]
    assert made.whole["annual"] == 10
    assert [row["reason"] for row in made.unused] == ["绩效目标表"]


def test_departments_and_transfers_count_as_what_they_are(inbox):
    made = tables(collected(inbox(DEPARTMENT, TRANSFER)))
    assert {row["form_kind"]: row["executed"] for row in made.projects} == {"部门整体": 10, "转移支付": 80}
    assert made.unused == []


def test_the_command_lists_goal_forms_and_ends_well(inbox, capsys):
    assert cli.main(["collect", str(inbox(GOAL, EVALUATION))]) == 0
    out = capsys.readouterr().out
    assert "未采用：绩效目标表 1" in out
    assert "没有读出：道路保洁 第 14 行“自评扣分”、第 14 行“5”。" in out
    assert cli.main(["collect", str(inbox(GOAL, EVALUATION)), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [row["form_kind"] for row in found["projects"]] == ["项目自评"]
    assert [row["reason"] for row in found["unused"]] == ["绩效目标表"]


def test_real_goal_forms_are_never_summed(tmp_path):
    goals = [path for path in (GOLDENS / "shapes").glob("*goal*") if path.suffix != ".json" and ".raw" not in path.name]
    for path in goals:
        shutil.copy(path, tmp_path / path.name)
    made = tables(collected(tmp_path))
    assert made.projects == [] and {row["reason"] for row in made.unused} == {"绩效目标表"}
    assert sum(int(row["forms"]) for row in made.unused) == len(goals)
