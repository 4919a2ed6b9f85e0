"""Builders of Word documents, workbooks and web pages that hold forms with the merges such forms have."""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from jixiao.form.model import Form

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FULL = 9000
"""The width of a table in twentieths of a point."""


@dataclass(frozen=True)
class Box:
    """A cell of a laid-out table: `across` columns wide; `covered` when the cell above reaches down into it."""

    text: str
    across: int = 1
    covered: bool = False


Line = list[Box]


@dataclass(frozen=True)
class Layout:
    """One table with the paragraphs above it."""

    above: tuple[str, ...]
    rows: tuple[Line, ...]

    @property
    def width(self) -> int:
        return sum(box.across for box in self.rows[0])


def official(form: Form, order: Sequence[str] = ("target", "actual", "weight", "score", "note")) -> Layout:
    """A form in the layout of 财预〔2020〕10号 附件: nine columns, title and year as paragraphs above."""
    write = _Writer(form)
    money = ("initial", "annual", "executed", "weight", "rate", "score")
    rows = [
        [Box("项目名称"), Box(write("project", form.project), 8)],
        [
            Box("主管部门"),
            Box(write("department", form.department), 3),
            Box("实施单位"),
            Box(write("unit", form.unit), 4),
        ],
        [
            Box(f"项目资金\n（{form.amount_unit}）"),
            Box("", 2),
            *_boxes("年初预算数 全年预算数 全年执行数 分值 执行率 得分"),
        ],
        [
            Box(""),
            Box("年度资金总额", 2),
            *(Box(write(f"funds.total.{key}", getattr(form.funds.total, key))) for key in money),
        ],
    ]
    rows += _reason(write("funds.total.note", form.funds.total.note))
    for at, part in enumerate(form.funds.parts):
        name = f"{'其中：' if at == 0 else '      '}{part.label}"
        cells = (write(f"funds.parts[{at}].{key}", getattr(part, key)) if hasattr(part, key) else "—" for key in money)
        rows.append([Box(""), Box(name, 2), *map(Box, cells)])
        rows += _reason(write(f"funds.parts[{at}].note", part.note))
    rows.append([Box("年度总体目标"), Box("预期目标", 4), Box("实际完成情况", 4)])
    rows.append(
        [Box(""), Box(write("goal.expected", form.goal.expected), 4), Box(write("goal.actual", form.goal.actual), 4)]
    )
    words = {
        "target": "年度指标值",
        "actual": "实际完成值",
        "weight": "分值",
        "score": "得分",
        "note": "偏差原因分析及改进措施",
    }
    rows.append([Box("绩\n效\n指\n标"), *_boxes("一级指标 二级指标 三级指标"), *(Box(words[key]) for key in order)])
    for path, row in form.numbered():
        levels = [Box(""), Box(row.dimension or ""), Box(row.category or ""), Box(write(f"{path}.name", row.name))]
        rows.append([*levels, *(Box(write(f"{path}.{key}", getattr(row, key))) for key in order)])
    total = {key: write(f"total.{key}", getattr(form.total, key, None)) for key in ("weight", "score")}
    rows.append([Box("总分", 4), *(Box(total.get(key, "")) for key in order)])
    year = f"（   {form.year}年度）" if form.year else ""
    return Layout(tuple(filter(None, (form.title, year))), tuple(_levels(_down(rows))))


def renamed(layout: Layout, words: Mapping[str, str]) -> Layout:
    """The layout with other words for its labels."""
    rows = (tuple(replace(box, text=words.get(box.text, box.text)) for box in row) for row in layout.rows)
    return replace(layout, rows=tuple(map(list, rows)))


def with_blank_column(layout: Layout, at: int) -> Layout:
    """The layout with an empty column before column `at`; cells across it grow."""
    return replace(layout, rows=tuple(list(_widened(row, at)) for row in layout.rows))


def _widened(row: Line, at: int) -> Iterator[Box]:
    column = 0
    for box in row:
        if column == at:
            yield Box("")
        yield replace(box, across=box.across + 1) if column < at < column + box.across else box
        column += box.across


def with_blank_row(layout: Layout, at: int) -> Layout:
    """The layout with an empty row before row `at`; merged cells reach through it."""
    row = [replace(box, text="", covered=box.covered) for box in layout.rows[at]]
    return replace(layout, rows=(*layout.rows[:at], row, *layout.rows[at:]))


