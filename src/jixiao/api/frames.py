"""Tables of rows as data frames of pandas, which is loaded only here: decimals stay exact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any

from jixiao.collect.columns import COUNT, POINTS, RATE, Kind, kind
from jixiao.errors import CannotGoOn
from jixiao.form.table import Value

if TYPE_CHECKING:
    from pandas import DataFrame

Row = Mapping[str, Value]
Rows = Row | Sequence[Row]
"""The rows of a table, or its one row."""
Columns = Mapping[str, Sequence[str]]
OWN: dict[str, Kind] = {
    "form_number": COUNT,
    **dict.fromkeys(("suggested", "lowest", "highest"), POINTS),
    "completion": RATE,
}
"""Columns that only the tables of one file have."""


def frames(tables: Mapping[str, Rows], columns: Columns) -> dict[str, DataFrame]:
    """The tables by name; `columns` gives for each its columns."""
    pandas = required()
    return {name: _frame(pandas, rows_of(tables[name]), columns[name]) for name in columns}


def required() -> ModuleType:
    """pandas. Raises CannotGoOn where it is not installed."""
    return component("pandas", "frames()")


def component(name: str, used_by: str) -> ModuleType:
    """The library `name`. Raises CannotGoOn, in Chinese and English, where it is not installed."""
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError:
        raise CannotGoOn(
            f"{used_by}：本机没有组件 {name}。请安装：pip install {name}。"
            f" ({used_by} needs the package {name}: pip install {name})"
        ) from None


def rows_of(value: Rows) -> Sequence[Row]:
    """The rows of a table; the line of all is a table of one row."""
    return [value] if isinstance(value, Mapping) else value


def kind_of(column: str) -> Kind:
    """What the column holds, and in which unit."""
    return OWN.get(column) or kind(column)


def moment(value: Value) -> str | None:
    """A moment as the tables write it (2021-03-12 09:07); None where they have a dash instead."""
    return value if isinstance(value, str) and value[:1].isdigit() else None


def by_column(rows: Iterable[Row], columns: Sequence[str]) -> dict[str, list[Value]]:
    """The values of each column; the rows are read once."""
    values: dict[str, list[Value]] = {name: [] for name in columns}
    for row in rows:
        for name, column in values.items():
            column.append(row[name])
    return values


def of_objects(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> DataFrame:
    """Rows as they are, in columns of objects: no decimal becomes a binary number."""
    pandas = required()
    frame: DataFrame = pandas.DataFrame([list(row) for row in rows], columns=list(columns), dtype=object)
    return frame


def _frame(pandas: Any, rows: Sequence[Row], columns: Sequence[str]) -> DataFrame:
    values = by_column(rows, columns)
    made = {name: _series(pandas, values[name], kind_of(name)) for name in columns}
    frame: DataFrame = pandas.DataFrame(made, columns=list(columns))
    return frame


def _series(pandas: Any, values: Sequence[Value], of: Kind) -> Any:
    if of.holds == "count":
        return pandas.Series([value if isinstance(value, int) else None for value in values], dtype="Int64")
    if of.holds == "moment":
        return pandas.to_datetime(pandas.Series([moment(value) for value in values], dtype=object))
    return pandas.Series(list(values), dtype=object)
