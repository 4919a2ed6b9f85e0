"""Excel workbooks: every sheet that carries a form, ours or another office's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from jixiao.form.model import Form
from jixiao.form.table import Table
from jixiao.importers.source import Source
from jixiao.sheets.settings import names_beside_forms
from jixiao.xlsx.opc import opc

if TYPE_CHECKING:
    from jixiao.xlsx.read.read import Book

NAMED = 3
MOST_ROWS = 100_000
"""Rows of a sheet in which forms are looked for; a thousand forms have fewer."""


def identify(source: Source) -> bool:
    """Whether the file is a zip package with a workbook in it."""
    return source.is_package


def tables(source: Source) -> tuple[Table, ...]:
    """One table for each sheet but the workbook's own beside the forms."""
    return tuple(map(_first_rows, _whole(source.book)))


def notes(source: Source, forms: Iterable[Form]) -> tuple[str, ...]:
    """One sentence for each sheet with cells far outside or rows beyond all forms that are not read, and each hidden one of the forms."""
    counted = Counter(form.source.sheet for form in forms)
    outside = (_outside(source.name, sheet, cells) for sheet, cells in source.book.stray.items())
    long = (_long(source.name, table) for table in _whole(source.book) if len(table.rows) > MOST_ROWS)
    hidden = (sheet.name for sheet in source.book.sheets if sheet.state != "visible" and sheet.name in counted)
    return (*outside, *long, *(_hidden(source.name, sheet, counted[sheet]) for sheet in hidden))


def _hidden(name: str, sheet: str, count: int) -> str:
    return (
        f"{name}：隐藏的工作表“{sheet}”里有自评表 {count} 张，也读入了。"
        "不该算的请取消隐藏后删去这张工作表；该算的请取消隐藏，免得别人看不到。"
    )


def _whole(book: Book) -> Iterator[Table]:
    """The table of each worksheet that may hold forms."""
    beside = names_beside_forms()
    return (book.table(name) for name in book.bounded if name not in beside)


def _first_rows(table: Table) -> Table:
    if len(table.rows) <= MOST_ROWS:
        return table
    merges = tuple(merge for merge in table.merges if merge.bottom < MOST_ROWS)
    return replace(table, rows=table.rows[:MOST_ROWS], merges=merges)


def _long(name: str, table: Table) -> str:
    return (
        f"{name}：工作表“{table.sheet}”有 {len(table.rows)} 行，不像自评表，只看了前 {MOST_ROWS} 行。"
        "后面还有自评表的，请移到单独的工作表，保存后重试。"
    )


def lost(source: Source) -> tuple[str, ...]:
    """The names of sheets whose content is not in the file."""
    return opc.lost_sheets(source.book.archive)


def _outside(name: str, sheet: str, cells: tuple[str, ...]) -> str:
    listed = "、".join(cells[:NAMED]) + (f" 等 {len(cells)} 个格" if len(cells) > NAMED else "")
    return (
        f"{name}：工作表“{sheet}”的 {listed} 离表格很远，多半是误填，没有读入。"
        "不要的请删去后保存；要的请移到表格旁边，保存后重试。"
    )
