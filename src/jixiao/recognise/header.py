"""The year's cell under the title: a year typed as a bare number, and the cell to point at where there is none."""

from __future__ import annotations

from jixiao.form.amounts import is_error
from jixiao.form.draft import Fields, Raw
from jixiao.form.table import Table, Value

FIRST, LAST = 2000, 2100


def is_bare_year(value: Value) -> bool:
    """Whether a cell holds a four-digit year typed as a number, such as 2020 or 2020.0."""
    if value is None or isinstance(value, str | bool):
        return False
    return FIRST <= value <= LAST and value == int(value)


def place_year(table: Table, head: Fields) -> None:
    """Where no year was found, put into `head` the bare year under the title, or else that cell as a blank one.

    The row under the title is the year's only where it holds nothing but it.
    """
    title = head.get("title")
    if title is None or "year" in head:
        return
    cell = _under(table, title)
    if cell is not None and not any(raw[1:] == cell[1:] for raw in head.values()):
        head["year"] = cell


def _under(table: Table, title: Raw) -> Raw | None:
    number = title[1] + 1
    row = table.rows[number] if number < len(table.rows) else ()
    filled = [(value, column) for column, value in enumerate(row) if value not in (None, "")]
    if not filled:
        return (None, number, title[2]) if row else None
    years = [(value, number, column) for value, column in filled if is_bare_year(value)]
    if len(years) == 1:
        return years[0]
    value, column = filled[0]
    if len(filled) > 1 or not isinstance(value, str):
        return None
    if is_error(value):
        return value, number, column
    return (None, number, column) if "年" in value else None
