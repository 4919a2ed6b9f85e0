"""The user's labels file: in the folder of the user's settings or named, in UTF-8 or GBK; a wrong line is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.errors import CannotGoOn
from jixiao.importers.own_labels import home, own_labels

LINE = "办理事项全称 = 项目名称\n"


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.setenv("APPDATA", str(tmp_path))
    return tmp_path / "jixiao" / "labels.txt"


def test_without_a_file_nothing_is_taught(settings):
    assert home() == settings and own_labels() == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_the_file_is_read_in_the_encoding_notepad_saves(settings, encoding):
    settings.parent.mkdir()
    settings.write_text(LINE, encoding=encoding)
    assert own_labels() == LINE


def test_without_windows_it_is_in_the_folder_of_settings(monkeypatch, tmp_path):
    monkeypatch.delenv("APPDATA", raising=False)
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert home() == tmp_path / ".config" / "jixiao" / "labels.txt"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "x"))
    assert home() == tmp_path / "x" / "jixiao" / "labels.txt"


def test_a_named_file_that_is_missing_or_no_text_is_refused(tmp_path):
    with pytest.raises(CannotGoOn, match=r"标签文件打不开.*检查路径"):
        own_labels(tmp_path / "没有.txt")
    (tmp_path / "图.txt").write_bytes(b"\x81\xff\xff\x00")
    with pytest.raises(CannotGoOn, match=r"不是文本.*UTF-8"):
        own_labels(tmp_path / "图.txt")


def test_a_wrong_line_is_named(tmp_path):
    (tmp_path / "labels.txt").write_text(LINE + "什么 = 没有这一栏\n", encoding="utf-8")
    with pytest.raises(CannotGoOn, match=r"labels\.txt：.*请改正这一行"):
        own_labels(tmp_path / "labels.txt")
