"""Opening packages: what is refused and with which words, and what is kept byte for byte."""

import io
import zipfile
import zlib

import pytest

from jixiao.xlsx.opc.archive import Archive, Limits
from jixiao.xlsx.opc.guard import PackageError, without_lead
from jixiao.xlsx.opc.opc import workbook_part
from jixiao.xlsx.opc.pack import Entry, compress, pack

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
WORKBOOK = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="%s"/>'
    b"</Relationships>"
)


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def package(target: str = "xl/workbook.xml") -> bytes:
    return zipped({"_rels/.rels": WORKBOOK % target.encode(), target: b"<workbook/>"})


def lying(size: int) -> bytes:
    """A package whose only part says it is `size` bytes long and inflates to a million."""
    true = compress("xl/workbook.xml", bytes(1_000_000))
    return pack([Entry(true.name, true.method, true.crc, size, true.data)])


REFUSED = {
    "空文件": (b"", "空文件.*重新索取"),
    "旧版": (OLE + "Workbook".encode("utf-16-le"), r"旧版 Excel.*另存为 \.xlsx"),
    "有密码": (OLE + "EncryptedPackage".encode("utf-16-le"), "打开密码.*取消密码"),
    "旧版文档": (OLE + "WordDocument".encode("utf-16-le"), r"旧版 Word.*\.docx"),
    "网页": ("\ufeff<html><table>".encode(), "内容是网页.*另存"),
    "文本": ("项目,金额\n".encode("gbk"), "内容是文本.*另存"),
    "二进制": (bytes(range(256)), "内容是二进制数据"),
    "截断": (package()[:-30], "不完整.*重新索取"),
    "上级路径": (zipped({"../evil.xml": b""}), "路径不规范.*另存"),
    "上级路径，反斜杠": (zipped({"xl\\..\\..\\evil.xml": b""}), "路径不规范.*另存"),
    "重名，反斜杠": (zipped({"xl/a.xml": b"", "xl\\a.xml": b""}), "重复出现"),
    "绝对路径": (zipped({"/etc/passwd": b""}), "路径不规范"),
    "盘符路径": (zipped({"c:evil.xml": b""}), "路径不规范"),
    "重名": (zipped({"xl/a.xml": b"", "XL/A.xml": b""}), "重复出现"),
    "压缩方式": (zipped({"a.xml": b"a"}, zipfile.ZIP_LZMA), "不常见的压缩方式"),
}


@pytest.mark.parametrize(("content", "words"), REFUSED.values(), ids=list(REFUSED))
def test_what_cannot_be_opened_is_refused_by_name(content, words):
    with pytest.raises(PackageError, match=f"^“自评.xlsx”.*{words}"):
        Archive.open(content, name="自评.xlsx")


@pytest.mark.parametrize(
    ("content", "words"),
    {
        "文档": (package("word/document.xml"), "Word 文档"),
        "二进制工作簿": (zipped({"_rels/.rels": b"", "xl/workbook.bin": b""}), "xlsb"),
        "普通压缩包": (zipped({"a.txt": b"a"}), "不是 Excel 工作簿"),
    }.values(),
    ids=["文档", "二进制工作簿", "普通压缩包"],
)
def test_another_package_is_named_for_what_it_is(content, words):
    with pytest.raises(PackageError, match=words):
        workbook_part(Archive.open(content, name="自评.xlsx"))


LEADS = {
    "a blank line": b"\r\n",
    "a mark": b"\xef\xbb\xbf",
    "a head": b"HTTP/1.1 200 OK\r\n\r\n",
    "a program": b"\x7fELF" + bytes(9_000),
}


@pytest.mark.parametrize("lead", LEADS.values(), ids=LEADS)
def test_what_is_before_a_package_is_passed_over(lead):
    counted = io.BytesIO(lead)
    counted.seek(0, io.SEEK_END)
    with zipfile.ZipFile(counted, "a") as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
    for content in (lead + package(), counted.getvalue()):
        assert Archive.open(content).read("xl/workbook.xml") == b"<workbook/>"


@pytest.mark.parametrize("data", [b"MZ" + package(), b"\r\n" + package() + b"\0" * 512, b"a text about PK\3\4", b""])
def test_programs_and_other_files_are_left_as_they_are(data):
    assert without_lead(data) is data


def test_a_missing_file_and_a_folder_are_named(tmp_path):
    with pytest.raises(PackageError, match=r"找不到文件.*没有.xlsx"):
        Archive.open(tmp_path / "没有.xlsx")
    with pytest.raises(PackageError, match=r"是文件夹"):
        Archive.open(tmp_path)


