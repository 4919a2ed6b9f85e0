"""Archives of every kind are opened within limits, or named by their kind; names in the encoding they really have."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import re
import subprocess
import sys
import tarfile
import zipfile
import zlib

import pytest

from jixiao.actions.collect_file import Take
from jixiao.collect import packed, system_tar
from jixiao.collect.containers import zip_archives
from jixiao.collect.containers.unwrap import unwrap
from jixiao.collect.model import BESIDE, UNREADABLE, Closed, Item
from tests.build import form
from tests.collect.raw_mails import zipped_raw
from tests.importers.documents import docx, official

CONTENT = "项目名称\t甲\n".encode()
NAME = "崔喆镕的自评表.txt"


def leaves(data, name="包"):
    return list(unwrap(Item((name,), data)))


def tarred(*files, **settings):
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", **settings) as archive:
        for name, content in files:
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return made.getvalue()


def zipped(*files):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize("flag", [0, 0x800])
@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_names_with_a_flag_that_is_right_or_wrong(encoding, flag):
    (found,) = leaves(zipped_raw([(NAME.encode(encoding), CONTENT)], flag))
    assert (found.name, found.data) == (NAME, CONTENT)


def test_a_name_given_in_unicode_beside_the_old_one_is_taken():
    raw = b"????.txt"
    extra = NAME.encode()
    field = b"up" + (len(extra) + 5).to_bytes(2, "little") + b"\1" + zlib.crc32(raw).to_bytes(4, "little") + extra
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        info = zipfile.ZipInfo(raw.decode())
        info.extra = field
        archive.writestr(info, CONTENT)
    assert leaves(made.getvalue())[0].name == NAME


def test_a_name_that_is_another_in_its_local_header():
    data = bytearray(zipped(("aaaa.txt", CONTENT)))
    data[data.find(b"aaaa.txt")] = ord("b")
    (found,) = leaves(bytes(data))
    assert (found.name, found.data) == ("aaaa.txt", CONTENT)


def test_members_written_as_a_stream_have_their_sizes_at_the_end():
    class Pipe(io.BytesIO):
        def seekable(self):
            return False

        def seek(self, *_):
            raise OSError

        def tell(self):
            raise OSError

    made = Pipe()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(NAME, "w") as member:
        member.write(CONTENT)
    (found,) = leaves(made.getvalue())
    assert (found.name, found.data) == (NAME, CONTENT)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_ways_of_compression(method):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        archive.writestr("a.txt", CONTENT * 50)
    assert leaves(made.getvalue())[0].data == CONTENT * 50


def test_an_unknown_way_of_compression_is_named():
    data = bytearray(zipped(("a.txt", CONTENT)))
    for mark, at in ((b"PK\3\4", 8), (b"PK\1\2", 10)):
        data[data.find(mark) + at] = 9
    (found,) = leaves(bytes(data))
    assert isinstance(found, Closed) and "压缩方式" in found.reason


@pytest.mark.parametrize(
    "name", ["word/自评.txt", "xl/自评.txt", "mimetype说明.txt", "mimetype", "word/document/自评.txt", "_rels/a.txt"]
)
def test_an_archive_with_a_folder_named_as_in_office_files_is_an_archive(name):
    content = docx([official(form())])
    found = leaves(zipped((name, CONTENT), ("a.docx", content)))
    assert [item.name for item in found] == [name, "a.docx"]


def test_an_office_file_whose_parts_are_named_from_the_root_is_none_either():
    source = zipfile.ZipFile(io.BytesIO(docx([official(form())])))
    (read,) = Take()(Item(("表.docx",), zipped(*((f"/{name}", source.read(name)) for name in source.namelist()))))
    assert read.kind == UNREADABLE and "内部路径不规范" in read.fault and "另存" in read.fault


def test_an_office_file_is_no_archive():
    assert not zip_archives.identify(docx([official(form())]))
    assert not zip_archives.identify(docx([official(form())])[:-40])
    assert not zip_archives.identify(
        zipped(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b""))
    )


@pytest.mark.parametrize(
    "data",
    [zipped(), zipped(("__MACOSX/._a", b"")), gzip.compress(tarred()), zipped(("folder/", b""))],
    ids=["zip", "mac", "tar.gz", "folder"],
)
def test_an_empty_archive_says_so(data):
    (found,) = leaves(data)
    assert isinstance(found, Closed) and "是空的" in found.reason and found.kind == UNREADABLE


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress, lzma.compress])
@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_tar_packed_or_not(pack, encoding):
    data = pack(tarred((NAME, CONTENT), ("b.txt", b"x" * 70_000), encoding=encoding, format=tarfile.GNU_FORMAT))
    assert [(item.name, len(item.data)) for item in leaves(data)] == [(NAME, len(CONTENT)), ("b.txt", 70_000)]


@pytest.mark.parametrize(("name", "bare"), [("自评.txt.gz", "自评.txt"), ("logo.emz", "logo.emf"), ("包", "包")])
def test_a_single_packed_file(name, bare):
    (found,) = leaves(gzip.compress(CONTENT) + gzip.compress(CONTENT), name)
    assert (found.name, found.data) == (bare, CONTENT * 2)


@pytest.mark.parametrize("cut", [20, 100, -10])
@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_torn_packed_archive_is_named(pack, cut):
    whole = pack(tarred((NAME, bytes(range(256)) * 90)))
    found = leaves(whole[:cut])
    assert isinstance(found[-1], Closed) and "没有传完整" in found[-1].reason


def test_links_and_devices_in_an_archive_are_never_followed():
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, kind in (
            ("a", tarfile.SYMTYPE),
            ("b", tarfile.LNKTYPE),
            ("c", tarfile.CHRTYPE),
            ("d", tarfile.FIFOTYPE),
        ):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
    found = leaves(made.getvalue())
    assert len(found) == 4 and all(isinstance(one, Closed) and "链接或设备" in one.reason for one in found)


def test_names_that_lead_out_of_the_archive_lead_nowhere():
    (found,) = leaves(tarred(("../../etc/自评.txt", CONTENT)))
    assert found.name == "etc/自评.txt"


def test_a_bomb_of_gzip_ends_at_the_limit(monkeypatch):
    monkeypatch.setattr(packed, "MOST", 1 << 20)
    monkeypatch.setattr(zip_archives, "LARGEST", 1 << 20)
    (single,) = leaves(gzip.compress(bytes(3 << 20)))
    assert isinstance(single, Closed) and "没有读" in single.reason
    *_, last = leaves(gzip.compress(tarred(*((f"{at}.txt", bytes(500_000)) for at in range(9)))))
    assert isinstance(last, Closed) and "压缩炸弹" in last.reason


def test_a_name_of_gigabytes_is_not_read_into_memory():
    member = tarfile.TarInfo("././@LongLink")
    member.type, member.size = tarfile.GNUTYPE_LONGNAME, 1 << 31
    (found,) = leaves(gzip.compress(tarred(("a", b""))[:512] + member.tobuf() + bytes(1 << 20)))[1:]
    assert isinstance(found, Closed) and "已损坏" in found.reason


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_what_office_leaves_beside_an_open_file_is_named_as_that(pack):
    lock, file = leaves(pack(("表/~$自评.xlsx", b"x" * 165), ("表/自评.txt", CONTENT)))
    assert isinstance(lock, Closed) and lock.kind == BESIDE and "临时文件" in lock.reason
    assert file.data == CONTENT


BESIDES = (
    *("表/.~自评.xlsx", ".~lock.自评.xlsx#", "表/._自评.xlsx", "./._自评.docx"),
    *("x/__MACOSX/自评.xlsx", "表/thumbs.db", "Desktop.ini", "a/.DS_Store"),
)


@pytest.mark.parametrize("pack", [zipped, tarred])
@pytest.mark.parametrize("name", BESIDES)
def test_what_systems_and_programs_leave_in_folders_is_no_broken_form(name, pack):
    reads = Take()(Item(("包",), pack(("表/自评.docx", docx([official(form())])), (name, b"\0\5\x16\7" + bytes(90)))))
    assert sum(len(read.entries) for read in reads) == 1
    assert all(read.entries or read.kind == BESIDE for read in reads)


def volumes():
    """A zip in three volumes, as programs split it, with their usual names."""
    whole = zipped(("a.docx", docx([official(form())])), ("b.bin", os.urandom(9_000)))
    last = bytearray(whole[8_000:])
    last[last.rfind(b"PK\5\6") + 4] = 2
    named = {
        "表.zip.001": whole[:4_000],
        "表.z02": whole[4_000:8_000],
        "表.zip": bytes(last),
        "表.7z.002": whole[4_000:8_000],
    }
    return named | {"表.z01": b"PK\x07\x08" + whole[:4_000]}


@pytest.mark.parametrize("name", ["表.zip.001", "表.z01", "表.z02", "表.zip", "表.7z.002"])
def test_one_volume_of_several_is_called_that(name):
    (read,) = Take()(Item((name,), volumes()[name]))
    assert read.kind == UNREADABLE and "分卷压缩包的一卷" in read.fault


def test_a_whole_archive_named_as_a_volume_is_opened():
    assert leaves(zipped(("a.txt", CONTENT)), "表.zip.001")[0].data == CONTENT


PACKAGES = [
    (zipped(("Index/Document.iwa", b"\0"), ("preview.jpg", b"\xff\xd8\xff")), UNREADABLE, "Numbers.*导出为 Excel"),
    (zipped(("OFD.xml", b"<x/>"), ("Doc_0/Document.xml", b"<x/>")), BESIDE, "OFD 不读"),
    (zipped(("[Content_Types].xml", b"<Types/>"), ("ppt/presentation.xml", b"<p/>")), UNREADABLE, "演示文稿"),
    (b"!BDN" + bytes(600), UNREADABLE, "Outlook 数据文件.*另存出来"),
    (b"MZ" + bytes(600), UNREADABLE, "可执行程序"),
]


@pytest.mark.parametrize(("data", "kind", "words"), PACKAGES)
def test_a_file_of_another_program_is_called_what_it_is(data, kind, words):
    (read,) = Take()(Item(("件",), data))
    assert read.kind == kind and re.search(words, read.fault) and "jixiao collect" not in read.fault


def test_a_folder_of_a_presentation_beside_a_form_costs_no_form():
    names = [found.name for found in leaves(zipped(("ppt/presentation.xml", b"<p/>"), ("a.txt", CONTENT)))]
    assert names == ["ppt/presentation.xml", "a.txt"]


def test_a_document_that_the_systems_tar_would_take_apart_is_named(program):
    member = tarred(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<x/>"))
    program(f"sys.stdout.buffer.write({member!r})")
    (read,) = Take()(Item(("表.docx.zst",), b"\x28\xb5\x2f\xfd" + b"?" * 90))
    assert read.kind == UNREADABLE and "就是一个 Office 文件，没有打开。请解压后放入" in read.fault


@pytest.mark.parametrize("name", ["a.txt.lzma", "a.tar.lzma"])
def test_the_older_format_of_lzma(name):
    content = CONTENT * 50 if name == "a.txt.lzma" else tarred(("a.txt", CONTENT * 50))
    (found,) = leaves(lzma.compress(content, lzma.FORMAT_ALONE), name)
    assert (found.name, found.data) == ("a.txt", CONTENT * 50)


KINDS = [
    (b"Rar!\x1a\x07\x00", "rar"),
    (b"Rar!\x1a\x07\x01\x00", "rar"),
    (b"7z\xbc\xaf\x27\x1c\0\4", "7z"),
    (b"MSCF\0\0\0\0", "cab"),
    (b"\x20\x20-lh5-", "lzh"),
    (bytes(32769) + b"CD001", "iso"),
    (b"\x04\x22\x4d\x18????", "lz4"),
    (b"\x5d\0\0\x80\0????", "lzma"),
    (b"070701????", "cpio"),
]


@pytest.mark.parametrize(("start", "kind"), KINDS)
def test_archives_that_cannot_be_opened_are_named_by_their_kind(start, kind):
    (read,) = Take()(Item(("包.xlsx",), start + b"?" * 90))
    assert read.kind == UNREADABLE and kind in read.fault and "解压后放入" in read.fault and "二进制" not in read.fault


@pytest.fixture
def program(tmp_path, monkeypatch):
    """A program in the place of the system's tar."""

    def installed(script):
        path = tmp_path / "tar"
        path.write_text(f"#!{sys.executable}\nimport signal, sys\n{script}\n")
        path.chmod(0o755)
        monkeypatch.setattr(system_tar, "found", lambda: str(path))

    return installed


