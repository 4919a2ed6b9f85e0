"""Formulas that refer to other files: finding them and turning them into values."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from xlwings_libreoffice.bridge import path_of, url_of
from xlwings_libreoffice.excel.contents import literal


def linked_files(book: Any) -> list[str]:
    """The paths that formulas or names of the workbook refer to, in LibreOffice's order."""
    links = book.document.ExternalDocLinks.ElementNames
    if not links:
        return []
    text = unquote("\n".join(_formulas(book)))
    return [path_of(url) for url in links if f"'{unquote(url)}'#" in text]


def break_link(book: Any, path: str) -> None:
    mark = f"'{unquote(url_of(path))}'#"
    for sheet in book.sheets():
        whole = sheet.of_area(sheet.used())
        rows = whole.uno().getFormulaArray()
        linked = [
            (y, x) for y, row in enumerate(rows) for x, text in enumerate(row) if "'#" in text and mark in unquote(text)
        ]
        if linked:
            values = whole.values()
            for y, x in linked:
                whole.like(whole.part(y + 1, x + 1)).put(literal(values[y][x]))


def _formulas(book: Any) -> list[str]:
    found = [
        text for sheet in book.sheets() for row in sheet.of_area(sheet.used()).uno().getFormulaArray() for text in row
    ]
    for names in [
        book.document.NamedRanges,
        *(sheet.uno.NamedRanges for sheet in book.sheets()),
    ]:
        found += [names.getByName(name).Content for name in names.ElementNames]
    return found
