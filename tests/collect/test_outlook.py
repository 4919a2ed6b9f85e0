"""Mails that Outlook saved: attachments, date, sender; words where olefile is missing or the mail is damaged."""

from __future__ import annotations

import struct
import sys
from datetime import UTC, datetime

import pytest

from jixiao.actions.collect_file import Take
from jixiao.collect.model import BESIDE, UNREADABLE, Item
from jixiao.deploy.addin.compound import write
from jixiao.policy import default
from jixiao.sheets.book import build
from tests import build as make

AT = datetime(2021, 3, 4, 10, 30, tzinfo=UTC)
TICKS = int((AT - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000


CODE_PAGES = {"cp54936": "gb18030", "cp65001": "utf-8", "cp1252": "gbk"}
"""How Python calls the encodings, and what is really written under a wrong code page."""
NARROW, WIDE = "001E", "001F"


def properties(head: int, *fixed: tuple[int, int, int]) -> bytes:
    """The stream of properties of fixed length: type, number, value."""
    return bytes(head) + b"".join(struct.pack("<HHIQ", kind, name, 6, value) for kind, name, value in fixed)


def text(name: str, value: str, code_page: str = "") -> dict[str, bytes]:
    """A text property, in the bytes of a code page where one is given."""
    encoded = value.encode(CODE_PAGES.get(code_page, code_page)) if code_page else value.encode("utf-16-le")
    return {f"__substg1.0_{name}{NARROW if code_page else WIDE}": encoded}


def tree(attachments, head=32, code_page="", more=None):
    """The storages of a mail: attachments are (name, bytes), (name, tree of a mail) or (name, None)."""
    page = [(3, 0x3FFD, int(code_page.removeprefix("cp")))] if code_page else []
    made = {
        "__properties_version1.0": properties(head, (3, 0x0E07, 0), (0x40, 0x0039, TICKS), *page),
        **text("0C1F", "a@example.org", code_page and "ascii"),
        **(more or {}),
    }
    for number, (name, content) in enumerate(attachments):
        one = {"__properties_version1.0": bytes(8), **text("3707", name, code_page)}
        if isinstance(content, bytes):
            one["__substg1.0_37010102"] = content
        elif content is not None:
            one["__substg1.0_3701000D"] = content
        made[f"__attach_version1.0_#{number:08X}"] = one
    return made


def mail(**attachments: bytes) -> bytes:
    """A .msg with the attachments, by name."""
    return write(tree([(name, content or None) for name, content in attachments.items()]))


def test_attachments_come_with_date_and_sender():
    workbook = build([make.form()], default(2020))
    first, second = Take()(Item(("信.msg",), mail(**{"自评.xlsx": workbook, "坏.xlsx": b"PK\x03\x04"})))
    assert first.archive_path == ("信.msg", "自评.xlsx") and len(first.entries) == 1
    assert first.arrival.mailed == AT and first.arrival.sender == "a@example.org"
    assert second.fault


@pytest.mark.parametrize("code_page", ["cp936", "cp54936", "cp65001", "cp950", "cp1252"])
def test_names_and_sender_of_an_old_mail_in_a_code_page(code_page):
    name = "自評表.txt" if code_page == "cp950" else "崔喆镕自评表.txt"
    (read,) = Take()(Item(("信.msg",), write(tree([(name, b"1")], code_page=code_page))))
    assert read.archive_path == ("信.msg", name) and read.arrival.sender == "a@example.org"


def test_the_headers_give_date_and_sender_where_the_properties_do_not():
    made = tree([("a.txt", b"1")])
    made["__properties_version1.0"] = properties(32)
    made.pop("__substg1.0_0C1F001F")
    made.update(text("007D", "From: =?gbk?B?xOM=?= <c@example.org>\r\nDate: Thu, 04 Mar 2021 18:30:00 +0800\r\n"))
    (read,) = Take()(Item(("信.msg",), write(made)))
    assert read.arrival.mailed == AT and read.arrival.sender == "c@example.org"


def test_a_mail_in_the_mail_is_opened():
    workbook = build([make.form()], default(2020))
    inner = tree([("自评.xlsx", workbook)], head=24, more=text("0037", "转发：自评"))
    (read,) = Take()(Item(("信.msg",), write(tree([("x", inner)]))))
    assert read.archive_path == ("信.msg", "转发：自评", "自评.xlsx") and len(read.entries) == 1


def test_an_embedded_object_and_a_link_are_named():
    made = write(tree([("图表", {"CONTENTS": b"1"}), ("网盘上的", None)]))
    first, second = Take()(Item(("信.msg",), made))
    assert "嵌入对象" in first.fault and "图表" in first.fault
    assert "网盘上的" in second.fault and "索取原件" in second.fault


def test_a_mail_without_attachments_says_so_and_a_link_to_a_cloud_is_named():
    (read,) = Take()(Item(("信.msg",), write(tree([]))))
    assert read.kind == BESIDE and "没有附件" in read.fault
    body = text("1000", "超大附件 自评表.xlsx http://mail.qq.com/cgi-bin/ftnExs_download?k=1")
    (read,) = Take()(Item(("信.msg",), write(tree([], more=body))))
    assert read.kind == UNREADABLE and read.archive_path == ("信.msg", "自评表.xlsx") and "云附件" in read.fault


@pytest.mark.parametrize("cut", [600, 1200, 2000])
def test_a_damaged_mail_is_named(cut):
    for read in Take()(Item(("信.msg",), mail(甲=b"1" * 9000)[:cut])):
        assert read.fault and "信.msg" in read.fault


def test_without_olefile_the_next_step_is_reported(monkeypatch):
    monkeypatch.setitem(sys.modules, "olefile", None)
    (read,) = Take()(Item(("信.msg",), mail(甲=b"1")))
    assert read.fault and "olefile" in read.fault and "另存为 .eml" in read.fault
