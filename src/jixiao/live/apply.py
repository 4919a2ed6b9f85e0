"""What an action made of the saved copy, copied into the open workbook: block by block, sheet by sheet."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.live.blocks import blocks, free_from_text
from jixiao.live.links import SOURCE, cut_links, drop_doubles
from jixiao.live.marks import put_fills, put_notes
from jixiao.live.obstacles import prove_arrays_can_be_kept, prove_sheets_may_change, unlocked
from jixiao.live.references import speaking
from jixiao.sheets.settings import layout
from jixiao.xlsx.edit.difference import Content, CopiedSheet, Difference, Formula, SheetDifference, difference
from jixiao.xlsx.read.read import read

if TYPE_CHECKING:
    from xlwings import Book, Sheet

MADE_WHOLE = ("guide", "summary", "findings")
ASIDE = "_换下"


def apply(before: bytes, after: bytes, book: Book) -> None:
    """Make the open `book`, whose saved copy is `before`, hold what `after` holds.

    Raises CannotGoOn, before anything is changed, where a sheet cannot be written.
    """
    whole = [layout()["sheets"][name] for name in MADE_WHOLE]
    now = read(after)
    found = difference(read(before), now, whole)
    with contextlib.ExitStack() as open_sheets:
        if found.copied or found.removed:
            prove_sheets_may_change(book)
            prove_arrays_can_be_kept(book, _said(found, now.formulas))
        for name in dict.fromkeys([*(each.name for each in found.sheets), *found.referring]):
            open_sheets.enter_context(unlocked(book.sheets[name]))
        _apply(found, after, book)


def _said(found: Difference, formulas: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str, str]]:
    for sheet, cells in found.referring.items():
        yield from ((sheet, cell, formulas[sheet][cell]) for cell in cells)


def write(sheet: Sheet, cells: Mapping[str, Content], held: Mapping[str, Content] | None = None) -> None:
    """Write cells in as few blocks as may be; see `blocks`. Where the user formatted cells as text, numbers stay numbers."""
    for block in blocks(cells, held):
        free_from_text(sheet, block)
        sheet.api.Range(block.address).Formula = block.lines


def _apply(found: Difference, after: bytes, book: Book) -> None:
    for each in found.sheets:
        _change(book.sheets[each.name], each)
    if found.copied:
        with speaking(found, book), _opened(after, book) as source:
            for sheet in found.copied:
                _copy_sheet(sheet, source, book)
            for sheet in found.copied:
                _settle(sheet, book)
            drop_doubles(book, [sheet.name for sheet in found.copied], found.names)
        cut_links(book)
    for name in found.removed:
        book.sheets[name].delete()


def _change(sheet: Sheet, wanted: SheetDifference) -> None:
    write(sheet, wanted.cells, wanted.held)
    if wanted.fills is not None:
        put_fills(sheet, wanted.fills)
    put_notes(sheet, wanted.notes)
    for row, height in wanted.heights.items():
        sheet.range(f"{row}:{row}").row_height = height


@contextlib.contextmanager
def _opened(content: bytes, book: Book) -> Iterator[Book]:
    with tempfile.TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as place:
        path = Path(place) / f"{SOURCE}.xlsx"
        path.write_bytes(content)
        source = book.app.books.open(path, update_links=False, read_only=True, add_to_mru=False)
        try:
            yield source
        finally:
            source.close()


def _copy_sheet(wanted: CopiedSheet, source: Book, book: Book) -> None:
    """A copy by the spreadsheet itself keeps everything: styles, validations, charts, page set-up, own names."""
    names = [sheet.name for sheet in book.sheets]
    behind = book.sheets[wanted.after if wanted.after in names else names[-1]]
    with _replaced(wanted.name, book):
        copy = source.sheets[wanted.name].copy(after=behind)
        if copy.name != wanted.name:
            copy.name = wanted.name


@contextlib.contextmanager
def _replaced(name: str, book: Book) -> Iterator[None]:
    """The sheet `name` steps aside before another comes: the charts of that find their cells by the name of the sheet."""
    names = {sheet.name for sheet in book.sheets}
    if name not in names:
        yield
        return
    old = book.sheets[name]
    old.name = next(free for number in count() if (free := f"{ASIDE}{number or ''}") not in names)
    try:
        yield
    except BaseException:
        old.name = name
        raise
    old.delete()


def _settle(wanted: CopiedSheet, book: Book) -> None:
    """The formulas of a copied sheet refer to the workbook it came from; typed again they refer to this one."""
    sheet = book.sheets[wanted.name]
    formulas = {cell: content for cell, content in wanted.held.items() if isinstance(content, Formula)}
    if formulas:
        with unlocked(sheet):
            for block in blocks(formulas, wanted.held):
                sheet.api.Range(block.address).Formula = block.lines
