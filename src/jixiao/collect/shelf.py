"""All that was read, in brief; each form whole when it is asked for."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import overload

from jixiao.collect import content
from jixiao.collect.brief import Brief
from jixiao.collect.content import Head
from jixiao.collect.inbox import Found
from jixiao.collect.model import Arrival, Between, Entry, Read
from jixiao.collect.store import Region, Store
from jixiao.form.finding import Finding


@dataclass(frozen=True, slots=True)
class Place:
    """The forms of a file in the store, and where each piece of them begins and the last one ends."""

    region: Region
    bounds: tuple[int, ...]
    has_between: bool

    @classmethod
    def of(cls, region: Region, head: Head) -> Place:
        """The place of what a file gave."""
        return cls(region, tuple(accumulate(head.pieces, initial=0)), head.has_between)


@dataclass(frozen=True, slots=True)
class Kept:
    """What one file gave; as an iterable, its reads under their names in the inbox, with their forms whole."""

    file: Found
    head: Head
    place: Place
    store: Store

    def briefs(self, first: int = 0) -> Iterator[Read]:
        """Its reads in brief, under their names in the inbox; the forms are numbered from `first` on."""
        for read in self.head.reads:
            yield _placed(read, self.file, first)
            first += len(read.entries)

    def __iter__(self) -> Iterator[Read]:
        reads = tuple(self.briefs())
        briefs = (item for read in reads for item in read.entries)
        entries = (_whole(self.store, self.place, at, item) for at, item in enumerate(briefs))
        yield from content.whole(reads, entries)


class Shelf(Sequence[Read]):
    """The reads of many files; as a sequence, with their forms whole. `briefs` are the same reads in brief."""

    def __init__(self, store: Store) -> None:
        self.briefs: list[Read] = []
        self._store = store
        self._places: list[Place] = []
        self._firsts = array("Q")
        self._count = 0

    def add(self, kept: Kept) -> None:
        """Take in what a file gave; its forms get their numbers."""
        self._places.append(kept.place)
        self._firsts.append(self._count)
        self.briefs += kept.briefs(self._count)
        self._count += sum(len(read.entries) for read in kept.head.reads)

    def sort(self, order: Mapping[str, int]) -> None:
        """Put the reads into the order of the files they come from."""
        self.briefs.sort(key=lambda read: order[read.archive_path[0]])

    def whole(self, item: Entry) -> Entry:
        """The entry that `item` is in brief. Raises CannotGoOn where the store was damaged since."""
        if not isinstance(item, Brief):
            return item
        return content.entry(self._text(item), item.archive_path, item.arrival)

    def between(self, entries: Sequence[Entry]) -> Sequence[Finding] | None:
        """What was found between these entries when their file was read; None where others were compared then.

        Raises CannotGoOn where the store was damaged since.
        """
        numbers = [item.number for item in entries if isinstance(item, Brief)]
        if len(numbers) != len(entries):
            return None
        at = bisect_right(self._firsts, numbers[0]) - 1
        known = self._between(self._places[at])
        if known is None or [self._firsts[at] + number for number in known.order] != numbers:
            return None
        file = entries[0].shown
        return [
            replace(found, file=file, related=tuple(replace(item, file=file) for item in found.related))
            for found in known.findings
        ]

    def kept_text(self, item: Entry) -> str:
        """The JSON of the entry, as the level above reads it."""
        assert isinstance(item, Brief)
        return content.kept_text(self._text(item), item.archive_path, item.arrival)

    def __len__(self) -> int:
        return len(self.briefs)

    @overload
    def __getitem__(self, at: int) -> Read: ...
    @overload
    def __getitem__(self, at: slice) -> Shelf: ...
    def __getitem__(self, at: int | slice) -> Read | Shelf:
        if isinstance(at, slice):
            some = Shelf(self._store)
            some.briefs, some._places, some._firsts = self.briefs[at], self._places, self._firsts
            return some
        read = self.briefs[at]
        return replace(read, entries=tuple(map(self.whole, read.entries)))

    def _between(self, place: Place) -> Between | None:
        if not place.has_between:
            return None
        begin, end = place.bounds[-2:]
        return content.between(self._store.texts(place.region, begin, end - begin)[0])

    def _text(self, item: Brief) -> str:
        at = bisect_right(self._firsts, item.number) - 1
        return _text(self._store, self._places[at], item.number - self._firsts[at])


def _placed(read: Read, file: Found, first: int) -> Read:
    """What a file gave, under its name in the inbox and with the file's date where nothing inside has a better one."""
    arrival = _dated(read.arrival, file.arrival)
    archive_path = (file.name, *read.archive_path[1:])
    entries = []
    for number, item in enumerate(read.entries, first):
        # most forms came as their file did: one path and one arrival are kept for all of them
        path = archive_path if item.archive_path == read.archive_path else (file.name, *item.archive_path[1:])
        came = item.arrival if item.via is not None else _dated(item.arrival, file.arrival)
        came = arrival if came == arrival else came
        entries.append(replace(item, archive_path=path, arrival=came, number=number))  # type: ignore[call-arg]
    return replace(read, archive_path=archive_path, arrival=arrival, entries=tuple(entries))


def _dated(inner: Arrival, outer: Arrival) -> Arrival:
    return inner if inner.mailed or inner.dated else replace(inner, dated=outer.dated)


def _whole(store: Store, place: Place, at: int, item: Entry) -> Entry:
    return content.entry(_text(store, place, at), item.archive_path, item.arrival)


def _text(store: Store, place: Place, at: int) -> str:
    piece, line = divmod(at, content.TOGETHER)
    begin, end = place.bounds[piece : piece + 2]
    return store.texts(place.region, begin, end - begin)[line]
