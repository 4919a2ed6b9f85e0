"""A file that holds others is called what it is when it is read as if it were a form."""

from __future__ import annotations

import gzip

import pytest

from jixiao.deploy.addin.compound import write
from jixiao.importers.read import read_source
from jixiao.importers.source import ReadError, Source

MAIL = b"From: a@example.org\r\nSubject: x\r\n y\r\nMIME-Version: 1.0\r\n\r\nhi there\r\n"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"Rar!\x1a\x07\x01\0????", "rar 压缩包"),
        (b"7z\xbc\xaf\x27\x1c????", "7z 压缩包"),
        (gzip.compress(b"x", mtime=0), "压缩文件"),
        (b"MZ" + bytes(600), "可执行程序"),
        (MAIL, "邮件"),
        (b"\xef\xbb\xbf" + MAIL, "邮件"),
        (write({"__properties_version1.0": b"", "__substg1.0_0037001F": b"x"}), "邮件"),
    ],
)
def test_it_is_named_with_the_next_step(data, words):
    with pytest.raises(ReadError, match=f"^甲：.*{words}.*取出来"):
        read_source(Source("甲", data))
