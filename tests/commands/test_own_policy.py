"""A workbook made by a policy file of one's own: what later commands need, and what becomes of it where that is missing."""

import json

import pytest

from jixiao.xlsx.edit.patch import Patch


@pytest.fixture
def made(run, tmp_path):
    """The policy file, the workbook made by it, and what was said of it."""
    own, book = tmp_path / "本区.toml", tmp_path / "自评.xlsx"
    own.write_text('extends = "2020-caiyu-10"\ntitle = "本区办法"\n', encoding="utf-8")
    said = run("new", "-o", book, "--policy", own, "--year", "2025", "--projects", "甲项目", "--unit", "某局")[2]
    patch = Patch.open(book.read_bytes())
    patch.set_value("甲项目", "E6", 10)
    book.write_bytes(patch.bytes())
    return own, book, said


def test_what_it_asks_of_later_commands_is_said(made):
    assert "这个办法不是自带的" in made[2] and "--policy 本区.toml" in made[2]


@pytest.mark.parametrize("command", ["check", "score", "summary"])
def test_a_command_without_it_names_the_workbook_and_the_option(run, made, command):
    own, book, _ = made
    status, _, err = run(command, book)
    assert status == 2 and "自评.xlsx：这本工作簿用的评分办法“本区”不在自带的办法里。请用 --policy 指明" in err
    assert "不在自带的办法里" not in run(command, book, "--policy", own)[2]


def test_forms_collected_without_it_count_and_are_not_accused_by_another(run, made, tmp_path):
    own, book, _ = made
    status, out, err = run("collect", book)
    assert (status, "另有内容要核对 1" in out) == (1, True)
    assert "自评.xlsx：这本工作簿用的评分办法“本区”不在自带的办法里，各表计入汇总" in err
    found = json.loads(run("collect", book, "--json")[1])
    assert [row["project"] for row in found["projects"]] == ["甲项目"]
    assert not {"JX2", "JX3", "JX4", "JX7"} & {row["code"][:3] for row in found["findings"]}
    assert "另有内容要核对" not in run("collect", book, "--policy", own)[1]
