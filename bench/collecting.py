"""Workbooks of fifteen forms collected: at first, from the cache, on Dask; beside inflating them and bare merges.

`python -m bench.collecting [WORKBOOKS ...]`, by default 300.
"""

from __future__ import annotations

import io
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from bench import season
from bench.inbox import book
from bench.memory import Cost, measured, timed

WORKBOOKS, FORMS = 300, 15
SAMPLE = 10
"""How many workbooks the bare merges read; their time is scaled up, as the whole would take minutes."""
COLLECT = (sys.executable, "-m", "jixiao.cli", "collect")


def main(sizes: Sequence[int] = (WORKBOOKS,)) -> None:
    for size in sizes:
        with tempfile.TemporaryDirectory() as place:
            _compare(Path(place), size)


def _compare(place: Path, size: int) -> None:
    inbox = place / "收件夹"
    _fill(inbox, size)
    paths = sorted(inbox.iterdir())
    floor = timed(partial(_inflate, paths))
    megabytes = sum(path.stat().st_size for path in paths) / 2**20
    print(f"\n收表：{len(paths)} 个工作簿 × {FORMS} 张表，{megabytes:.0f} MB")
    _line("解压全部部件（基准，单线程）", floor, floor)
    for name, output, words in (
        ("collect，首次，两个进程", "汇总.xlsx", []),
        ("collect，全部出自缓存", "汇总.xlsx", []),
        ("collect --jobs 1，无缓存", "单.xlsx", ["--jobs", "1"]),
        ("collect --engine dask，两个工作进程，无缓存", "集群.xlsx", ["--engine", "dask"]),
        ("collect --parquet，无缓存，不写工作簿", "", ["--parquet", str(place / "数据")]),
    ):
        written = ["-o", str(place / output)] if output else []
        cost = measured([*COLLECT, str(inbox), *written, *words])
        _line(f"{name}（各进程合计峰值内存 {cost.peak:.0f} MB）", cost, floor)
    for name, merge in (("openpyxl", _by_openpyxl), ("pandas + openpyxl", _by_pandas), ("pandas + calamine", _by_both)):
        part, times = timed(partial(merge, paths[:SAMPLE])), len(paths) / SAMPLE
        _line(
            f"{name}，只取值合并，不校验（按 {SAMPLE} 个推算）",
            Cost(part.seconds * times, part.processors * times),
            floor,
        )


def _fill(inbox: Path, size: int) -> None:
    inbox.mkdir()
    for number, unit in enumerate(season.exactly(size, FORMS, 1)):
        (inbox / f"{number:04d}.xlsx").write_bytes(book(unit.forms))


def _inflate(paths: Sequence[Path]) -> None:
    for path in paths:
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
            for name in package.namelist():
                package.read(name)


def _by_openpyxl(paths: Sequence[Path]) -> object:
    import openpyxl

    found: list[tuple[object, ...]] = []
    for path in paths:
        workbook = openpyxl.load_workbook(path, data_only=True)
        found += [row for sheet in workbook for row in sheet.iter_rows(values_only=True)]
    return found


def _by_pandas(paths: Sequence[Path], engine: str = "openpyxl") -> object:
    import pandas

    sheets = [pandas.read_excel(path, sheet_name=None, header=None, engine=engine) for path in paths]
    return pandas.concat([frame for book in sheets for frame in book.values()])


def _by_both(paths: Sequence[Path]) -> object:
    return _by_pandas(paths, "calamine")


def _line(name: str, cost: Cost, floor: Cost) -> None:
    clock = f"{cost.seconds:8.2f} s  {cost.seconds / floor.seconds:7.1f}×"
    print(f"{clock}   处理器 {cost.processors:8.2f} s  {cost.processors / floor.processors:7.1f}×   {name}", flush=True)


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or (WORKBOOKS,))