def test_an_encrypted_entry_is_refused():
    content = bytearray(package())
    content[content.index(b"PK\1\2") + 8] |= 1
    with pytest.raises(PackageError, match=r"加密"):
        Archive.open(bytes(content))


def test_a_bomb_is_refused_by_part_by_total_and_by_ratio():
    bomb = zipped({f"xl/{number}.xml": bytes(40_000) for number in range(10)})
    for limits in (Limits(part=10_000), Limits(total=300_000), Limits(ratio=100, ratio_from=1000)):
        with pytest.raises(PackageError, match=r"上限|压缩炸弹"):
            Archive.open(bomb, limits=limits)
    with pytest.raises(PackageError, match=r"10 个部件"):
        Archive.open(bomb, limits=Limits(entries=9))
    assert len(list(Archive.open(bomb))) == 10


@pytest.mark.parametrize("size", [10, 2_000_000])
def test_a_part_that_lies_about_its_size_is_found_out(size):
    with pytest.raises(PackageError, match=r"已损坏"):
        Archive.open(lying(size)).read("xl/workbook.xml")


def test_a_part_with_a_wrong_checksum_is_found_out():
    true = compress("a.xml", b"<a/>")
    broken = pack([Entry(true.name, true.method, true.crc ^ 1, true.size, true.data)])
    with pytest.raises(PackageError, match=r"a.xml.*已损坏"):
        Archive.open(broken).read("a.xml")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_any_encoding(encoding):
    content = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode(encoding)
    with pytest.raises(PackageError, match=r"实体定义"):
        Archive.open(zipped({"a.xml": content})).xml("a.xml")


def test_an_unchanged_package_is_given_back_as_it_was():
    content = package()
    archive = Archive.open(content)
    archive.write("xl/workbook.xml", archive.read("xl/workbook.xml"))
    assert archive.packed() == content


def test_untouched_parts_keep_their_compressed_bytes_and_their_order():
    archive = Archive.open(zipped({"a.xml": b"a" * 99, "b.xml": b"b" * 99, "c.xml": b"c" * 99}))
    archive.write("b.xml", b"new")
    archive.write("d.xml", b"added")
    archive.remove("c.xml")
    after = Archive.open(archive.packed())
    assert list(after) == ["a.xml", "b.xml", "d.xml"]
    assert after.entry("a.xml") == archive.entry("a.xml")
    assert zipfile.ZipFile(io.BytesIO(archive.packed())).testzip() is None


def test_the_same_change_gives_the_same_bytes():
    def changed() -> bytes:
        archive = Archive.open(SOURCE)
        archive.write("xl/新.xml", "内容".encode())
        return archive.packed()

    assert changed() == changed()


SOURCE = package()


def test_names_with_the_separators_of_windows_are_read_as_names_of_parts():
    archive = Archive.open(
        zipped({"_rels\\.rels": WORKBOOK % b"xl/workbook.xml", "xl\\": b"", "xl\\workbook.xml": b"<w/>"})
    )
    assert workbook_part(archive) == "xl/workbook.xml" and list(archive) == ["_rels/.rels", "xl/workbook.xml"]
    archive.write("xl/workbook.xml", b"<v/>")
    assert zipfile.ZipFile(io.BytesIO(archive.packed())).namelist() == ["_rels/.rels", "xl/workbook.xml"]


def test_part_names_are_found_whatever_their_case():
    archive = Archive.open(SOURCE)
    assert "XL/Workbook.XML" in archive
    archive.write("XL/Workbook.XML", b"<w/>")
    assert archive.read("xl/workbook.xml") == b"<w/>" and "XL/Workbook.XML" not in list(archive)


def test_a_streamed_package_with_data_descriptors_is_kept():
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_):
            raise OSError

        def tell(self):
            raise OSError

    stream = Pipe()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", b"a" * 100)
    opened = Archive.open(stream.getvalue())
    opened.write("b.xml", b"b")
    after = zipfile.ZipFile(io.BytesIO(opened.packed()))
    assert after.testzip() is None and after.read("a.xml") == b"a" * 100


def test_a_damaged_part_can_be_replaced_and_is_not_read_for_it():
    opened = Archive.open(pack([Entry("a.xml", zipfile.ZIP_DEFLATED, 0, 9, b"\xff\xff")]))
    opened.write("a.xml", b"<a/>")
    assert opened.read("a.xml") == b"<a/>"


def test_the_container_limits_are_said():
    with pytest.raises(ValueError, match=r"上限"):
        pack(Entry(f"{number}", 0, zlib.crc32(b""), 0, b"") for number in range(0x10000))
