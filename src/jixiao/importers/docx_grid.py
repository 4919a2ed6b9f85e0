"""A Word table as a grid: spans across and down, rows and cells that tracked changes took out, slivers closed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from jixiao.form.wording import one_line
from jixiao.importers.document import Cell, Grid, Row, moved
from jixiao.importers.docx_text import attribute, child, is_placeholder, name, text

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SLIVER = 150
"""Twentieths of a point. Hand-drawn rows miss each other's edges by less; no column of text is as narrow."""
AROUND = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})
GONE = frozenset({"del", "moveFrom"})
HOLDERS = frozenset({"sdt", "tr"})
"""What a cell is in: a content control around it alone, or its row."""


def grid(table: Element, number: int) -> Grid:
    """The table `number` of a document."""
    widths = _widths(table)
    rows = tuple(_row(row, widths) for row in inside(table, "tr") if child(child(row, "trPr"), "del") is None)
    return Grid(number, _closed(rows, list(accumulate(widths, initial=0))))


def inside(element: Element, wanted: str) -> Iterator[Element]:
    """The rows of a table, cells of a row or paragraphs of a cell, those in content controls and insertions included."""
    for item in element:
        kind = name(item)
        if kind == wanted:
            yield item
        elif kind in AROUND:
            yield from inside(item, wanted)


def cell_text(cell: Element) -> str:
    """The text of a cell, that of tables inside it included; the layout's line breaks removed."""
    control = next((item for item in cell.iterancestors() if name(item) in HOLDERS), None)
    if control is not None and name(control) == "sdt" and is_placeholder(control):
        return ""
    return one_line("\n".join(_lines(cell)))


def _lines(element: Element) -> Iterator[str]:
    for item in element:
        kind = name(item)
        if kind == "p":
            yield text(item)
        elif kind == "sdt" and is_placeholder(item):
            continue
        elif kind not in GONE:
            yield from _lines(item)


def _widths(table: Element) -> list[int]:
    columns = child(table, "tblGrid")
    return [] if columns is None else [_number(attribute(item, "w")) for item in columns if name(item) == "gridCol"]


def _number(value: str | None, otherwise: int = 0) -> int:
    try:
        return min(int(float(value or otherwise)), 1 << 20)
    except ValueError:
        return otherwise


def _row(row: Element, widths: list[int]) -> Row:
    column = _number(_setting(row, "trPr", "gridBefore"))
    found: list[Cell] = []
    measured: list[int] = []
    for item in inside(row, "tc"):
        properties = child(item, "tcPr")
        across = max(1, min(_number(_setting(item, "tcPr", "gridSpan"), 1), 1000))
        gone = child(properties, "cellDel") is not None
        if found and _setting(item, "tcPr", "hMerge", "continue") == "continue":
            found[-1] = moved(found[-1], found[-1].column, found[-1].across + across)
        else:
            covered = _setting(item, "tcPr", "vMerge", "continue") == "continue"
            found.append(Cell(column, across, "" if gone or covered else cell_text(item), covered))
            width = child(properties, "tcW")
            measured.append(_number(attribute(width, "w") if width is not None else None))
        column += across
    drawn = _by_width(found, measured, widths) if column > len(widths) else None
    return tuple(drawn or found)


def _setting(element: Element, holder: str, wanted: str, bare: str | None = None) -> str | None:
    """The value of a setting in an element's properties; `bare` where it is there without a value."""
    found = child(child(element, holder), wanted)
    return None if found is None else attribute(found, "val") or bare


def _by_width(row: list[Cell], measured: list[int], widths: list[int]) -> list[Cell] | None:
    """The cells where their widths put them: some programs write spans that run past the grid."""
    if not all(measured) or not all(widths) or not widths:
        return None
    edges = list(accumulate(widths, initial=0))
    ends = [min(range(len(edges)), key=lambda at: abs(edges[at] - end)) for end in accumulate(measured, initial=0)]
    spans = list(pairwise(ends))
    if any(start >= end for start, end in spans):
        return None
    return [moved(cell, start, end - start) for cell, (start, end) in zip(row, spans, strict=True)]


def _closed(rows: tuple[Row, ...], edges: list[int]) -> tuple[Row, ...]:
    """The rows with slivers between columns closed; as they are where the grid's widths are not known."""
    if len(edges) < 2 or any(right <= left for left, right in pairwise(edges)):
        return rows
    place, begun = [0], edges[0]
    for edge in edges[1:]:
        near = edge - begun < SLIVER
        place.append(place[-1] if near else place[-1] + 1)
        begun = begun if near else edge
    if place[-1] == len(edges) - 1 or any(cell.column + cell.across >= len(place) for row in rows for cell in row):
        return rows
    shut = [[moved(cell, place[cell.column], _span(cell, place)) for cell in row] for row in rows]
    if any(cell.text and not cell.across for row in shut for cell in row):
        return rows
    return tuple(tuple(cell for cell in row if cell.across) for row in shut)


def _span(cell: Cell, place: list[int]) -> int:
    return place[cell.column + cell.across] - place[cell.column]
