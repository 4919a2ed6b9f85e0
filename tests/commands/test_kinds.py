"""The kind of a form is shown wherever forms are listed, as a message and in JSON."""

import json

import pytest

from jixiao.cli import main
from tests.samples import PROBES

BY_NAME = {path.stem: path for path in PROBES}
KINDS = {"a3_total_heji": "project", "b3_dept": "department", "a9_transfer": "transfer", "a6_goal_form": "goal"}
WORDS = {"project": "项目自评", "department": "部门整体", "transfer": "转移支付", "goal": "绩效目标"}


@pytest.fixture
def run(capsys):
    def run(*words):
        main([str(word) for word in words])
        return capsys.readouterr().out

    return run


@pytest.mark.parametrize("name", KINDS)
def test_read_and_score_show_the_kind(run, name):
    assert WORDS[KINDS[name]] in run("read", BY_NAME[name])
    assert WORDS[KINDS[name]] in run("score", BY_NAME[name])
    for command in ("read", "score", "check"):
        (form,) = json.loads(run(command, BY_NAME[name], "--json"))["forms"]
        assert form["kind"] == KINDS[name]


def test_check_counts_the_kinds(run):
    out = run("check", *(BY_NAME[name] for name in KINDS))
    assert "共 4 个文件 4 张表（项目自评 1、部门整体 1、转移支付 1、绩效目标 1）：" in out


def test_forms_of_projects_alone_need_no_word(run):
    assert "共 1 个文件 1 张表：" in run("check", BY_NAME["a3_total_heji"])
