"""Mails and archives in odd but sound shapes: each file in them comes out under its name, and what cannot says why."""

from __future__ import annotations

import base64
import gzip
import io
import quopri
import struct
import tarfile
import zipfile
import zlib

import pytest

from jixiao.collect.containers.unwrap import unwrap
from jixiao.collect.model import Closed, Item
from tests.build import form
from tests.collect import raw_mails as raw
from tests.collect.test_archives import tarred, zipped
from tests.collect.test_tnef import file as tnef_file
from tests.collect.test_tnef import tnef
from tests.importers.documents import docx, official

CONTENT = "项目名称\t甲\n".encode() * 30
FORM = docx([official(form())])
SHEET = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def coded(content: bytes = FORM) -> bytes:
    return base64.encodebytes(content).replace(b"\n", b"\r\n")


def part(headers: bytes, content: bytes = FORM) -> bytes:
    return raw.mail((headers + b"\r\nContent-Transfer-Encoding: base64", coded(content)))


def within(inner: bytes, boundary: bytes, way: str = "") -> bytes:
    return raw.mail(raw.nested(inner, way), boundary=boundary, kind=b"multipart/mixed; boundary=" + boundary)


def zip64(content: bytes) -> bytes:
    """A .zip whose sizes and places are all in the fields for very large archives."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    data, crc, name = packer.compress(content) + packer.flush(), zlib.crc32(content), b"a.docx"
    unset, wide = 0xFFFFFFFF, struct.pack("<HHQQ", 1, 16, len(content), len(data))
    local = (
        struct.pack("<4s5H3L2H", b"PK\3\4", 45, 0, 8, 0, 33, crc, unset, unset, len(name), len(wide))
        + name
        + wide
        + data
    )
    wider = struct.pack("<HHQQQ", 1, 24, len(content), len(data), 0)
    entry = struct.pack(
        "<4s6H3L5H2L", b"PK\1\2", 45, 45, 0, 8, 0, 33, crc, unset, unset, len(name), len(wider), 0, 0, 0, 0, unset
    )
    entry += name + wider
    end = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 1, 1, len(entry), len(local))
    place = struct.pack("<4sLQL", b"PK\6\7", 0, len(local) + len(entry), 1)
    return local + entry + end + place + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, unset, unset, 0)


def linked_tar() -> bytes:
    stream = io.BytesIO(tarred(("a.docx", FORM)))
    with tarfile.open(fileobj=stream, mode="a") as archive:
        link = tarfile.TarInfo("b.docx")
        link.type, link.linkname = tarfile.LNKTYPE, "a.docx"
        archive.addfile(link)
    return stream.getvalue()


INNER = raw.mail(
    raw.attached(FORM, "base64", b'filename="a.docx"'), boundary=b"I1", kind=b"multipart/mixed; boundary=I1"
)
WINMAIL = tnef(*tnef_file(FORM)) if isinstance(tnef_file(FORM), tuple | list) else tnef(tnef_file(FORM))
PIECES = b"filename*0*=utf-8''%E8%87%AA;\r\n filename*1*=%E8%AF%84;\r\n filename*2=.docx"
# what it is, the file handed in, the names of the files that come out, and how many lines say why one does not
KINDS = {
    "a name in pieces": (raw.mail(raw.attached(FORM, "base64", PIECES)), ["自评.docx"], 0),
    "no name": (part(b"Content-Type: " + SHEET), ["附件"], 0),
    "inline without a name": (part(b"Content-Type: application/octet-stream\r\nContent-Disposition: inline"), ["附件"], 0),
    "called a plain text": (part(b'Content-Type: text/plain; name="a.docx"\r\nContent-Disposition: attachment'), ["a.docx"], 0),
    "a mail in a mail in a mail": (within(within(within(INNER, b"I2"), b"I3", "base64"), b"I4"), ["a.docx"], 0),
    "a mail in a mail, quoted": (within(INNER, b"I2", "quoted-printable"), ["a.docx"], 0),
    "a mail attached as a file": (raw.mail(raw.attached(INNER, "base64", b'filename="f.eml"')), ["a.docx"], 0),
    "a digest": (raw.HEAD + b"Content-Type: multipart/digest; boundary=D\r\n\r\n--D\r\n\r\n" + INNER + b"\r\n--D--\r\n", ["a.docx"], 0),
    "a delivery report": (
        raw.HEAD + b"Content-Type: multipart/report; boundary=R\r\n\r\n--R\r\nContent-Type: text/plain\r\n\r\nfailed\r\n--R\r\n"
        b"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\n--R\r\nContent-Type: message/rfc822\r\n\r\n"
        + INNER + b"\r\n--R--\r\n", ["a.docx"], 0,
    ),
    "Outlook's own format": (part(b'Content-Type: application/ms-tnef; name="winmail.dat"', WINMAIL), None, 0),
    "Outlook's own format under another name": (raw.mail(raw.attached(WINMAIL, "base64", b'filename="ATT1.dat"')), None, 0),
    "two of one name": (
        raw.mail(raw.attached(FORM, "base64", b'filename="a.docx"'), raw.attached(CONTENT, "base64", b'filename="a.docx"')),
        ["a.docx", "a（2）.docx"], 0,
    ),
    "a calendar beside it": (raw.mail((b"Content-Type: text/calendar", b"BEGIN:VCALENDAR"), raw.attached(FORM)), ["a.txt"], 0),
    "signed and sealed": (part(b"Content-Type: application/pkcs7-mime; name=smime.p7m", INNER), [], 1),
    "torn": (raw.mail(raw.attached(FORM))[:-3_000], ["a.txt"], 0),
    "nothing but headers": (raw.HEAD, [], 1),
    "a type that is none": (raw.HEAD + b"Content-Type: ;;;\r\n\r\nx", [], 1),
    "parts announced and none there": (raw.HEAD + b"Content-Type: multipart/mixed; boundary=Z\r\n\r\nonly this\r\n", [], 1),
    "quoted text with a form in it": (
        raw.HEAD + b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        + quopri.encodestring("<table><td>项目名称</td><td>三级指标</td><td>年度指标值</td></table>".encode()), None, None,
    ),
    "a zip in a zip in a zip": (zipped(("表/b.zip", zipped(("c.zip", zipped(("a.docx", FORM)))))), ["a.docx"], 0),
    "a zip for very large archives": (zip64(FORM), ["a.docx"], 0),
    "bytes behind a zip": (zipped(("a.docx", FORM)) + bytes(3_000), ["a.docx"], 0),
    "a name from the root": (raw.zipped_raw([(b"/etc/aaaa.docx", FORM)]), ["aaaa.docx"], 0),
    "a name with the separators of Windows": (raw.zipped_raw([(b"dir\\aaaa.docx", FORM)]), ["aaaa.docx"], 0),
    "a name in Big5": (raw.zipped_raw([("績效自評表.docx".encode("big5"), FORM)]), None, 0),
    "an empty folder": (zipped(("表/", b"")), [], 1),
    "only what a Mac leaves": (zipped(("__MACOSX/._a", b"x")), [], 1),
    "a packed file in two pieces": (gzip.compress(FORM[:900]) + gzip.compress(FORM[900:]), ["件"], 0),
    "a packed tar with a zip": (gzip.compress(tarred(("in.zip", zipped(("a.docx", FORM))))), ["a.docx"], 0),
    "a link in a tar": (linked_tar(), ["a.docx"], 1),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_each_file_comes_out_and_what_does_not_says_why(kind):
    data, names, lines = KINDS[kind]
    found = list(unwrap(Item(("件",), data)))
    files = [item for item in found if isinstance(item, Item)]
    assert found
    if names is not None:
        assert [item.name.rpartition("/")[2] for item in files] == names
    if lines is not None:
        assert sum(isinstance(item, Closed) for item in found) == lines
    if lines == 0 and kind not in ("torn", "a packed tar with a zip"):
        assert FORM in [item.data for item in files]


def test_a_zip_with_a_password_is_named_by_its_member():
    content = bytearray(zipped(("a.docx", FORM)))
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        content[content.index(mark) + at] |= 1
    (found,) = unwrap(Item(("件.zip",), bytes(content)))
    assert isinstance(found, Closed) and found.item.name == "a.docx" and "设有密码" in found.reason


def test_a_zip_of_another_way_of_compression_is_read_where_python_knows_it():
    for way in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_STORED):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", way) as archive:
            archive.writestr("a.docx", FORM)
        (found,) = unwrap(Item(("件.zip",), stream.getvalue()))
        assert found.data == FORM
