"""Word's settings of tables, lists and fields, also where programs leave half of them out."""

from __future__ import annotations

import io
import zipfile

import pytest

from jixiao.importers.document import Grid, Paragraph
from jixiao.importers.docx import flow
from jixiao.importers.docx_numerals import KINDS, numeral
from jixiao.importers.read import read_source
from jixiao.importers.source import ReadError, Source
from tests.build import form
from tests.importers.documents import W, official, package, paragraph, table

FORM = table(official(form()).rows)
NUMBERED = '<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def document(body: str, **parts: str) -> Source:
    """A document; `parts` are the insides of its numbering and styles."""
    kinds = {"numbering": "numbering", "styles": "styles"}
    more = {
        f"word/{name}.xml": f'<w:{kinds[name]} xmlns:w="{W}">{text}</w:{kinds[name]}>'.encode()
        for name, text in parts.items()
    }
    if more:
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        rows = "".join(f'<Relationship Id="r{name}" Type="{office}/{name}" Target="{name}.xml"/>' for name in parts)
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        more["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{space}">{rows}</Relationships>'.encode()
    return Source("自评.docx", package(body, more))


def texts(source: Source) -> list[str]:
    return [item.text for item in flow(source) if isinstance(item, Paragraph) and item.text]


def grid_of(rows: str, columns: tuple[int, ...] = ()) -> list[list[tuple[int, int, str]]]:
    """The one table of a document: column, span and text of each cell."""
    widths = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    body = f"<w:tbl><w:tblGrid>{widths}</w:tblGrid>{rows}</w:tbl>"
    (found,) = (item for item in flow(document(body)) if isinstance(item, Grid))
    return [[(cell.column, cell.across, cell.text) for cell in row] for row in found.rows]


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def test_cells_merged_sideways_the_old_way_are_one():
    merged = row(cell("甲", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), cell("乙"))
    assert grid_of(merged) == [[(0, 2, "甲"), (2, 1, "乙")]]


def test_a_span_that_is_no_number_is_one_and_a_deleted_cell_is_empty():
    odd = row(cell("甲", '<w:gridSpan w:val="x"/>'), cell("乙", "<w:cellDel/>"), cell("丙", '<w:gridSpan w:val="0"/>'))
    assert grid_of(odd) == [[(0, 1, "甲"), (1, 1, ""), (2, 1, "丙")]]


@pytest.mark.parametrize("widths", [("0", "5000", "5000"), ("1", "1", "9998")])
def test_widths_that_lead_nowhere_are_not_followed(widths):
    cells = [cell(text, f'<w:tcW w:w="{width}"/>') for text, width in zip("甲乙丙", widths, strict=True)]
    assert [text for _, _, text in grid_of(row(*cells), (5000, 5000))[0]] == ["甲", "乙", "丙"]


def test_columns_that_are_slivers_are_closed_but_for_those_that_hold_text():
    plain = row(cell("甲"), cell("", '<w:gridSpan w:val="1"/>'), cell("乙"))
    with_text = row(cell("甲"), cell("缝"), cell("乙"))
    assert [len(each) for each in grid_of(plain, (4000, 2, 4000))] == [2]
    assert [len(each) for each in grid_of(with_text, (4000, 2, 4000))] == [3]


def test_texts_in_deleted_parts_of_a_cell_are_gone():
    odd = f"<w:tc><w:del>{paragraph('旧')}</w:del><w:ins>{paragraph('新')}</w:ins></w:tc>"
    assert grid_of(row(odd)) == [[(0, 1, "新")]]


LEVEL = '<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
LISTS = (
    '<w:abstractNum w:abstractNumId="1">' + LEVEL.format(at=0, start=1, kind="chineseCounting", text="%1、")
    + LEVEL.format(at="x", start=1, kind="decimal", text="%1.") + LEVEL.format(at=1, start=1, kind="decimal", text="%2.")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="9"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="x"/><w:lvlOverride w:ilvl="1"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)  # fmt: skip


def numbered(*given: tuple[int, int, str]) -> list[str]:
    return texts(
        document(
            "".join(NUMBERED.format(list=own, level=level, text=text) for own, level, text in given) + FORM,
            numbering=LISTS,
        )
    )


def test_lists_are_counted_each_by_itself_from_where_it_starts():
    assert numbered((1, 0, "甲"), (1, 1, "乙"), (1, 0, "丙"), (3, 0, "丁")) == ["一、甲", "1. 乙", "二、丙", "五、丁"]


def test_a_list_whose_definition_is_lost_numbers_nothing():
    assert numbered((2, 0, "甲"), (7, 0, "乙"), (1, 8, "丙")) == ["甲", "乙", "丙"]


def test_a_style_of_a_whole_list_leads_to_its_levels_and_styles_in_circles_lead_nowhere():
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    lists = LISTS + (
        '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>'
    )
    circle = '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>圈</w:t></w:r></w:p>'
    body = NUMBERED.format(list=4, level=0, text="甲") + circle + FORM
    assert texts(document(body, numbering=lists, styles=styles)) == ["一、甲", "圈"]


def test_hidden_and_deleted_paragraphs_take_no_number():
    hidden = NUMBERED.format(list=1, level=0, text="藏").replace("</w:pPr>", "<w:rPr><w:vanish/></w:rPr></w:pPr>")
    gone = f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{NUMBERED.format(list=1, level=0, text='删')}</w:tc></w:tr></w:tbl>"
    body = hidden + gone + NUMBERED.format(list=1, level=0, text="甲") + FORM
    assert "一、甲" in texts(document(body, numbering=LISTS))


@pytest.mark.parametrize(
    ("kind", "count", "shown"),
    [
        ("chineseCounting", 0, "零"), ("chineseCounting", 10_000, "10000"), ("chineseCounting", 1001, "一千零一"),
        ("chineseCounting", 12, "十二"), ("chineseLegalSimplified", 12, "壹拾贰"), ("upperRoman", 4000, "4000"),
        ("upperRoman", 1994, "MCMXCIV"), ("lowerLetter", 28, "bb"), ("lowerLetter", 0, "0"), ("ordinal", 11, "11th"),
        ("ordinal", 22, "22nd"), ("decimalEnclosedCircle", 21, "21"), ("ideographTraditional", 11, "11"), ("decimalZero", 7, "07"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_word_writes_them(kind, count, shown):
    assert numeral(kind, count) == shown and kind in KINDS


@pytest.mark.parametrize(
    ("part", "content", "message"),
    [
        ("word/document.xml", f'<w:document xmlns:w="{W}"/>'.encode(), "文档没有正文"),
        ("word/document.xml", b"<a><b></a>", "文档正文已损坏"),
        (
            "word/document.xml",
            '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>'.encode("utf-16"),
            "文档类型或实体",
        ),
        ("word/other.txt", b"word/document", "压缩包里没有 Word 正文"),
    ],
)
def test_a_document_without_a_sound_body_is_refused(part, content, message):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(part, content)
    with pytest.raises(ReadError, match=rf"自评\.docx.*{message}"):
        read_source(Source("自评.docx", stream.getvalue()))


def test_a_text_put_into_the_document_is_read_line_by_line():
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "word/afchunk.txt": "第一行\n第二行".encode(),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{space}"><Relationship Id="a" Type="{office}/aFChunk" Target="afchunk.txt"/></Relationships>'.encode(),
    }
    source = Source("自评.docx", package(f'<w:altChunk xmlns:r="{office}" r:id="a"/>' + FORM, parts))
    assert texts(source) == ["第一行", "第二行"] and len(read_source(source).forms) == 1
