"""Word documents that are damaged, locked, huge or hold no form: clear words, bounded time and memory."""

import io
import os
import resource
import sys
import zipfile

import pytest

from jixiao.importers import ReadError
from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from tests.build import form
from tests.importers.documents import Box, docx, official, package, paragraph, table

GOOD = docx([official(form())])


def refused(data, name="坏.docx"):
    with pytest.raises(ReadError) as caught:
        read_source(Source(name, data))
    assert name in str(caught.value)
    assert "xlsx" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("kept", [30, 200, len(GOOD) // 2, len(GOOD) - 10])
def test_a_truncated_document_is_named(kept):
    assert any(words in refused(GOOD[:kept]) for words in ("不完整", "压缩包"))


def test_a_document_with_a_broken_part_is_named():
    data = bytearray(GOOD)
    at = data.index(b"word/document.xml") + 200
    data[at : at + 40] = bytes(40)
    assert "损坏" in refused(bytes(data))


def test_a_document_with_broken_markup_is_named():
    assert "文档正文已损坏" in refused(package("<w:tbl><w:tr>"))


def test_a_document_without_tables_says_where_forms_belong():
    assert "文档中没有表格" in refused(package(paragraph("项目支出绩效自评表") + paragraph("项目名称：清淤")))


def test_a_document_without_a_form_says_which_labels_it_lacks():
    assert "“项目名称”和“三级指标”" in refused(package(table([[Box("姓名"), Box("电话")], [Box("张三"), Box("123")]])))


def test_entities_are_refused():
    text = zipfile.ZipFile(io.BytesIO(GOOD)).read("word/document.xml").decode()
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", text.replace("?>", f"?>{bomb}", 1))
    assert "文档类型或实体" in refused(out.getvalue())


def test_a_text_part_that_swells_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (60 << 20))
    assert "超过 48 MB" in refused(out.getvalue())


def calls(function, *given) -> int:
    """How many calls it takes, which is the same on every machine."""
    made = 0

    def count(frame, event, argument):
        nonlocal made
        made += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        function(*given)
    finally:
        sys.setprofile(before)
    return made


def many_tables(number):
    tables = "".join(table([[Box("序号"), Box(str(at))], [Box("内容"), Box("其他")]]) for at in range(number - 15))
    forms = "".join("".join(map(paragraph, item.above)) + table(item.rows) for item in [official(form())] * 15)
    return Source("千表.docx", package(tables + forms))


def test_a_thousand_tables_are_read_and_each_costs_the_same():
    result = read_source(many_tables(1000))
    assert len(result.forms) == 15
    assert result.forms[14].place("project") == "表 1000 行 1"
    assert calls(read_source, many_tables(400)) < 2 * calls(read_source, many_tables(200))


def test_a_picture_of_fifty_megabytes_costs_little():
    body = "".join(map(paragraph, official(form()).above)) + table(official(form()).rows)
    data = package(body, {"word/media/image1.bin": os.urandom(50 << 20)})
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert read_source(Source("照片.docx", data)).forms == (form(),)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 120 * 1024


def test_a_workbook_within_a_document_does_not_make_it_one():
    body = "".join(map(paragraph, official(form()).above)) + table(official(form()).rows)
    data = package(body, {"word/embeddings/a.bin": b"PK\x03\x04 xl/workbook.xml"})
    assert read_source(Source("嵌入.docx", data)).forms == (form(),)


def test_references_to_the_outside_are_not_followed(tmp_path):
    secret = tmp_path / "secret.xml"
    secret.write_text("<a>机密</a>")
    body = f'<w:altChunk r:id="rId9"/>{"".join(map(paragraph, official(form()).above))}{table(official(form()).rows)}'
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" '
        f'Type="aFChunk" Target="{secret.as_uri()}" TargetMode="External"/></Relationships>'
    )
    data = package(body, {"word/_rels/document.xml.rels": relations.encode()})
    assert read_source(Source("外链.docx", data)).forms == (form(),)


def test_spans_beyond_all_measure_do_no_harm():
    body = table(official(form()).rows).replace('<w:gridSpan w:val="8"/>', '<w:gridSpan w:val="99999999"/>')
    body = body.replace("<w:tr>", '<w:tr><w:trPr><w:gridBefore w:val="x"/></w:trPr>')
    (found,) = read_source(Source("a.docx", package(body))).forms
    assert found.project == form().project
