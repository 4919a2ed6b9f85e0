"""The options of `collect` that say who reads: processes of this machine, or a Dask cluster."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace

from jixiao.collect.run import Engine, Workers
from jixiao.errors import CannotGoOn

LOCAL, DASK = "local", "dask"
MOST_JOBS = 32


def add(parser: ArgumentParser) -> None:
    """--jobs, --engine and --scheduler."""
    parser.add_argument("--jobs", metavar="个数", type=_jobs, default=2, help="同时读几个文件，默认 2")
    parser.add_argument(
        "--engine", choices=(LOCAL, DASK), default=LOCAL, help="谁来读：local 本机（默认），dask 由 Dask 的工作进程读"
    )
    parser.add_argument(
        "--scheduler",
        metavar="地址",
        help="已有 Dask 集群的调度端，如 tcp://主机:8786；不写则在本机起 --jobs 个工作进程",
    )


def engine(chosen: Namespace) -> Engine:
    """The engine chosen. Raises CannotGoOn for a scheduler without Dask."""
    if chosen.engine == DASK:
        from jixiao.collect.dask_engine import Dask

        return Dask(chosen.scheduler)
    if chosen.scheduler:
        raise CannotGoOn(f"--scheduler {chosen.scheduler}：只和 --engine dask 一起用。请加上 --engine dask。")
    return Workers


def _jobs(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= MOST_JOBS:
        raise ArgumentTypeError(f"“{text}”应为 1～{MOST_JOBS} 的整数")
    return int(text)
