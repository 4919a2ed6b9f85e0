"""Reading a workbook: values and merges by calamine, formulas and missing results by one scan of the sheet XML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from jixiao.form.table import Merge, Table, Value, column_name
from jixiao.xlsx.cells import number
from jixiao.xlsx.opc import opc
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.guard import DAMAGED, RESAVE, PackageError
from jixiao.xlsx.read.formats import MOST, Around, DateParts, Formats, formats, has_too_many
from jixiao.xlsx.read.plain_part import plain_part
from jixiao.xlsx.read.scan import (
    DATED,
    Block,
    as_readers_know,
    scan_cells,
    scan_errors,
    scan_formulas,
    scan_merges,
    scan_styled,
    scan_too_early,
)
from jixiao.xlsx.read.stray import LARGEST_AREA, LARGEST_AREAS, Bounded, bounded, is_filled
from jixiao.xlsx.read.values import OUT_OF_RANGE, Values, sheet_of
from jixiao.xlsx.references import position

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row\s[^>]*\bhidden\s*=\s*["'](?:1|true)["']""")
NUMBERS = frozenset({int, float})
Grid = list[list[Any]]
Shown = TypeVar("Shown")
Stored = str | float | bool | date | time | timedelta


class Book:
    """One workbook as read: tables, formulas, names and sheets, each read when first asked for."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.name = archive.name
        self._tables: dict[str, Table] = {}

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
        return tuple(self.table(sheet) for sheet in self._worksheets)

    def table(self, sheet: str) -> Table:
        """The table of one worksheet; KeyError for a name that is none."""
        if sheet not in self._tables:
            self._tables[sheet] = self._table(self._worksheets[sheet])
        return self._tables[sheet]

    def stored(self, sheet: str) -> dict[str, Stored]:
        """cell → value of one worksheet as the file keeps it: dates as dates, percentages as fractions; blank cells left out."""
        found = self._values.of(sheet)
        top, left = found.start or (0, 0)
        return {
            f"{column_name(left + column)}{top + row + 1}": value
            for row, line in enumerate(self._rows(sheet, found))
            for column, value in enumerate(line)
            if value != ""
        }

    def markup(self, sheet: str) -> bytes:
        """The XML of one worksheet, as the file has it; KeyError for a name that is none."""
        return self.archive.xml(self.part_of(sheet))

    def part_of(self, sheet: str) -> str:
        """The part one worksheet is kept in; KeyError for a name that is none."""
        return self._worksheets[sheet].part

    def hidden_rows(self, sheet: str) -> int:
        """How many rows of a worksheet are hidden, by hand or by a filter; KeyError for a name that is none."""
        return len(_HIDDEN_ROW.findall(self.markup(sheet)))

    @cached_property
    def formulas(self) -> dict[str, dict[str, str]]:
        """sheet → cell → formula without "="."""
        return {sheet: self.formulas_of(sheet) for sheet in self._worksheets}

    def formulas_of(self, sheet: str) -> dict[str, str]:
        """cell → formula of one worksheet; KeyError for a name that is none."""
        return scan_formulas(self.bounded[sheet].xml)

    @cached_property
    def formula_cells(self) -> dict[str, frozenset[str]]:
        """sheet → cells that hold a formula; much cheaper than the formulas themselves."""
        return {sheet: cells for sheet, (cells, _) in self._cells.items()}

    @cached_property
    def uncomputed(self) -> dict[str, tuple[str, ...]]:
        """sheet → formula cells without a stored result: their value is unknown, not empty."""
        return {sheet: blank for sheet, (_, blank) in self._cells.items() if blank}

    @cached_property
    def _worksheets(self) -> dict[str, opc.Sheet]:
        present = [sheet for sheet in self.sheets if sheet.kind == "worksheet" and sheet.part in self.archive]
        found = {sheet.name: sheet for sheet in present}
        if len(found) < len(present):
            twice = next(sheet.name for sheet in present if found[sheet.name] != sheet)
            raise PackageError(f"“{self.name}”有两张工作表都叫“{twice}”，无法分辨；{RESAVE}")
        return found

    @cached_property
    def _formats(self) -> Formats:
        main = opc.workbook_part(self.archive)
        parts = (relation.target for relation in opc.relations(self.archive, main) if relation.kind == "styles")
        part = next(parts, "")
        styles = plain_part(self.archive, part) if part in self.archive else b""
        if has_too_many(styles):
            raise PackageError(f"“{self.name}”的单元格格式超过 {MOST} 种，超出 Excel 的上限，不像自评工作簿；{RESAVE}")
        return formats(styles)

    @property
    def stray(self) -> dict[str, tuple[str, ...]]:
        """sheet → cells with content so far outside that they are not read."""
        return {name: sheet.stray for name, sheet in self.bounded.items() if sheet.stray}

    @cached_property
    def bounded(self) -> dict[str, Bounded]:
        """sheet → what of it is read; PackageError where all sheets together span too large an area."""
        found = {name: self._bounded(sheet) for name, sheet in self._worksheets.items()}
        area = sum(sheet.area for sheet in found.values())
        if area > LARGEST_AREA:
            area = sum(sheet.exact_area for sheet in found.values())
        if area > LARGEST_AREA and not is_filled(
            area, sum(sheet.cells_in_file for sheet in found.values()), LARGEST_AREAS
        ):
            raise PackageError(
                f"“{self.name}”各工作表的范围合计 {area} 格，太大或几乎全空，不像自评工作簿；"
                "请删去离表格很远的行和列，另存后再试"
            )
        return found

    def _bounded(self, sheet: opc.Sheet) -> Bounded:
        try:
            return bounded(self.archive.xml(sheet.part))
        except ValueError as error:
            raise PackageError(f"“{self.name}”的工作表“{sheet.name}”{DAMAGED}") from error

    @cached_property
    def _cells(self) -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
        return {name: scan_cells(sheet.xml) for name, sheet in self.bounded.items()}

    @cached_property
    def _values(self) -> Values:
        merged = self._merged
        sheets = self.bounded.items()
        given = {name: sheet.xml if merged[name] is None else sheet_of(sheet.cells) for name, sheet in sheets}
        return Values(self.archive, {name: as_readers_know(xml) for name, xml in given.items()})

    @cached_property
    def _merged(self) -> dict[str, tuple[Block, ...] | None]:
        """sheet → its merged areas; None where they are left to the reader of values."""
        return {name: scan_merges(sheet.xml) for name, sheet in self.bounded.items()}

    def _rows(self, sheet: str, found: CalamineSheet) -> Grid:
        if scan_too_early(self.bounded[sheet].cells, self._formats.date):
            raise PackageError(f"“{self.name}”的工作表“{sheet}”{OUT_OF_RANGE}")
        return self._values.rows(sheet, found)

    def _table(self, sheet: opc.Sheet) -> Table:
        found = self._values.of(sheet.name)
        top, left = found.start or (0, 0)
        grid = self._rows(sheet.name, found)
        as_written = self.bounded[sheet.name]
        if self._formats.date or DATED in as_written.cells:
            _show_date_parts(grid, self._styled(as_written.cells, self._formats.parts), top, left)
            _show_dates(grid)
        if as_written.may_have_errors:
            _show(grid, scan_errors(as_written.cells), top, left)
        percent = scan_styled(as_written.cells, self._formats.percent)
        _show_words(grid, self._styled(as_written.cells, self._formats.around), frozenset(percent), top, left)
        _show_percentages(grid, percent, top, left)
        merged = self._merged[sheet.name]
        areas = found.merged_cell_ranges or () if merged is None else merged
        merges = tuple(_merges(areas, grid, top, left))
        return Table(tuple(map(tuple, grid)), merges, self.name, sheet.name, None, top, left)

    @staticmethod
    def _styled(cells: bytes, styles: Mapping[int, Shown]) -> Iterator[tuple[str, Shown]]:
        """The cells of a sheet in each of several styles, with what is said of the style."""
        for style, shown in styles.items():
            yield from ((cell, shown) for cell in scan_styled(cells, (style,)))


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


def _merges(found: Iterable[Block], grid: Grid, top: int, left: int) -> Iterator[Merge]:
    """The merges as far as they are on the grid; a sheet may merge cells outside its used range."""
    bottom, right = len(grid) - 1, len(grid[0]) - 1 if grid else -1
    for (row, column), (last_row, last_column) in found:
        merge = Merge(row - top, column - left, last_row - top, last_column - left)
        if merge.top >= 0 <= merge.left and merge.bottom <= bottom and merge.right <= right:
            yield merge
        elif merge.bottom >= 0 <= merge.right and merge.top <= bottom and merge.left <= right:
            yield Merge(max(merge.top, 0), max(merge.left, 0), min(merge.bottom, bottom), min(merge.right, right))


def _show(grid: Grid, texts: dict[str, str], top: int, left: int) -> None:
    for cell, line, column in _on_grid(grid, texts, top, left):
        line[column] = texts[cell]


def _show_percentages(grid: Grid, cells: tuple[str, ...], top: int, left: int) -> None:
    for _, line, column in _on_grid(grid, cells, top, left):
        value = line[column]
        if _is_number(value):
            line[column] = f"{number(Decimal(f'{value:.15g}') * 100)}%"


def _on_grid(grid: Grid, cells: Iterable[str], top: int, left: int) -> Iterator[tuple[str, list[Any], int]]:
    """Those of the cells that are on the grid, each with its line there and its place in that."""
    for cell in cells:
        row, column = position(cell)
        if 0 <= row - top < len(grid) and 0 <= column - left < len(grid[row - top]):
            yield cell, grid[row - top], column - left


def _show_words(grid: Grid, cells: Iterable[tuple[str, Around]], percent: frozenset[str], top: int, left: int) -> None:
    """Numbers with the words their format shows around them; those not above 0 may have others, and are left."""
    for cell, (before, behind) in cells:
        row, column = position(cell)
        if 0 <= row - top < len(grid) and 0 <= column - left < len(grid[row - top]):
            value = grid[row - top][column - left]
            if _is_number(value) and value > 0:
                shown = Decimal(f"{value:.15g}") * (100 if cell in percent else 1)
                grid[row - top][column - left] = f"{before}{number(shown)}{behind}"


def _show_date_parts(grid: Grid, cells: Iterable[tuple[str, DateParts]], top: int, left: int) -> None:
    for cell, parts in cells:
        row, column = position(cell)
        if 0 <= row - top < len(grid) and 0 <= column - left < len(grid[row - top]):
            value = grid[row - top][column - left]
            if isinstance(value, date):
                texts = {"y": f"{value.year}年", "m": f"{value.month}月", "d": f"{value.day}日"}
                grid[row - top][column - left] = "".join(texts[part] for part in parts)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and value.__class__ in NUMBERS and isfinite(value)


def _show_dates(grid: Grid) -> None:
    for line in grid:
        for column, value in enumerate(line):
            if isinstance(value, date | time | timedelta):
                line[column] = _date_text(value)


def _date_text(value: date | time | timedelta) -> Value:
    if isinstance(value, datetime) and value.time() != time(0):
        return f"{value.year}年{value.month}月{value.day}日 {value:%H:%M}"
    return f"{value.year}年{value.month}月{value.day}日" if isinstance(value, date) else str(value)
