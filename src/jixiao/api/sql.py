"""Tables of rows in a DuckDB database in memory, and its answers as data frames with exact decimals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jixiao.api.frames import Columns, Row, Rows, by_column, component, kind_of, moment, of_objects, required, rows_of
from jixiao.collect.columns import Kind
from jixiao.form.rounding import half_up, plain
from jixiao.form.table import Value

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from pandas import DataFrame

TYPES = {"count": "BIGINT", "moment": "TIMESTAMP", "text": "VARCHAR"}


def database(tables: Mapping[str, Rows], columns: Columns) -> DuckDBPyConnection:
    """A database with the tables; `columns` gives for each its columns. Raises CannotGoOn where DuckDB is not installed."""
    duckdb, pandas = component("duckdb", "sql()"), required()
    connection: DuckDBPyConnection = duckdb.connect()
    for name in columns:
        _fill(connection, pandas, name, rows_of(tables[name]), columns[name])
    return connection


def answer(connection: DuckDBPyConnection, query: str) -> DataFrame:
    """The rows that `query` gives; of a statement without any an empty frame."""
    found = connection.cursor().execute(query)
    return of_objects([column[0] for column in found.description or ()], found.fetchall())


def _fill(connection: DuckDBPyConnection, pandas: Any, name: str, rows: Sequence[Row], columns: Sequence[str]) -> None:
    """As texts and cast, so that a column has its type whatever its first rows hold, and no decimal turns binary."""
    texts = {
        column: pandas.Series([_text(value, kind_of(column)) for value in values], dtype="string")
        for column, values in by_column(rows, columns).items()
    }
    casts = ", ".join(f'CAST("{column}" AS {_type(kind_of(column))}) AS "{column}"' for column in columns)
    connection.register("_rows", pandas.DataFrame(texts, columns=list(columns)))
    connection.execute(f'CREATE TABLE "{name}" AS SELECT {casts} FROM _rows')
    connection.unregister("_rows")


def _type(of: Kind) -> str:
    return f"DECIMAL(38, {of.places})" if of.places else TYPES[of.holds]


def _text(value: Value, of: Kind) -> str | None:
    if of.places:
        return plain(half_up(value, of.places)) if isinstance(value, Decimal) else None
    if of.holds == "moment":
        return moment(value)
    if value is None or (of.holds == "count" and not isinstance(value, int)):
        return None
    # the name of a file from another system may hold lone halves of characters, which a database has no place for
    return str(value).encode("utf-8", "replace").decode()
