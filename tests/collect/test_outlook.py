"""Mails that Outlook saved: attachments, date, sender; words where olefile is missing or the mail is damaged."""

from __future__ import annotations

import struct
import sys
from datetime import UTC, datetime

import pytest

from jixiao.actions.collect_file import Take
from jixiao.collect.model import Item
from jixiao.deploy.addin.compound import write
from jixiao.policy import default
from jixiao.sheets.book import build
from tests import build as make

AT = datetime(2021, 3, 4, 10, 30, tzinfo=UTC)
TICKS = int((AT - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000


def mail(**attachments: bytes) -> bytes:
    """A .msg with the attachments, by name."""
    date = struct.pack("<HHIQ", 0x40, 0x0039, 6, TICKS)
    tree = {
        "__properties_version1.0": bytes(32) + struct.pack("<HHIQ", 3, 0x0E07, 6, 0) + date,
        "__substg1.0_0C1F001F": "a@example.org".encode("utf-16-le"),
    }
    for number, (name, content) in enumerate(attachments.items()):
        tree[f"__attach_version1.0_#{number:08X}"] = {
            "__properties_version1.0": bytes(8),
            "__substg1.0_3707001F": name.encode("utf-16-le"),
            **({"__substg1.0_37010102": content} if content else {}),
        }
    return write(tree)


def test_attachments_come_with_date_and_sender():
    workbook = build([make.form()], default(2020))
    first, second = Take()(Item(("信.msg",), mail(**{"自评.xlsx": workbook, "坏.xlsx": b"PK\x03\x04"})))
    assert first.trail == ("信.msg", "自评.xlsx") and len(first.entries) == 1
    assert first.arrival.mailed == AT and first.arrival.sender == "a@example.org"
    assert second.fault


def test_an_attached_mail_is_named():
    (read,) = Take()(Item(("信.msg",), mail(**{"转发": b""})))
    assert read.fault and "附件是另一封邮件或嵌入对象" in read.fault


@pytest.mark.parametrize("cut", [600, 1200, 2000])
def test_a_damaged_mail_is_named(cut):
    for read in Take()(Item(("信.msg",), mail(甲=b"1" * 9000)[:cut])):
        assert read.fault and "信.msg" in read.fault


def test_without_olefile_the_next_step_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "olefile", None)
    (read,) = Take()(Item(("信.msg",), mail(甲=b"1")))
    assert read.fault and "olefile" in read.fault and "另存为 .eml" in read.fault
