"""One workbook of fifteen forms: inflate (floor), read, recognise, score, check; beside openpyxl.

Also what it costs on a usual file to make sure, cell by cell, that the fast scan may be trusted.
"""

from __future__ import annotations

import io
import statistics
import time
import zipfile

from bench import sample
from bench.clock import compare
from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from jixiao.policy.score import score
from jixiao.rules import check
from jixiao.xlsx.read import stray
from jixiao.xlsx.read.scan import Writing


def inflate(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            package.read(name)


def read(data: bytes):
    return read_source(Source("样表.xlsx", data)).forms


def whole(data: bytes) -> None:
    forms = read(data)
    policy = sample.policy()
    for form in forms:
        score(form, policy)
    check(forms, policy)


def by_openpyxl(data: bytes, **options: bool) -> None:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), **options)
    for sheet in book:
        for row in sheet.iter_rows(values_only=True):
            tuple(row)


def share_of_looking(data: bytes, rounds: int = 40) -> float:
    """The median share of the processor time of `read` that goes into making sure that every sheet is written as usual."""
    looking, spent = stray.writing, 0.0

    def timed(xml: bytes, place: slice, cells: bytes) -> Writing:
        nonlocal spent
        start = time.process_time()
        kind = looking(xml, place, cells)
        spent += time.process_time() - start
        return kind

    shares = []
    stray.writing = timed
    try:
        for _ in range(rounds):
            spent, start = 0.0, time.process_time()
            read(data)
            shares.append(spent / (time.process_time() - start))
    finally:
        stray.writing = looking
    return statistics.median(shares)


def main() -> None:
    data = sample.workbook()
    compare(
        f"读取：15 张表 + 汇总表，{len(data) / 1024:.0f} KB",
        "解压全部部件",
        {
            "解压全部部件": lambda: inflate(data),
            "jixiao 读入 + 识别": lambda: read(data),
            "jixiao 读入 + 识别 + 评分 + 校验": lambda: whole(data),
            "openpyxl 只读方式，仅取值": lambda: by_openpyxl(data, read_only=True, data_only=True),
            "openpyxl 普通方式，仅取值": lambda: by_openpyxl(data),
        },
    )
    print(f"  逐格核对写法占“读入 + 识别”处理器时间的 {share_of_looking(data):.1%}（不应超过 5%）")