class _Writer:
    """A field's text: what the form holds, or what could not be read where it was not."""

    def __init__(self, form: Form) -> None:
        self.unread = {item.field: item.text for item in form.unread}

    def __call__(self, path: str, value: object) -> str:
        if path in self.unread:
            return self.unread[path]
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        return f"{value * 100:f}%" if path.endswith("rate") else f"{value:f}"


def _reason(text: str) -> Iterator[Line]:
    """The row some forms have below a row of the funds."""
    if text:
        yield [Box(""), Box("偏差原因", 2), Box(text, 6)]


def _boxes(words: str) -> Iterator[Box]:
    return map(Box, words.split())


def _down(rows: Iterable[Line]) -> Iterator[Line]:
    """The group label at the left edge reaches down over the blank cells below it."""
    for number, row in enumerate(rows):
        yield [replace(row[0], covered=number > 0 and not row[0].text), *row[1:]]


def _levels(rows: Iterable[Line]) -> Iterator[Line]:
    """一级 and 二级指标 reach down over rows that repeat them."""
    above: tuple[str, ...] = ()
    for row in rows:
        here = tuple(box.text for box in row[1:3])
        if len(row) == 9 and row[0].covered and row[1].across == 1:
            same = above[:1] == here[:1] and bool(here[0])
            row = [row[0], replace(row[1], covered=same), replace(row[2], covered=same and above == here), *row[3:]]
        above = here
        yield row


# how the seven regional texts are in their tables: columns, and the spans that hold from a row on
REGIONS: dict[str, tuple[int, int, dict[int, tuple[int, ...]]]] = {
    "hubei_fishery_ban_2020": (
        2,
        18,
        {2: (1, 6), 3: (1, 3, 1, 2), 4: (1, 6), 7: (1, 2, 1, 1, 1, 1), 9: (1,) * 7, 15: (6, 1), 16: (1, 6)},
    ),
    "jinan_licheng_culture_2019": (
        3,
        99,
        {3: (1, 4, 2, 3), 4: (1, 3, 1, 2, 1, 2), 5: (1, 5, 4), 7: (1, 2, 1, 1, 1, 1, 1, 2), 11: (1,) * 10},
    ),
    "qingshen_payroll_2023": (
        2,
        99,
        {
            2: (1, 10),
            3: (1, 4, 2, 4),
            4: (1, 2, 4, 4),
            6: (1, 2, 8),
            7: (1, 2, 1, 1, 1, 2, 1, 1, 1),
            13: (1,) * 11,
            16: (8, 1, 1, 1),
            17: (1, 10),
            20: (2, 3, 2, 4),
        },
    ),
    "tianchang_flood_2022": (
        2,
        40,
        {2: (1, 8), 3: (1, 3, 1, 4), 4: (1, 2, 1, 1, 1, 1, 1, 1), 9: (1, 4, 4), 11: (1,) * 9},
    ),
    "yinchuan_no6_school_2021": (
        2,
        99,
        {2: (1, 4, 1, 3), 3: (1, 2, 1, 1, 2, 2), 4: (1, 2, 2, 1, 1, 2), 6: (1, 5, 3), 8: (1,) * 9},
    ),
    "yongde_school_meal_2022": (
        2,
        99,
        {
            2: (1, 9),
            3: (1, 3, 2, 4),
            4: (1, 2, 1, 1, 1, 1, 1, 2),
            9: (1, 5, 4),
            11: (3, 3, 1, 1, 1, 1),
            12: (1,) * 10,
            23: (1, 9),
            24: (7, 1, 1, 1),
        },
    ),
    "zhongjiang_water_2022": (
        2,
        23,
        {2: (1, 3, 2, 3), 4: (1, 2, 1, 1, 1, 1, 2), 8: (1, 4, 4), 10: (1,) * 9, 22: (4, 1, 2, 1, 1)},
    ),
}


def region(path: Path) -> Layout:
    """A regional form drawn as the table its text was copied from."""
    head, end, spans = REGIONS[path.stem]
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n")]
    rows: list[Line] = []
    for number, cells in enumerate(lines[head:end], head):
        wanted = spans[max(start for start in spans if start <= number)]
        rows.append([Box(text, across) for text, across in zip(_fitted(cells, len(wanted)), wanted, strict=True)])
    above = tuple("        ".join(filter(None, cells)) for cells in lines[:head])
    return Layout(above, tuple(_covered(rows)))


