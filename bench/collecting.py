"""Workbooks of fifteen forms collected: at first, from what is kept, on Dask; beside inflating them and bare merges.

`python -m bench.collecting [WORKBOOKS ...]`, by default 300. Beyond POOL workbooks they are copies of so many under other
names. What was collected is held against the generator: up to POOL every unit, beyond that the totals.
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path

from bench import season
from bench.inbox import book
from bench.memory import Cost, measured, timed
from jixiao.actions.collect import Wanted, collect, gather, tables_of
from jixiao.form.table import Value

WORKBOOKS, FORMS, POOL = 300, 15, 300
SAMPLE = 10
"""How many workbooks the bare merges read; their time is scaled up, as the whole would take minutes."""
MOST_ON_DASK = 1000
COLLECT = (sys.executable, "-m", "jixiao.cli", "collect")
AMOUNTS = ("initial", "annual", "executed")


def main(sizes: Sequence[int] = (WORKBOOKS,)) -> None:
    for size in sizes:
        with tempfile.TemporaryDirectory() as place:
            _compare(Path(place), size)


def _compare(place: Path, size: int) -> None:
    inbox = place / "收件夹"
    known = _fill(inbox, size)
    paths = sorted(inbox.iterdir())
    floor = timed(partial(_inflate, paths))
    megabytes = sum(path.stat().st_size for path in paths) / 2**20
    print(f"\n收表：{len(paths)} 个工作簿 × {FORMS} 张表，{megabytes:.0f} MB")
    _line("解压全部部件（基准，单线程）", floor, floor)
    for name, output, words in _runs(place, size):
        written = ["-o", str(place / output)] if output else []
        cost = measured([*COLLECT, str(inbox), *written, *words])
        _line(f"{name}（各进程合计峰值内存 {cost.peak:.0f} MB）", cost, floor)
    _prove(inbox, place / "汇总.xlsx", known, size)
    for name, merge in _merges():
        part, times = timed(partial(merge, paths[:SAMPLE])), len(paths) / SAMPLE
        _line(
            f"{name}，只取值合并，不校验（按 {SAMPLE} 个推算）",
            Cost(part.seconds * times, part.processors * times),
            floor,
        )


def _runs(place: Path, size: int) -> Iterator[tuple[str, str, list[str]]]:
    yield "collect，首次，两个进程", "汇总.xlsx", []
    yield "collect，全部出自已读的", "汇总.xlsx", []
    if size <= MOST_ON_DASK:
        yield "collect --jobs 1，首次", "单.xlsx", ["--jobs", "1"]
        yield "collect --engine dask，两个工作进程，首次", "集群.xlsx", ["--engine", "dask"]
        yield "collect --parquet，首次，不写工作簿", "", ["--parquet", str(place / "数据")]


def _merges() -> Iterator[tuple[str, Callable[[Sequence[Path]], object]]]:
    yield "openpyxl", _by_openpyxl
    yield "pandas + openpyxl", _by_pandas
    yield "pandas + calamine", _by_both


def _fill(inbox: Path, size: int) -> list[season.Unit]:
    """Fill the inbox; the units whose workbooks are in it once, or as often as there are copies."""
    inbox.mkdir()
    known = season.exactly(min(size, POOL), FORMS, 1)
    made = [book(unit.forms) for unit in known]
    for number in range(size):
        own, copy = number % POOL, number // POOL
        (inbox / f"{number:05d}.xlsx").write_bytes(_renamed(made[own], own + 1, copy) if copy else made[own])
    return known


def _renamed(content: bytes, number: int, copy: int) -> bytes:
    """The workbook of another unit: the number of the unit is another one in its name and in its projects."""
    other = number + copy * POOL
    unit, project = re.compile(rf"第{number}所"), re.compile(rf"(?<!\d){number}-(?=\d+期)")
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, True, 1) as to,
    ):
        for name in source.namelist():
            data = source.read(name)
            if name.endswith(".xml"):
                data = project.sub(f"{other}-", unit.sub(f"第{other}所", data.decode())).encode()
            to.writestr(name, data)
    return stream.getvalue()


def _prove(inbox: Path, output: Path, known: Sequence[season.Unit], size: int) -> None:
    """Hold what was collected against what was generated. Raises RuntimeError where they differ."""
    gathered = gather([inbox], [], None, output, 2, lambda items, total, label: items)
    made = tables_of(collect(gathered.reads, gathered.found, Wanted()), None)
    wanted = {unit.name: _sums(unit) for unit in known}
    if size <= POOL:
        found = {str(row["unit"]): _row(row) for row in made.units}
    else:
        times = [size // POOL + (at < size % POOL) for at in range(POOL)]
        each = [[value * count for value in _sums(unit)] for unit, count in zip(known, times, strict=True)]
        wanted, found = {"": [sum(column) for column in zip(*each, strict=True)]}, {"": _row(made.whole)}
    if found != wanted or len(made.projects) != size * FORMS:
        raise RuntimeError("what was collected is not what was generated")
    print(f"  与生成器相符：{'每个单位' if size <= POOL else '合计'}，{len(made.projects)} 张表", flush=True)


def _sums(unit: season.Unit) -> list[Decimal]:
    totals = [form.funds.total for form in unit.forms]
    return [Decimal(len(totals)), *(sum((getattr(item, key) for item in totals), Decimal(0)) for key in AMOUNTS)]


def _row(row: dict[str, Value]) -> list[Decimal]:
    return [Decimal(str(row[key])) for key in ("forms", *AMOUNTS)]


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
