"""Reading a workbook: values and merges by calamine, formulas and missing results by one scan of the sheet XML."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jixiao.form.table import Merge, Table, Value
from jixiao.package import opc
from jixiao.package.archive import DAMAGED, Archive
from jixiao.package.cells import number
from jixiao.package.errors import PackageError
from jixiao.package.formats import Formats, formats
from jixiao.package.scan import Scan, is_plain, scan
from jixiao.package.shared import position

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

Grid = list[list[Any]]
Block = tuple[tuple[int, int], tuple[int, int]]


class Book:
    """One workbook as read: tables, formulas, names and sheets, each read when first asked for."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.name = archive.name

    @cached_property
    def sheets(self) -> tuple[opc.Sheet, ...]:
        """The sheets in the order of their tabs, chart sheets included."""
        return opc.sheets(self.archive)

    @cached_property
    def names(self) -> tuple[opc.DefinedName, ...]:
        """The defined names, of the workbook and of single sheets."""
        return opc.defined_names(self.archive)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """One table for each worksheet, hidden ones included; dates and percentages as the text a user sees."""
        workbook = _calamine(self)
        with workbook:
            return tuple(self._table(workbook, sheet) for sheet in self._worksheets)

    @cached_property
    def formulas(self) -> dict[str, dict[str, str]]:
        """sheet → cell → formula without "="."""
        return {name: found.formulas for name, found in self._scans.items()}

    @cached_property
    def uncomputed(self) -> dict[str, tuple[str, ...]]:
        """sheet → formula cells without a stored result: their value is unknown, not empty."""
        return {name: found.uncomputed for name, found in self._scans.items() if found.uncomputed}

    @cached_property
    def _worksheets(self) -> tuple[opc.Sheet, ...]:
        return tuple(sheet for sheet in self.sheets if sheet.kind == "worksheet" and sheet.part in self.archive)

    @cached_property
    def _formats(self) -> Formats:
        main = opc.workbook_part(self.archive)
        parts = (relation.target for relation in opc.relations(self.archive, main) if relation.kind == "styles")
        part = next(parts, "")
        return formats(self.archive.xml(part)) if part in self.archive else Formats()

    @cached_property
    def _scans(self) -> dict[str, Scan]:
        return {sheet.name: self._scan(sheet) for sheet in self._worksheets}

    def _scan(self, sheet: opc.Sheet) -> Scan:
        content = self.archive.xml(sheet.part)
        text = content.decode("utf-8", "replace")
        if is_plain(text):
            return scan(text, self._formats.percent)
        from jixiao.package.scan_any import scan_any

        try:
            return scan_any(content, self._formats.percent)
        except ValueError as error:
            raise PackageError(f"“{self.name}”的工作表“{sheet.name}”{DAMAGED}") from error

    def _table(self, workbook: CalamineWorkbook, sheet: opc.Sheet) -> Table:
        found = workbook.get_sheet_by_name(sheet.name)
        top, left = found.start or (0, 0)
        grid: Grid = found.to_python()
        if self._formats.date:
            _show_dates(grid)
        scanned = self._scans[sheet.name]
        _show(grid, scanned.errors, top, left)
        _show_percentages(grid, scanned.styled, top, left)
        merges = tuple(_merges(found.merged_cell_ranges or (), grid, top, left))
        return Table(tuple(map(tuple, grid)), merges, self.name, sheet.name, None, top, left)


def read(source: Path | str | bytes, *, name: str | None = None) -> Book:
    """Open a workbook for reading; PackageError names the file, what is wrong with it and the next step."""
    book = Book(Archive.open(source, name=name))
    opc.workbook_part(book.archive)
    return book


def tables(source: Path | str | bytes, *, name: str | None = None) -> list[Table]:
    """The worksheets of a workbook as tables."""
    return list(read(source, name=name).tables)


def formulas(source: Path | str | bytes) -> dict[str, dict[str, str]]:
    """sheet → cell → formula of a workbook, shared formulas written out, without "="."""
    return read(source).formulas


def _calamine(book: Book) -> CalamineWorkbook:
    from python_calamine import CalamineError, CalamineWorkbook

    # calamine trusts the sizes a package declares; these reads have checked them
    for part in book.archive:
        if part.endswith("sharedStrings.xml"):
            book.archive.xml(part)
    _ = book._scans, book._formats
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(book.archive.packed()))
    except CalamineError as error:
        raise PackageError(f"“{book.name}”{DAMAGED}（{error}）") from error


def _merges(found: Iterable[Block], grid: Grid, top: int, left: int) -> Iterator[Merge]:
    """The merges as far as they lie on the grid; a sheet may merge cells outside its used range."""
    bottom, right = len(grid) - 1, len(grid[0]) - 1 if grid else -1
    for first, last in found:
        if last[0] >= top and last[1] >= left and first[0] - top <= bottom and first[1] - left <= right:
            start = max(first[0] - top, 0), max(first[1] - left, 0)
            yield Merge(*start, min(last[0] - top, bottom), min(last[1] - left, right))


def _show(grid: Grid, texts: dict[str, str], top: int, left: int) -> None:
    for cell, text in texts.items():
        row, column = position(cell)
        if 0 <= row - top < len(grid) and 0 <= column - left < len(grid[row - top]):
            grid[row - top][column - left] = text


def _show_percentages(grid: Grid, cells: tuple[str, ...], top: int, left: int) -> None:
    for cell in cells:
        row, column = position(cell)
        if 0 <= row - top < len(grid) and 0 <= column - left < len(grid[row - top]):
            value = grid[row - top][column - left]
            if isinstance(value, int | float) and not isinstance(value, bool):
                grid[row - top][column - left] = f"{number(Decimal(repr(value)) * 100)}%"


def _show_dates(grid: Grid) -> None:
    for line in grid:
        for column, value in enumerate(line):
            if isinstance(value, date | time | timedelta):
                line[column] = _date_text(value)


def _date_text(value: date | time | timedelta) -> Value:
    if isinstance(value, datetime) and value.time() != time(0):
        return f"{value.year}年{value.month}月{value.day}日 {value:%H:%M}"
    return f"{value.year}年{value.month}月{value.day}日" if isinstance(value, date) else str(value)
