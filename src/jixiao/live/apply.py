"""What an action made of the saved copy, copied into the open workbook: block by block, sheet by sheet."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Collection, Iterator, Mapping
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
from jixiao.xlsx.read.read import Book as Read
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
    was, now = read(before), read(after)
    found = difference(was, now, whole)
    with contextlib.ExitStack() as open_sheets:
        if found.copied or found.removed:
            prove_sheets_may_change(book)
            prove_arrays_can_be_kept(book, _said(found, now.formulas))
        names = dict.fromkeys([*(each.name for each in found.sheets), *found.referring])
        sheets = {name: book.sheets[name] for name in names}
        for name, sheet in sheets.items():
            open_sheets.enter_context(unlocked(sheet, was.markup(name)))
        for each in found.sheets:
            _change(sheets[each.name], each)
        if found.copied:
            with _opened(after, book) as source:
                _copy_sheets(found, was, now, source, book)
            cut_links(book, [sheet.name for sheet in found.copied], _own_names(now))
        for name in found.removed:
            book.sheets[name].delete()


def _said(found: Difference, formulas: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str, str]]:
    for sheet, cells in found.referring.items():
        yield from ((sheet, cell, formulas[sheet][cell]) for cell in cells)


def write(sheet: Sheet, cells: Mapping[str, Content], held: Mapping[str, Content] | None = None) -> None:
    """Write cells in as few blocks as may be; see `blocks`. Where the user formatted cells as text, numbers stay numbers."""
    for block in blocks(cells, held):
        free_from_text(sheet, block)
        sheet.api.Range(block.address).Formula = block.lines


def _own_names(book: Read) -> list[str]:
    return [name.name for name in book.names if name.sheet is None]


def _copy_sheets(found: Difference, was: Read, now: Read, source: Book, book: Book) -> None:
    """Copy whole sheets from the file of the action. Which sheets the workbook has is known from its saved copy `was`."""
    names = list(was.formulas)  # of worksheets, not of chart sheets
    replaced = [sheet.name for sheet in found.copied if sheet.name in names]
    with speaking(found, book):
        for sheet in found.copied:
            _copy_sheet(sheet, names, source, book)
        for sheet in found.copied:
            _settle(sheet, book.sheets[sheet.name], now.markup(sheet.name))
        drop_doubles(book, replaced, found.names)


def _change(sheet: Sheet, wanted: SheetDifference) -> None:
    write(sheet, wanted.cells, wanted.held)
    if wanted.fills is not None:
        put_fills(sheet, wanted.fills, wanted.marked)
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


def _copy_sheet(wanted: CopiedSheet, names: list[str], source: Book, book: Book) -> None:
    """A copy by the spreadsheet itself keeps everything: styles, validations, charts, page set-up, own names. `names` are
    those of the worksheets the workbook has, in order; the new one is entered."""
    behind = wanted.after if wanted.after in names else names[-1]
    place = book.sheets[behind].api
    with _replaced(wanted.name, names, book):
        source.sheets[wanted.name].api.Copy(After=place)  # xlwings asks for the names of all sheets before and after
    if wanted.name not in names:
        names.insert(names.index(behind) + 1, wanted.name)


@contextlib.contextmanager
def _replaced(name: str, names: Collection[str], book: Book) -> Iterator[None]:
    """The sheet `name` steps aside before another comes: the charts of that find their cells by the name of the sheet."""
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


def _settle(wanted: CopiedSheet, sheet: Sheet, saved: bytes) -> None:
    """The formulas of a copied sheet refer to the workbook it came from; typed again they refer to this one."""
    formulas = {cell: content for cell, content in wanted.held.items() if isinstance(content, Formula)}
    if formulas:
        with unlocked(sheet, saved):
            for block in blocks(formulas, wanted.held):
                sheet.api.Range(block.address).Formula = block.lines
