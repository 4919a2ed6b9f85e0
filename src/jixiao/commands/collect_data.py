"""The option of `collect` that writes its tables for other programs: --parquet."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.actions.collect import Watch
from jixiao.actions.save import as_folder
from jixiao.collect.model import Read
from jixiao.collect.result import Progress
from jixiao.collect.tables import Tables
from jixiao.commands import terminal

if TYPE_CHECKING:
    from jixiao.collect.dataset import DataSet


def add(parser: ArgumentParser) -> None:
    """--parquet."""
    parser.add_argument(
        "--parquet",
        metavar="文件夹",
        type=Path,
        help="同样的几张表写成 Parquet 文件，供 DuckDB、pandas 等查询（整个文件夹换新）",
    )


def opened(chosen: Namespace) -> DataSet | None:
    """The data set asked for. Raises CannotGoOn where it cannot be written."""
    if chosen.parquet is None:
        return None
    from jixiao.collect.dataset import DataSet

    return DataSet(as_folder(chosen.parquet))


def own(chosen: Namespace) -> list[Path]:
    """The files of an older data set, which may be in the inbox."""
    if chosen.parquet is None:
        return []
    from jixiao.collect.dataset import standing

    return standing(chosen.parquet)


def watched(data: DataSet | None) -> Watch:
    """Shows how far the reading is; each result passes the data set too."""

    def watch(items: Iterator[tuple[Read, ...]], total: int, label: str) -> Iterator[tuple[Read, ...]]:
        shown = terminal.watched(items, total, label)
        return shown if data is None else data.through(shown)

    return watch


def finish(data: DataSet | None, made: Tables, progress: Progress, folder: Path | None) -> None:
    """Write what was asked for and say so."""
    if data is None:
        return
    data.finish(made, progress)
    terminal.warn(f"已写出：{folder}")