RAR = KINDS[1][0] + b"?" * 90


def test_what_the_systems_tar_unpacks_is_read_from_its_pipe(program):
    program(f"sys.stdout.buffer.write({tarred((NAME, CONTENT), ('b.txt', b'x'))!r})")
    assert [(item.name, item.data) for item in leaves(RAR)] == [(NAME, CONTENT), ("b.txt", b"x")]


def test_what_it_cannot_unpack_to_the_end_is_named(program):
    program(f"sys.stdout.buffer.write({tarred((NAME, CONTENT))!r}); sys.exit(1)")
    file, closed = leaves(RAR)
    assert file.data == CONTENT and isinstance(closed, Closed) and "有一部分取不出来" in closed.reason


def test_one_that_takes_too_long_is_ended(program, monkeypatch):
    monkeypatch.setattr(system_tar, "SECONDS", 0.3)
    program("signal.pause()")
    (found,) = leaves(RAR)
    assert isinstance(found, Closed) and "rar" in found.reason


@pytest.mark.skipif(system_tar.found() is None, reason="the system's tar is not bsdtar")
@pytest.mark.parametrize("kind", ["7zip", "iso9660", "zip", "gnutar"])
def test_archives_the_systems_tar_reads(tmp_path, kind):
    (tmp_path / NAME).write_bytes(CONTENT)
    made = tmp_path / "archive"
    command = [system_tar.found(), "-c", "-f", str(made), "--format", kind, "-C", str(tmp_path), NAME]
    subprocess.run(command, check=True, timeout=60, env=system_tar._settings())
    (found,) = leaves(made.read_bytes())
    assert (found.name, found.data) == (NAME, CONTENT)


@pytest.mark.parametrize(
    "picture",
    [
        b"\1\0\0\0" + bytes(36) + b" EMF",
        b"\xd7\xcd\xc6\x9a" + bytes(20),
        b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>',
        b"\0\0\0\x18ftypheic",
    ],
)
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_senders_logo_is_a_picture(picture, pack):
    (read,) = Take()(Item(("logo.emz",), pack(picture)))
    assert read.kind == BESIDE and "图片不读" in read.fault


def test_an_archive_behind_a_blank_line_is_opened():
    content = b"\r\n" + zipped_raw([(NAME.encode(), CONTENT)], 0x800)
    assert [(item.name, item.data) for item in leaves(content)] == [(NAME, CONTENT)]
