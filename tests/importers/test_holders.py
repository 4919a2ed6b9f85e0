"""A file that holds others is called what it is when it is read as if it were a form."""

from __future__ import annotations

import gzip

import pytest

from jixiao.deploy.addin.compound import write
from jixiao.importers.read import read_source
from jixiao.importers.source import ReadError, Source
from tests.build import form
from tests.collect.test_archives import tarred
from tests.importers.documents import official
from tests.importers.sheets_and_pages import html

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
        (b"From a@example.org Thu Mar  4 18:30:00 2021\n" + MAIL, "邮件"),
        (b"%d\n" % len(MAIL) + MAIL, "邮件"),
        (MAIL + html([official(form())]).replace("项目名称", "名称").encode(), "邮件"),
        (tarred(("a.txt", b"x")), "这是 tar 压缩包"),
        (b"\x04\x22\x4d\x18????", "lz4 压缩包"),
        (b"\x5d\0\0\x80\0????", "lzma 压缩包"),
        (b"070707????", "cpio 压缩包"),
        (b"!<arch>\n????", "ar 压缩包"),
        (b"xar!????", "xar 压缩包"),
        (write({"__properties_version1.0": b"", "__substg1.0_0037001F": b"x"}), "邮件"),
    ],
)
def test_it_is_named_with_the_next_step(data, words):
    with pytest.raises(ReadError, match=f"^甲：.*{words}.*取出来"):
        read_source(Source("甲", data))


@pytest.mark.parametrize(
    ("space", "words"),
    [
        ("urn:schemas-microsoft-com:office:spreadsheet", r"Excel 2003 的 XML 表格.*另存为 \.xlsx"),
        ("http://schemas.microsoft.com/office/word/2003/wordml", r"Word 2003 的 XML 文档.*另存为 \.docx"),
        ("http://schemas.microsoft.com/office/2006/xmlPackage", r"Word 的 XML 文档.*另存为 \.docx"),
        ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", r"ODF 的 XML 文件.*LibreOffice"),
        ("http://schemas.uof.org/cn/2003/uof", r"UOF（标文通）文件.*WPS"),
    ],
)
def test_a_document_written_as_one_xml_text_is_named(space, words):
    text = f'<a:Whole xmlns:a="{space}"><a:Text>项目名称</a:Text></a:Whole>'
    for head in ('<?xml version="1.0"?>\n', ""):
        with pytest.raises(ReadError, match=f"^甲：这是 {words}"):
            read_source(Source("甲", f"{head}{text}".encode()))


def test_any_other_xml_is_a_text_without_tables():
    with pytest.raises(ReadError, match="文本中没有表格"):
        read_source(Source("甲", b'<?xml version="1.0"?><a>x</a>'))
