"""Many files through one function: several at a time, what is known already from the cache, results as they come."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from jixiao.collect.cache import Cache, code_of
from jixiao.collect.inbox import Found, unopened
from jixiao.collect.model import UNREADABLE, Arrival, Entry, Item, Read
from jixiao.collect.workers import Engine, Take, WorkerPool, Workers

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
    """What each of `found` gave, in their order. A caller that stops early keeps what it has; the cache keeps it too."""
    workers = engine(take, jobs, len(found))
    under_way: deque[Job] = deque()
    try:
        for number, file in enumerate(found, 1):
            under_way.append(_started(file, workers, cache))
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


def _started(file: Found, workers: WorkerPool, cache: Cache | None) -> Job:
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
    item = Item((file.path.name,), data)
    return Job(file, None, item, workers.submit(item), code)


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
