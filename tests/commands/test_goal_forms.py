"""Goal forms have no results: what is made of evaluations leaves them out and says so, and makes nothing of them alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jixiao.actions.loaded import evaluations
from jixiao.actions.open import load
from jixiao.actions.report import Options, report_of_file, write_report
from tests.report.proof import paragraphs
from tests.samples import HEMENKOU, ROOT

GOALS = ROOT / "tests" / "goldens" / "shapes" / "anxi_water_goal_2022.txt"


@pytest.fixture
def mixed():
    """Two evaluations and a goal form, as of one file."""
    loaded = load(HEMENKOU)
    return replace(loaded, forms=(*loaded.forms[:2], *load(GOALS).forms))


def test_the_goal_forms_are_left_out_and_counted(mixed):
    kept, notes = evaluations(mixed)
    assert kept.forms == mixed.forms[:2] and notes == ("绩效目标申报表 1 张只有目标，没有列入。",)
    assert evaluations(kept) == (kept, ())


def test_a_report_is_about_the_evaluations(mixed, tmp_path):
    report = report_of_file(mixed, tmp_path / "报告.docx", Options())
    write_report(report, tmp_path / "报告.docx")
    text = "".join(paragraphs((tmp_path / "报告.docx").read_bytes()))
    assert "省级第七批水利专项资金" not in text and mixed.forms[0].project in text
    assert report.material.notes[0] == "绩效目标申报表 1 张只有目标，没有列入。"


@pytest.mark.parametrize(("command", "output"), [("report", "报告.docx"), ("publish", "公开")])
def test_nothing_is_made_of_goals_alone(run, tmp_path, command, output):
    status, _, err = run(command, GOALS, "-o", tmp_path / output)
    assert status == 2 and "只有目标，没有完成情况。请用填好的自评表" in err
    assert not list(tmp_path.iterdir())
