"""The texts of our project sheets that are longer than the highest row shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jixiao.actions.own_sheets import OwnSheet
from jixiao.form.workbook import CutText
from jixiao.xlsx.read.read import Book


def cut_texts(sheets: Iterable[OwnSheet], book: Book) -> Iterator[CutText]:
    """Each text of `sheets` whose end no row can show, as the columns of `book` are set; rows are made to fit elsewhere."""
    from jixiao.sheets.overflow import cut

    for sheet in sheets:
        if sheet.computes:
            for item in cut(sheet.form, book.markup(sheet.name), sheet.shift.right):
                if not item.fits:
                    yield CutText(sheet.name, item.cell, item.field, item.needed, item.most)
