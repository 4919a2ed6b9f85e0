"""The tables as data for other programs: amounts, rates and scores as text, absent values as null."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from typing import Any

from jixiao.collect.result import Collected
from jixiao.collect.tables import Row, Tables
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


def document(made: Tables, collected: Collected) -> dict[str, Any]:
    """All tables by name, how many of the files were read, and which years are summed."""
    years = {"counted": list(collected.years.counted), "source": collected.years.source}
    files = {"read": collected.progress.done, "found": collected.progress.total}
    found: dict[str, Any] = {"files": files, "years": years}
    for item in fields(made):
        value = getattr(made, item.name)
        found[item.name] = _row(value) if isinstance(value, dict) else [_row(row) for row in value]
    return found


def _row(row: Row) -> dict[str, Any]:
    return {key: _value(value) for key, value in row.items() if key not in INSIDE}


def _value(value: Value) -> Any:
    return plain(value) if isinstance(value, Decimal) else value
