"""The texts of our project sheets that are longer than their cells show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jixiao.actions.own_sheets import OwnSheet
from jixiao.form.workbook import CutText
from jixiao.xlsx.read.read import Book


def cut_texts(sheets: Iterable[OwnSheet], book: Book) -> Iterator[CutText]:
    """Each text of `sheets` whose end does not show, as the rows and columns of `book` are set."""
    from jixiao.sheets.overflow import cut

    for sheet in sheets:
        if sheet.computes:
            for item in cut(sheet.form, book.markup(sheet.name), sheet.shift.right):
                if item.is_certain:
                    yield CutText(sheet.name, item.cell, item.field, item.needed, item.shown)
