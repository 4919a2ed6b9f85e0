"""Reading on a Dask cluster: files are sent to workers, which keep what they gave or send it back; dead workers are replaced."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import CancelledError
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from functools import cached_property
from math import inf
from time import monotonic
from typing import TYPE_CHECKING

from jixiao.collect.batch import Outcome, Reading, Shared, Stored
from jixiao.collect.content import Content, Packing
from jixiao.collect.dask_cluster import add_worker, cores, has_workers, local, remote
from jixiao.collect.model import Item
from jixiao.collect.run import crashed
from jixiao.collect.store import Store
from jixiao.errors import CannotGoOn

if TYPE_CHECKING:
    from distributed import Client, Future

LOOK_EVERY, ADD_AFTER, LONGEST_WITHOUT_WORKERS = 5, 30, 120
"""Seconds between looks at the cluster, until another worker is started where none came back, and without any at most."""
TOGETHER, MOST_BYTES, SHARES = 50, 8 << 20, 6
"""Files in one task, and their bytes, at most; fewer where a worker would get less than so many tasks."""


@dataclass(frozen=True, slots=True)
class Dask:
    """The engine. `scheduler` is the address of a running cluster; None starts one on this machine for the run."""

    scheduler: str | None = None

    def __call__(self, take: Packing, jobs: int, total: int, store: Store) -> DaskPool:
        """Workers on the cluster; of its own processes it has `jobs`, or fewer for fewer files."""
        place = local(max(1, min(jobs, total))) if self.scheduler is None else remote(self.scheduler)
        return DaskPool(take, place, total, store)


@dataclass(eq=False)
class Batch:
    """Files that make one task; `future` is None as long as it is not sent."""

    items: list[Item]
    future: Future[Outcome] | None = None
    outcome: Outcome | None = None

    @property
    def size(self) -> int:
        """The bytes of all its files."""
        return sum(len(item.data) for item in self.items)


Promise = tuple[Batch, int]
"""A file under way: its batch, and its place in that."""


class DaskPool:
    """Reads on the workers of a cluster, which is entered with the first file that no cache knows.

    Contents go with the task, so workers need not see the inbox and Dask can give the files to another worker when one
    dies. What they give is kept by the workers where they see the folder of the store; only what is counted comes back.
    """

    def __init__(self, take: Packing, place: AbstractContextManager[Client], total: int, store: Store) -> None:
        self._take, self._place, self._total, self._store = take, place, total, store
        self._stack = ExitStack()
        self._under_way: set[Batch] = set()
        self._next = Batch([])
        self._width, self._looked = 1, -inf

    @cached_property
    def _client(self) -> Client:
        return self._stack.enter_context(self._place)

    @cached_property
    def _reading(self) -> Reading:
        if self._store.folder is None:
            return Reading(self._take, None)
        try:
            shared = Shared.made(self._store.folder)
        except OSError:  # the store says why, as soon as it writes
            return Reading(self._take, None)
        self._stack.callback(shared.leave)
        return Reading(self._take, shared)

    @cached_property
    def _together(self) -> int:
        return min(TOGETHER, max(1, self._total // (cores(self._client) * SHARES)))

    @property
    def width(self) -> int:
        """How many files are read at a time; a cluster may grow and shrink, and large files are few."""
        if not self._under_way and not self._next.items:
            return 1  # nothing is sent yet, and perhaps nothing has to be
        if monotonic() - self._looked > LOOK_EVERY:
            self._width, self._looked = cores(self._client), monotonic()
        room = MOST_BYTES * self._width > sum(batch.size for batch in self._under_way)
        return self._width * self._together if room else 0

    def submit(self, item: Item) -> Promise:
        """Put a file among those that are sent off next."""
        batch = self._next
        batch.items.append(item)
        promise = batch, len(batch.items) - 1
        if len(batch.items) >= self._together or batch.size >= MOST_BYTES:
            self._send(batch)
        return promise

    def result(self, promise: Promise, item: Item) -> Content | Stored:
        """What the file gave; where its worker died, what it gives with the cluster all to itself."""
        batch, at = promise
        if batch.outcome is None:
            batch.outcome = self._outcome(batch) or self._again(batch.items)
        return batch.outcome.given[at]

    def close(self) -> None:
        """Drop what was not begun and leave the cluster."""
        for batch in self._under_way:
            assert batch.future is not None
            batch.future.release()
        self._stack.close()

    def _send(self, batch: Batch) -> None:
        if batch == self._next:
            self._next = Batch([])
        batch.future = self._client.submit(self._reading, tuple(batch.items), pure=False)
        self._under_way.add(batch)

    def _again(self, items: Sequence[Item]) -> Outcome:
        """What files give whose worker died: it takes the good ones it had with it, so all others are awaited first.

        Where it dies again, each is read alone: none but the guilty dies then.
        """
        for other in self._under_way:
            self._await(other)
        outcome = self._outcome(Batch([*items]))
        if outcome is not None:
            return outcome
        if len(items) == 1:
            return Outcome([crashed(items[0])])
        alone = [self._outcome(Batch([item])) for item in items]
        return Outcome([given.given[0] if given else crashed(item) for given, item in zip(alone, items, strict=True)])

    def _outcome(self, batch: Batch) -> Outcome | None:
        """What the files gave; None where their worker died."""
        from distributed import KilledWorker

        if batch.future is None:
            self._send(batch)
        self._await(batch)
        self._under_way.discard(batch)
        assert batch.future is not None
        try:
            outcome: Outcome = batch.future.result()
        except KilledWorker:
            return None
        except CancelledError as error:
            raise _parted() from error
        finally:
            batch.future = None
        if outcome.trouble:
            self._store.note(outcome.trouble)
        return outcome

    def _await(self, batch: Batch) -> None:
        """Wait until files are done. Raises CannotGoOn when the cluster is gone, or has had no worker for long."""
        empty = 0
        assert batch.future is not None
        while empty < LONGEST_WITHOUT_WORKERS:
            try:
                batch.future.exception(timeout=LOOK_EVERY)
                return
            except TimeoutError:
                empty = 0 if has_workers(self._client) else empty + LOOK_EVERY
                if empty and empty % ADD_AFTER == 0:
                    add_worker(self._client)
            except CancelledError as error:
                raise _parted() from error
        raise CannotGoOn(
            f"Dask 集群里 {LONGEST_WITHOUT_WORKERS} 秒没有工作进程，不再等待。已读的都留着；请启动 dask worker 后再运行同一命令，会接着读。"
        )


def _parted() -> CannotGoOn:
    return CannotGoOn("与 Dask 调度端断了联系。已读的都留着；请检查网络和调度端，再运行同一命令，会接着读。")
