"""A unit's own Word template: names in {{ }} filled with text, rows repeated, everything else refused in clear words."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest

from jixiao.errors import CannotGoOn
from jixiao.exporters.docx_fields import KNOWN
from jixiao.exporters.docx_template import filled
from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from jixiao.xlsx.opc.pack import compress, pack
from tests.build import form
from tests.samples import ROOT
from tests.xlsx.audit import faults

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
INDICATORS = ("{{一级指标}}", "{{二级指标}}", "{{三级指标}}", "{{实际完成值}}", "{{得分}}")


def template(*blocks: str, **parts: str) -> bytes:
    body = f'<w:document xmlns:w="{W}"><w:body>{"".join(blocks)}<w:sectPr/></w:body></w:document>'
    every = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": body}
    named = {f"word/{name}": xml for name, xml in parts.items()}
    return pack(compress(name, xml.encode()) for name, xml in (every | named).items())


def p(*runs: str) -> str:
    return f"<w:p>{''.join(f'<w:r><w:t>{run}</w:t></w:r>' for run in runs)}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc><w:tcPr/>{p(text)}</w:tc>" for text in row) for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def document(content: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()


def lines(content: bytes) -> list[str]:
    """The text of each paragraph."""
    found = re.findall(r"<w:p\b.*?</w:p>|<w:p/>", document(content), re.S)
    return ["".join(re.findall(r"<w:t\b[^>]*>([^<]*)<", text)) for text in found]


def fill(content: bytes, *forms) -> list[str]:
    return lines(filled(content, "模板.docx", forms or (form(),)))


def test_a_name_is_filled_though_word_has_split_it_over_runs():
    assert fill(template(p("项目：{", "{项目", "名称}", "}。"))) == ["项目：老旧小区电梯维修。"]


def test_figures_stand_as_on_the_official_form():
    assert fill(template(p("{{全年预算数}}{{金额单位}}，{{ 执行率 }}，{{执行率得分}}/{{执行率分值}}，{{总分}}"))) == [
        "50万元，96.00%，9.6/10，99.6"
    ]


def test_a_row_is_repeated_for_each_indicator_and_levels_are_merged():
    content = filled(template(table(("一级", "二级", "三级", "完成", "得分"), INDICATORS)), "模板.docx", [form()])
    shown = lines(content)
    assert shown[5:10] == ["产出指标", "数量指标", "指标1：维修电梯", "8台", "15"]
    assert len(shown) == 5 + 7 * 5
    assert document(content).count('<w:vMerge w:val="restart"/>') == 2
    assert shown.count("产出指标") == shown.count("效益指标") == 1


def test_a_row_of_funds_is_repeated_for_each_source():
    assert fill(template(table(("{{资金来源}}", "{{资金全年执行数}}")))) == [
        "其中：当年财政拨款", "48", "上年结转资金", "", "其他资金", "",
    ]  # fmt: skip


def test_a_label_merged_beside_the_repeated_row_reaches_over_all_of_them():
    label = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{p("绩效指标")}</w:tc>'
    row = f"<w:tr>{label}<w:tc><w:tcPr/>{p('{{三级指标}}')}</w:tc></w:tr>"
    content = filled(template(f"<w:tbl><w:tblPr/><w:tblGrid/>{row}</w:tbl>"), "模板.docx", [form()])
    assert lines(content).count("绩效指标") == 1
    assert document(content).count("<w:vMerge/>") == 6


def test_several_forms_each_begin_a_new_page():
    content = filled(template(p("{{项目名称}}")), "模板.docx", [form(), form(project="道路清扫")])
    assert lines(content) == ["老旧小区电梯维修", "道路清扫"]
    assert document(content).count("<w:pageBreakBefore/>") == 1


def test_a_row_for_a_reason_beside_the_funds_is_only_where_there_is_one():
    rows = ("{{总额偏差原因}}",), ("{{资金来源}}",), ("原因", "{{资金偏差原因}}")
    assert fill(template(table(*rows))) == ["其中：当年财政拨款", "上年结转资金", "其他资金"]
    given = form({"funds.total.note": "12月下达", "funds.parts[1].note": "自筹未到位"})
    assert fill(template(table(*rows)), given) == [
        "12月下达", "其中：当年财政拨款", "上年结转资金", "原因", "自筹未到位", "其他资金",
    ]  # fmt: skip


def test_the_bundled_official_form_can_be_a_units_template():
    bundled = (ROOT / "workbook" / "official-form.docx").read_bytes()
    content = filled(bundled, "模板.docx", [form(), form(project="乙")], "附件5")
    assert read_source(Source("导出.docx", content)).forms == (form(), form(project="乙"))
    assert document(content).count(">附件5<") == 2


def test_characters_that_word_cannot_hold_are_left_out_and_line_breaks_kept():
    odd = form({"indicators[0].actual": "甲\x07\v乙\ufdd0{"})
    content = filled(template(table(("{{三级指标}}", "{{实际完成值}}"))), "模板.docx", [odd])
    assert lines(content)[1] == "甲乙\ufdd0{" and "<w:br/>" in document(content)


def test_a_text_of_a_form_is_neither_a_placeholder_nor_markup():
    odd = form({"indicators[0].actual": "{{总分}}</w:t>", "goal.expected": "{{项目名称}}\n第二行"})
    content = filled(template(p("{{预期目标}}"), table(("{{三级指标}}", "{{实际完成值}}"))), "模板.docx", [odd])
    shown = lines(content)
    assert shown[0] == "{{项目名称}}第二行" and "<w:br/>" in document(content)
    assert shown[2] == "{{总分}}&lt;/w:t&gt;"


def test_a_filled_template_is_a_valid_document(tmp_path):
    content = filled(template(p("{{项目名称}}"), table(INDICATORS), p("")), "模板.docx", [form(), form(project="乙")])
    assert faults(content, tmp_path, ".docx") == faults(template(p("甲"), table(("乙",)), p("")), tmp_path, ".docx")


def test_a_header_is_filled_when_all_forms_agree():
    header = f'<w:hdr xmlns:w="{W}">{p("{{主管部门}}")}</w:hdr>'
    content = filled(template(p("甲"), **{"header1.xml": header}), "模板.docx", [form(), form(project="乙")])
    assert "青河区住房和城乡建设局" in zipfile.ZipFile(io.BytesIO(content)).read("word/header1.xml").decode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (template(p("{{项目名}}和{{绩效}}")), ("{{项目名}}、{{绩效}}", "可用的名称：项目名称")),
        (template(p("甲"), table(("乙", "丙"))), ("没有要填的名称", "{{项目名称}}")),
        (template(p("{% for row in rows %}")), ("{% for row in rows %}", "{{三级指标}}")),
        (template(p("甲"), **{"header1.xml": f'<w:hdr xmlns:w="{W}">{p("{{项目名称}}")}</w:hdr>'}), ("各张表不同", "--each")),
        (template(p("甲"), **{"footer1.xml": f'<w:ftr xmlns:w="{W}">{p("{{得分}}")}</w:ftr>'}), ("{{得分}}", "正文")),
        (template(p("甲"), **{"vbaProject.bin": "宏"}), ("有宏", "另存")),
        (pack([compress("xl/workbook.xml", b"<a/>")]), ("不是 Word 文档", ".docx")),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ("不是 Word 文档", ".docx")),
    ],
)  # fmt: skip
def test_what_cannot_be_filled_is_refused_by_name_with_the_next_step(content, words):
    with pytest.raises(CannotGoOn) as refused:
        filled(content, "模板.docx", [form(), form(project="乙")])
    assert all(word in str(refused.value) for word in ("模板.docx", *words))


def test_the_manual_names_every_placeholder():
    manual = (ROOT / "docs" / "使用手册.md").read_text(encoding="utf-8")
    assert [name for name in sorted(KNOWN) if f"{{{{{name}}}}}" not in manual] == []


def test_a_form_without_indicators_leaves_one_empty_row():
    rows = table(("一级指标", "得分"), ("{{一级指标}}", "{{得分}}"))
    assert fill(template(p("{{项目名称}}"), rows), replace(form(), indicators=())) == [
        "老旧小区电梯维修",
        "一级指标",
        "得分",
        "",
        "",
    ]


def test_cells_without_settings_get_the_merges_of_the_form():
    bare = table(("{{一级指标}}", "{{三级指标}}")).replace("<w:tcPr/>", "")
    merged = re.findall(r'<w:vMerge(?: w:val="(\w+)")?/>', document(filled(template(bare), "模板.docx", [form()])))
    assert merged[0] == "restart" and "" in merged


def test_a_merge_of_the_template_s_own_row_gives_way_to_that_of_the_form():
    old = table(("{{一级指标}}", "{{三级指标}}")).replace(
        "<w:tcPr/>", '<w:tcPr><w:tcW w:w="9"/><w:vMerge w:val="restart"/></w:tcPr>'
    )
    made = document(filled(template(old), "模板.docx", [form()]))
    assert all(cell.count("<w:vMerge") <= 1 for cell in re.findall(r"<w:tcPr>.*?</w:tcPr>", made))


def test_each_further_form_begins_a_page_also_where_the_template_begins_with_a_table():
    both = [form(), form(project="另一个")]
    for first in (
        table(("{{项目名称}}",)),
        p("{{项目名称}}").replace("<w:p>", "<w:p><w:pPr><w:pageBreakBefore/></w:pPr>"),
    ):
        made = document(filled(template(first), "模板.docx", both))
        assert "另一个" in made and made.count("<w:pageBreakBefore") in (1, 2)


def test_bookmarks_stay_with_the_first_form():
    marked = (
        '<w:p><w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/><w:r><w:t>{{项目名称}}</w:t></w:r></w:p>'
    )
    made = document(filled(template(marked), "模板.docx", [form(), form(project="另一个")]))
    assert made.count("<w:bookmarkStart") == made.count("<w:bookmarkEnd") == 1


def test_a_document_without_a_body_has_nothing_to_fill():
    empty = pack(
        compress(name, xml.encode())
        for name, xml in {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": RELATIONS,
            "word/document.xml": f'<w:document xmlns:w="{W}"/>',
        }.items()
    )
    with pytest.raises(CannotGoOn, match="没有要填的名称"):
        filled(empty, "模板.docx", [form()])
