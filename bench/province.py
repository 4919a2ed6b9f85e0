"""A province on a cluster: any number of workbooks read, chosen, checked together and summed, a worker killed meanwhile.

`python -m bench.province [WORKBOOKS ...]`, by default 2,500. A file of the inbox holds only a number. Whoever reads it
gives what a workbook of a pool gave when it was really read, under other names and with other numbers: every tenth pair
of units claims the same outputs, every fiftieth file repeats the one before. All else is what `jixiao collect` does.
"""

from __future__ import annotations

import json
import pickle
import re
import resource
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path

import psutil

from bench import season
from bench.inbox import book
from jixiao.actions.collect import Wanted, collect, gather, tables_of
from jixiao.actions.collect_file import Take
from jixiao.collect import content
from jixiao.collect.brief import words_of
from jixiao.collect.content import Content, Packing
from jixiao.collect.dask_engine import Dask, DaskPool
from jixiao.collect.model import Item
from jixiao.collect.record import json_text
from jixiao.collect.store import Store, beside

WORKBOOKS, FORMS, POOL, WORKERS = 2500, 15, 60, 2
IN_A_FOLDER = 1000
NAMES = re.compile(r"第(?P<unit>\d+)所|(?<!\d)(?P<project>\d+)-(?=\d+期)|(?<!\d)(?P<counted>\d+)(?=[件处])")
"""What tells a unit, its projects and their outputs apart."""
STEP = 1_000_000
"""More than any number in the pool: every workbook has numbers of its own."""
MEETING, AGAIN = 10, 50
KILL_AFTER = 0.3
"""The share of the files that are read when a worker is killed."""
AMOUNTS = ("initial", "annual", "executed")
Pieces = list[str | tuple[str, str]]
"""A text cut where something is to be put in: literal text, or what kind of thing and what was there."""


@dataclass(frozen=True, slots=True)
class Model:
    """A workbook of the pool: its reads in brief, the pieces of its content, and its outputs by their codes."""

    head: Pieces
    content: list[Pieces]
    outputs: dict[str, Pieces]


@dataclass(frozen=True, slots=True)
class Simulated:
    """A function for one file, as if it had read the workbook that the file's number stands for."""

    pool: Path

    def __call__(self, item: Item) -> Content:
        """What the file gave."""
        models = _models(self.pool)
        unit = _unit(int(item.data))
        return _varied(models[unit % len(models)], unit, unit // len(models))


def main(sizes: Sequence[int] = (WORKBOOKS,)) -> None:
    for size in sizes:
        with tempfile.TemporaryDirectory() as place:
            measure(Path(place), size)


def measure(place: Path, size: int, workers: int = WORKERS) -> None:
    """Collect `size` workbooks on a cluster of this machine and print what it takes. Raises RuntimeError for a wrong result."""
    known = make_pool(place / "pool", min(size, POOL))
    fill(place / "收件夹", size)
    print(
        f"\n一个省：{size} 个工作簿 × {FORMS} 张表（由 {len(known)} 个真的变出来），Dask {workers} 个工作进程",
        flush=True,
    )
    command = f"from bench import province; province.collected({str(place)!r}, {workers})"
    started = subprocess.Popen([sys.executable, "-c", command], stdout=subprocess.PIPE, text=True)
    worst, killed = _watched(started, place, size)
    printed = started.stdout.read() if started.stdout else ""
    if started.returncode:
        raise RuntimeError(printed)
    *stages, whole = printed.splitlines()
    print("\n".join(stages))
    print(f"  工作进程最多 {worst:.0f} MB，读到{KILL_AFTER:.0%}时杀掉了一个（{killed}）", flush=True)
    if json.loads(whole) != _expected(known, size):
        raise RuntimeError(f"{whole} is not what was generated: {_expected(known, size)}")
    print("  合计与生成器相符", flush=True)


def collected(place: str, workers: int) -> None:
    """Collect and print what each stage takes, then the totals."""
    folder, output = Path(place), Path(place, "汇总.xlsx")
    begun = time.perf_counter()

    def engine(take: Packing, jobs: int, total: int, store: Store) -> DaskPool:
        return Dask()(Simulated(folder / "pool"), jobs, total, store)  # type: ignore[arg-type]

    gathered = gather([folder / "收件夹"], [], None, output, workers, lambda items, total, label: items, engine)
    _stage("读取", begun)
    found = collect(gathered.reads, gathered.found, Wanted(), gathered.done)
    _stage("选取、合并校验", begun)
    made = tables_of(found, None)
    _stage("各表和合计", begun)
    print(f"  {len(made.projects)} 张表计入，{len(made.findings)} 个问题，{len(made.unused)} 份没有计入")
    print(json.dumps([str(made.whole[key]) for key in ("forms", *AMOUNTS)]))


def fill(inbox: Path, size: int) -> None:
    """Put `size` files into the inbox."""
    for number in range(size):
        folder = inbox / f"{number // IN_A_FOLDER:04d}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number:06d}.xlsx").write_text(str(number))


