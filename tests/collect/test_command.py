"""jixiao collect: what it prints, its exit codes, the cache of a second run, and what Ctrl-C leaves."""

from __future__ import annotations

import json
import shutil

import pytest

from jixiao import cli
from jixiao.actions import collect as action
from jixiao.collect.store import beside
from jixiao.policy import default
from jixiao.sheets.book import build
from tests import build as make


@pytest.fixture
def folder(tmp_path):
    """An inbox of twelve workbooks."""
    made = tmp_path / "收件夹"
    made.mkdir()
    for number in range(12):
        form = make.form(unit=f"青河区第{number}所", project=f"电梯维修{number}")
        (made / f"{number:02d}.xlsx").write_bytes(build([form], default(2020)))
    return made


def run(*words):
    return cli.main(["collect", *map(str, words)])


def test_the_table_and_exit_codes(folder, capsys):
    assert run(folder) == 0
    assert "合计" in capsys.readouterr().out
    (folder / "错.xlsx").write_bytes(build([make.form({"total.score": "78"}, unit="错所")], default(2020)))
    (folder.parent / "名单.csv").write_text("单位\n错所\n青河区第1所\n青河区第99所\n", encoding="utf-8")
    capsys.readouterr()
    assert run(folder, "--roster", folder.parent / "名单.csv") == 1
    assert "报送情况：已报，有错误 1、已报 1、未报 1、已报，名单外 11" in capsys.readouterr().out
    (folder / "空.xlsx").write_bytes(b"")
    assert run(folder) == 2
    printed = capsys.readouterr()
    assert "空.xlsx：文件是空的" in printed.err and "未采用：无法读取 1" in printed.out


def test_the_output_given_to_a_command_for_forms_is_named_as_what_it_is(folder, tmp_path, capsys):
    out = tmp_path / "汇总.xlsx"
    assert run(folder, "-o", out) == 0
    capsys.readouterr()
    for command in ("check", "read", "summary"):
        assert cli.main([command, str(out)]) == 2
        assert "汇总.xlsx：这是收表汇总的工作簿" in capsys.readouterr().err


def test_json_holds_the_same_tables(folder, capsys):
    assert run(folder, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert len(found["projects"]) == 12 and found["whole"]["annual"] == "600" and found["projects"][0]["rate"] == "0.96"
    assert found["files"] == {"read": 12, "found": 12} and "link" not in found["projects"][0]


def test_a_file_that_came_in_is_not_written_over(folder, capsys):
    received = folder / "03.xlsx"
    before = received.read_bytes()
    assert run(folder, "-o", received) == 2
    assert "03.xlsx：收件夹里已有这个文件，而且不是收表汇总" in capsys.readouterr().err
    assert received.read_bytes() == before and len(list(folder.iterdir())) == 12
    for _ in range(2):
        assert run(folder, "-o", folder / "汇总.xlsx") == 0


def test_an_inbox_without_a_file_is_called_empty(tmp_path, capsys):
    assert run(tmp_path) == 0
    assert f"{tmp_path}：里面没有文件。" in capsys.readouterr().err


def test_the_roster_and_the_output_in_the_inbox_are_not_collected(folder, capsys):
    (folder / "名单.csv").write_text("单位,邮箱\n青河区第1所,a@example.org\n青河区第99所,\n", encoding="utf-8")
    for _ in range(2):
        assert run(folder, "-o", folder / "汇总.xlsx", "--roster", folder / "名单.csv", "--json") == 0
        found = json.loads(capsys.readouterr().out)
        assert (len(found["projects"]), found["unused"], found["files"]["found"]) == (12, [], 12)
    assert {row["unit"]: row["state"] for row in found["roster"]}["青河区第99所"] == "未报"


def test_a_second_run_reads_no_file_again(folder, monkeypatch):
    output = folder.parent / "汇总.xlsx"
    assert run(folder, "-o", output) == 0
    first = output.read_bytes()
    monkeypatch.setattr(action.Take, "__call__", lambda self, item: pytest.fail(f"{item.name} was read again"))
    assert run(folder, "-o", output) == 0 and output.read_bytes() == first
    shutil.rmtree(beside(output))
    monkeypatch.undo()
    assert run(folder, "-o", output) == 0 and output.read_bytes() == first


def test_an_interrupted_run_leaves_a_partial_result_and_goes_on_from_there(folder, monkeypatch, capsys):
    output, real = folder.parent / "汇总.xlsx", action.Take.__call__
    read: list[str] = []

    def stop(self, item):
        if item.name == "07.xlsx" and "07.xlsx" not in read:
            read.append(item.name)
            raise KeyboardInterrupt
        read.append(item.name)
        return real(self, item)

    monkeypatch.setattr(action.Take, "__call__", stop)
    assert run(folder, "-o", output, "--json") == 130
    printed = capsys.readouterr()
    partial = json.loads(printed.out)
    assert (
        len(partial["projects"]) == partial["files"]["read"] == 7 and "已中断：读了 12 个文件中的 7 个" in printed.err
    )
    read[:] = ["07.xlsx"]
    assert run(folder, "-o", output, "--json") == 0
    assert len(json.loads(capsys.readouterr().out)["projects"]) == 12
    assert not {f"{number:02d}.xlsx" for number in range(7)} & set(read)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["没有这个"], "找不到这个收件夹"),
        ([".", "-o", "x.csv"], "应以 .xlsx 结尾"),
        ([".", "--policy", "没有"], "没有"),
    ],
)
def test_what_cannot_go_on_says_why(words, message, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(*words) == 2 and message in capsys.readouterr().err
