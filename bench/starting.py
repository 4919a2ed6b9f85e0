"""Process start-up: bare Python (floor), `--help`, `read`, and `check` on 15 forms cut into its phases.

The phases of `check` are processes that each do more: bare Python; the modules imported; one form checked, for which all word
lists, patterns and policies are read; fifteen forms checked. Modules come from bytecode, as they do once installed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from bench.clock import compare, of_processes
from bench.sample import forms, policy, workbook
from jixiao import resources
from jixiao.sheets.book import build

LOADED = "import sys; from jixiao.cli import main; main(['check', sys.argv[1]]); print(*sys.modules, file=sys.stderr)"
FLOOR = "python -c pass"


def run(environment: dict[str, str], *words: str) -> str:
    done = subprocess.run([sys.executable, *words], capture_output=True, text=True, env=environment, check=False)
    return done.stderr


def kept_bytecode(folder: Path) -> dict[str, str]:
    """The environment of a process that keeps its bytecode in `folder`, whatever this one is told."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHONDONTWRITE")}
    return {**kept, "PYTHONPYCACHEPREFIX": str(folder), "PYTHONIOENCODING": "utf-8"}


def main() -> None:
    document = str(resources.path("workbook/samples/hemenkou-2020.txt"))
    with tempfile.TemporaryDirectory() as folder:
        fifteen, one = Path(folder, "15.xlsx"), Path(folder, "1.xlsx")
        fifteen.write_bytes(workbook())
        one.write_bytes(build(forms()[:1], policy()))
        started = partial(run, kept_bytecode(Path(folder, "bytecode")))
        modules = sorted(name for name in started("-c", LOADED, str(fifteen)).split() if name.startswith("jixiao"))
        command = partial(started, "-m", "jixiao")
        compare(
            f"启动：整个进程的处理器用时（check 装入本项目 {len(modules)} 个模块）",
            FLOOR,
            {
                FLOOR: lambda: started("-c", "pass"),
                "jixiao --help": lambda: command("--help"),
                "jixiao read（15 张表的文本）": lambda: command("read", document),
                "jixiao check（15 张表的文本）": lambda: command("check", document),
                "check 的阶段一：装入模块": lambda: started("-c", f"import {', '.join(modules)}"),
                "check 的阶段二：1 张表的工作簿（再加词表、写法、办法）": lambda: command("check", str(one)),
                "check 的阶段三：15 张表的工作簿（再加 14 张表的活）": lambda: command("check", str(fifteen)),
            },
            of_processes,
        )
