"""What a workbook shows as a file: version, macros, links, hidden sheets, formulas typed over, results gone stale."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path

from jixiao.form.table import Table, Value
from jixiao.form.workbook import Overwritten, StaleValue, WorkbookFacts
from jixiao.sheets.settings import names_beside_forms, sheet_name
from jixiao.xlsx.cells import number
from jixiao.xlsx.opc.opc import defined_name, relations, workbook_part
from jixiao.xlsx.read.read import Book, read
from jixiao.xlsx.references import areas, position, sheets_in

Expected = Mapping[tuple[str, str], tuple[str, str, Value]]
"""(sheet, cell) → (field, formula, value) of each formula a workbook of ours should hold."""

VERSION_NAME = "参数_模板版本"
TOTAL_NAME = "总分"
NEAR = Decimal("1E-9")  # Excel computes in binary; a real difference is a hundredth of a point or more
_TYPED_NAME = re.compile(r"""SUBSTITUTE\((\$?[A-Z]{1,3}\$?\d+),"'","''"\)""")
"""How a spare row turns the sheet name typed in a cell into a reference."""


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
    sheets = projects or [item.sheet for item in book.names if item.sheet and item.name == TOTAL_NAME]
    formulas = expected or {}
    lines = _summary_lines(book)
    spoken_of = {name for names in lines.values() for name in names}
    return WorkbookFacts(
        file=book.name,
        template_version=_version(book),
        current_version=current_version,
        summary_sheet=sheet_name("summary"),
        overwritten=tuple(_overwritten(book, formulas)),
        stale=tuple(_stale(book, formulas)),
        missing_from_summary=tuple(sheet for sheet in sheets if spoken_of and sheet not in spoken_of),
        summary_rows_without_sheet=tuple(_orphans(book, lines)),
        has_macros=_has_macros(book),
        external_links=tuple(_external_links(book)),
        hidden_project_sheets=tuple(s.name for s in book.sheets if s.state != "visible" and s.name in sheets),
    )


def value_at(table: Table, cell: str) -> Value:
    """The value at an address of a table; None outside it."""
    row, column = position(cell)
    return table.value(row - table.first_row, column - table.first_column)


def _version(book: Book) -> str | None:
    name = defined_name(book.archive, VERSION_NAME)
    if name is None:
        return None
    sheet, _, cell = name.refers_to.rpartition("!")
    table = _table(book, sheet.strip("'"))
    found = value_at(table, cell.replace("$", "")) if table else None
    return _shown(found) or None


def _overwritten(book: Book, expected: Expected) -> Iterator[Overwritten]:
    formulas = book.formula_cells
    for (sheet, cell), (field, formula, _) in expected.items():
        if sheet in formulas and cell not in formulas[sheet]:
            found = _shown(value_at(book.table(sheet), cell))
            yield Overwritten(sheet, cell, field, found, f"={formula.removeprefix('=')}")


def _stale(book: Book, expected: Expected) -> Iterator[StaleValue]:
    """The stale results but those that only follow from another one on their sheet."""
    found = list(_outdated(book, expected))
    for item in found:
        formula = expected[item.sheet, item.cell][1]
        others = (each.cell for each in found if each.sheet == item.sheet and each.cell != item.cell)
        if not any(_refers(formula, cell) for cell in others):
            yield item


def _refers(formula: str, cell: str) -> bool:
    row, column = position(cell)
    return any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in areas(formula))


def _outdated(book: Book, expected: Expected) -> Iterator[StaleValue]:
    for (sheet, cell), (field, _, value) in expected.items():
        if cell in book.formula_cells.get(sheet, ()) and cell not in book.uncomputed.get(sheet, ()):
            stored = value_at(book.table(sheet), cell)
            if not same(stored, value):
                yield StaleValue(sheet, cell, field, _shown(stored), _shown(value))


def _summary_lines(book: Book) -> Mapping[int, set[str]]:
    """Row of 汇总表 → the sheets its formulas refer to: by reference, or by the name typed in a spare row."""
    summary, table = sheet_name("summary"), _table(book, sheet_name("summary"))
    known = {sheet.name.casefold(): sheet.name for sheet in book.sheets}
    lines: dict[int, set[str]] = {}
    formulas = book.formulas_of(summary) if summary in book.formula_cells else {}
    for cell, formula in formulas.items():
        found = _sheets_in(formula)
        typed = _TYPED_NAME.search(formula)
        if typed and table and (name := _shown(value_at(table, typed[1].replace("$", "")))):
            found.add(known.get(name.casefold(), name))
        if found:
            lines.setdefault(position(cell)[0], set()).update(found)
    return lines


def _orphans(book: Book, lines: Mapping[int, set[str]]) -> Iterator[str]:
    """The first text of each summary row whose formulas lead nowhere."""
    known = {sheet.name for sheet in book.sheets}
    table = _table(book, sheet_name("summary"))
    for row in sorted(row for row, names in lines.items() if names - known):
        cells = table.rows[row - table.first_row] if table and row - table.first_row < len(table.rows) else ()
        texts = (text for text in cells if isinstance(text, str) and text.strip() and not text.startswith("#"))
        yield next(texts, f"第 {row + 1} 行")


def _sheets_in(formula: str) -> set[str]:
    """The sheets that a formula of 汇总表 refers to."""
    own = names_beside_forms()
    return {name for name in sheets_in(formula) if name not in own and not name.startswith("[")}


def _has_macros(book: Book) -> bool:
    return any(part.endswith("vbaProject.bin") for part in book.archive) or any(
        sheet.kind == "xlMacrosheet" for sheet in book.sheets
    )


def _external_links(book: Book) -> Iterator[str]:
    for relation in relations(book.archive, workbook_part(book.archive)):
        if relation.kind == "externalLink":
            yield from (item.target for item in relations(book.archive, relation.target) if item.external)


def _table(book: Book, sheet: str) -> Table | None:
    return book.table(sheet) if sheet in book.formula_cells else None


def same(stored: Value, computed: Value) -> bool:
    """Whether a stored result is the computed one, to within what Excel's binary numbers lose."""
    if stored.__class__ is float and computed.__class__ is Decimal and stored == float(computed):
        return True
    if isinstance(computed, bool) or isinstance(stored, bool) or not isinstance(computed, int | float | Decimal):
        return _shown(stored) == _shown(computed)
    found, wanted = _decimal(stored), Decimal(str(computed))
    return found is not None and abs(found - wanted) <= NEAR * max(Decimal(1), abs(wanted))


def _decimal(value: Value) -> Decimal | None:
    text = _shown(value)
    try:
        found = Decimal(text[:-1]) / 100 if text.endswith("%") else Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _shown(value: Value) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return str(value).upper() if isinstance(value, bool) else number(value)
