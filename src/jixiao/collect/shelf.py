"""All that was read, in brief; each form whole when it is asked for."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import overload

from jixiao.collect import content
from jixiao.collect.brief import Brief, Severities
from jixiao.collect.inbox import Found
from jixiao.collect.model import Arrival, Entry, Read
from jixiao.collect.store import Region, Store


@dataclass(frozen=True, slots=True)
class Place:
    """The forms of a file in the store, and where each piece of them begins and the last one ends."""

    region: Region
    bounds: tuple[int, ...]

    @classmethod
    def of(cls, region: Region, pieces: Sequence[int]) -> Place:
        """The place of pieces of these lengths."""
        return cls(region, tuple(accumulate(pieces, initial=0)))


@dataclass(frozen=True, slots=True)
class Kept:
    """What one file gave: its reads in brief, under its name in the inbox; as an iterable, the reads with their forms whole."""

    reads: tuple[Read, ...]
    place: Place
    store: Store

    def __iter__(self) -> Iterator[Read]:
        briefs = (item for read in self.reads for item in read.entries)
        entries = (_whole(self.store, self.place, at, item) for at, item in enumerate(briefs))
        yield from content.whole(self.reads, entries)


class Shelf(Sequence[Read]):
    """The reads of many files; as a sequence, with their forms whole. `briefs` are the same reads in brief."""

    def __init__(self, store: Store) -> None:
        self.briefs: list[Read] = []
        self._store = store
        self._places: list[Place] = []
        self._firsts = array("Q")
        self._count = 0
        self._names: dict[str | None, str | None] = {}
        self._severities: dict[Severities, Severities] = {}

    def add(self, kept: Kept) -> None:
        """Take in what a file gave; its forms get their numbers."""
        self._places.append(kept.place)
        self._firsts.append(self._count)
        for read in kept.reads:
            self.briefs.append(replace(read, entries=tuple(self._numbered(item) for item in read.entries)))

    def sort(self, order: Mapping[str, int]) -> None:
        """Put the reads into the order of the files they come from."""
        self.briefs.sort(key=lambda read: order[read.archive_path[0]])

    def whole(self, item: Entry) -> Entry:
        """The entry that `item` is in brief. Raises CannotGoOn where the store was damaged since."""
        if not isinstance(item, Brief):
            return item
        at = bisect_right(self._firsts, item.number) - 1
        return _whole(self._store, self._places[at], item.number - self._firsts[at], item)

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

    def _numbered(self, item: Entry) -> Brief:
        """The form in brief with its number; texts that many forms have are kept once."""
        assert isinstance(item, Brief)
        number, self._count = self._count, self._count + 1
        form, same = item.form, self._names.setdefault
        names = replace(form, unit=same(form.unit, form.unit), department=same(form.department, form.department))
        counts = self._severities.setdefault(item.severities, item.severities)
        return replace(item, number=number, form=names, severities=counts)


def placed(reads: Sequence[Read], file: Found) -> tuple[Read, ...]:
    """What a file gave, under its name in the inbox and with the file's date where nothing inside has a better one."""
    return tuple(_placed(read, file) for read in reads)


def _placed(read: Read, file: Found) -> Read:
    arrival = _dated(read.arrival, file.arrival)
    archive_path = (file.name, *read.archive_path[1:])
    entries = []
    for item in read.entries:
        # most forms came as their file did: one path and one arrival are kept for all of them
        path = archive_path if item.archive_path == read.archive_path else (file.name, *item.archive_path[1:])
        came = item.arrival if item.via is not None else _dated(item.arrival, file.arrival)
        entries.append(replace(item, archive_path=path, arrival=arrival if came == arrival else came))
    return replace(read, archive_path=archive_path, arrival=arrival, entries=tuple(entries))


def _dated(inner: Arrival, outer: Arrival) -> Arrival:
    return inner if inner.mailed or inner.dated else replace(inner, dated=outer.dated)


def _whole(store: Store, place: Place, at: int, item: Entry) -> Entry:
    piece, line = divmod(at, content.TOGETHER)
    begin, end = place.bounds[piece : piece + 2]
    found = content.entry(store.texts(place.region, begin, end - begin)[line])
    return replace(found, archive_path=item.archive_path, arrival=item.arrival)
