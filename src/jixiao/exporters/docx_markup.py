"""WordprocessingML as text: runs, paragraphs, cells and tables. A text from outside is only ever a text in a run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from jixiao.exporters.docx_fit import Fit, row_heights
from jixiao.exporters.docx_grid import Cell, Row
from jixiao.exporters.docx_settings import text_height, widths, word
from jixiao.exporters.docx_styles import line_spacing, text_size, twips

ALIGNED = {"text": "left"}
MERGES = {"": "", "first": '<w:vMerge w:val="restart"/>', "below": "<w:vMerge/>"}
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
BREAK = re.compile(r"(\r\n|[\n\r\v\f\u2028]|\t)")
HEADING = "1"
"""The style of the project's name: Word's own 标题 1, so that contents and bookmarks find it."""


def run(text: str, given: str = "") -> str:
    """`text` as a run; line breaks and tabs become Word's own, characters that XML forbids are left out."""
    look = f"<w:rPr>{given}</w:rPr>" if given else ""
    pieces = (_piece(piece) for piece in BREAK.split(text) if piece)
    return f"<w:r>{look}{''.join(pieces)}</w:r>" if text else ""


def paragraph(content: str, style: str = "", given: str = "") -> str:
    """A paragraph of finished runs; `given` are properties beside the style, in the schema's order."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    look = f"<w:pPr>{named}{given}</w:pPr>" if named or given else ""
    return f"<w:p>{look}{content}</w:p>"


def bookmark(content: str, name: str, number: int) -> str:
    """Finished runs with a bookmark of ours around them."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def table(rows: Sequence[Row], fit: Fit, mark: tuple[str, int], repeated: int = 0) -> str:
    """Rows as a table, the one numbered `repeated` shown again on every page. `mark` is the bookmark of the project."""
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths())
    heights = row_heights(rows, fit.size)
    made = (
        _row(row, fit, mark, height, "<w:tblHeader/>" if at == repeated else "")
        for at, (row, height) in enumerate(zip(rows, heights, strict=True))
    )
    beside, above = (twips(float(word()["spacing"][key]) / part) for key, part in (("cell", 1), ("row", 2)))
    margins = {"top": above, "left": beside, "bottom": above, "right": beside}
    look = table_look(sum(map(twips, widths())), margins)
    return f"<w:tbl>{look}<w:tblGrid>{grid}</w:tblGrid>{''.join(made)}</w:tbl>"


def table_look(width: int, margins: Mapping[str, int]) -> str:
    """The properties of a table in thin lines in the middle of the page; its width and its cells' margins in twips."""
    line = 'w:val="single" w:sz="4" w:space="0" w:color="000000"'
    edges = "".join(f"<w:{side} {line}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    inside = "".join(f'<w:{side} w:w="{margin}" w:type="dxa"/>' for side, margin in margins.items())
    return (
        f'<w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{edges}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{inside}</w:tblCellMar></w:tblPr>'
    )


def body_style(size: float) -> str:
    """The id of the paragraph style for table text of `size` points."""
    return f"Form{round(size * 2)}"


def _piece(piece: str) -> str:
    if piece == "\t":
        return "<w:tab/>"
    if BREAK.fullmatch(piece):
        return "<w:br/>"
    return f'<w:t xml:space="preserve">{escape(FORBIDDEN.sub("", piece), quote=False)}</w:t>'


def _row(row: Row, fit: Fit, mark: tuple[str, int], height: float, repeated: str) -> str:
    whole = "<w:cantSplit/>" if height <= text_height() / 2 else ""
    look = f"<w:trPr>{whole}{repeated}</w:trPr>" if whole or repeated else ""
    return f"<w:tr>{look}{''.join(_cells(row, fit, mark))}</w:tr>"


def _cells(row: Row, fit: Fit, mark: tuple[str, int]) -> Iterable[str]:
    at = 0
    for cell in row:
        width = sum(map(twips, widths()[at : at + cell.span]))
        span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        look = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{MERGES[cell.merged]}<w:vAlign w:val="center"/>'
        yield f"<w:tc><w:tcPr>{look}</w:tcPr>{_content(cell, fit, mark)}</w:tc>"
        at += cell.span


def _content(cell: Cell, fit: Fit, mark: tuple[str, int]) -> str:
    aligned = f'<w:jc w:val="{ALIGNED.get(cell.look, "center")}"/>'
    if cell.look == "project":
        name = run(cell.text, text_size(fit.size))
        return paragraph(bookmark(name, *mark) if name else "", HEADING, line_spacing(fit.line) + aligned)
    return paragraph(run(cell.text, "<w:b/>" if cell.look == "total" else ""), body_style(fit.size), aligned)
