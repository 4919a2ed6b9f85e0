"""The links of a collected workbook taken out of the copy that leaves the house: above they would lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from jixiao.sheets.collected import CHANGES, CLICKED, LINK, LISTS, collected

if TYPE_CHECKING:
    from jixiao.form.table import Table
    from jixiao.xlsx.edit.patch import Patch
    from jixiao.xlsx.read.read import Book

UNLINKED = "数字出自“文件”“工作表”两栏所写的原件"


def unlink(patch: Patch, book: Book) -> None:
    """Empty the links, which name folders of the sender's machine; figures and the names of files stay.

    A cell whose link is gone shows its figure as before: the formula over it gives the figure alone.
    """
    names = collected()["sheets"]
    for sheet in (names[role] for role in (*LISTS, CHANGES) if names[role] in patch.sheets):
        table = book.table(sheet)
        for cell in _links(table):
            patch.set_value(sheet, cell, None)
        for cell, text in _texts(table):
            patch.set_value(sheet, cell, text.replace(CLICKED, UNLINKED))


def _links(table: Table) -> Iterator[str]:
    """The cells below the heading 链接, wherever somebody moved it, that hold a link."""
    head = next((at for at, row in enumerate(table.rows) if LINK in row), None)
    if head is None:
        return
    column = table.rows[head].index(LINK)
    for at in range(head + 1, len(table.rows)):
        if table.value(at, column):
            yield table.place(at, column)


def _texts(table: Table) -> Iterator[tuple[str, str]]:
    """Where a sheet says that its figures can be clicked."""
    for at, row in enumerate(table.rows[:3]):
        for column, value in enumerate(row):
            if isinstance(value, str) and CLICKED in value:
                yield table.place(at, column), value
