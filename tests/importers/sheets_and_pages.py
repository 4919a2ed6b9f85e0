"""The laid-out forms of `documents` as workbooks another office made, and as saved web pages."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from html import escape

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.importers.documents import Box, Layout, Line


def xlsx(sheets: Iterable[Sequence[Layout]]) -> bytes:
    """A workbook with the layouts of each sheet under each other, all texts as texts, merged as drawn."""
    book = Workbook()
    book.remove(book.active)
    for number, layouts in enumerate(sheets, 1):
        sheet = book.create_sheet(f"表{number}")
        top = 1
        for layout in layouts:
            top = _write(sheet, layout, top) + 2
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(sheet: Worksheet, layout: Layout, top: int) -> int:
    for text in layout.above:
        put(sheet, top, 1, text)
        sheet.merge_cells(start_row=top, start_column=1, end_row=top, end_column=layout.width)
        top += 1
    for row, column, down, box in placed(layout.rows):
        put(sheet, top + row, column + 1, box.text)
        if down > 1 or box.across > 1:
            sheet.merge_cells(
                start_row=top + row,
                start_column=column + 1,
                end_row=top + row + down - 1,
                end_column=column + box.across,
            )
    return top + len(layout.rows)


def put(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """A text as text, also where it begins like a formula."""
    if text:
        cell = sheet.cell(row, column)
        cell.value = text
        cell.data_type = "s"


def placed(rows: Sequence[Line]) -> Iterable[tuple[int, int, int, Box]]:
    """Row, column, rows down and box of each cell that is not covered."""
    grid = [dict(_columns(row)) for row in rows]
    for number, row in enumerate(grid):
        for column, box in row.items():
            if not box.covered:
                down = 1
                while number + down < len(grid) and _covered(grid[number + down].get(column)):
                    down += 1
                yield number, column, down, box


def _columns(row: Line) -> Iterable[tuple[int, Box]]:
    column = 0
    for box in row:
        yield column, box
        column += box.across


def _covered(box: Box | None) -> bool:
    return box is not None and box.covered


def html(layouts: Iterable[Layout], head: str = "") -> str:
    """A page as a government site publishes it: the forms between other text, inside a table that only lays out."""
    body = "".join(_form(layout) for layout in layouts)
    frame = f'<table width="100%"><tr><td>首页 &gt; 信息公开</td></tr><tr><td><div class="content">{body}</div></td></tr></table>'
    return f"<!DOCTYPE html>\n<html>\n<head>\n\t<meta charset=utf-8>{head}\n\t<title>决算公开</title></head>\n<body>{frame}</body></html>"


def _form(layout: Layout) -> str:
    above = "".join(f"<p align=center><span>{escape(text)}</span></p>" for text in layout.above)
    lines: dict[int, list[str]] = {}
    for row, _, down, box in placed(layout.rows):
        text = escape(box.text).replace("\n", "<br>") or "&nbsp;"
        lines.setdefault(row, []).append(f'<td colspan="{box.across}" rowspan={down}><p>{text}</p></td>')
    rows = "\n".join(f"<tr>{''.join(lines.get(row, []))}</tr>" for row in range(len(layout.rows)))
    return f"{above}\n\t<table border=1>\n\t<tbody>{rows}</tbody></table>"
