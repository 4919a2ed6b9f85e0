"""The options of check and summary: --off, --errors, and what --json says of files that could not be read."""

import json
from decimal import Decimal

import pytest

from jixiao.actions.open import load
from jixiao.form.finding import Waiver
from jixiao.xlsx.edit.patch import Patch
from tests import build
from tests.samples import HEMENKOU
from tests.submit.books import workbook


@pytest.mark.parametrize("given", ["jx2", "jx201,JX2", "JX2，jx303", "jx2 JX303"])
def test_rules_are_switched_off_however_they_are_typed(run, given):
    printed = json.loads(run("check", HEMENKOU, "--json", "--off", given)[1])
    codes = {item["code"] for item in printed["findings"]}
    assert codes and not {code for code in codes if code.startswith("JX2")}


@pytest.mark.parametrize("given", ["JX9", "JX101,JX2000", "abc", ","])
def test_an_unknown_rule_cannot_be_switched_off(run, given):
    status, out, err = run("check", HEMENKOU, "--off", given)
    assert (status, out) == (2, "")
    assert given.split(",")[-1] in err and "jixiao rules" in err


def test_errors_alone_are_reported_as_json_too(run):
    printed = json.loads(run("check", HEMENKOU, "--errors", "--json")[1])
    assert {item["severity"] for item in printed["findings"]} == {"error"}


def test_a_file_that_could_not_be_read_is_reported_as_json(run, tmp_path):
    bad = tmp_path / "坏.txt"
    bad.write_bytes(b"")
    for files in ((bad,), (bad, HEMENKOU)):
        status, out, _ = run("check", *files, "--json")
        (problem,) = json.loads(out)["problems"]
        assert status == 2
        assert (problem["file"], problem["place"]) == (str(bad), None) and "文件是空的" in problem["message"]


def test_no_problem_is_reported_for_files_that_were_read(run):
    assert json.loads(run("check", HEMENKOU, "--json")[1])["problems"] == []


def test_the_summary_is_reported_as_json_with_numbers_as_text(run):
    status, out, _ = run("summary", HEMENKOU, "--json")
    printed = json.loads(out)
    assert status == 0 and len(printed["lines"]) == 15
    assert round(Decimal(printed["whole"]["rate"]), 4) == Decimal("0.9328")
    amounts = [line[name] for line in printed["lines"] for name in ("annual", "executed", "total")]
    assert all(isinstance(value, str) for value in amounts)
    assert sum(Decimal(line["annual"]) for line in printed["lines"]) == Decimal(printed["whole"]["annual"])


@pytest.mark.parametrize("words", [("score", "--explain"), ("read",), ("check",), ("summary",)])
def test_a_form_without_a_project_name_is_called_so(run, tmp_path, words):
    path = tmp_path / "表.xlsx"
    nameless = build.form({"project": None, "indicators[0].name": None})
    path.write_bytes(workbook(nameless, waivers=(Waiver("JX101", None, "待定", "张三", "2021-03-15"),)))
    patch = Patch.open(path)
    patch.set_value(load(path).forms[0].source.sheet, load(path).forms[0].place("funds.total.executed"), "若干")
    path.write_bytes(patch.bytes())
    command, *options = words
    _, out, _ = run(command, path, *options)
    assert "（无项目名称）" in out and "None" not in out


def test_several_places_of_one_waiver_are_one_line(run, tmp_path):
    path, odd = tmp_path / "甲.xlsx", {f"indicators[{number}].score": "9" for number in (0, 1)}
    path.write_bytes(workbook(build.form(odd), waivers=(Waiver("JX405", None, "按批复", "张三", "2021-03-15"),)))
    out = run("check", path)[1]
    assert [line for line in out.splitlines() if line.startswith("豁免：")] == [
        "豁免：JX405 老旧小区电梯维修：按批复（张三，2021-03-15，2 处）"
    ]


def test_a_folder_is_named_as_it_was_given(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("check", ".")[2] == ".：这是文件夹，请指定其中的文件。\n"


def test_a_file_named_twice_is_no_copy_of_itself(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "甲.xlsx").write_bytes(workbook())
    for again in ("甲.xlsx", "./甲.xlsx", tmp_path / "甲.xlsx"):
        status, out, _ = run("check", "甲.xlsx", again)
        assert status == 0 and "共 1 个文件 1 张表：错误 0，警告 0" in out
    assert run("import", "甲.xlsx", "甲.xlsx", "-o", "合.xlsx")[0] == 0 and len(load(tmp_path / "合.xlsx").forms) == 1
