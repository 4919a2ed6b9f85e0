"""Many files through one function: several at a time, what is known already from the cache, results as they come."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import replace

from jixiao.collect.cache import Cache, code_of
from jixiao.collect.model import UNREADABLE, Arrival, Item, Read
from jixiao.collect.sources import Found

Take = Callable[[Item], tuple[Read, ...]]
AHEAD = 2
"""Files under way per worker: enough to keep it busy, few enough to keep no inbox in memory."""
LARGEST = 2 << 30
SAVE_EVERY = 50


def run(found: Sequence[Found], take: Take, cache: Cache | None, jobs: int) -> Iterator[tuple[Read, ...]]:
    """What each of `found` gave, in their order. A caller that stops early keeps what it has; the cache keeps it too."""
    with ThreadPoolExecutor(jobs) as pool:
        under_way: deque[tuple[Found, str | None, Future[tuple[Read, ...]] | tuple[Read, ...]]] = deque()
        try:
            for number, file in enumerate(found, 1):
                under_way.append(_started(file, take, cache, pool))
                if len(under_way) > jobs * AHEAD:
                    yield _finished(*under_way.popleft(), cache)
                if cache and number % SAVE_EVERY == 0:
                    cache.save()
            while under_way:
                yield _finished(*under_way.popleft(), cache)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            if cache:
                cache.save()


def _started(
    file: Found, take: Take, cache: Cache | None, pool: Executor
) -> tuple[Found, str | None, Future[tuple[Read, ...]] | tuple[Read, ...]]:
    try:
        if file.path.stat().st_size > LARGEST:
            return (
                file,
                None,
                _failed(file, f"{file.name}：文件超过 {LARGEST >> 30} GB，没有读。请分成几批放入收件夹。"),
            )
        data = file.path.read_bytes()
    except OSError as error:
        return (
            file,
            None,
            _failed(file, f"{file.name}：读取失败（{error.strerror}）。请检查文件是否被占用，然后重新汇总。"),
        )
    code = code_of(file.path.name, data)
    known = cache.get(code) if cache else None
    return file, None if known else code, known or pool.submit(take, Item((file.path.name,), data))


def _finished(
    file: Found, code: str | None, outcome: Future[tuple[Read, ...]] | tuple[Read, ...], cache: Cache | None
) -> tuple[Read, ...]:
    reads = outcome.result() if isinstance(outcome, Future) else outcome
    if cache and code:
        cache.put(code, reads)
    return tuple(_placed(read, file) for read in reads)


def _placed(read: Read, file: Found) -> Read:
    """What a file gave, under its name in the inbox and with the file's date where nothing inside has a better one."""
    arrival = _dated(read.arrival, file.arrival)
    trail = (file.name, *read.trail[1:])
    entries = tuple(
        replace(
            entry,
            trail=(file.name, *entry.trail[1:]),
            arrival=entry.arrival if entry.via is not None else _dated(entry.arrival, file.arrival),
        )
        for entry in read.entries
    )
    return replace(read, trail=trail, arrival=arrival, entries=entries)


def _dated(inner: Arrival, outer: Arrival) -> Arrival:
    return inner if inner.mailed or inner.dated else replace(inner, dated=outer.dated)


def _failed(file: Found, reason: str) -> tuple[Read, ...]:
    return (Read((file.name,), "", file.arrival, fault=reason, kind=UNREADABLE),)
