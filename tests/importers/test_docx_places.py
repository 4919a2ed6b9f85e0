"""Forms in the places Word can put them: text boxes, frames, documents inside the document, fields and content controls."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from jixiao.importers.docx_text import text
from jixiao.importers.read import read_source
from jixiao.importers.source import ReadError, Source
from jixiao.policy import default
from jixiao.sheets.book import build
from jixiao.xlsx.opc.guard import PackageError
from tests.build import form
from tests.importers.documents import Box, R, W, docx, official, package, paragraph, table
from tests.importers.sheets_and_pages import html, xlsx

FORM = form()
OTHER = form(project="路灯更换")
VML = "urn:schemas-microsoft-com:vml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
CHUNK = "word/afchunk.bin"


def laid(one):
    layout = official(one)
    return "".join(map(paragraph, layout.above)) + table(layout.rows)


def projects(body, more=None):
    return [found.project for found in read_source(Source("表.docx", package(body, more))).forms]


def vml(inside):
    return f'<w:r><w:pict><v:shape xmlns:v="{VML}"><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>'


def drawing(inside):
    return f'<w:drawing><wps:wsp xmlns:wps="{WPS}"><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx></wps:wsp></w:drawing>'


def grouped(inside):
    return (
        vml(inside)
        .replace("<v:shape", f'<v:group xmlns:v="{VML}"><v:shape')
        .replace("</v:shape>", "</v:shape></v:group>")
    )


def both(inside):
    return (
        f'<w:r><mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="wps">{drawing(inside)}</mc:Choice>'
        f"<mc:Fallback>{vml(inside)[5:-6]}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def fallback_only(inside):
    return both(inside).replace(drawing(inside), "<w:drawing/>")


@pytest.mark.parametrize("box", [vml, grouped, both, fallback_only, lambda inside: f"<w:r>{drawing(inside)}</w:r>"])
def test_a_form_in_a_text_box_is_read_once(box):
    assert projects(f"{laid(FORM)}<w:p>{box(laid(OTHER))}</w:p>") == [FORM.project, OTHER.project]


def test_a_form_in_a_text_box_anchored_in_a_cell_of_another():
    body = laid(FORM).replace("</w:p></w:tc>", f"{vml(table(official(OTHER).rows))}</w:p></w:tc>", 1)
    assert projects(body) == [FORM.project, OTHER.project]


def cell(inside):
    return f"<w:tc><w:tcPr/>{inside}</w:tc>"


@pytest.mark.parametrize(
    "frame",
    [
        lambda inside: f"<w:tr>{cell(inside + paragraph(''))}</w:tr>",
        lambda inside: f"<w:tr>{cell(paragraph('附件2'))}</w:tr><w:tr>{cell(inside + paragraph(''))}</w:tr>",
        lambda inside: f"<w:tr>{cell(paragraph(''))}{cell(inside + paragraph(''))}{cell(paragraph(''))}</w:tr>",
    ],
)
def test_a_table_that_frames_a_form_is_looked_into(frame):
    framed = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='9000'/></w:tblGrid>{frame(laid(FORM))}</w:tbl>"
    assert projects(framed + paragraph("") + laid(OTHER)) == [FORM.project, OTHER.project]


def test_a_small_table_in_a_cell_of_a_form_makes_no_frame_of_it():
    small = table([[Box("台账"), Box("8台")]])
    pieces = laid(FORM).split("</w:p></w:tc>")
    at = next(number for number, piece in enumerate(pieces) if "居民恢复乘梯出行" in piece)
    body = (
        "</w:p></w:tc>".join([*pieces[: at + 1]])
        + f"</w:p>{small}<w:p/></w:tc>"
        + "</w:p></w:tc>".join(pieces[at + 1 :])
    )
    (found,) = read_source(Source("表.docx", package(body))).forms
    assert found.indicators == FORM.indicators


def relations(target=CHUNK):
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId9" Type="{R}/aFChunk" Target="{target.removeprefix("word/")}"/></Relationships>'
    ).encode()


@pytest.mark.parametrize("content", [docx([official(OTHER)]), html([official(OTHER)]).encode()])
def test_a_document_inside_the_document_is_read_in_its_place(content):
    body = f'{laid(FORM)}<w:altChunk r:id="rId9"/>{laid(form(project="围墙修缮"))}'
    found = projects(body, {"word/_rels/document.xml.rels": relations(), CHUNK: content})
    assert found == [FORM.project, OTHER.project, "围墙修缮"]


def read_of(body, more=None):
    return read_source(Source("表.docx", package(body, more)))


@pytest.mark.parametrize(
    "content",
    [
        b"{\\rtf1 x}",
        xlsx([[official(OTHER)]]),
        "项目名称\t甲\n实施单位\t乙\n三级指标\t年度指标值\n".encode(),
        b"\xd0\xcf\x11\xe0",
        None,
    ],
)
def test_one_that_cannot_be_read_is_named_and_costs_no_form(content):
    held = {CHUNK: content} if content is not None else {}
    found = read_of(f'{laid(FORM)}<w:altChunk r:id="rId9"/>', {"word/_rels/document.xml.rels": relations(), **held})
    (problem,) = found.problems
    assert len(found.forms) == 1 and "插入了另一份文件的内容，读不出来" in problem.message and "另存" in problem.message


@pytest.mark.parametrize("content", [docx([official(OTHER)]), "<p>见下表</p>" + html([official(OTHER)])])
def test_a_document_put_into_a_cell_is_read(content):
    data = content if isinstance(content, bytes) else content[: content.rindex("</table>") + 8].encode()
    body = (
        laid(FORM)
        + f"<w:tbl><w:tblPr/><w:tr>{cell('<w:altChunk r:id=' + chr(34) + 'rId9' + chr(34) + '/><w:p/>')}</w:tr></w:tbl>"
    )
    assert projects(body, {"word/_rels/document.xml.rels": relations(), CHUNK: data}) == [FORM.project, OTHER.project]


BESIDE = {
    "header": ("hdr", "{}", "页眉"),
    "footer": ("ftr", "{}", "页脚"),
    "footnotes": ("footnotes", '<w:footnote w:id="2">{}</w:footnote>', "脚注"),
    "endnotes": ("endnotes", '<w:endnote w:id="2">{}</w:endnote>', "尾注"),
    "comments": ("comments", '<w:comment w:id="2">{}</w:comment>', "批注"),
}


def beside(kind, inside):
    """The parts of a document with something in a place beside its text."""
    tag, frame, _ = BESIDE[kind]
    content = f'<w:{tag} xmlns:w="{W}">{frame.format(inside)}</w:{tag}>'.encode()
    part = f"{kind}1.xml"
    return {"word/_rels/document.xml.rels": relations(part).replace(b"aFChunk", kind.encode()), f"word/{part}": content}


@pytest.mark.parametrize("kind", BESIDE)
def test_a_form_beside_the_text_is_named(kind):
    (problem,) = read_of(laid(FORM), beside(kind, laid(OTHER))).problems
    assert (
        problem.message
        == f"表.docx {BESIDE[kind][2]}：{BESIDE[kind][2]}里有自评表，没有读入。请把它剪切到正文里，保存后重试。"
    )
    with pytest.raises(ReadError, match=f"{BESIDE[kind][2]}里有自评表"):
        read_of(paragraph("见附件"), beside(kind, laid(OTHER)))
    assert not read_of(laid(FORM), beside(kind, table([[Box("单位"), Box("甲")]]))).problems


AROUND = {
    "two ways": f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice>{{0}}</mc:Choice><mc:Fallback>{{0}}</mc:Fallback></mc:AlternateContent>',
    "smart tag": "<w:smartTag>{}</w:smartTag>",
    "inserted": "<w:ins>{}</w:ins>",
}


@pytest.mark.parametrize("around", AROUND)
def test_a_form_is_read_once_whatever_is_around_it(around):
    assert projects(laid(FORM) + AROUND[around].format(laid(OTHER))) == [FORM.project, OTHER.project]


def test_a_form_in_a_text_box_that_belongs_to_a_field():
    assert projects(f"{laid(FORM)}<w:p><w:fldSimple>{vml(laid(OTHER))}</w:fldSimple></w:p>") == [
        FORM.project,
        OTHER.project,
    ]


def test_a_table_of_which_tracked_changes_took_every_row_is_gone():
    gone = laid(OTHER).replace("<w:tr>", '<w:tr><w:trPr><w:del w:id="1"/></w:trPr>')
    found = read_of(laid(FORM) + gone)
    assert [one.project for one in found.forms] == [FORM.project] and not found.problems


@pytest.mark.parametrize("at", [6, 20, -2])
def test_a_form_in_a_cell_of_another_is_read_too(at):
    pieces = laid(FORM).split("</w:p></w:tc>")
    pieces[at] += f"</w:p>{laid(OTHER)}<w:p>"
    assert projects("</w:p></w:tc>".join(pieces)) == [FORM.project, OTHER.project]


def test_a_form_below_many_texts_in_one_table_is_read():
    rows = "".join(f"<w:tr>{cell(paragraph(f'说明第{number}条'))}</w:tr>" for number in range(10))
    assert projects(f"<w:tbl><w:tblPr/>{rows}<w:tr>{cell(laid(FORM))}</w:tr></w:tbl>") == [FORM.project]


@pytest.mark.parametrize(
    ("box", "shown"),
    [("<w:checked/>", "☑"), ('<w:checked w:val="0"/>', "☐"), ('<w:default w:val="1"/>', "☑"), ("", "☐")],
)
def test_a_check_box_shows_whether_it_is_ticked(box, shown):
    begin = (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{box}</w:checkBox></w:ffData></w:fldChar></w:r>'
    )
    body = laid(FORM).replace("<w:p><w:r>", f"<w:p>{begin}<w:r>", 1)
    assert text(etree.fromstring(f'<w:p xmlns:w="{W}">{begin}</w:p>')) == shown and projects(body) == [FORM.project]


@pytest.mark.parametrize(
    ("more", "words"),
    [("<w:tr><w:tc><w:p/></w:tc></w:tr>" * 100_001, "超过 100000 行"), ("<w:p/>" * 2_500_001, "太庞杂")],
)
def test_a_document_beyond_all_measure_is_refused_before_it_is_read(more, words, monkeypatch):
    monkeypatch.setattr("jixiao.importers.docx.parsed", lambda *_: pytest.fail("read"))
    with pytest.raises(ReadError, match=f"^表.docx：文档.*{words}.*拆成几个文档"):
        read_of(f"{laid(FORM)}<w:tbl>{more}</w:tbl>")


def field(settings, result=""):
    """A drop-down form field."""
    entries = '<w:listEntry w:val="9"/><w:listEntry w:val="9.6"/>'
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>{settings}{entries}</w:ddList></w:ffData></w:fldChar></w:r>'
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return f"{begin}<w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r>{shown}"


@pytest.mark.parametrize(
    ("settings", "result", "shown"),
    [
        ('<w:result w:val="1"/>', "", "9.6"),
        ('<w:default w:val="1"/>', "", "9.6"),
        ('<w:result w:val="0"/><w:default w:val="1"/>', "", "9"),
        ("", "", "9"),
        ('<w:result w:val="1"/>', "<w:r><w:t>9.6</w:t></w:r>", "9.6"),
        ('<w:result w:val="1"/>', "<w:r><w:t> </w:t></w:r>", "9.6"),
        ('<w:result w:val="7"/>', "", None),
        ('<w:result w:val="x"/>', "", None),
    ],
)
def test_the_value_chosen_in_a_drop_down_field_is_read(settings, result, shown):
    runs = '<w:p><w:r><w:t xml:space="preserve">9</w:t></w:r><w:r><w:t xml:space="preserve">.6</w:t></w:r></w:p>'
    assert runs in laid(FORM)
    body = laid(FORM).replace(runs, f"<w:p>{field(settings, result)}</w:p>", 1)
    (found,) = read_source(Source("表.docx", package(body))).forms
    assert (None if found.funds.total.score is None else str(found.funds.total.score)) == shown


@pytest.mark.parametrize(
    ("font", "char", "shown"),
    [("Symbol", "F0A3", "≤"), ("Symbol", "00b3", "≥"), ("Webdings", "F061", ""), ("Symbol", "x", "")],
)
def test_characters_written_as_a_place_in_a_symbol_font_are_read(font, char, shown):
    piece = f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>'
    body = laid(form({"indicators[3].target": "@50万元"})).replace("@", f"</w:t></w:r>{piece}<w:r><w:t>")
    (found,) = read_source(Source("表.docx", package(body))).forms
    assert found.indicators[3].target == f"{shown}50万元"


PROMPT = "<w:r><w:t>单击或点击此处输入文字。</w:t></w:r>"


@pytest.mark.parametrize("switch", ["<w:showingPlcHdr/>", '<w:showingPlcHdr w:val="true"/>'])
@pytest.mark.parametrize(
    "wrapped",
    [
        lambda sdt: f"<w:tc><w:tcPr/><w:p>{sdt(PROMPT)}</w:p></w:tc>",
        lambda sdt: f"<w:tc><w:tcPr/>{sdt(f'<w:p>{PROMPT}</w:p>')}<w:p/></w:tc>",
        lambda sdt: sdt(f"<w:tc><w:tcPr/><w:p>{PROMPT}</w:p></w:tc>"),
    ],
)
def test_the_prompt_of_a_content_control_is_no_content(switch, wrapped):
    def control(on):
        return lambda inside: f"<w:sdt><w:sdtPr>{on}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    def name(on):
        rows = table(official(FORM).rows)
        first = rows.index("<w:tc>", rows.index("</w:tc>"))
        end = rows.index("</w:tc>", first) + len("</w:tc>")
        made = wrapped(control(on)).replace("<w:tcPr/>", '<w:tcPr><w:gridSpan w:val="8"/></w:tcPr>')
        body = "".join(map(paragraph, official(FORM).above)) + rows[:first] + made + rows[end:]
        (found,) = read_source(Source("表.docx", package(body))).forms
        return found.project

    assert name(switch) is None
    assert name('<w:showingPlcHdr w:val="0"/>') == "单击或点击此处输入文字。"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp037", "utf-8"])
def test_a_document_type_is_refused_in_any_encoding(encoding):
    declared = {"utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}.get(encoding, encoding)
    text = f'<?xml version="1.0" encoding="{declared}"?><!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    text += f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{laid(FORM)}</w:body></w:document>'
    data = _replaced(package(laid(FORM)), "word/document.xml", text.encode(encoding, "xmlcharrefreplace"))
    with pytest.raises((ReadError, PackageError), match=r"文档类型|已损坏"):
        read_source(Source("表.docx", data))


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_entities_in_a_workbook_are_refused(part, encoding):
    data = build([FORM], default(2020))
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    text = _part(data, part).decode()
    start = text.index("?>") + 2 if text.startswith("<?xml") else 0
    head = text[:start].replace("UTF-8", "UTF-16") if encoding != "utf-8" else text[:start]
    changed = _replaced(data, part, (head + bomb + text[start:]).encode(encoding))
    with pytest.raises(PackageError, match=r"表\.xlsx.*文档类型或实体定义"):
        read_source(Source("表.xlsx", changed))


def test_footnotes_beside_a_form_leave_its_texts_alone():
    note = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="1"/></w:r>'
    end = '<w:r><w:endnoteReference w:id="1"/></w:r>'
    body = laid(FORM).replace("</w:r></w:p></w:tc>", f"</w:r>{note}{end}</w:p></w:tc>")
    notes = f'<w:footnotes xmlns:w="w"><w:footnote w:id="1">{paragraph("说明1")}</w:footnote></w:footnotes>'.encode()
    assert read_source(Source("表.docx", package(body, {"word/footnotes.xml": notes}))).forms == (FORM,)


def test_a_numbered_list_beside_a_form_leaves_its_texts_alone():
    listed = paragraph("填表说明").replace(
        "<w:p>", '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    )
    (found,) = read_source(Source("表.docx", package(listed + laid(FORM) + listed * 3))).forms
    assert found == FORM


def _part(data, part):
    return zipfile.ZipFile(io.BytesIO(data)).read(part)


def _replaced(data, part, content):
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, content if name == part else before.read(name))
    return made.getvalue()
