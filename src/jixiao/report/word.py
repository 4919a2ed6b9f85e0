"""The report as a Word document in the layout of a government document: A4, page numbers, charts and comments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from jixiao.exporters.docx_markup import paragraph, run
from jixiao.exporters.docx_parts import COMPATIBLE, PAGE_NUMBER, ZOOM, fonts, packed
from jixiao.exporters.docx_settings import A4
from jixiao.exporters.docx_styles import font, line_spacing, paragraph_style, section, text_size, twips
from jixiao.report.blocks import Block, Chart
from jixiao.report.chart_part import chart_part, chart_workbook
from jixiao.report.word_text import Writer, chart_relation, style
from jixiao.xlsx.opc.new_parts import OFFICE, override_xml, relation_xml, relations_xml

CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AUTHOR = "绩效自评工作簿"
MILLIMETRE = 72 / 25.4
FOOTERS = {"default": ("footer1", "right"), "even": ("footer2", "left")}
"""Odd pages have their number on the right, even ones on the left (GB/T 9704—2012, 7.5)."""
DEFAULTS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
)


def document(blocks: Sequence[Block], title: str, settings: Mapping[str, Any], commented: bool) -> bytes:
    """The .docx of `blocks`; with `commented` every figure's origin is in a comment. The same blocks give the same bytes."""
    writer = Writer(settings, text_width(settings), commented)
    body = writer.xml(blocks) + _section(settings)
    beside = {
        name: paragraph(PAGE_NUMBER, style("footer"), f'<w:ind w:left="320" w:right="320"/><w:jc w:val="{align}"/>')
        for name, align in FOOTERS.values()
    } | {
        "fontTable": fonts(settings["fonts"]),
        "settings": f"{ZOOM}<w:evenAndOddHeaders/>{COMPATIBLE}",
        "styles": DEFAULTS + styles(settings),
    }
    if writer.comments:
        beside = {"comments": comments(writer.comments), **beside}
    numbers = range(1, len(writer.charts) + 1)
    types = f'<Default Extension="xlsx" ContentType="{BOOK}"/>{chart_types(numbers)}'
    return packed(body, beside, title, chart_parts(writer.charts), chart_relations(numbers), types)


def text_width(settings: Mapping[str, Any]) -> float:
    """The width of the text in points."""
    page = settings["page"]
    return A4[0] - (float(page["left"]) + float(page["right"])) * MILLIMETRE


def chart_parts(charts: Iterable[Chart]) -> dict[str, bytes]:
    """The parts of charts numbered from 1: each chart, its relation and the workbook behind it."""
    found: dict[str, bytes] = {}
    for number, chart in enumerate(charts, 1):
        book = relation_xml("rId1", f"{OFFICE}/package", f"../embeddings/jixiao{number}.xlsx")
        found[f"word/charts/jixiao{number}.xml"] = chart_part(chart, "rId1")
        found[f"word/charts/_rels/jixiao{number}.xml.rels"] = relations_xml([book])
        found[f"word/embeddings/jixiao{number}.xlsx"] = chart_workbook(chart)
    return found


def comments(texts: Sequence[str]) -> str:
    """The content of the comments part; each text's lines are paragraphs."""
    return "".join(
        f'<w:comment w:id="{at}" w:author="{AUTHOR}" w:initials="出处">{"".join(paragraph(run(line)) for line in text.splitlines())}</w:comment>'
        for at, text in enumerate(texts)
    )


def styles(settings: Mapping[str, Any]) -> str:
    """The report's own styles."""
    return "".join(_style(key, given, settings["look"]["latin"]) for key, given in settings["styles"].items())


def chart_types(numbers: Iterable[int]) -> str:
    """The content types of charts."""
    return "".join(override_xml(f"word/charts/jixiao{number}.xml", CHART) for number in numbers)


def chart_relations(numbers: Iterable[int]) -> list[str]:
    """The relations of the document to charts."""
    return [relation_xml(chart_relation(number), f"{OFFICE}/chart", f"charts/jixiao{number}.xml") for number in numbers]


def _section(settings: Mapping[str, Any]) -> str:
    margins = {side: float(length) * MILLIMETRE for side, length in settings["page"].items()}
    return section({kind: name for kind, (name, _) in FOOTERS.items()}, margins, 851)


def _style(key: str, given: Mapping[str, Any], latin: str) -> str:
    indent, size = given.get("indent"), given["size"]
    lines = (
        ("<w:keepNext/>" if given.get("keep") or "outline" in given else "")
        + line_spacing(given["line"], {side: given[side] for side in ("before", "after") if side in given})
        + (f'<w:ind w:firstLineChars="{indent * 100}" w:firstLine="{twips(indent * size)}"/>' if indent else "")
        + (f'<w:jc w:val="{given["align"]}"/>' if "align" in given else "")
        + (f'<w:outlineLvl w:val="{given["outline"]}"/>' if "outline" in given else "")
    )
    characters = font(given["font"], latin) + ("<w:b/>" if given.get("bold") else "") + text_size(size)
    return paragraph_style(style(key), given["name"], lines, characters, ' w:customStyle="1"')
