"""The report as a Word document in the layout of a government document: A4, page numbers, charts and comments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from jixiao.exporters.docx_markup import paragraph, run, twips
from jixiao.exporters.docx_settings import A4
from jixiao.report.blocks import Block, Chart
from jixiao.report.chart_part import chart_part, chart_workbook
from jixiao.report.word_text import Writer, chart_relation, style
from jixiao.xlsx.opc.pack import compress, pack

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AUTHOR = "绩效自评工作簿"
MILLIMETRE = 72 / 25.4
FOOTERS = {"default": ("footer1", "right"), "even": ("footer2", "left")}
"""Odd pages have their number on the right, even ones on the left (GB/T 9704—2012, 7.5)."""
ALWAYS = ("styles", "settings", "fontTable")


def document(blocks: Sequence[Block], title: str, settings: Mapping[str, Any], commented: bool) -> bytes:
    """The .docx of `blocks`; with `commented` every figure's origin is in a comment. The same blocks give the same bytes."""
    writer = Writer(settings, text_width(settings), commented)
    body = writer.xml(blocks) + _section(settings)
    beside = {*ALWAYS, *(name for name, _ in FOOTERS.values()), *(["comments"] if writer.comments else [])}
    parts = {
        "[Content_Types].xml": _content_types(beside, len(writer.charts)).encode(),
        "_rels/.rels": _relations(
            ("rId1", f"{OFFICE}/officeDocument", "word/document.xml"),
            ("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ).encode(),
        "word/document.xml": _part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": _document_relations(beside, len(writer.charts)).encode(),
        "word/styles.xml": _part("styles", DEFAULTS + styles(settings)),
        "word/settings.xml": _part("settings", SETTINGS),
        "word/fontTable.xml": _part("fonts", _fonts(settings)),
        **{f"word/{name}.xml": _part("ftr", _footer(align)) for name, align in FOOTERS.values()},
        **({"word/comments.xml": _part("comments", comments(writer.comments))} if writer.comments else {}),
        **chart_parts(writer.charts),
        "docProps/core.xml": _core(title).encode(),
    }
    return pack(compress(name, content) for name, content in parts.items())


def text_width(settings: Mapping[str, Any]) -> float:
    """The width of the text in points."""
    page = settings["page"]
    return A4[0] - (float(page["left"]) + float(page["right"])) * MILLIMETRE


def chart_parts(charts: Iterable[Chart]) -> dict[str, bytes]:
    """The parts of charts numbered from 1: each chart, its relation and the workbook behind it."""
    found: dict[str, bytes] = {}
    for number, chart in enumerate(charts, 1):
        relation = _relations(("rId1", f"{OFFICE}/package", f"../embeddings/jixiao{number}.xlsx"))
        found[f"word/charts/jixiao{number}.xml"] = chart_part(chart, "rId1")
        found[f"word/charts/_rels/jixiao{number}.xml.rels"] = relation.encode()
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
    return "".join(
        f'<Override PartName="/word/charts/jixiao{number}.xml" ContentType="{CHART}"/>' for number in numbers
    )


def chart_relations(numbers: Iterable[int]) -> list[tuple[str, str, str]]:
    """The relations of the document to charts: id, type, target."""
    return [(chart_relation(number), f"{OFFICE}/chart", f"charts/jixiao{number}.xml") for number in numbers]


def relation(item: tuple[str, str, str]) -> str:
    """One relation: id, type, target."""
    return f'<Relationship Id="{item[0]}" Type="{item[1]}" Target="{item[2]}"/>'


def _relations(*items: tuple[str, str, str]) -> str:
    return (
        f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{"".join(map(relation, items))}</Relationships>'
    )


def _document_relations(beside: Iterable[str], charts: int) -> str:
    named = [(f"rId_{name}", f"{OFFICE}/{name.rstrip('12')}", f"{name}.xml") for name in sorted(beside)]
    return _relations(*named, *chart_relations(range(1, charts + 1)))


def _content_types(beside: Iterable[str], charts: int) -> str:
    kinds = {"document": "document.main", **{name: name.rstrip("12") for name in sorted(beside)}}
    made = (f'<Override PartName="/word/{name}.xml" ContentType="{TYPE}.{kind}+xml"/>' for name, kind in kinds.items())
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Default Extension="xlsx" ContentType="{BOOK}"/>'
        f"{''.join(made)}{chart_types(range(1, charts + 1))}"
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _part(root: str, content: str) -> bytes:
    return f'{DECLARATION}<w:{root} xmlns:w="{WORD}" xmlns:r="{OFFICE}">{content}</w:{root}>'.encode()


def _section(settings: Mapping[str, Any]) -> str:
    page = {side: twips(float(length) * MILLIMETRE) for side, length in settings["page"].items()}
    sides = " ".join(f'w:{side}="{page[side]}"' for side in ("top", "right", "bottom", "left", "footer"))
    footers = "".join(f'<w:footerReference w:type="{kind}" r:id="rId_{name}"/>' for kind, (name, _) in FOOTERS.items())
    width, height = map(twips, A4)
    return (
        f'<w:sectPr>{footers}<w:pgSz w:w="{width}" w:h="{height}"/>'
        f'<w:pgMar {sides} w:header="851" w:gutter="0"/></w:sectPr>'
    )


DEFAULTS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
)
SETTINGS = (
    '<w:zoom w:percent="100"/><w:evenAndOddHeaders/><w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting '
    'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
)


def _style(key: str, given: Mapping[str, Any], latin: str) -> str:
    around = "".join(f' w:{side}="{twips(given[side])}"' for side in ("before", "after") if side in given)
    indent = given.get("indent")
    lines = (
        ("<w:keepNext/>" if given.get("keep") or "outline" in given else "")
        + f'<w:spacing{around} w:line="{twips(given["line"])}" w:lineRule="exact"/>'
        + (
            f'<w:ind w:firstLineChars="{indent * 100}" w:firstLine="{twips(indent * given["size"])}"/>'
            if indent
            else ""
        )
        + (f'<w:jc w:val="{given["align"]}"/>' if "align" in given else "")
        + (f'<w:outlineLvl w:val="{given["outline"]}"/>' if "outline" in given else "")
    )
    half = round(given["size"] * 2)
    font = given["font"]
    looks = (
        f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{font}" w:cs="{latin}"/>'
        + ("<w:b/>" if given.get("bold") else "")
        + f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
    )
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style(key)}"><w:name w:val="{given["name"]}"/>'
        f"<w:qFormat/><w:pPr>{lines}</w:pPr><w:rPr>{looks}</w:rPr></w:style>"
    )


def _fonts(settings: Mapping[str, Any]) -> str:
    return "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{",".join(others)}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, others in settings["fonts"].items()
    )


def _footer(align: str) -> str:
    field = (
        '<w:r><w:t xml:space="preserve">— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> —</w:t></w:r>'
    )
    return paragraph(field, style("footer"), f'<w:ind w:left="320" w:right="320"/><w:jc w:val="{align}"/>')


def _core(title: str) -> str:
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title>'
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )
