"""Many files through one function: several at a time, what is known already from the cache, results as they come."""

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
from functools import lru_cache
from typing import Any, Protocol

from jixiao import libreoffice
from jixiao.collect.cache import Cache, code_of
from jixiao.collect.inbox import Found, unopened
from jixiao.collect.model import UNREADABLE, Arrival, Entry, Item, Read
from jixiao.importers import legacy
from jixiao.rules import catalogue

Take = Callable[[Item], tuple[Read, ...]]
MANY = 40
"""From here on starting processes (0.3 s each) pays: recognising and checking hold Python's lock, threads gain nothing."""


class WorkerPool(Protocol):
    """Those who read: `width` files at a time, wherever they are."""

    @property
    def width(self) -> int: ...

    def submit(self, item: Item) -> Any: ...

    def result(self, future: Any, item: Item) -> tuple[Read, ...]: ...

    def close(self) -> None: ...


Engine = Callable[[Take, int, int], WorkerPool]
"""Starts a pool: (the function for one file, how many at a time where that is free to choose, how many files)."""


class Workers:
    """Runs `take` on `jobs` files at a time, of the `total` there are."""

    def __init__(self, take: Take, jobs: int, total: int) -> None:
        self._take, self._jobs = take, jobs
        self._processes = jobs > 1 and total >= MANY
        self._pool = self._started(jobs)

    @property
    def width(self) -> int:
        """How many files are read at a time."""
        return self._jobs

    def submit(self, item: Item) -> Future[tuple[Read, ...]]:
        """Begin with a file."""
        try:
            return self._pool.submit(self._take, item)
        except BrokenExecutor:
            self._pool = self._started(self._jobs)
            return self._pool.submit(self._take, item)

    def result(self, future: Future[tuple[Read, ...]], item: Item) -> tuple[Read, ...]:
        """What the file gave; where its worker died, what it gives in a process all its own."""
        try:
            return future.result()
        except BrokenExecutor:
            return self._alone(item)

    def close(self) -> None:
        """Drop what was not begun."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _alone(self, item: Item) -> tuple[Read, ...]:
        with self._started(1) as lone:
            try:
                return lone.submit(self._take, item).result()
            except BrokenExecutor:
                return crashed(item)

    def _started(self, jobs: int) -> Executor:
        catalogue()  # the rules are loaded once, not by each worker
        return ProcessPoolExecutor(jobs, initializer=_prepare) if self._processes else ThreadPoolExecutor(jobs)


def crashed(item: Item) -> tuple[Read, ...]:
    """What represents a file that ends whoever reads it."""
    reason = f"{item.name}：读这个文件时程序意外中止，没有计入。请单独检查它，或用 Excel、WPS 另存后重试。"
    return (Read(item.archive_path, "", item.arrival, fault=reason, kind=UNREADABLE),)


def _prepare() -> None:
    """Ctrl-C is for the one who collects; a worker finishes its file. What is loaded stays."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
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
    """A file under way: its outcome where that is known, else the future of it and the code to keep it under."""

    file: Found
    known: tuple[Read, ...] | None = None
    item: Item | None = None
    future: Any = None
    code: str = ""


def run(
    found: Sequence[Found], take: Take, cache: Cache | None, jobs: int, engine: Engine = Workers
) -> Iterator[tuple[Read, ...]]:
    """What each of `found` gave, in their order, but files for LibreOffice after all others: each may take its time.

    A caller that stops early keeps what it has; the cache keeps it too.
    """
    workers = engine(take, jobs, len(found))
    under_way: deque[Job] = deque()
    try:
        for number, job in enumerate(_jobs(found, workers, cache), 1):
            under_way.append(job)
            if len(under_way) > workers.width * AHEAD:
                yield _finished(under_way.popleft(), workers, cache)
            if cache and number % SAVE_EVERY == 0:
                cache.save()
        while under_way:
            yield _finished(under_way.popleft(), workers, cache)
    finally:
        workers.close()
        if cache:
            cache.save()


def _jobs(found: Sequence[Found], workers: WorkerPool, cache: Cache | None) -> Iterator[Job]:
    later: list[Found] = []
    for file in found:
        job = _opened(file, cache)
        if job.item is not None and legacy.may_be(job.item.data):
            later.append(file)
        else:
            yield _started(job, workers)
    for file in later:
        yield _started(_opened(file, cache), workers)


def _started(job: Job, workers: WorkerPool) -> Job:
    return job if job.item is None else replace(job, future=workers.submit(job.item))


def _opened(file: Found, cache: Cache | None) -> Job:
    try:
        reason = unopened(file.path)
        if reason is not None:
            return _failed(file, f"{file.name}：{reason}")
        if file.path.stat().st_size > LARGEST:
            return _failed(file, f"{file.name}：文件超过 {LARGEST >> 30} GB，没有读。请分成几批放入收件夹。")
        data = file.path.read_bytes()
    except OSError as error:
        return _failed(file, f"{file.name}：读取失败（{error.strerror}）。请检查文件是否被占用，然后重新汇总。")
    code = code_of(file.path.name, data)
    known = cache.get(code) if cache else None
    if known is not None:
        return Job(file, known)
    return Job(file, None, Item((file.path.name,), data), code=code)


def _finished(job: Job, workers: WorkerPool, cache: Cache | None) -> tuple[Read, ...]:
    reads = job.known or ()
    if job.future is not None and job.item is not None:
        reads = workers.result(job.future, job.item)
        # what ended its reader is tried again next time: there may be more memory then
        if cache and all(read.digest for read in reads):
            cache.put(job.code, reads)
    return tuple(_placed(read, job.file) for read in reads)


def _placed(read: Read, file: Found) -> Read:
    """What a file gave, under its name in the inbox and with the file's date where nothing inside has a better one."""
    arrival = _dated(read.arrival, file.arrival)
    archive_path = (file.name, *read.archive_path[1:])
    entries = tuple(_entry(entry, file) for entry in read.entries)
    return replace(read, archive_path=archive_path, arrival=arrival, entries=entries)


def _entry(entry: Entry, file: Found) -> Entry:
    source = entry.form.source
    # each worker and the cache make every address again; thousands of forms are in sheets laid out alike
    places = _kept_once((*source.places.items(),))
    return replace(
        entry,
        form=replace(entry.form, source=replace(source, places=places)),
        archive_path=(file.name, *entry.archive_path[1:]),
        arrival=entry.arrival if entry.via is not None else _dated(entry.arrival, file.arrival),
    )


@lru_cache(maxsize=256)
def _kept_once(places: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return dict(places)


def _dated(inner: Arrival, outer: Arrival) -> Arrival:
    return inner if inner.mailed or inner.dated else replace(inner, dated=outer.dated)


def _failed(file: Found, reason: str) -> Job:
    return Job(file, (Read((file.name,), "", file.arrival, fault=reason, kind=UNREADABLE),))


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
