"""The files of an inbox: each under a name of its own, and what cannot be looked into is reported."""

from __future__ import annotations

import os
import zipfile

import pytest

from jixiao.actions.collect import Wanted, collect, gather, tables_of, write
from jixiao.collect.inbox import files
from jixiao.collect.links import Linker
from jixiao.policy import default
from jixiao.sheets.book import build
from jixiao.submit.mail import Attachment, Draft, eml
from tests import build as make


def laid(path, unit="青河区房屋管理所"):
    """A workbook of one form."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(build([make.form(unit=unit)], default(2020)))
    return path


def collected(*inboxes):
    gathered = gather(inboxes, [], None, None, 1, lambda results, count, done: results)
    return collect(gathered.reads, gathered.found, Wanted(), gathered.done)


def test_files_of_one_name_in_two_inboxes_are_distinguished_by_their_folders(tmp_path):
    for at in ("三月/甲", "三月/乙", "四月/乙"):
        laid(tmp_path / at / "自评表.xlsx")
    laid(tmp_path / "三月/甲/路灯.xlsx")
    inboxes = [tmp_path / "三月/甲", tmp_path / "三月/乙", tmp_path / "四月/乙"]
    names = ["三月/乙/自评表.xlsx", "四月/乙/自评表.xlsx", "甲/自评表.xlsx", "路灯.xlsx"]
    assert sorted(file.name for file in files(inboxes)) == sorted(names)
    assert files(inboxes) == files(reversed(inboxes))


def test_a_link_leads_to_the_file_a_form_was_read_from(tmp_path):
    for unit in ("甲水利站", "乙水利站"):
        laid(tmp_path / unit / "自评表.xlsx", unit)
    found = collected(tmp_path / "甲水利站", tmp_path / "乙水利站")
    linker = Linker(found.paths, tmp_path)
    bases = {entry.form.unit: linker.of(entry).base for entry in found.entries}
    assert {unit: base.partition("#")[0] for unit, base in bases.items()} == {
        "甲水利站": "甲水利站/自评表.xlsx",
        "乙水利站": "乙水利站/自评表.xlsx",
    }


@pytest.mark.parametrize("holder", ["信.eml", "包.zip"])
def test_a_summary_inside_a_mail_or_an_archive_gets_a_link_to_that_file_alone(tmp_path, holder):
    laid(tmp_path / "下级" / "自评表.xlsx")
    below = collected(tmp_path / "下级")
    summary = tmp_path / "汇总.xlsx"
    write(below, tables_of(below, summary), summary)
    (tmp_path / "上级").mkdir()
    put_into(tmp_path / "上级" / holder, summary)
    found = collected(tmp_path / "上级")
    (entry,) = found.entries
    assert entry.via is not None and entry.archive_path[:2] == (holder, "汇总.xlsx")
    target = Linker(found.paths, tmp_path).of(entry)
    assert (target.base, target.to("H13")) == (f"上级/{holder}", f"上级/{holder}")


def put_into(holder, path):
    """A mail or an archive that holds the file at `path`."""
    if holder.suffix == ".zip":
        with zipfile.ZipFile(holder, "w") as archive:
            archive.write(path, path.name)
    else:
        holder.write_bytes(eml(Draft("汇总", "见附件。", attachments=(Attachment(path.name, path.read_bytes()),))))


def test_a_file_that_is_gone_when_its_turn_comes_stops_nothing(tmp_path):
    laid(tmp_path / "好的.xlsx")
    (tmp_path / "断了的链接.xlsx").symlink_to(tmp_path / "没有这个文件.xlsx")
    found = collected(tmp_path)
    assert len(found.entries) == 1
    assert [(item.archive_path, item.reason) for item in found.unused] == [(("断了的链接.xlsx",), "unreadable")]


@pytest.mark.parametrize("below", ["局里", ""])
def test_a_folder_that_may_not_be_opened_is_reported(tmp_path, monkeypatch, below):
    laid(tmp_path / "收件" / "局里" / "自评表.xlsx")
    closed, look = tmp_path / "收件" / below, os.scandir

    def scandir(folder):
        if os.fspath(folder) == os.fspath(closed):
            raise PermissionError(13, "Permission denied", os.fspath(folder))
        return look(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    (item,) = collected(tmp_path / "收件").unused
    assert item.reason == "unreadable" and item.archive_path == (below or "收件",)
    assert "文件夹打不开" in item.message and "权限" in item.message


def unused(found):
    return {item.archive_path[0]: item.message for item in found.unused}


def test_links_that_lead_in_circles_or_nowhere_are_reported(tmp_path):
    laid(tmp_path / "收件" / "自评表.xlsx")
    inbox = tmp_path / "收件"
    (inbox / "自己").symlink_to("自己")
    (inbox / "甲").symlink_to("乙")
    (inbox / "乙").symlink_to("甲")
    (inbox / "断了").symlink_to("没有")
    found = collected(inbox)
    assert len(found.entries) == 1 and set(unused(found)) == {"自己", "甲", "乙", "断了"}
    assert all("链接" in message for message in unused(found).values())


def test_a_linked_folder_is_reported_and_not_entered(tmp_path):
    laid(tmp_path / "别处" / "自评表.xlsx")
    laid(tmp_path / "收件" / "下级" / "路灯.xlsx")
    (tmp_path / "收件" / "别处").symlink_to(tmp_path / "别处")
    (tmp_path / "收件" / "下级" / "回去").symlink_to(tmp_path / "收件")
    found = collected(tmp_path / "收件")
    assert len(found.entries) == 1 and set(unused(found)) == {"别处", "下级/回去"}
    assert all("指向另一个文件夹的链接" in message for message in unused(found).values())


def test_an_inbox_that_is_a_link_itself_is_read(tmp_path):
    laid(tmp_path / "别处" / "自评表.xlsx")
    (tmp_path / "收件").symlink_to(tmp_path / "别处")
    assert len(collected(tmp_path / "收件").entries) == 1


def test_a_linked_file_counts_once(tmp_path):
    laid(tmp_path / "自评表.xlsx")
    (tmp_path / "又一个.xlsx").symlink_to("自评表.xlsx")
    found = collected(tmp_path)
    assert len(found.entries) == 1 and not found.unused


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
def test_a_pipe_or_a_device_is_never_opened(tmp_path):
    laid(tmp_path / "自评表.xlsx")
    os.mkfifo(tmp_path / "管道.xlsx")
    (tmp_path / "设备.xlsx").symlink_to("/dev/zero")
    found = collected(tmp_path)
    assert len(found.entries) == 1 and set(unused(found)) == {"管道.xlsx", "设备.xlsx"}
    assert all("管道或设备" in message for message in unused(found).values())
    (read,) = collected(tmp_path / "管道.xlsx").unused
    assert "管道或设备" in read.message
