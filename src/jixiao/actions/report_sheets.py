"""The lists of a workbook as records of a report: each row's values with their cells, found by the headings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from jixiao.form.model import Form
from jixiao.form.rounding import half_up
from jixiao.form.table import column_name
from jixiao.report.records import Cell, Known, Record, Records, Span
from jixiao.xlsx.read.read import Book
from jixiao.xlsx.references import position

EXACT = 15
"""Digits a spreadsheet keeps of a number."""
PLACES = 10


def listed(book: Book, sheet: str, labels: Mapping[str, str], number: str = "number") -> Records:
    """The rows below the headings of `sheet` that have a running number; `labels` are heading by key.

    A sheet that is missing or has other headings gives no rows.
    """
    if sheet not in {item.name for item in book.sheets if item.kind == "worksheet"}:
        return Records()
    grid = _grid(book, sheet)
    head = _head(grid, labels)
    if head is None:
        return Records()
    top, columns = head
    found = [
        (row, _record(sheet, row, cells, columns))
        for row, cells in sorted(grid.items())
        if row > top and isinstance(cells.get(columns.get(number, "")), Decimal)
    ]
    if not found:
        return Records()
    span = Span(sheet, found[0][0], found[-1][0], columns)
    return Records(tuple(record for _, record in found), span)


def _grid(book: Book, sheet: str) -> dict[int, dict[str, Known]]:
    """row → column → value, one-based rows."""
    rows: dict[int, dict[str, Known]] = {}
    for address, value in book.stored(sheet).items():
        row, column = position(address)
        rows.setdefault(row + 1, {})[column_name(column)] = _known(value)
    return rows


def _known(value: object) -> Known:
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, float):
        return Decimal(f"{value:.{EXACT}g}").normalize()
    return str(value)


def _head(grid: Mapping[int, Mapping[str, Known]], labels: Mapping[str, str]) -> tuple[int, dict[str, str]] | None:
    wanted = {_bare(label): key for key, label in labels.items()}
    for row in sorted(grid):
        found = {wanted[name]: column for column, value in grid[row].items() if (name := _bare(value)) in wanted}
        if len(found) > len(wanted) / 2:
            return row, found
    return None


def _bare(value: Known) -> str:
    return "".join(str(value).split())


def _record(sheet: str, row: int, cells: Mapping[str, Known], columns: Mapping[str, str]) -> Record:
    values = {key: cells.get(column) for key, column in columns.items()}
    return Record(values, {key: (Cell(sheet, column, row),) for key, column in columns.items()})


def with_values(
    records: Records, more: Iterable[tuple[Mapping[str, Known], Mapping[str, tuple[Cell, ...]]]]
) -> Records:
    """The records with further values and cells, one pair for each row in order."""
    rows = tuple(
        Record({**row.values, **values}, {**row.cells, **cells})
        for row, (values, cells) in zip(records.rows, more, strict=True)
    )
    return Records(rows, records.span, records.terms)


def same(left: Known, right: Decimal | str | None) -> bool:
    """Whether a cell holds what was worked out; no text and no number are the same."""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return half_up(left, PLACES) == half_up(right, PLACES)
    return (left or None) == (right or None)


def cells_at(form: Form, path: str) -> tuple[Cell, ...]:
    """The cell that the field at `path` was read from; none where it was not read from a cell."""
    place = form.place(path) or ""
    letters = "".join(sign for sign in place if sign.isalpha())
    digits = place[len(letters) :]
    is_cell = letters.isascii() and letters.isupper() and digits.isdigit()
    return (Cell(form.source.sheet or "", letters, int(digits)),) if is_cell else ()
