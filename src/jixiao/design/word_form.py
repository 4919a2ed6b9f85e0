"""Builds the official form as a Word template: labels of layout.toml, looks of word.toml, names of fields in {{ }}."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.exporters.docx_fields import (
    INDENTED,
    INDICATORS,
    LABEL,
    PART_REASON,
    PARTS,
    TOTAL_REASON,
    UNIT_LINE,
    YEAR_LINE,
)
from jixiao.exporters.docx_fit import Fit, line_height
from jixiao.exporters.docx_grid import Cell, Look, Row
from jixiao.exporters.docx_markup import HEADING, body_style, paragraph, run, table
from jixiao.exporters.docx_page import bookmark_name
from jixiao.exporters.docx_parts import COMPATIBLE, PAGE_NUMBER, ZOOM, fonts, packed
from jixiao.exporters.docx_settings import A4, margin, word
from jixiao.exporters.docx_styles import CENTRE, font, line_spacing, paragraph_style, section, text_size, twips
from jixiao.form.fields import AMOUNTS, NAMES
from jixiao.sheets.settings import layout

FOOTER = "footer1"
DASH = "—"
HALF = 4
"""Columns of each half of the goal."""


def build() -> bytes:
    """workbook/official-form.docx; the same data give the same bytes."""
    margins = {side: margin(side) for side in ("top", "right", "bottom", "left", "footer")}
    paper = section({"default": FOOTER}, margins, 567, '<w:pgNumType w:start="1"/>')
    beside = {
        "styles": _styles(),
        "settings": ZOOM + COMPATIBLE,
        "fontTable": fonts(word()["fonts"]),
        FOOTER: paragraph(PAGE_NUMBER, "Footer"),
    }
    return packed(_form() + paper, beside, _placed(NAMES["title"]))


def _form() -> str:
    lines = (("FormLabel", LABEL), ("FormTitle", NAMES["title"]), ("FormYear", YEAR_LINE))
    above = "".join(paragraph(run(_placed(name)), style) for style, name in lines)
    rows = [*_head(), _heading(), _indicator(), _total()]
    size = float(word()["sizes"]["body"][0])
    return (
        above
        + table(rows, Fit(size, 1), (bookmark_name(0), 1), len(rows) - 3)
        + paragraph(run(layout()["project"]["note"]), "FormNote")
    )


def _placed(name: str) -> str:
    return f"{{{{{name}}}}}"


def _head() -> Iterator[Row]:
    labels, below = layout()["project"]["labels"], Cell(merged="below")
    project, department, unit = (_placed(NAMES[key]) for key in ("project", "department", "unit"))
    yield Cell(labels["project"]), Cell(project, 8, "project")
    yield Cell(labels["department"]), Cell(department, 3, "entry"), Cell(labels["unit"]), Cell(unit, 4, "entry")
    heads = (Cell(labels[key]) for key in (*AMOUNTS, "weight", "rate", "score"))
    yield Cell(labels["funds"] + _placed(UNIT_LINE), merged="first"), Cell("", 2), *heads
    total = (*(NAMES[key] for key in AMOUNTS), "执行率分值", NAMES["rate"], "执行率得分")
    yield below, Cell(labels["fund_total"], 2), *(Cell(_placed(name), look="entry") for name in total)
    yield _reason(TOTAL_REASON)
    amounts = [Cell(_placed(name), look="entry") for name in PARTS if name != PART_REASON]
    yield below, Cell(_placed(INDENTED), 2, "text"), *amounts[:3], Cell(DASH), amounts[3], Cell(DASH)
    yield _reason(PART_REASON)
    yield Cell(labels["goal"], merged="first"), Cell(labels["expected"], HALF), Cell(labels["actual_goal"], HALF)
    yield below, *(Cell(_placed(NAMES[key]), HALF, "text") for key in ("expected", "actual"))


def _reason(name: str) -> Row:
    """The official form has no place for a reason beside the funds: a row of its own below, only where there is one."""
    return Cell(merged="below"), Cell(layout()["project"]["working"]["fund_note"], 2), Cell(_placed(name), 6, "text")


def _heading() -> Row:
    labels = layout()["project"]["labels"]
    return Cell(labels["indicators"], merged="first"), *(Cell(labels[key]) for key in INDICATORS.values())


def _indicator() -> Row:
    looks: dict[str, Look] = {"dimension": "entry", "category": "entry", "weight": "entry", "score": "entry"}
    cells = (Cell(_placed(name), look=looks.get(key, "text")) for name, key in INDICATORS.items())
    return Cell(merged="below"), *cells


def _total() -> Row:
    figures = (Cell(_placed(name), look="total") for name in ("分值合计", "总分"))
    return Cell(layout()["project"]["labels"]["total"], 6, "total"), *figures, Cell()


def _styles() -> str:
    sizes, use, spacing = word()["sizes"], word()["use"], word()["spacing"]
    width = twips(A4[0] - margin("left") - margin("right"))
    contents = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{width}"/></w:tabs>'
    small = {float(size) for size in (*sizes["body"], sizes["long"])}
    made = [
        paragraph_style("Normal", "Normal", "", "", ' w:default="1"'),
        _style(HEADING, "heading 1", f'{_line(10.5)}{CENTRE}<w:outlineLvl w:val="0"/>', text_size(10.5)),
        _style("FormTitle", "表名", _line(sizes["title"]) + CENTRE, font(use["title"]) + text_size(sizes["title"])),
        _style(
            "FormYear", "年度", _line(sizes["year"], after=6) + CENTRE, font(use["year"]) + text_size(sizes["year"])
        ),
        _style("FormLabel", "附件编号", _line(sizes["label"]), font(use["label"]) + text_size(sizes["label"])),
        _style("FormNote", "表注", _line(sizes["note"], before=3), text_size(sizes["note"])),
        _style("FormGap", "表间", line_spacing(1), text_size(1)),
        _style(
            "TOCHeading",
            "TOC Heading",
            _line(sizes["title"], after=12) + CENTRE,
            font(use["title"]) + text_size(sizes["title"]),
        ),
        _style(
            "TOC1",
            "toc 1",
            contents + line_spacing(spacing["contents"]),
            text_size(sizes["contents"]),
        ),
        _style("Footer", "footer", CENTRE, text_size(sizes["footer"])),
        *(_style(body_style(size), f"表内文字 {size:g} 磅", _line(size), text_size(size)) for size in sorted(small)),
    ]
    body = font(use["body"]) + '<w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    return f"<w:docDefaults><w:rPrDefault><w:rPr>{body}</w:rPr></w:rPrDefault></w:docDefaults>{''.join(made)}"


def _style(key: str, name: str, lines: str, characters: str) -> str:
    return paragraph_style(key, name, lines, characters, based="Normal")


def _line(points: float, **around: float) -> str:
    return line_spacing(line_height(points), around)
