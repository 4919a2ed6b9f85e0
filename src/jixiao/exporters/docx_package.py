"""The parts of a Word document beside its text, and the file they make; the same content gives the same bytes."""

from __future__ import annotations

from html import escape

from jixiao.exporters.docx_fit import line_height
from jixiao.exporters.docx_markup import HEADING, body_style, paragraph, twips
from jixiao.exporters.docx_settings import A4, margin, word
from jixiao.xlsx.opc.pack import compress, pack

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PARTS = {"styles": "styles", "settings": "settings", "fontTable": "fontTable", "footer": "footer1"}
FOOTER = "rId4"


def package(body: str, title: str) -> bytes:
    """The .docx of finished block content `body`, which ends with its section."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            (f"{OFFICE}/officeDocument", "word/document.xml"),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "word/document.xml": _part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": _relations(*((f"{OFFICE}/{kind}", f"{at}.xml") for kind, at in PARTS.items())),
        "word/styles.xml": _part("styles", _styles()),
        "word/settings.xml": _part("settings", SETTINGS),
        "word/fontTable.xml": _part("fonts", _fonts()),
        "word/footer1.xml": _part("ftr", _footer()),
        "docProps/core.xml": _core(title),
    }
    return pack(compress(name, content.encode()) for name, content in parts.items())


def section(given: str = "", first: int = 1) -> str:
    """The properties of a section on A4, as the workbook prints; with `given` before them its pages count from `first`."""
    width, height = map(twips, A4)
    sides = " ".join(f'w:{side}="{twips(margin(side))}"' for side in ("top", "right", "bottom", "left", "footer"))
    return (
        f'<w:sectPr>{given}<w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar {sides} w:header="567" w:gutter="0"/>'
        + (f'<w:pgNumType w:start="{first}"/>' if given else "")
        + "</w:sectPr>"
    )


def numbered_section(first: int = 1) -> str:
    """A section whose pages are numbered from `first` in the footer."""
    return section(f'<w:footerReference w:type="default" r:id="{FOOTER}"/>', first)


def _part(root: str, content: str) -> str:
    return f'{DECLARATION}<w:{root} xmlns:w="{MAIN}" xmlns:r="{OFFICE}">{content}</w:{root}>'


def _content_types() -> str:
    names = {"document": "document.main", **{at: kind for kind, at in PARTS.items()}}
    made = (f'<Override PartName="/word/{name}.xml" ContentType="{TYPE}.{kind}+xml"/>' for name, kind in names.items())
    core = '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(made)}{core}</Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    made = (
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{"".join(made)}</Relationships>'


def _core(title: str) -> str:
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title>'
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


SETTINGS = (
    '<w:zoom w:percent="100"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting '
    'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
)


def _fonts() -> str:
    return "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{",".join(others)}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, others in word()["fonts"].items()
    )


def _footer() -> str:
    field = (
        '<w:r><w:t xml:space="preserve">— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> —</w:t></w:r>'
    )
    return paragraph(field, "Footer")


def _styles() -> str:
    sizes, use, spacing = word()["sizes"], word()["use"], word()["spacing"]
    contents = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{_text_width()}"/></w:tabs>'
    small = {float(size) for size in (*sizes["body"], sizes["long"])}
    made = [
        _style("Normal", "Normal", "", "", default=' w:default="1"'),
        _style(HEADING, "heading 1", f'{_line(10.5)}<w:jc w:val="center"/><w:outlineLvl w:val="0"/>', _size(10.5)),
        _style("FormTitle", "表名", _line(sizes["title"]) + CENTRE, _font(use["title"]) + _size(sizes["title"])),
        _style("FormYear", "年度", _line(sizes["year"], 6) + CENTRE, _font(use["year"]) + _size(sizes["year"])),
        _style("FormLabel", "附件编号", _line(sizes["label"]), _font(use["label"]) + _size(sizes["label"])),
        _style("FormNote", "表注", _line(sizes["note"], before=3), _size(sizes["note"])),
        _style("FormGap", "表间", '<w:spacing w:line="20" w:lineRule="exact"/>', _size(1)),
        _style(
            "TOCHeading", "TOC Heading", _line(sizes["title"], 12) + CENTRE, _font(use["title"]) + _size(sizes["title"])
        ),
        _style(
            "TOC1",
            "toc 1",
            f'{contents}<w:spacing w:line="{twips(spacing["contents"])}" w:lineRule="exact"/>',
            _size(sizes["contents"]),
        ),
        _style("Footer", "footer", CENTRE, _size(sizes["footer"])),
        *(_style(body_style(size), f"表内文字 {size:g} 磅", _line(size), _size(size)) for size in sorted(small)),
    ]
    body = _font(use["body"]) + '<w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    return f"<w:docDefaults><w:rPrDefault><w:rPr>{body}</w:rPr></w:rPrDefault></w:docDefaults>{''.join(made)}"


CENTRE = '<w:jc w:val="center"/>'


def _style(key: str, name: str, lines: str, characters: str, default: str = "") -> str:
    based = "" if default else '<w:basedOn w:val="Normal"/>'
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{key}"><w:name w:val="{name}"/>{based}<w:qFormat/>'
        f"<w:pPr>{lines}</w:pPr><w:rPr>{characters}</w:rPr></w:style>"
    )


def _font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def _size(points: float) -> str:
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _line(points: float, after: float = 0, before: float = 0) -> str:
    around = "".join(f' w:{side}="{twips(gap)}"' for side, gap in (("before", before), ("after", after)) if gap)
    return f'<w:spacing{around} w:line="{twips(line_height(points))}" w:lineRule="exact"/>'


def _text_width() -> int:
    return twips(A4[0] - margin("left") - margin("right"))
