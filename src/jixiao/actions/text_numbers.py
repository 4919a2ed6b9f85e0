"""Numbers kept as text that the formulas of their sheet pass over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from jixiao.form.draft import Places
from jixiao.form.model import Form
from jixiao.form.paths import PRINTED
from jixiao.form.workbook import TextNumber
from jixiao.sheets.own import OwnSheet, text_numbers
from jixiao.xlsx.read.read import Book

SUM = "SUM("
"""What passes over texts; `+` counts them, or shows an error."""


def uncounted(forms: Iterable[Form], own: Sequence[OwnSheet], book: Book) -> Iterator[TextNumber]:
    """Those on our own sheets, and on sheets of others whose printed totals are sums."""
    ours = {sheet.name for sheet in own}
    for sheet in own:
        yield from sheet.text_numbers
    for form in forms:
        if form.source.sheet not in ours and _is_summed(form, book):
            yield from text_numbers(form)


def _is_summed(form: Form, book: Book) -> bool:
    sheet, places = form.source.sheet or "", form.source.places
    if not book.formula_cells.get(sheet) or not isinstance(places, Places):
        return False
    formulas = book.formulas_of(sheet)
    return any(PRINTED.match(path) and SUM in formulas.get(cell, "").upper() for path, cell in places.items())
