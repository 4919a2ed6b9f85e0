"""What a file gave as bytes: its reads in brief, then its forms whole, a few together. Workers make it, the store keeps it."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from jixiao.collect.brief import Brief, brief_read
from jixiao.collect.model import Entry, Item, Read
from jixiao.collect.record import plain, restored
from jixiao.errors import CannotGoOn

TOGETHER = 16
"""Forms compressed together: alike as they are they take half the room, and one is read without the rest of a large file."""
FAST = 1


@dataclass(frozen=True, slots=True)
class Content:
    """What a file gave: `head` holds its reads in brief and where the forms are, `forms` the rest."""

    head: bytes
    forms: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """The reads of a file in brief, and the length in bytes of each piece of its forms."""

    reads: tuple[Read, ...]
    pieces: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Packing:
    """A function for one file whose outcome is packed where it is made: bytes are quickly sent and kept."""

    take: Callable[[Item], tuple[Read, ...]]

    def __call__(self, item: Item) -> Content:
        """What the file gave."""
        return packed(self.take(item))


def packed(reads: Sequence[Read]) -> Content:
    """The reads as bytes."""
    entries = iter([entry for read in reads for entry in read.entries])
    pieces = []
    while group := list(islice(entries, TOGETHER)):
        pieces.append(_compressed("\n".join(map(_text, group))))
    # forms in brief are kept as such; `restored` would take them for whole ones
    briefs = [[plain(replace(read, entries=())), plain(brief_read(read).entries)] for read in reads]
    head = json.dumps([briefs, [len(piece) for piece in pieces]], ensure_ascii=False, separators=(",", ":"))
    return Content(_compressed(head), b"".join(pieces))


def head(data: bytes) -> Head:
    """The reads in brief."""
    briefs, pieces = json.loads(zlib.decompress(data))
    return Head(tuple(_read(*item) for item in briefs), tuple(pieces))


def texts(piece: bytes) -> list[str]:
    """The forms of a piece, each as the text that `entry` reads."""
    return zlib.decompress(piece).decode("utf-8", "surrogatepass").split("\n")


def entry(text: str) -> Entry:
    """The entry of a text."""
    return restored(Entry, json.loads(text))


def whole(reads: Sequence[Read], entries: Iterator[Entry]) -> tuple[Read, ...]:
    """The reads with their forms whole: `entries` has those of all reads, in order."""
    return tuple(replace(read, entries=tuple(islice(entries, len(read.entries)))) for read in reads)


def damaged(name: str) -> CannotGoOn:
    """What is said of kept data that is damaged while it is used."""
    return CannotGoOn(f"{name}：收表数据在使用中损坏或被删除，汇总没有写。请再运行一次同一命令，会重新读缺少的文件。")


def _read(read: list[object], entries: list[object]) -> Read:
    return replace(restored(Read, read), entries=tuple(restored(Brief, item) for item in entries))


def _text(item: Entry) -> str:
    return json.dumps(plain(item), ensure_ascii=False, separators=(",", ":"))


def _compressed(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8", "surrogatepass"), FAST)
