"""A table as a Parquet file: amounts and scores as exact decimals, moments as timestamps, absent values as null."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from jixiao.collect.columns import CHANGES, TABLES, Holds, Kind, kind
from jixiao.collect.rows import Row
from jixiao.errors import CannotGoOn
from jixiao.form.rounding import half_up
from jixiao.form.table import Value
from jixiao.xlsx.save import write_atomic

if TYPE_CHECKING:
    import pyarrow

DIGITS = 38
"""Of a decimal number in all. A figure read has at most 15, so none that was read is too large."""
MOST = 2**63 - 1
TOGETHER = 50_000
"""Rows turned into columns at a time, so that a table of millions takes little more memory than it has."""
UNIT = b"unit"


def required() -> None:
    """Raises CannotGoOn where pyarrow is not installed."""
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        raise CannotGoOn("--parquet：本机没有组件 pyarrow。请安装：pip install pyarrow，或改用 --json。") from None


def write(path: Path, table: str, rows: Sequence[Row], about: Mapping[str, str]) -> None:
    """Write the rows of a table with its declared columns; `about` is kept in the file's own metadata."""
    from pyarrow import parquet

    schema = arrow(table, ()).schema.with_metadata({"jixiao": table, **about})

    def fill(stream: BinaryIO) -> None:
        with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
            for at in range(0, len(rows), TOGETHER):
                writer.write_table(arrow(table, rows[at : at + TOGETHER]).cast(schema))

    write_atomic(path, fill)


def arrow(table: str, rows: Sequence[Row]) -> pyarrow.Table:
    """The rows as an Arrow table; without rows it has the same columns."""
    import pyarrow

    kinds = {name: kind(name) for name in (TABLES.get(table) or CHANGES[table])}
    fields = [pyarrow.field(name, _type(of), metadata={UNIT: of.unit}) for name, of in kinds.items()]
    return pyarrow.table([_column(name, rows) for name in kinds], schema=pyarrow.schema(fields))


def _column(name: str, rows: Sequence[Row]) -> list[object]:
    of = kind(name)
    convert = PLAIN[of.holds]
    try:
        return [convert(row[name], of) for row in rows]
    except OverflowError as error:
        row = next(row for row in rows if str(row[name]) == str(error))
        place = f"{row.get('file') or row.get('unit') or '合计'} {row.get('sheet') or ''}".strip()
        raise CannotGoOn(
            f"{place}：{name} 的数 {error} 太大，Parquet 放不下。请核对原表，或用 --exclude 排除这份文件后重试。"
        ) from None


def _type(of: Kind) -> Any:
    import pyarrow

    if of.places:
        return pyarrow.decimal128(DIGITS, of.places)
    return {"count": pyarrow.int64(), "moment": pyarrow.timestamp("ms"), "text": pyarrow.string()}[of.holds]


def _decimal(value: Value, of: Kind) -> Decimal | None:
    if not isinstance(value, Decimal):
        return None
    if not value.is_finite() or value.adjusted() >= DIGITS - of.places - 1:
        raise OverflowError(value)
    return half_up(value, of.places)


def _moment(value: Value, of: Kind) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) and value[:1].isdigit() else None


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
