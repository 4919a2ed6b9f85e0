"""The command new: names that would read as labels, and the policy it chose."""

import json
import re
import shlex

import pytest

from jixiao.cli import main
from jixiao.importers import read
from tests.samples import ROOT


@pytest.fixture
def run(capsys, tmp_path):
    def run(*words):
        status = main(["new", "-o", str(tmp_path / "新.xlsx"), *words])
        return status, capsys.readouterr().err

    return run


@pytest.mark.parametrize(
    "words", [("--department", "主管部门"), ("--unit", "实施单位："), ("--projects", "道路清扫", "项目 名称")]
)
def test_a_name_that_is_a_label_of_the_form_is_refused(run, tmp_path, words):
    status, said = run(*words)
    assert status == 2 and words[0] in said and "栏目名" in said
    assert not (tmp_path / "新.xlsx").exists()


@pytest.mark.parametrize(("year", "is_named"), [("2020", False), ("2021", True), ("2025", True)])
def test_new_says_its_policy_and_from_2021_names_the_one_for_costs(run, year, is_named):
    status, said = run("--year", year)
    assert status == 0 and "评分办法：" in said and "2020-caiyu-10" in said
    assert ("--policy 2021-caiyu-101" in said) == is_named


def test_a_policy_that_was_named_needs_no_advice(run):
    said = run("--year", "2025", "--policy", "2021-caiyu-101")[1]
    assert "评分办法：" in said and "--policy" not in said


def test_the_example_of_the_readme_taken_literally_gives_a_workbook_that_reads_back(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
    words = shlex.split(re.search(r"`jixiao (new [^`]+)`", text)[1])
    assert main(words) == 0
    given = dict(zip(words[1::2], words[2::2], strict=True))
    forms = read(given["-o"]).forms
    assert len(forms) == int(given["--count"])
    assert {(form.unit, form.department, form.year) for form in forms} == {
        (given["--unit"], given["--department"], int(given["--year"]))
    }


def test_projects_named_like_our_own_sheets_are_accused_of_nothing_but_being_empty(run, tmp_path, capsys):
    names = ("汇总表", "校验结果", "_参数", "_报送", "CON", "o'brien", "[甲]", "项目1", "a\\b/c:d*e?f")
    assert run("--year", "2025", "--unit", "某所", "--department", "某局", "--projects", *names)[0] == 0
    main(["check", str(tmp_path / "新.xlsx"), "--json"])
    found = json.loads(capsys.readouterr().out)["findings"]
    assert {item["code"] for item in found} == {"JX106", "JX107", "JX112"}
    assert [form["project"] for form in json.loads(_read(tmp_path, capsys))["forms"]] == list(names)


def _read(folder, capsys):
    main(["read", str(folder / "新.xlsx"), "--json"])
    return capsys.readouterr().out
