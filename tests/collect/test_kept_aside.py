"""What a collection keeps for itself is no form handed in; what a missing program refused is asked again; no text breaks it."""

from __future__ import annotations

import errno
import sys
from dataclasses import replace

import pytest

import jixiao
from jixiao.actions.collect_file import Take
from jixiao.collect import rows, store, system_tar
from jixiao.collect.content import Packing, entry, head, texts
from jixiao.collect.model import Item
from jixiao.errors import CannotGoOn
from jixiao.policy import default
from jixiao.sheets.book import build
from tests import build as make
from tests.collect.test_outlook import mail as outlook_mail

RAR, SEVEN_ZIP = b"Rar!\x1a\x07\x01\x00" + bytes(64), b"7z\xbc\xaf\x27\x1c" + bytes(64)


def workbook(**changes) -> bytes:
    return build([make.form(**changes)], default(2020))


def test_what_another_output_keeps_in_the_inbox_is_not_collected(tmp_path):
    (tmp_path / "甲.xlsx").write_bytes(workbook())
    first = jixiao.collect(tmp_path, cache=tmp_path / "汇总.xlsx")
    for ending in ("", "-journal", "-wal"):
        (tmp_path / f"旧.收表缓存.sqlite{ending}").write_bytes(b"SQLite format 3\0")
    again = jixiao.collect(tmp_path)
    assert (tmp_path / f"汇总{store.ENDING}").is_dir()
    assert again.tables.unused == [] and again.tables == first.tables


def test_a_text_like_our_own_marks_is_kept_as_it_is():
    project = "\0places\0\t二"
    (read,) = Take()(Item(("甲.xlsx",), workbook()))
    odd = replace(read.entries[0], form=replace(read.entries[0].form, project=project))
    made = Packing(lambda item: (replace(read, entries=(odd,)),))(Item(("甲.xlsx",), b""))
    assert head(made.head).reads[0].entries[0].form.project == project
    assert entry(texts(made.forms)[0], odd.archive_path, odd.arrival).form == odd.form


def test_a_file_that_cannot_be_packed_is_named_and_not_remembered():
    (read,) = Take()(Item(("甲.xlsx",), workbook()))
    broken = replace(read.entries[0], figures=object())
    made = Packing(lambda item: (replace(read, entries=(broken,)),))(Item(("甲.xlsx",), b""))
    (said,) = head(made.head).reads
    assert said.fault and said.fault.startswith("甲.xlsx：读取时出错") and said.digest == ""


@pytest.mark.parametrize("data", [RAR, SEVEN_ZIP])
def test_an_archive_for_which_a_program_is_missing_is_asked_again(data, monkeypatch):
    monkeypatch.setattr(system_tar, "found", lambda: None)
    (read,) = Take()(Item(("甲",), data))
    assert read.fault and "没有打开" in read.fault and read.digest == ""


def test_an_outlook_mail_without_its_reader_is_asked_again(monkeypatch):
    monkeypatch.setitem(sys.modules, "olefile", None)
    (read,) = Take()(Item(("甲.msg",), outlook_mail(甲=b"x")))
    assert read.fault and "olefile" in read.fault and read.digest == ""


def test_a_full_temporary_folder_is_named(monkeypatch):
    def full(**_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(rows, "TemporaryFile", full)
    monkeypatch.setattr(rows, "FEW", 1)
    monkeypatch.setattr(rows, "TOGETHER", 1)
    with pytest.raises(CannotGoOn, match=r"临时文件夹 .+ 写不进"):
        rows.numbered([{"unit": "甲"}])
