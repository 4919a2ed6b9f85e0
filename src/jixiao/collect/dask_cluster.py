"""A Dask cluster: one of this machine's own for a run, or a running one by its address, and what is known of it."""

from __future__ import annotations

import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from jixiao import __version__
from jixiao.errors import CannotGoOn

if TYPE_CHECKING:
    from distributed import Client

HERE = "127.0.0.1"
CONNECT, FIRST_WORKER = 15, 60
"""Seconds to wait for the scheduler, then for a worker."""
ANY = {
    # a file's content belongs to its task, however large it is
    "distributed.admin.large-graph-warning-threshold": "1TB",
}
OWN = {
    # a worker that dies names the files it had at once; who was to blame shows when each is read alone
    "distributed.scheduler.allowed-failures": 0,
    # no pages to look at: nothing listens but the cluster itself, on this machine
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
}


@contextmanager
def local(jobs: int) -> Iterator[Client]:
    """A cluster of `jobs` processes on this machine, gone afterwards with all its files."""
    _installed_here()
    import dask
    from distributed import Client, LocalCluster

    quiet = {"dashboard_address": f"{HERE}:0", "dashboard": False}
    with TemporaryDirectory(prefix="jixiao-") as scratch, dask.config.set(ANY | OWN), _silence():
        cluster = LocalCluster(
            n_workers=jobs,
            threads_per_worker=1,
            processes=True,
            host=HERE,
            dashboard_address=None,
            scheduler_kwargs=quiet,
            local_directory=scratch,
            preload=[__name__],
            silence_logs=logging.CRITICAL,
        )
        with cluster, Client(cluster, set_as_default=False) as client:
            yield client


@contextmanager
def remote(address: str) -> Iterator[Client]:
    """The cluster whose scheduler is at `address`. Raises CannotGoOn when it cannot be used, and says why."""
    _installed_here()
    import dask
    from distributed import Client

    with dask.config.set(ANY), _silence():
        try:
            client = Client(address, timeout=CONNECT, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise CannotGoOn(
                f"{address}：连不上 Dask 调度端。请检查地址（如 tcp://主机:8786）、防火墙，以及调度端是否已启动。"
            ) from error
        with client:
            _await_worker(client, address)
            _check_versions(client, address)
            yield client


def cores(client: Client) -> int:
    """How many files the cluster reads at a time."""
    threads: dict[str, int] = client.nthreads()
    return max(1, sum(threads.values()))


def has_workers(client: Client) -> bool:
    """Whether there is any worker."""
    return bool(client.scheduler_info()["workers"])


def add_worker(client: Client) -> None:
    """Start another worker of a cluster of our own: Dask puts none in the place of one that died as it registered."""
    cluster: Any = client.cluster
    if cluster is not None:
        cluster.scale(len(cluster.worker_spec) + 1)


def dask_setup(worker: object) -> None:
    """What Dask calls in each worker started here: Ctrl-C is for the one who collects."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _installed_here() -> None:
    try:
        import distributed  # noqa: F401
    except ImportError:
        raise CannotGoOn(
            '--engine dask：本机没有组件 Dask。请安装：pip install "dask[distributed]"，或去掉 --engine dask，用本机的进程读。'
        ) from None


def _await_worker(client: Client, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=FIRST_WORKER)
    except TimeoutError:
        raise CannotGoOn(f"{address}：等了 {FIRST_WORKER} 秒，集群里没有工作进程。请先启动 dask worker。") from None


def _check_versions(client: Client, address: str) -> None:
    """Outcomes of different versions must not be mixed; what lacks the program altogether is named too."""
    found: dict[str, Any] = {"调度端": _asked(client.run_on_scheduler)}
    found |= client.run(_version, on_error="return")
    for place, version in found.items():
        if version != __version__:
            running = f"jixiao {version}" if isinstance(version, str) else "没有可用的 jixiao"
            raise CannotGoOn(
                f"{address}：{place} 上{running}，本机是 {__version__}。请在集群的每台机器上安装同一版本后重试。"
            )


def _asked(run: Any) -> Any:
    try:
        return run(_version)
    except Exception as error:
        return error


def _version() -> str:
    return __version__


@contextmanager
def _silence() -> Iterator[None]:
    """Dask reports every worker that comes or goes, in English; what matters of it is given at the file concerned."""
    names = ["distributed", *(name for name in logging.root.manager.loggerDict if name.startswith("distributed."))]
    before = {name: logging.getLogger(name).level for name in names}
    for name in names:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)
