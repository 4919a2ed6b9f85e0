"""A workbook put into a document as an object: its forms are named, they never vanish."""

from __future__ import annotations

import io
import zipfile

import pytest

from jixiao.actions.collect_file import Take
from jixiao.collect.model import Item
from jixiao.deploy.addin.compound import write
from jixiao.importers.read import read_source
from jixiao.importers.source import ReadError, Source
from jixiao.xlsx.opc.guard import OLE
from tests.build import form
from tests.importers.documents import docx, official, package, paragraph, table
from tests.importers.old_files import doc, xls
from tests.importers.sheets_and_pages import xlsx

OBJECT = "word/embeddings/Microsoft_Excel_Sheet1.xlsx"
FORM = table(official(form()).rows)
OTHER = xlsx([[official(form(project="另一个项目"))]])
SAID = "嵌入的文件“Microsoft_Excel_Sheet1.xlsx”：里面有自评表 1 张，没有读入"


def document(body: str, **more: bytes) -> Source:
    return Source("自评.docx", package(body, {OBJECT: OTHER, **more}))


def test_forms_in_it_are_named_beside_those_that_are_read():
    found = read_source(document(FORM))
    assert len(found.forms) == 1
    assert [SAID in problem.message for problem in found.problems] == [True]


@pytest.mark.parametrize("body", [paragraph("见附表"), table(official(form()).rows[:1])])
def test_a_document_that_has_them_nowhere_else_says_where_they_are(body):
    with pytest.raises(ReadError, match=f"^自评.docx {SAID}.*另存成单独的文件"):
        read_source(document(body))


def test_in_a_collection_it_counts_as_partly_read():
    (read,) = Take()(Item(("自评.docx",), document(FORM).data))
    assert len(read.entries) == 1 and any(SAID in problem for problem in read.problems)


@pytest.mark.parametrize("data", [xlsx([[]]), b"PK\x03\x04 torn", b"", docx([])])
def test_the_data_of_a_chart_and_what_cannot_be_read_are_nothing(data):
    found = read_source(Source("自评.docx", package(FORM, {OBJECT: data})))
    assert len(found.forms) == 1 and not found.problems


def test_a_document_in_a_workbook_is_named_too():
    stream = io.BytesIO(xlsx([[official(form())]]))
    with zipfile.ZipFile(stream, "a") as workbook:
        workbook.writestr("xl/embeddings/附件.docx", docx([official(form(project="另一个项目"))]))
    (problem,) = read_source(Source("自评.xlsx", stream.getvalue())).problems
    assert problem.place == "嵌入的文件“附件.docx”"


NATIVE = b"\0\0\0\0\2\0a.xlsx\0C:\\a.xlsx\0\0\0\3\0" + OTHER


@pytest.mark.parametrize(
    ("name", "data", "count"),
    [
        ("oleObject1.bin", write({"Package": OTHER}), " 1 张"),
        ("oleObject1.bin", write({"\x01Ole10Native": NATIVE}), " 1 张"),
        ("Microsoft_Excel_97-2003_Worksheet.xls", xls("三级指标"), "（旧格式）"),
        ("Microsoft_Word_97_-_2003_Document.doc", doc("三级指标"), "（旧格式）"),
    ],
)
def test_objects_as_other_programs_keep_them_are_looked_into(name, data, count):
    (problem,) = read_source(Source("自评.docx", package(FORM, {f"word/embeddings/{name}": data}))).problems
    assert f"嵌入的文件“{name}”：里面有自评表{count}" in problem.message


@pytest.mark.parametrize("data", [xls("项目预算"), write({"Package": b"torn"}), OLE + bytes(90), write({"x": b""})])
def test_an_object_without_a_form_is_nothing(data):
    assert not read_source(Source("自评.docx", package(FORM, {"word/embeddings/oleObject1.bin": data}))).problems
