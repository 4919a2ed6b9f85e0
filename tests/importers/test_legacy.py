"""Older formats through LibreOffice, and plain words where it is missing or the file is locked."""

from __future__ import annotations

from functools import cache

import pytest

from jixiao import libreoffice
from jixiao.importers import ReadError, read
from jixiao.policy import default
from jixiao.sheets.book import blank
from tests import office
from tests.importers.documents import docx, official
from tests.importers.old_files import bare_xls
from tests.importers.sheets_and_pages import xlsx
from tests.samples import HEMENKOU

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture(scope="module", autouse=True)
def each_converted_once():
    """The same bytes of the same format under another name are not converted again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(libreoffice, "converted", cache(libreoffice.converted))
        yield


@pytest.fixture(scope="module")
def forms():
    return read(HEMENKOU).forms[:4]


@pytest.fixture(scope="module")
def made(forms, tmp_path_factory):
    """A document and a workbook of four forms in each older format, as LibreOffice writes them."""
    office.require("soffice")
    folder = tmp_path_factory.mktemp("旧")
    (folder / "word.docx").write_bytes(docx(map(official, forms)))
    (folder / "excel.xlsx").write_bytes(xlsx([official(form)] for form in forms))
    kinds = {"doc": "doc", "rtf": "rtf", "odt": "odt"}, {"xls": "xls", "ods": "ods"}
    for name, wanted in zip(("word.docx", "excel.xlsx"), kinds, strict=True):
        for suffix, to in wanted.items():
            office.convert([folder / name], folder, to, f".{suffix}")
    return folder


@pytest.mark.office
@pytest.mark.parametrize("name", ["word.doc", "word.rtf", "word.odt", "excel.xls", "excel.ods"])
def test_an_older_file_reads_like_the_text(made, forms, name):
    assert read(made / name).forms == forms


@pytest.mark.office
@pytest.mark.parametrize(
    ("name", "original"), [("年报.wps", "word.doc"), ("改名.docx", "word.doc"), ("年报.et", "excel.xls")]
)
def test_the_content_decides_not_the_name(made, forms, tmp_path, name, original):
    path = tmp_path / name
    path.write_bytes((made / original).read_bytes())
    assert read(path).forms == forms


@pytest.mark.parametrize(
    ("name", "stream", "words"),
    [
        ("年报.doc", "WordDocument", "旧版 Word 或 WPS 文字文档.*没有找到.*另存为 .docx"),
        ("改名.docx", "WordDocument", "旧版 Word 或 WPS 文字文档.*没有找到.*另存为 .docx"),
        ("年报.xls", "Workbook", "旧版 Excel 或 WPS 表格.*没有找到.*另存为 .xlsx"),
    ],
)
def test_without_libreoffice_the_next_step_is_named(tmp_path, monkeypatch, name, stream, words):
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    path = tmp_path / name
    path.write_bytes(OLE + bytes(512) + stream.encode("utf-16-le") + bytes(512))
    with pytest.raises(ReadError, match=f"{name}：这是{words}"):
        read(path)


def test_a_locked_document_asks_for_one_without_password(tmp_path):
    path = tmp_path / "加密.docx"
    path.write_bytes(OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(512))
    with pytest.raises(ReadError, match=r"加密\.docx：文件设有打开密码"):
        read(path)


@pytest.mark.office
def test_a_broken_old_document_is_named(tmp_path):
    office.require("soffice")
    path = tmp_path / "坏.doc"
    path.write_bytes(OLE + bytes(512) + "WordDocument".encode("utf-16-le") + bytes(512))
    with pytest.raises(ReadError, match=r"坏\.doc：LibreOffice 打不开"):
        read(path)


@pytest.mark.office
def test_a_blank_result_stays_blank_in_a_workbook_of_ours_saved_as_ods(tmp_path):
    office.require("soffice")
    path = tmp_path / "空.xlsx"
    path.write_bytes(blank("青河区物业管理中心", None, 2020, [None], default(2020)))
    office.convert([path], tmp_path, "ods", ".ods")
    assert read(tmp_path / "空.ods").forms == read(path).forms


@pytest.mark.office
def test_a_workbook_older_than_compound_files_is_read(forms, tmp_path):
    office.require("soffice")
    cells = [[text for box in row for text in (box.text, *[""] * (box.across - 1))] for row in official(forms[0]).rows]
    (tmp_path / "导出.xls").write_bytes(bare_xls([["项目支出绩效自评表"], *cells]))
    (found,) = read(tmp_path / "导出.xls").forms
    assert found.project == forms[0].project and len(found.indicators) == len(forms[0].indicators)
