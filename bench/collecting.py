"""300 workbooks of fifteen forms: a first collection and one from the cache, beside inflating and a bare openpyxl merge."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from bench import season
from bench.inbox import book

WORKBOOKS, FORMS = 300, 15
SAMPLE = 10
"""How many workbooks openpyxl reads; its time is scaled up, as the whole would take minutes."""
ALONE = "import sys, resource; from jixiao.cli import main; main(sys.argv[1:]); print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        inbox, output = Path(place, "收件夹"), Path(place, "汇总.xlsx")
        _fill(inbox)
        paths = sorted(inbox.iterdir())
        floor = _seconds(lambda: _inflate(paths))
        size = sum(path.stat().st_size for path in paths) / 2**20
        print(f"\n收表：{len(paths)} 个工作簿 × {FORMS} 张表，{size:.0f} MB")
        _line("解压全部部件（基准，单线程）", floor, floor)
        for name, words in (
            ("collect，首次", []),
            ("collect，全部出自缓存", []),
            ("collect，--jobs 1，无缓存", ["--jobs", "1"]),
        ):
            if "--jobs" in words:
                output = Path(place, "另.xlsx")
            seconds, peak = _collect([str(inbox), "-o", str(output), *words])
            _line(f"{name}（峰值内存 {peak:.0f} MB）", seconds, floor)
        sample = _seconds(lambda: _by_openpyxl(paths[:SAMPLE])) * len(paths) / SAMPLE
        _line(f"openpyxl 只取值合并，不校验（按 {SAMPLE} 个推算）", sample, floor)


def _fill(inbox: Path) -> None:
    inbox.mkdir()
    for number, unit in enumerate(season.exactly(WORKBOOKS, FORMS, 1)):
        (inbox / f"{number:04d}.xlsx").write_bytes(book(unit.forms))


def _collect(words: list[str]) -> tuple[float, float]:
    """Seconds and peak memory in MB of the whole command in a process of its own."""
    begun = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", ALONE, "collect", *words], capture_output=True, text=True, check=True)
    return time.perf_counter() - begun, int(done.stderr.split()[-1]) / 1024


def _inflate(paths: list[Path]) -> None:
    for path in paths:
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
            for name in package.namelist():
                package.read(name)


def _by_openpyxl(paths: list[Path]) -> list[tuple[object, ...]]:
    import openpyxl

    found = []
    for path in paths:
        workbook = openpyxl.load_workbook(path, data_only=True)
        found += [row for sheet in workbook for row in sheet.iter_rows(values_only=True)]
    return found


def _seconds(run: Callable[[], object]) -> float:
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


def _line(name: str, seconds: float, floor: float) -> None:
    print(f"  {seconds:8.2f} s  {seconds / floor:7.1f}×  {name}")


if __name__ == "__main__":
    main()
