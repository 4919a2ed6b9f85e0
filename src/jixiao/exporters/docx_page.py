"""One form in the official layout: filled, then its text made small enough for the page, or its table split in two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from jixiao.exporters.docx_fields import INDICATORS
from jixiao.exporters.docx_fill import W, blocks_of, break_lines, drop, repeat, set_merge
from jixiao.exporters.docx_fit import Fit, fit, line_height, row_heights, text_lines
from jixiao.exporters.docx_grid import Cell, Row
from jixiao.exporters.docx_markup import HEADING, body_style, paragraph
from jixiao.exporters.docx_settings import text_height, widths, word
from jixiao.exporters.docx_styles import twips
from jixiao.exporters.docx_template import begin_page, page
from jixiao.form.model import Form

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

BESIDE = {"FormLabel": "label", "FormTitle": "title", "FormYear": "year", "FormNote": "note"}
"""The styles of what is on the page beside the table, and their sizes in word.toml."""
GAPS = 9.0
"""Points after the year and before the note."""
GAP = "FormGap"


def filled_page(blocks: Sequence[Element], form: Form, label: str | None, at: int) -> tuple[Element, Fit]:
    """A body with the content of the official form for the form number `at`, and how it was made to fit."""
    if not form.indicators:
        blocks = _without_indicators(blocks)
    made = page(blocks, form, label)
    _drop_empty_lines(made)
    if at:
        begin_page(made)
    for kind in ("bookmarkStart", "bookmarkEnd"):
        for found in made.iter(f"{W}{kind}"):
            found.set(f"{W}id", str(at + 1))
            if kind == "bookmarkStart":
                found.set(f"{W}name", bookmark_name(at))
    return made, _fitted(made)


def bookmark_name(at: int) -> str:
    """The bookmark of the form number `at`, as Word names those of contents."""
    return f"_Toc{10_000_001 + at}"


def _without_indicators(blocks: Sequence[Element]) -> list[Element]:
    copies = [deepcopy(block) for block in blocks]
    for block in copies:
        repeat(block, INDICATORS, [])
        for heading in _headings(block):
            set_merge(_label(heading), "")
    return copies


def _drop_empty_lines(made: Element) -> None:
    """Lines above the table without text go; where none is left, a narrow one keeps the tables of two forms apart."""
    for line in list(made):
        if line.tag != f"{W}p":
            break
        if not "".join(text.text or "" for text in line.iter(f"{W}t")):
            made.remove(line)
    if made[0].tag != f"{W}p":
        made.insert(0, _gap())


def _fitted(made: Element) -> Fit:
    (table,) = made.findall(f"{W}tbl")
    (heading,) = _headings(table)
    rows = [_row(row) for row in table.iter(f"{W}tr")]
    found = fit(rows, table.index(heading) - 2, _beside(made))
    _set_size(table, found)
    if found.pages > 1:
        _split(table, heading)
        for each in made.findall(f"{W}tbl"):
            _let_tall_rows_break(each, found.size)
    else:
        drop(heading, "tblHeader")
    return found


def _headings(block: Element) -> list[Element]:
    """The row that is repeated where a table takes several pages."""
    return [row for row in block.iter(f"{W}tr") if row.find(f"{W}trPr/{W}tblHeader") is not None]


def _label(row: Element) -> Element:
    """The first cell of a row."""
    return next(row.iter(f"{W}tc"))


def _row(row: Element) -> Row:
    return tuple(_cell(cell) for cell in row.findall(f"{W}tc"))


def _cell(cell: Element) -> Cell:
    span, merged = cell.find(f"{W}tcPr/{W}gridSpan"), cell.find(f"{W}tcPr/{W}vMerge")
    text = "".join(_texts(cell))
    return Cell(
        text,
        1 if span is None else int(span.get(f"{W}val", "1")),
        merged="" if merged is None else "first" if merged.get(f"{W}val") else "below",
    )


def _texts(cell: Element) -> Iterator[str]:
    for piece in cell.iter(f"{W}t", f"{W}br", f"{W}tab"):
        yield {f"{W}br": "\n", f"{W}tab": "\t"}.get(str(piece.tag), piece.text or "")


def _beside(made: Element) -> float:
    """The height in points of what is on the page beside the table: the lines above it and the note."""
    height, sizes, width = GAPS, word()["sizes"], sum(widths())
    for line in made.findall(f"{W}p"):
        for style in line.iter(f"{W}pStyle"):
            size = sizes.get(BESIDE.get(str(style.get(f"{W}val"))), 0)
            height += line_height(size) * text_lines("".join(_texts(line)), width, size) if size else 0
    return height


def _set_size(table: Element, found: Fit) -> None:
    """Text of the size found; the project's name, a heading of Word's own, has it in its own formatting."""
    for style in table.iter(f"{W}pStyle"):
        if style.get(f"{W}val") != HEADING:
            style.set(f"{W}val", body_style(found.size))
    for kind, name, value in (
        ("spacing", "line", twips(found.line)),
        *((kind, "val", round(found.size * 2)) for kind in ("sz", "szCs")),
    ):
        for element in table.iter(f"{W}{kind}"):
            element.set(f"{W}{name}", str(value))


def _split(table: Element, heading: Element) -> None:
    """Two tables where the form takes several pages: only a table's first row can be repeated on each."""
    from lxml import etree

    lower = etree.Element(f"{W}tbl")
    lower.extend(deepcopy(part) for part in (*table.iterchildren(f"{W}tblPr", f"{W}tblGrid"),))
    rows = [heading, *heading.itersiblings()]
    lower.extend(rows)
    table.addnext(lower)
    table.addnext(_gap())
    first, below = map(_label, rows[:2])
    set_merge(first, "")
    text, *others = first.iter(f"{W}t")
    drop(first, "br")
    for other in others:
        other.text = ""
    text.text = word()["words"]["indicators"]
    break_lines(text)
    if next(below.iter(f"{W}vMerge"), None) is not None:
        set_merge(below, "first")


def _let_tall_rows_break(table: Element, size: float) -> None:
    """A row higher than half a page may go on on the next one."""
    rows = table.findall(f"{W}tr")
    for row, height in zip(rows, row_heights([_row(row) for row in rows], size), strict=True):
        if height > text_height() / 2:
            drop(row, "trPr")


def _gap() -> Element:
    return blocks_of(paragraph("", GAP))[0]
