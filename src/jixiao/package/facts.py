"""What a workbook shows as a file: version, macros, links, hidden sheets, formulas typed over, results gone stale."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path

from jixiao.form.table import Table, Value
from jixiao.form.workbook import Overwritten, StaleValue, WorkbookFacts
from jixiao.package.cells import number
from jixiao.package.opc import relations, workbook_part
from jixiao.package.read import Book, read
from jixiao.package.shared import position

Expected = Mapping[tuple[str, str], tuple[str, str, Value]]
"""(sheet, cell) → (field, formula, value) of each formula a workbook of ours should hold."""

VERSION_NAME = "参数_模板版本"
SUMMARY = "汇总表"
TOTAL_NAME = "总分"
NEAR = Decimal("1E-9")  # Excel computes in binary; a real difference is a hundredth of a point or more
_REFERENCE = re.compile(r"'((?:[^']|'')+)'!|(#REF|[^\W\d][\w.]*)!")


def workbook_facts(
    source: Book | Path | str | bytes,
    *,
    projects: Collection[str] = (),
    expected: Expected | None = None,
    current_version: str | None = None,
    name: str | None = None,
) -> WorkbookFacts:
    """The facts of one workbook; `projects` are the sheets with a form (by default those with a name 总分)."""
    book = source if isinstance(source, Book) else read(source, name=name)
    sheets = projects or _named_projects(book)
    formulas = expected or {}
    return WorkbookFacts(
        file=book.name,
        template_version=_version(book),
        current_version=current_version,
        overwritten=tuple(_overwritten(book, formulas)),
        stale=tuple(_stale(book, formulas)),
        missing_from_summary=tuple(_missing(book, sheets)),
        summary_rows_without_sheet=tuple(_orphans(book)),
        has_macros=_has_macros(book),
        external_links=tuple(_external_links(book)),
        hidden_project_sheets=tuple(s.name for s in book.sheets if s.state != "visible" and s.name in sheets),
    )


def value_at(table: Table, cell: str) -> Value:
    """The value at an address of a table; None outside it."""
    row, column = position(cell)
    row, column = row - table.first_row, column - table.first_column
    inside = 0 <= row < len(table.rows) and 0 <= column < len(table.rows[row])
    return table.rows[row][column] if inside else None


def _named_projects(book: Book) -> Collection[str]:
    return [item.sheet for item in book.names if item.sheet and item.name == TOTAL_NAME]


def _version(book: Book) -> str | None:
    for item in book.names:
        if item.name == VERSION_NAME:
            sheet, _, cell = item.refers_to.rpartition("!")
            table = _tables(book).get(sheet.strip("'"))
            found = value_at(table, cell.replace("$", "")) if table else None
            return _shown(found) or None
    return None


def _overwritten(book: Book, expected: Expected) -> Iterator[Overwritten]:
    tables = _tables(book)
    for (sheet, cell), (field, formula, _) in expected.items():
        if sheet in tables and cell not in book.formula_cells[sheet]:
            found = _shown(value_at(tables[sheet], cell))
            yield Overwritten(sheet, cell, field, found, f"={formula.removeprefix('=')}")


def _stale(book: Book, expected: Expected) -> Iterator[StaleValue]:
    tables = _tables(book)
    unknown = {(sheet, cell) for sheet, cells in book.uncomputed.items() for cell in cells}
    for (sheet, cell), (field, _, value) in expected.items():
        if cell in book.formula_cells.get(sheet, ()) and (sheet, cell) not in unknown:
            stored = value_at(tables[sheet], cell)
            if not same(stored, value):
                yield StaleValue(sheet, cell, field, _shown(stored), _shown(value))


def _missing(book: Book, projects: Collection[str]) -> Iterator[str]:
    spoken_of = {name for _, names in _summary(book) for name in names}
    if spoken_of:
        yield from (sheet for sheet in projects if sheet not in spoken_of)


def _orphans(book: Book) -> Iterator[str]:
    """The first text of each summary row whose formulas lead nowhere."""
    present = {sheet.name for sheet in book.sheets}
    table = _tables(book).get(SUMMARY)
    rows = {position(cell)[0] for cell, names in _summary(book) if any(name not in present for name in names)}
    for row in sorted(rows):
        cells = table.rows[row - table.first_row] if table and row - table.first_row < len(table.rows) else ()
        texts = (text for text in cells if isinstance(text, str) and text.strip() and not text.startswith("#"))
        yield next(texts, f"第 {row + 1} 行")


def _summary(book: Book) -> Iterator[tuple[str, set[str]]]:
    formulas = book.formulas_of(SUMMARY) if SUMMARY in _tables(book) else {}
    for cell, formula in formulas.items():
        names = {(quoted or plain).replace("''", "'") for quoted, plain in _REFERENCE.findall(formula)}
        yield cell, {name for name in names if name != SUMMARY and not name.startswith(("_", "["))}


def _has_macros(book: Book) -> bool:
    return any(part.endswith("vbaProject.bin") for part in book.archive) or any(
        sheet.kind == "xlMacrosheet" for sheet in book.sheets
    )


def _external_links(book: Book) -> Iterator[str]:
    for relation in relations(book.archive, workbook_part(book.archive)):
        if relation.kind == "externalLink":
            yield from (item.target for item in relations(book.archive, relation.target) if item.external)


def _tables(book: Book) -> dict[str, Table]:
    return {table.sheet or "": table for table in book.tables}


def same(stored: Value, computed: Value) -> bool:
    if isinstance(computed, bool) or isinstance(stored, bool) or not isinstance(computed, int | float | Decimal):
        return _shown(stored) == _shown(computed)
    found, wanted = _decimal(stored), Decimal(str(computed))
    return found is not None and abs(found - wanted) <= NEAR * max(Decimal(1), abs(wanted))


def _decimal(value: Value) -> Decimal | None:
    text = _shown(value)
    try:
        return Decimal(text[:-1]) / 100 if text.endswith("%") else Decimal(text)
    except InvalidOperation:
        return None


def _shown(value: Value) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return str(value).upper() if isinstance(value, bool) else number(value)
