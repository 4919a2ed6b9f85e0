"""Process start-up: bare Python (floor), `jixiao --help`, `jixiao check` on the real document."""

from __future__ import annotations

import subprocess
import sys

from bench.clock import compare
from jixiao import resources


def run(*words: str) -> None:
    subprocess.run([sys.executable, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def main() -> None:
    document = str(resources.path("workbook/samples/hemenkou-2020.txt"))
    compare(
        "启动：整个进程",
        "python -c pass",
        {
            "python -c pass": lambda: run("-c", "pass"),
            "jixiao --help": lambda: run("-m", "jixiao", "--help"),
            "jixiao read（15 张表的文本）": lambda: run("-m", "jixiao", "read", document),
            "jixiao check（15 张表的文本）": lambda: run("-m", "jixiao", "check", document),
        },
    )
