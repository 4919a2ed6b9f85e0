"""Outlook's own format for attachments (winmail.dat): the files in it under their names."""

from __future__ import annotations

import struct

import pytest

from jixiao.actions.collect_file import Take
from jixiao.collect.containers.unwrap import unwrap
from jixiao.collect.model import BESIDE, UNREADABLE, Item
from jixiao.collect.tnef import BEGIN, CODE_PAGE, DATA, PROPERTIES, SIGNATURE, TITLE
from tests.build import form
from tests.collect.raw_mails import attached, mail
from tests.importers.documents import docx, official

NAME = "崔喆镕的自评表.docx"


def attribute(kind, content):
    return b"\2" + struct.pack("<II", kind, len(content)) + content + struct.pack("<H", sum(content) & 0xFFFF)


def tnef(*attributes):
    page = attribute(CODE_PAGE, struct.pack("<II", 936, 0))
    return SIGNATURE + b"\1\0" + page + b"".join(attributes)


def value(kind, name, content):
    padded = content + bytes(-len(content) % 4)
    return struct.pack("<HHII", kind, name, 1, len(content)) + padded


def properties(*values):
    number = struct.pack("<HHI", 3, 0x0E21, 7)
    named = struct.pack("<HH", 0x1F, 0x8001) + bytes(16) + struct.pack("<II", 1, 6) + b"a\0b\0\0\0\0\0"
    named += struct.pack("<II", 1, 4) + b"x\0y\0"
    return struct.pack("<I", len(values) + 2) + number + named + b"".join(values)


def file(content, *more):
    return b"".join(
        [attribute(BEGIN, bytes(14)), attribute(TITLE, NAME.encode("gbk")[:9] + b"\0"), *more, attribute(DATA, content)]
    )


def leaves(data):
    return list(unwrap(Item(("winmail.dat",), data)))


@pytest.mark.parametrize(
    ("kind", "name"), [(0x1F, (NAME + "\0").encode("utf-16-le")), (0x1E, NAME.encode("gbk") + b"\0")]
)
def test_files_come_under_their_long_names(kind, name):
    content = docx([official(form())])
    data = tnef(file(content, attribute(PROPERTIES, properties(value(kind, 0x3707, name)))))
    (read,) = Take()(Item(("信.eml",), mail(attached(data, name=b'filename="winmail.dat"'))))
    assert read.archive_path == ("信.eml", "winmail.dat", NAME) and len(read.entries) == 1


def test_a_mail_inside_is_opened():
    inner = tnef(file(b"abc"))
    embedded = attribute(PROPERTIES, properties(value(13, 0x3701, bytes(16) + inner)))
    (found,) = leaves(tnef(attribute(BEGIN, bytes(14)) + embedded))
    assert found.data == b"abc"


def test_without_files_it_says_so():
    (found,) = leaves(tnef())
    assert found.kind == BESIDE and "没有附件" in found.reason


@pytest.mark.parametrize("cut", range(8, 400, 23))
def test_a_torn_one_is_named(cut):
    whole = tnef(file(bytes(300), attribute(PROPERTIES, properties(value(0x1E, 0x3707, b"a.txt\0")))))
    found = leaves(whole[:cut])
    assert found and all(hasattr(one, "reason") or one.data for one in found)
    assert any(getattr(one, "kind", "") in (UNREADABLE, BESIDE) for one in found)
