"""What is printed of a workbook: LibreOffice prints hidden sheets as well, Excel does not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def only_visible(book: Any) -> Iterator[None]:
    """Print areas set so that hidden sheets have none: then LibreOffice leaves them out."""
    sheets = [sheet.uno for sheet in book.sheets()]
    before = [sheet.getPrintAreas() for sheet in sheets]
    try:
        for sheet, areas in zip(sheets, before, strict=True):
            sheet.setPrintAreas((areas or (_used(sheet),)) if sheet.IsVisible else ())
        yield
    finally:
        for sheet, areas in zip(sheets, before, strict=True):
            sheet.setPrintAreas(areas)


def _used(sheet: Any) -> Any:
    cursor = sheet.createCursor()
    cursor.gotoStartOfUsedArea(False)
    cursor.gotoEndOfUsedArea(True)
    return cursor.RangeAddress