def make_pool(path: Path, size: int) -> list[season.Unit]:
    """Read `size` real workbooks and keep what they gave; the units whose workbooks they are."""
    take, made = Take(), []
    known = season.exactly(size, FORMS, 1)
    for unit in known:
        reads = take(Item(("表.xlsx",), book(unit.forms)))
        given = content.packed(reads)
        rows = [row.actual for read in reads for entry in read.entries for row in entry.form.indicators if row.actual]
        outputs = {words_of(text).hex(): _cut(text) for text in rows}
        ends = list(accumulate(content.head(given.head).pieces))
        pieces = [given.forms[start:end] for start, end in pairwise([0, *ends])]
        head, *texts = (zlib.decompress(each).decode() for each in (given.head, *pieces))
        made.append((_cut(head, outputs), [_cut(text) for text in texts], outputs))
    path.write_bytes(pickle.dumps(made))
    return known


def _unit(number: int) -> int:
    return number - 1 if number % AGAIN == 1 else number


@cache
def _models(path: Path) -> list[Model]:
    return [Model(*parts) for parts in pickle.loads(path.read_bytes())]


def _cut(text: str, codes: Sequence[str] | dict[str, Pieces] = ()) -> Pieces:
    pattern = re.compile("|".join((*(["(?P<code>" + "|".join(codes) + ")"] if codes else []), NAMES.pattern)))
    pieces: Pieces = []
    at = 0
    for found in pattern.finditer(text):
        assert found.lastgroup is not None
        pieces += [text[at : found.start()], (found.lastgroup, found[found.lastgroup])]
        at = found.end()
    return [*pieces, text[at:]]


def _varied(model: Model, unit: int, copy: int) -> Content:
    """The content of a workbook under other names: units, projects and outputs get the numbers of this copy."""
    claimed = copy - copy % 2 if copy // 2 % MEETING == 0 else copy

    def filled(pieces: Pieces) -> Iterator[str]:
        for piece in pieces:
            yield piece if isinstance(piece, str) else put[piece[0]](piece[1])

    put = {
        "unit": lambda _: f"第{unit + 1}所",
        "project": lambda _: f"{unit + 1}-",
        "counted": lambda text: str(int(text) + claimed * STEP),
        "code": lambda text: words_of("".join(filled(model.outputs[text]))).hex(),
    }
    pieces = [content._compressed("".join(filled(piece))) for piece in model.content]
    reads, _ = json.loads("".join(filled(model.head)))
    return Content(content._compressed(json_text([reads, [len(piece) for piece in pieces]])), b"".join(pieces))


def _watched(started: subprocess.Popen[str], place: Path, size: int) -> tuple[float, str]:
    """Kill a worker in the middle; the most memory of a worker in MB, and how far the reading was."""
    top, worst, killed = psutil.Process(started.pid), 0.0, "没有"
    while started.poll() is None:
        workers = _workers(top)
        worst = max([worst, *workers.values()])
        parts = len(list(beside(place / "汇总.xlsx").glob("*/part-*"))) if killed == "没有" else 0
        if workers and parts * 50 >= size * KILL_AFTER:
            victim = max(workers, key=workers.__getitem__)
            victim.kill()
            killed = f"进程 {victim.pid}，已写 {parts} 个部分"
        time.sleep(0.5)
    return worst, killed


def _workers(top: psutil.Process) -> dict[psutil.Process, float]:
    """The workers of a cluster with their memory in MB: all processes below it that hold a program like its own."""
    found = {}
    try:
        for process in top.children(recursive=True):
            held = process.memory_info().rss / 2**20
            if held > 40:
                found[process] = held
    except psutil.Error:
        pass
    return found


def _stage(name: str, begun: float) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    processors = used.ru_utime + used.ru_stime
    print(
        f"  {name}：到此 {time.perf_counter() - begun:.0f} 秒，汇总的进程用了处理器 {processors:.0f} 秒、"
        f"内存最多 {used.ru_maxrss / 1024:.0f} MB",
        flush=True,
    )


def _expected(known: Sequence[season.Unit], size: int) -> list[str]:
    """The forms and the amounts that the generator made, repeated files once."""
    counted = [0] * len(known)
    for number in range(size):
        counted[number % len(known)] += _unit(number) == number
    sums = [Decimal(0)] * len(AMOUNTS)
    for unit, times in zip(known, counted, strict=True):
        for form in unit.forms:
            sums = [old + times * getattr(form.funds.total, key) for old, key in zip(sums, AMOUNTS, strict=True)]
    return [str(sum(counted) * FORMS), *(f"{value:.6f}" for value in sums)]


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or (WORKBOOKS,))