def _fitted(cells: list[str], count: int) -> list[str]:
    while len(cells) > count:
        cells = [*cells[: cells.index("")], *cells[cells.index("") + 1 :]]
    return [*cells, *[""] * (count - len(cells))]


def _covered(rows: Iterable[Line]) -> Iterator[Line]:
    """Blank cells of the first three columns belong to the cell above, from the left edge on."""
    above: dict[int, Box] = {}
    for row in rows:
        column, found, left = 0, {}, True
        for at, box in enumerate(row):
            over = above.get(column)
            left = left and column < 3 and not box.text and over is not None and over.across == box.across
            left = left and (bool(over.text) or over.covered) if over else False
            row[at] = found[column] = replace(box, covered=left)
            column += box.across
        if above and column == 10 and not any(box.text for box in row[6:]) and row[1].text == "二级指标":
            row = [*row[:6], *(replace(box, covered=True) for box in row[6:])]
        above = found
        yield row


def docx(layouts: Iterable[Layout], wobble: int = 0, after: str = "") -> bytes:
    """A Word document; `wobble` moves the inner edges of each row apart, as in tables drawn by hand."""
    parts = []
    for layout in layouts:
        parts += [paragraph(text) for text in layout.above]
        parts += [table(layout.rows, wobble), paragraph("")]
    return package("".join(parts) + after)


def package(body: str, more: dict[str, bytes] | None = None) -> bytes:
    """A Word document with this body."""
    office = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="bin" ContentType="application/octet-stream"/>'
        f'<Override PartName="/word/document.xml" ContentType="{office}.document.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}<w:sectPr/></w:body></w:document>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
        for name, content in (more or {}).items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p>{run(text)}</w:p>"


def run(text: str) -> str:
    """Text in two runs, as editing leaves it; a line break within as <w:br/>."""
    middle = len(text) // 2
    return "".join(f"<w:r>{_text(part)}</w:r>" for part in (text[:middle], text[middle:]) if part)


def _text(part: str) -> str:
    pieces = (
        f'<w:t xml:space="preserve">{escape(piece, quote=False)}</w:t>' if piece else "" for piece in part.split("\n")
    )
    return "<w:br/>".join(pieces)


def table(rows: Iterable[Line], wobble: int = 0) -> str:
    """A table whose rows may miss each other's edges by up to `wobble` twentieths of a point."""
    rows = list(rows)
    width = max(sum(box.across for box in row) for row in rows)
    drawn = [list(_edges(row, width, (0, wobble, wobble // 2)[at % 3])) for at, row in enumerate(rows)]
    edges = sorted({0, FULL, *(edge for row in drawn for edge in row)})
    columns = "".join(f'<w:gridCol w:w="{right - left}"/>' for left, right in itertools.pairwise(edges))
    lines = "".join(_row(row, ends, edges) for row, ends in zip(rows, drawn, strict=True))
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{lines}</w:tbl>"


def _edges(row: Line, width: int, shift: int) -> Iterator[int]:
    column = 0
    for box in row:
        column += box.across
        yield FULL * column // width + (shift if column < width else 0)


def _row(row: Line, ends: list[int], edges: list[int]) -> str:
    starts = [0, *ends]
    spans = [edges.index(end) - edges.index(start) for start, end in zip(starts, ends, strict=False)]
    return f"<w:tr>{''.join(_cell(*item, row, at) for at, item in enumerate(zip(row, spans, starts, ends, strict=False)))}</w:tr>"


def _cell(box: Box, span: int, start: int, end: int, row: Line, at: int) -> str:
    merge = "<w:vMerge/>" if box.covered else '<w:vMerge w:val="restart"/>' if at < 3 and box.text else ""
    across = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    properties = f'<w:tcPr><w:tcW w:w="{end - start}" w:type="dxa"/>{across}{merge}</w:tcPr>'
    text = "" if box.covered else box.text
    return f"<w:tc>{properties}{''.join(map(paragraph, text.split(chr(10))))}</w:tc>"
