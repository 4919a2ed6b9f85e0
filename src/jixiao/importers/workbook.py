"""Excel workbooks: every sheet that carries a form, ours or another office's."""

from __future__ import annotations

from jixiao.form.table import Table
from jixiao.importers.source import Source
from jixiao.sheets.settings import names_beside_forms


def identify(source: Source) -> bool:
    """Whether the file is a zip package with a workbook in it."""
    return source.is_package


def tables(source: Source) -> tuple[Table, ...]:
    """One table for each sheet but the workbook's own beside the forms."""
    book = source.book
    names = [sheet.name for sheet in book.sheets if sheet.kind == "worksheet" and sheet.part in book.archive]
    beside = names_beside_forms()
    return tuple(book.table(name) for name in names if name not in beside)
