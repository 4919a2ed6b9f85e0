"""Reading on a Dask cluster: each file's content is sent to a worker, its outcome comes back; dead workers are borne."""

from __future__ import annotations

from concurrent.futures import CancelledError
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from functools import cached_property
from math import inf
from time import monotonic
from typing import TYPE_CHECKING

from jixiao.collect import cluster
from jixiao.collect.model import Item, Read
from jixiao.collect.workers import Take, crashed
from jixiao.errors import CannotGoOn

if TYPE_CHECKING:
    from distributed import Client, Future

    Promise = Future[tuple[Read, ...]]

LOOK_EVERY, LONGEST_WITHOUT_WORKERS = 5, 120
"""Seconds between looks at the cluster, and how long it may be without any worker."""


@dataclass(frozen=True, slots=True)
class Dask:
    """The engine. `scheduler` is the address of a running cluster; None starts one on this machine for the run."""

    scheduler: str | None = None

    def __call__(self, take: Take, jobs: int, total: int) -> DaskPool:
        """A crew on the cluster; of its own processes it has `jobs`, or fewer for fewer files."""
        if self.scheduler is not None:
            return DaskPool(take, cluster.remote(self.scheduler))
        return DaskPool(take, cluster.local(max(1, min(jobs, total))))


class DaskPool:
    """Reads on the workers of a cluster, which is entered with the first file that no cache knows.

    Contents go with the task, so workers need no common disk and Dask can give a file to another worker when one dies.
    """

    def __init__(self, take: Take, place: AbstractContextManager[Client]) -> None:
        self._take, self._place = take, place
        self._stack = ExitStack()
        self._under_way: set[Promise] = set()
        self._width, self._looked = 1, -inf

    @cached_property
    def _client(self) -> Client:
        return self._stack.enter_context(self._place)

    @property
    def width(self) -> int:
        """How many files are read at a time; a cluster may grow and shrink."""
        if self._under_way and monotonic() - self._looked > LOOK_EVERY:
            self._width, self._looked = cluster.cores(self._client), monotonic()
        return self._width

    def submit(self, item: Item) -> Promise:
        """Send a file off."""
        future = self._client.submit(self._take, item, pure=False)
        self._under_way.add(future)
        return future

    def result(self, future: Promise, item: Item) -> tuple[Read, ...]:
        """What the file gave; where its worker died, what it gives with the cluster all to itself."""
        reads = self._outcome(future)
        if reads is not None:
            return reads
        # a worker that dies takes the good files it had with it; read alone, none but the guilty dies again
        for other in self._under_way:
            self._await(other)
        reads = self._outcome(self.submit(item))
        return crashed(item) if reads is None else reads

    def close(self) -> None:
        """Drop what was not begun and leave the cluster."""
        for future in self._under_way:
            future.release()
        self._stack.close()

    def _outcome(self, future: Promise) -> tuple[Read, ...] | None:
        """What a file gave; None where its worker died."""
        from distributed import KilledWorker

        self._await(future)
        self._under_way.discard(future)
        try:
            reads: tuple[Read, ...] = future.result()
            return reads
        except KilledWorker:
            return None
        except CancelledError as error:
            raise _parted() from error

    def _await(self, future: Promise) -> None:
        """Wait until a file is done. Raises CannotGoOn when the cluster is gone, or has had no worker for long."""
        empty = 0
        while empty < LONGEST_WITHOUT_WORKERS:
            try:
                future.exception(timeout=LOOK_EVERY)
                return
            except TimeoutError:
                empty = 0 if cluster.has_workers(self._client) else empty + LOOK_EVERY
            except CancelledError as error:
                raise _parted() from error
        raise CannotGoOn(
            f"Dask 集群里 {LONGEST_WITHOUT_WORKERS} 秒没有工作进程，不再等待。已读的记在缓存里；请启动 dask worker 后再运行同一命令，会接着读。"
        )


def _parted() -> CannotGoOn:
    return CannotGoOn("与 Dask 调度端断了联系。已读的记在缓存里；请检查网络和调度端，再运行同一命令，会接着读。")
