"""Who does the reading: threads for a few files, processes for many; a process that dies takes no other file with it."""

from __future__ import annotations

import gc
import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from typing import Any, Protocol

from jixiao.collect.model import UNREADABLE, Item, Read

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
"""Starts a crew: (the function for one file, how many at a time where that is free to choose, how many files)."""


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
        return ProcessPoolExecutor(jobs, initializer=_prepare) if self._processes else ThreadPoolExecutor(jobs)


def crashed(item: Item) -> tuple[Read, ...]:
    """What represents a file that ends whoever reads it."""
    reason = f"{item.name}：读这个文件时程序意外中止，没有计入。请单独检查它，或用 Excel、WPS 另存后重试。"
    return (Read(item.archive_path, "", item.arrival, fault=reason, kind=UNREADABLE),)


def _prepare() -> None:
    """Ctrl-C is for the one who collects; a worker finishes its file. What is loaded is never garbage."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process as soon as the one that started it is gone: it would wait for the next file for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)
