"""The process as a whole: an unforeseen fault is a sentence too."""

import sys

import pytest

from jixiao import cli
from jixiao.commands import check
from jixiao.live import user_folder


@pytest.fixture
def broken(monkeypatch, tmp_path):
    def run(_):
        raise KeyError("project")

    monkeypatch.setattr(check, "run", run)
    monkeypatch.setattr(sys, "argv", ["jixiao", "check", "某表.xlsx"])
    monkeypatch.setattr(user_folder, "folder", lambda: tmp_path)
    return tmp_path / "jixiao.log"


def test_an_unforeseen_fault_is_a_sentence_with_the_log(broken, capsys):
    assert cli.main() == 2
    said = capsys.readouterr().err
    assert "原因没有预料到（KeyError）。原文件没有改动" in said
    assert str(broken) in said
    assert "Traceback" not in said
    assert "Traceback" in broken.read_text(encoding="utf-8")
