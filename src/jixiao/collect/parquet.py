"""A table as a Parquet file, by DuckDB: amounts and scores as exact decimals, moments as timestamps, absent values as null."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.collect.columns import COLUMNS, Holds, Kind, kind
from jixiao.collect.rows import Row
from jixiao.errors import CannotGoOn
from jixiao.form.rounding import half_up, plain
from jixiao.form.table import Value

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

DIGITS = 38
"""Of a decimal number in all. A figure read has at most 15, so none that was read is too large."""
MOST = 2**63 - 1
GROUP = 50_000
"""Rows that are in memory together."""
MEMORY = "256MB"
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    # a file is the same to the byte whatever the machine, and nothing is fetched from anywhere
    "threads": "1",
    "memory_limit": MEMORY,
    "autoinstall_known_extensions": "false",
}
TYPES: Mapping[Holds, str] = {"count": "BIGINT", "moment": "TIMESTAMP", "text": "VARCHAR"}


def required() -> None:
    """Raises CannotGoOn where DuckDB is not installed."""
    try:
        import duckdb  # noqa: F401
    except ImportError:
        raise CannotGoOn("--parquet：本机没有组件 duckdb。请安装：pip install duckdb，或改用 --json。") from None


def write(path: Path, table: str, rows: Iterable[Row], about: Mapping[str, str]) -> None:
    """Write the rows of a table with its declared columns; `about` is kept in the file's own metadata.

    Raises CannotGoOn for a figure that no column holds, or when the file cannot be written.
    """
    import duckdb

    texts = path.with_name(f"{path.name}.jsonl")
    try:
        with texts.open("w", encoding="utf-8") as stream:
            stream.writelines(lines(table, rows))
        with _database().cursor() as connection:
            connection.execute(_copy(table, texts, path, {"jixiao": table, **about}))
    except (duckdb.Error, OSError) as error:
        _database.cache_clear()  # after some errors it would refuse everything
        reason = str(error).splitlines()[0]
        raise CannotGoOn(f"{path.name}：写不出（{reason}）。请检查磁盘空间和权限，再运行同一命令。") from error
    finally:
        texts.unlink(missing_ok=True)


def lines(table: str, rows: Iterable[Row]) -> Iterator[str]:
    """Each row as a line of JSON, as DuckDB reads it: figures as texts. Raises CannotGoOn for one that is too large."""
    columns = [(name, kind(name)) for name in COLUMNS[table]]
    for row in rows:
        made = {name: _plain(name, of, row) for name, of in columns}
        yield json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n"


def type_of(of: Kind) -> str:
    """The type of a column in SQL."""
    return f"DECIMAL({DIGITS}, {of.places})" if of.places else TYPES[of.holds]


@cache
def _database() -> DuckDBPyConnection:
    """An empty database, opened once: that takes several times as long as writing a small table."""
    import duckdb

    return duckdb.connect(config=SETTINGS)


def _copy(table: str, texts: Path, path: Path, about: Mapping[str, str]) -> str:
    columns = ", ".join(f'"{name}": {_quoted(type_of(kind(name)))}' for name in COLUMNS[table])
    source = f"read_json({_quoted(texts)}, format = 'newline_delimited', columns = {{{columns}}})"
    notes = ", ".join(f'"{name}": {_quoted(text)}' for name, text in about.items())
    settings = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {GROUP}, KV_METADATA {{{notes}}}"
    return f"COPY (SELECT * FROM {source}) TO {_quoted(path)} ({settings})"


def _quoted(text: object) -> str:
    return "'" + str(text).replace("'", "''") + "'"


def _plain(name: str, of: Kind, row: Row) -> object:
    try:
        return PLAIN[of.holds](row[name], of)
    except OverflowError as error:
        place = f"{row.get('file') or row.get('unit') or '合计'} {row.get('sheet') or ''}".strip()
        raise CannotGoOn(
            f"{place}：{name} 的数 {error} 太大，Parquet 放不下。请核对原表，或用 --exclude 排除这份文件后重试。"
        ) from None


def _decimal(value: Value, of: Kind) -> str | None:
    if not isinstance(value, Decimal):
        return None
    if not value.is_finite() or value.adjusted() >= DIGITS - of.places - 1:
        raise OverflowError(value)
    return plain(half_up(value, of.places))


def _moment(value: Value, of: Kind) -> str | None:
    return datetime.fromisoformat(value).isoformat(" ") if isinstance(value, str) and value[:1].isdigit() else None


def _count(value: Value, of: Kind) -> int | None:
    if isinstance(value, int) and abs(value) > MOST:
        raise OverflowError(value)
    return value if isinstance(value, int) else None


def _text(value: Value, of: Kind) -> str | None:
    # the name of a file from another system may hold lone halves of characters, which Parquet has no place for
    return None if value is None else str(value).encode("utf-8", "replace").decode()


PLAIN: Mapping[Holds, Callable[[Value, Kind], object]] = {
    "amount": _decimal,
    "rate": _decimal,
    "points": _decimal,
    "count": _count,
    "moment": _moment,
    "text": _text,
}
