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


def test_the_form_of_a_department_is_called_by_the_department(run, tmp_path):
    path = tmp_path / "部门.form.txt"
    path.write_text(
        "部门整体支出绩效自评表\n（2022年度）\n部门名称\t甲县水利局\n"
        "部门资金（万元）\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n"
        "年度资金总额\t500\t500\t480\t10\t95%\t9.5\n"
        "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
        "产出指标\t数量指标\t清淤长度\t≥10公里\t12公里\t90\t90\n总分\t\t\t\t\t100\t99.5\n",
        encoding="utf-8",
    )
    for command in ("check", "read", "score", "summary"):
        shown = run(command, path)
        assert "甲县水利局（部门整体）" in shown and "无项目名称" not in shown and "个项目" not in shown
    made = tmp_path / "导入.xlsx"
    run("import", path, "-o", made)
    from openpyxl import load_workbook

    texts = {str(cell.value) for row in load_workbook(made)["校验结果"].iter_rows() for cell in row}
    assert "甲县水利局（部门整体）" in texts and "1 张表" in texts and "1 个项目" not in texts
