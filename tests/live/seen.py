"""What is in a workbook, as two of them are compared."""

from __future__ import annotations

from pathlib import Path

from jixiao.actions.annotate import marked
from jixiao.actions.check import check_files
from jixiao.actions.loaded import Loaded
from jixiao.actions.open import load_source
from jixiao.form.table import column_name
from jixiao.importers.source import Source
from jixiao.xlsx.edit.difference import Formula, held, note_texts_of
from jixiao.xlsx.edit.marks import fills
from jixiao.xlsx.opc.markup import Markup
from jixiao.xlsx.read.read import Book
from jixiao.xlsx.references import position


def closed(content: bytes) -> Loaded:
    return load_source(Source("甲.xlsx", content), Path("甲.xlsx"))


def checked(loaded: Loaded) -> bytes:
    report = check_files([loaded]).report
    return marked(loaded.source.data, loaded.path.name, loaded.forms, report)


def projects(loaded: Loaded) -> list[str]:
    return [form.source.sheet for form in loaded.forms]


def marks(book: Book, sheet: str) -> dict[str, set[str]]:
    part = next(each.part for each in book.sheets if each.name == sheet)
    found = fills(Markup(book.archive.text(part)))
    return {severity: {cell for area in areas.split() for cell in cells_of(area)} for severity, areas in found.items()}


def cells_of(area: str) -> list[str]:
    """The cells of an area; LibreOffice writes neighbours as one."""
    first, _, last = area.partition(":")
    (top, left), (bottom, right) = position(first), position(last or first)
    return [f"{column_name(column)}{row + 1}" for row in range(top, bottom + 1) for column in range(left, right + 1)]


def notes(book: Book, sheet: str) -> dict[str, str]:
    return {cell: text.strip() for cell, text in note_texts_of(book, sheet).items()}


def findings(loaded: Loaded):
    return [(item.code, item.severity, item.sheet, item.cell) for item in check_files([loaded]).report.findings]


def figures(loaded: Loaded) -> list[tuple[str, ...]]:
    """汇总表 as a reader sees it; LibreOffice keeps fifteen digits."""
    return [tuple(map(_figure, row)) for row in loaded.source.book.table("汇总表").rows]


def _figure(value) -> str:
    try:
        return f"{float(str(value).rstrip('%')):.9g}"
    except ValueError:
        return str(value)


def contents(loaded: Loaded, sheet: str) -> dict[str, object]:
    """What the cells of a sheet hold; LibreOffice writes FALSE() where we write FALSE."""
    found = held(loaded.source.book, sheet)
    return {
        cell: Formula(item.text.replace("FALSE()", "FALSE").replace("TRUE()", "TRUE"))
        if isinstance(item, Formula)
        else item
        for cell, item in found.items()
    }


def formulas_agree(loaded: Loaded) -> bool:
    """No formula is typed over, gone stale or led astray."""
    return not [item for item in check_files([loaded]).report.findings if item.code in ("JX702", "JX703", "JX704")]
