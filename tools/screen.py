"""What a person sees of an open workbook, as pictures: a part of a sheet with its headings, a box with a message."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pixels import Picture, page, trimmed

from xlwings_libreoffice.bridge import options, uno, url_of

RESOLUTION = 80
PAPER = 90000  # hundredths of a millimetre: no part of a sheet is scaled down or cut
BLUE, LIGHT, FIELD = (31, 78, 121), (240, 240, 240), (255, 255, 255)
TOP, RIGHT = -4160, -4152  # xlTop, xlRight
WIDE = 66  # characters in a line of a message


@dataclass(frozen=True)
class Part:
    """A part of a sheet, and the cells whose notes are shown as if the mouse rested on them."""

    sheet: str
    area: str
    notes: tuple[str, ...] = ()


def seen(book: Any, part: Part) -> Picture:
    """The part as it is in `book` now. The saved copy is looked at, which is what is mailed on."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "copy.xlsx"
        book.api.SaveCopyAs(str(path))
        copy = book.app.books.open(path)
        try:
            for cell in part.notes:
                copy.sheets[part.sheet].range(cell).api.Comment.Visible = True
            _page_style(copy, part).PrintHeaders = True
            return _printed(copy, part)
        finally:
            copy.close()


def box(app: Any, lines: Sequence[tuple[str, str]]) -> Picture:
    """A box with lines of these kinds: title, text, field, button."""
    book = app.books.add()
    try:
        sheet = book.sheets[0]
        sheet.range("A:A").column_width = WIDE
        rows = [(kind, line) for kind, text in lines for line in text.splitlines()]
        for row, (kind, text) in enumerate(rows, 1):
            _line(sheet.range(f"A{row}"), kind, text)
        return _printed(book, Part(sheet.name, f"A1:A{len(rows)}"))
    finally:
        book.close()


def _line(cell: Any, kind: str, text: str) -> None:
    cell.number_format = "@"
    cell.value = text
    cell.color = {"title": BLUE, "field": FIELD}.get(kind, LIGHT)
    cell.font.size = 10
    cell.wrap_text = True
    cell.api.VerticalAlignment = TOP
    if kind == "title":
        cell.font.color = (255, 255, 255)
    if kind == "button":
        cell.api.HorizontalAlignment = RIGHT
    cell.rows.autofit()


def _printed(book: Any, part: Part) -> Picture:
    document = book.api.document
    _lay_out(_page_style(book, part))
    chosen = document.Sheets.getByName(part.sheet).getCellRangeByName(part.area)
    data = uno().Any("[]com.sun.star.beans.PropertyValue", options(Selection=chosen, ExportNotes=False))
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / "part.pdf"
        document.storeToURL(url_of(str(pdf)), options(FilterName="calc_pdf_Export", FilterData=data))
        return trimmed(page(pdf, 1, RESOLUTION))


def _page_style(book: Any, part: Part) -> Any:
    document = book.api.document
    name = document.Sheets.getByName(part.sheet).PageStyle
    return document.StyleFamilies.getByName("PageStyles").getByName(name)


def _lay_out(style: Any) -> None:
    style.IsLandscape = True
    for name in ("Width", "Height"):
        setattr(style, name, PAPER)
    for name in ("ScaleToPagesX", "ScaleToPagesY", "ScaleToPages"):
        setattr(style, name, 0)
    for name in ("HeaderIsOn", "FooterIsOn", "CenterHorizontally", "CenterVertically"):
        setattr(style, name, False)
    style.PageScale = 100
