"""Blocks of a report as WordprocessingML: paragraphs with highlighted gaps, tables, charts, and comments on figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jixiao.exporters.docx_markup import paragraph, run, table_look
from jixiao.exporters.docx_styles import twips
from jixiao.report.blocks import Block, Chart, Gap, Grid, Heading, Number, Paragraph, Piece, Quote, Text, pieces_of

EMU = 12700
"""English metric units in a point."""
STYLES = {0: "title", 1: "heading1", 2: "heading2", 3: "heading3"}
PREFIX = "Jx"
"""Before the ids of our styles, so that they meet none of a unit's own template."""
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
MARGINS = {"left": 60, "right": 60}
"""Twips between a line of a table and its text."""
BREAK = '<w:r><w:br w:type="page"/></w:r>'


def style(name: str) -> str:
    """The id of a style of report.toml."""
    return f"{PREFIX}{name.capitalize()}"


@dataclass
class Writer:
    """Turns blocks into XML; `charts` and `comments` are what the parts beside the text must hold, in their order.

    `text_width` is in points; with `commented` every figure's origin is a comment on its paragraph or caption.
    """

    settings: Mapping[str, Any]
    text_width: float
    commented: bool = True
    charts: list[Chart] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    def xml(self, blocks: Iterable[Block]) -> str:
        """The blocks one after another."""
        return "".join(self._block(block) for block in blocks)

    def _block(self, block: Block) -> str:
        if isinstance(block, Heading):
            return paragraph(self._runs(block.pieces), style(STYLES[block.level]))
        if isinstance(block, Paragraph):
            return paragraph(self._noted(self._runs(block.pieces), _origins(block)), style(block.style))
        if isinstance(block, Grid):
            return self._grid(block)
        if isinstance(block, Chart):
            return self._chart(block)
        return paragraph(BREAK)

    def _runs(self, pieces: Sequence[Piece]) -> str:
        mark = f'<w:highlight w:val="{self.settings["look"]["highlight"]}"/>'
        return "".join(run(piece.text, mark if isinstance(piece, Gap) else "") for piece in pieces)

    def _noted(self, content: str, origins: Sequence[str]) -> str:
        """`content` with a comment that says where its figures come from."""
        if not (self.commented and origins):
            return content
        self.comments.append("\n".join(origins))
        at = len(self.comments) - 1
        return (
            f'<w:commentRangeStart w:id="{at}"/>{content}<w:commentRangeEnd w:id="{at}"/>'
            f'<w:r><w:commentReference w:id="{at}"/></w:r>'
        )

    def _grid(self, grid: Grid) -> str:
        widths = [column.width / sum(each.width for each in grid.columns) * self.text_width for column in grid.columns]
        origins = [f"各行取自：{grid.origin}"] if grid.origin else []
        origins += (
            list(_origins(grid))[-len(grid.columns) :] if grid.last_is_total else [] if grid.origin else _origins(grid)
        )
        above = paragraph(self._noted(run(grid.title), origins), style("caption"))
        above += paragraph(run(grid.unit), style("unit")) if grid.unit else ""
        rows = [tuple((Text(column.label),) for column in grid.columns), *grid.rows]
        made = "".join(self._row(number, row, grid, widths) for number, row in enumerate(rows))
        columns = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
        return f"{above}<w:tbl>{table_look(twips(self.text_width), MARGINS)}<w:tblGrid>{columns}</w:tblGrid>{made}</w:tbl>{paragraph('')}"

    def _row(self, number: int, row: Sequence[Sequence[Piece]], grid: Grid, widths: Sequence[float]) -> str:
        is_head = number == 0
        bold = is_head or (grid.last_is_total and number == len(grid.rows))
        look = f"<w:trPr><w:cantSplit/>{'<w:tblHeader/>' if is_head else ''}</w:trPr>"
        cells = []
        for column, pieces, width in zip(grid.columns, row, widths, strict=True):
            align = "center" if is_head else column.align
            content = self._runs(pieces)
            content = content.replace("<w:r><w:t", "<w:r><w:rPr><w:b/></w:rPr><w:t") if bold else content
            cells.append(
                f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
                + paragraph(content, style("cell"), f'<w:jc w:val="{align}"/>')
                + "</w:tc>"
            )
        return f"<w:tr>{look}{''.join(cells)}</w:tr>"

    def _chart(self, chart: Chart) -> str:
        self.charts.append(chart)
        number = len(self.charts)
        look = self.settings["look"]
        width, height = (round(size * EMU) for size in (look["chart_width"], look["chart_height"][chart.kind]))
        drawing = (
            f'<w:r><w:drawing><wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{9000 + number}" name="图 {number}"/><wp:cNvGraphicFramePr/>'
            f'<a:graphic xmlns:a="{DRAWING}/main"><a:graphicData uri="{DRAWING}/chart">'
            f'<c:chart xmlns:c="{DRAWING}/chart" r:id="{chart_relation(number)}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
        )
        origins = [f"数据取自：{chart.origin}"] if chart.origin else []
        kept = '<w:keepNext/><w:jc w:val="center"/>'
        return paragraph(drawing, "", kept) + paragraph(self._noted(run(chart.title), origins), style("caption"))


def chart_relation(number: int) -> str:
    """The relation of the document to the chart of that number."""
    return f"rIdJxChart{number}"


def _origins(block: Block) -> list[str]:
    """Where each figure and each quotation of a block comes from, one line each."""
    return list(dict.fromkeys(_each_origin(block)))


def _each_origin(block: Block) -> Iterator[str]:
    for piece in pieces_of(block):
        if isinstance(piece, Number) and piece.figure.origin:
            yield f"{piece.text}（{piece.figure.label}）：{piece.figure.origin}"
        elif isinstance(piece, Quote) and piece.origin:
            text = piece.text if len(piece.text) <= 16 else f"{piece.text[:15]}…"
            yield f"“{text}”：{piece.origin}"
