"""The law of collecting: whatever goes in comes out as forms, or as a line that says why not."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import lzma
from collections import Counter
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jixiao.actions.collect_file import Take
from jixiao.collect.model import Item
from jixiao.deploy.addin.compound import write
from jixiao.policy import default
from jixiao.sheets.book import build
from tests.build import form
from tests.collect import raw_mails as raw
from tests.collect.test_archives import tarred
from tests.collect.test_outlook import tree
from tests.importers.documents import docx, official
from tests.importers.sheets_and_pages import html

NAMES = ("自评表", "崔喆镕 自评", "zi ping biao", "汇总（改）", "a.b")
BAD = {
    "空": b"",
    "图": b"\x89PNG\r\n",
    "rar": b"Rar!\x1a\x07\x01\0????",
    "坏": b"PK\x03\x04????",
    "字": "请查收".encode(),
    "gz": gzip.compress(b"x" * 90)[:-12],
}


@cache
def forms():
    """Files that hold one form each, by the ending of their names."""
    return {
        ".xlsx": build([form()], default(2020)),
        ".docx": docx([official(form())]),
        ".html": html([official(form())]).encode(),
    }


@st.composite
def leaf(draw):
    """A file: its name, its bytes, and how many forms and lines that say why not come out of it."""
    name = draw(st.sampled_from(NAMES))
    if draw(st.booleans()):
        ending = draw(st.sampled_from(sorted(forms())))
        return name + ending, forms()[ending], 1, 0
    kind = draw(st.sampled_from(sorted(BAD)))
    return f"{name}.{kind}", BAD[kind], 0, 1


def encoded(name, how):
    return name.encode("utf-8" if how == "utf-8" else "gb18030")


@st.composite
def in_mail(draw, files):
    if not files:
        return raw.body("请查收"), 1
    parts = []
    for name, data, _, _ in files:
        way = draw(st.sampled_from(("base64", "quoted-printable", "x-uuencode", "8bit")))
        header = draw(st.sampled_from(("quoted", "bare", "word", "2231")))
        if not is_text(data) and way != "x-uuencode":
            way = "base64"
        parts.append(raw.attached(data, way, named(name, header, draw(st.sampled_from(("utf-8", "gbk"))))))
    boundary = b"B" + hashlib.sha256(b"".join(data for _, data, _, _ in files)).hexdigest()[:20].encode()
    head = draw(st.sampled_from((b"", b"\xef\xbb\xbf", b"\r\n"))) + raw.HEAD
    return raw.mail(*parts, head=head, boundary=boundary, kind=b"multipart/mixed; boundary=" + boundary), 0


def is_text(data):
    """Whether mails may hold the bytes without an encoding made for files."""
    try:
        return b"\r" not in data and "".join(data.decode().split()).isprintable() and bool(data)
    except UnicodeDecodeError:
        return False


def named(name, header, encoding):
    from base64 import b64encode
    from urllib.parse import quote

    data = encoded(name, encoding)
    return {
        "quoted": b'filename="' + data + b'"',
        "bare": b"filename=" + data,
        "word": b'filename="=?' + encoding.encode() + b"?B?" + b64encode(data) + b'?="',
        "2231": b"filename*=" + encoding.encode() + b"''" + quote(data).encode(),
    }[header]


@st.composite
def in_zip(draw, files):
    encoding, flag = draw(st.sampled_from(("utf-8", "gbk"))), draw(st.sampled_from((0, 0x800)))
    folder = draw(st.sampled_from(("", "word/", "xl/", "mimetype", "表/")))
    numbered = [
        (encoded(f"{folder}{at:02d}{name}", encoding).ljust(8, b"x"), data)
        for at, (name, data, _, _) in enumerate(files)
    ]
    return raw.zipped_raw(numbered, flag), 0 if files else 1


@st.composite
def in_tar(draw, files):
    pack = draw(st.sampled_from((bytes, gzip.compress, bz2.compress, lzma.compress))) if files else gzip.compress
    return pack(tarred(*((name, data) for name, data, _, _ in files))), 0 if files else 1


@st.composite
def in_msg(draw, files):
    page = draw(st.sampled_from(("", "cp936", "cp54936", "cp65001")))
    return write(tree([(name, data) for name, data, _, _ in files], code_page=page)), 0 if files else 1


@st.composite
def container(draw, inner):
    files = draw(st.lists(inner, max_size=3))
    way = draw(st.sampled_from((in_mail, in_zip, in_tar, in_msg)))
    data, lines = draw(way(files))
    name = draw(st.sampled_from(NAMES)) + draw(st.sampled_from((".eml", ".zip", ".dat", ".gz", "")))
    return name, data, sum(one[2] for one in files), lines + sum(one[3] for one in files)


def nested(depth):
    """Files inside containers inside containers."""
    return container(st.one_of(leaf(), nested(depth - 1)) if depth > 1 else leaf())


@settings(max_examples=80, suppress_health_check=list(HealthCheck))
@given(nested(4))
def test_every_file_mail_part_and_member_comes_out_as_forms_or_as_a_line(sent):
    name, data, wanted, lines = sent
    reads = Take()(Item((name,), data))
    assert sum(len(read.entries) for read in reads) == wanted
    faults = [read for read in reads if read.fault]
    assert len(faults) == lines
    assert all("Error" not in read.fault and "\ufffd" not in read.shown for read in reads if read.fault)
    assert max(Counter(read.archive_path for read in reads).values(), default=1) == 1
