"""The tables as the text of one JSON document, row by row: a province's is too long for memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from decimal import Decimal
from typing import Any

from jixiao.collect import columns
from jixiao.collect.result import Collected
from jixiao.collect.rows import Row
from jixiao.collect.tables import Tables
from jixiao.collect.year_on_year import Changes
from jixiao.form.rounding import plain
from jixiao.form.table import Value

INSIDE = (
    "department_number",
    "unit_number",
    "counted",
    "link",
    "cell_initial",
    "cell_annual",
    "cell_executed",
    "cell_claimed",
)
"""Columns that only the workbook's formulas need."""
STEP = "  "


def pieces(made: Tables, collected: Collected) -> Iterator[str]:
    """The text, some at a time: how far the run came, which years are summed, then each table by its name."""
    before = "{\n"
    for name, value in head(collected).items():
        yield f"{before}{STEP}{json.dumps(name)}: {_indented(value, STEP)}"
        before = ",\n"
    for table in fields(made):
        if table.name != "changes":
            rows = getattr(made, table.name)
            yield f"{before}{STEP}{json.dumps(table.name)}: "
            yield from (_indented(plain_row(rows), STEP),) if isinstance(rows, dict) else _list(map(plain_row, rows))
    for name, value in (of_changes(made.changes) if made.changes else {}).items():
        yield f"{before}{STEP}{json.dumps(name)}: {_indented(value, STEP)}"
    yield "\n}"


def _list(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    before = "["
    for row in rows:
        yield f"{before}\n{STEP * 2}{_indented(row, STEP * 2)}"
        before = ","
    yield "[]" if before == "[" else f"\n{STEP}]"


def _indented(value: object, by: str) -> str:
    # a line break inside a text is written as \n, so each of these begins a line of the document
    return json.dumps(value, ensure_ascii=False, indent=2).replace("\n", f"\n{by}")


def of_changes(changes: Changes) -> dict[str, Any]:
    """The tables of a comparison, each with its declared columns alone."""
    made: dict[str, Any] = {"compared_years": list(changes.years)}
    for name, keys in columns.CHANGES.items():
        value = getattr(changes, name)
        rows = [{key: row[key] for key in keys} for row in ([value] if isinstance(value, dict) else value)]
        shown = list(map(plain_row, rows))
        made[name] = shown[0] if isinstance(value, dict) else shown
    return made


def head(collected: Collected) -> dict[str, Any]:
    """How many of the files were read, and which years are summed."""
    years = {"counted": list(collected.years.counted), "source": collected.years.source}
    return {"files": {"read": collected.progress.done, "found": collected.progress.total}, "years": years}


def plain_row(row: Row) -> dict[str, Any]:
    """A row as JSON has it: figures as texts, without the columns that only formulas need."""
    return {key: _value(value) for key, value in row.items() if key not in INSIDE}


def _value(value: Value) -> Any:
    return plain(value) if isinstance(value, Decimal) else value
