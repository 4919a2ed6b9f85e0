"""Many files through one function: several at a time, what is known already from the store, results as they come."""

from __future__ import annotations

import gc
import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Protocol

from jixiao import libreoffice
from jixiao.collect import content
from jixiao.collect.batch import Stored
from jixiao.collect.content import Content, Packing
from jixiao.collect.heavy import is_heavy
from jixiao.collect.inbox import Found, unopened
from jixiao.collect.model import UNREADABLE, Item, Read
from jixiao.collect.shelf import Kept, Place
from jixiao.collect.store import Known, Store, code_of
from jixiao.errors import why_refused
from jixiao.importers import legacy
from jixiao.rules import catalogue

RARELY = 100_000
"""Objects that a worker makes more than it drops before it looks for circles among them: one file hardly has as many."""
Take = Callable[[Item], tuple[Read, ...]]
MANY = 40
"""From here on starting processes (0.3 s each) pays: recognising and checking hold Python's lock, threads gain nothing."""


class WorkerPool(Protocol):
    """Those who read: `width` files at a time, wherever they are."""

    @property
    def width(self) -> int:
        """How many files are read at a time."""

    def submit(self, item: Item) -> Any:
        """Begin with a file; what `result` asks for it by."""

    def result(self, future: Any, item: Item) -> Content | Stored:
        """What the file gave, once it is read."""

    def close(self) -> None:
        """Drop what was not begun."""


Engine = Callable[[Packing, int, int, Store], WorkerPool]
"""Starts a pool: (the function for one file, how many at a time where that is free to choose, how many files, the store)."""


class Workers:
    """Runs `take` on `jobs` files at a time, of the `total` there are; what they give goes to the store later."""

    def __init__(self, take: Packing, jobs: int, total: int, store: Store | None = None) -> None:
        self._take, self._jobs = take, jobs
        self._processes = jobs > 1 and total >= MANY
        self._pool = self._started(jobs)

    @property
    def width(self) -> int:
        """How many files are read at a time."""
        return self._jobs

    def submit(self, item: Item) -> Future[Content]:
        """Begin with a file."""
        if not self._processes and is_heavy(item.data):
            return _apart(self._take, item)
        try:
            return self._pool.submit(self._take, item)
        except BrokenExecutor:
            self._pool = self._started(self._jobs)
            return self._pool.submit(self._take, item)

    def result(self, future: Future[Content], item: Item) -> Content:
        """What the file gave; where its worker died, what it gives in a process all its own."""
        try:
            return future.result()
        except BrokenExecutor:
            return self._alone(item)

    def close(self) -> None:
        """Drop what was not begun."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _alone(self, item: Item) -> Content:
        try:
            return _apart(self._take, item).result()
        except BrokenExecutor:
            return crashed(item)

    def _started(self, jobs: int) -> Executor:
        catalogue()  # the rules are loaded once, not by each worker
        return _processes(jobs) if self._processes else ThreadPoolExecutor(jobs)


def _processes(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, initializer=_prepare)


def _apart(take: Packing, item: Item) -> Future[Content]:
    """A file under way in a process of its own: where that is ended, only this file is lost."""
    lone = _processes(1)
    future = lone.submit(take, item)
    lone.shutdown(wait=False)
    return future


def crashed(item: Item) -> Content:
    """What represents a file that ends whoever reads it."""
    reason = f"{item.name}：读这个文件时程序意外中止，没有计入。请单独检查它，或用 Excel、WPS 另存后重试。"
    return content.packed((Read(item.archive_path, "", item.arrival, fault=reason, kind=UNREADABLE),))


def _prepare() -> None:
    """Ctrl-C is for the one who collects; a worker finishes its file. What is loaded stays."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    gc.set_threshold(RARELY)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process as soon as the one that started it is gone: it would wait for the next file for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        libreoffice.end_all()
        os._exit(1)


AHEAD = 3
"""Files under way per worker: enough to keep it busy, few enough to keep no inbox in memory."""
LARGEST = 2 << 30
SAVE_EVERY = 50


@dataclass(frozen=True, slots=True)
class Job:
    """A file under way: what it gave where that is known, else the future of it and the code to keep it under."""

    file: Found
    known: Known | None = None
    failed: str | None = None
    item: Item | None = None
    future: Any = None
    code: str = ""


def run(found: Sequence[Found], take: Take, store: Store | None, jobs: int, engine: Engine = Workers) -> Iterator[Kept]:
    """What each of `found` gave, in their order, but files for LibreOffice after all others: each may take its time.

    A caller that stops early keeps what it has; the store keeps it too.
    """
    store = store or Store(None, "")
    workers = engine(Packing(take), jobs, len(found), store)
    under_way: deque[Job] = deque()
    try:
        for number, job in enumerate(_jobs(found, workers, store), 1):
            under_way.append(job)
            if len(under_way) > workers.width * AHEAD:
                yield _finished(under_way.popleft(), workers, store)
            if number % SAVE_EVERY == 0:
                store.save()
        while under_way:
            yield _finished(under_way.popleft(), workers, store)
    finally:
        workers.close()
        store.save()


def _jobs(found: Sequence[Found], workers: WorkerPool, store: Store) -> Iterator[Job]:
    later: list[Found] = []
    for file in found:
        job = _opened(file, store)
        if job.item is not None and legacy.may_be(job.item.data):
            later.append(file)
        else:
            yield _started(job, workers)
    for file in later:
        yield _started(_opened(file, store), workers)


def _started(job: Job, workers: WorkerPool) -> Job:
    return job if job.item is None else replace(job, future=workers.submit(job.item))


def _opened(file: Found, store: Store) -> Job:
    try:
        reason = unopened(file.path)
        if reason is not None:
            return Job(file, failed=f"{file.name}：{reason}")
        if file.path.stat().st_size > LARGEST:
            return Job(file, failed=f"{file.name}：文件超过 {LARGEST >> 30} GB，没有读。请分成几批放入收件夹。")
        data = file.path.read_bytes()
    except OSError as error:
        return Job(file, failed=f"{file.name}：读取失败（{why_refused(error)}）。请检查文件是否被占用，然后重新汇总。")
    code = code_of(file.path.name, data)
    known = store.find(code)
    if known is not None:
        return Job(file, known)
    return Job(file, item=Item((file.path.name,), data), code=code)


def _finished(job: Job, workers: WorkerPool, store: Store) -> Kept:
    known = job.known or _kept(job, workers, store)
    return Kept(job.file, known.head, Place.of(known.region, known.head), store)


def _kept(job: Job, workers: WorkerPool, store: Store) -> Known:
    if job.item is None:
        read = Read((job.file.name,), "", job.file.arrival, fault=job.failed, kind=UNREADABLE)
        failed = content.packed((read,))
        return Known(store.hold(failed), content.head(failed.head))
    given = workers.result(job.future, job.item)
    head = content.head(given.head)
    keep = content.lasting(head)
    if isinstance(given, Stored):
        return Known(store.adopt(job.code, given.region) if keep else given.region, head)
    return Known(store.put(job.code, given) if keep else store.hold(given), head)


@contextmanager
def held_off() -> Iterator[None]:
    """Within, objects that refer to each other in a circle are not looked for: a tenth of the time, for nothing found."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
