"""What a file gave as bytes: its reads in brief, its forms whole, a few together, what is between them. Workers make it, the store keeps it."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from itertools import islice
from math import ceil
from typing import Any
from uuid import uuid4

from jixiao.collect.brief import brief
from jixiao.collect.brief_text import form_in_brief, written
from jixiao.collect.model import UNREADABLE, Arrival, Between, Entry, Item, Read
from jixiao.collect.record import json_text, restored
from jixiao.errors import CannotGoOn
from jixiao.form.model import Form, Source

TOGETHER = 16
"""Forms compressed together: alike as they are they take half the room, and one is read without the rest of a large file."""
FAST = 1
APART, HERE = "\t", uuid4().hex
"""Between the texts of a form, and where its places are; neither is found in JSON of a form, as nobody knows the second."""
SOURCE = [item.name for item in fields(Form)].index("source")
PLACES = [item.name for item in fields(Source)].index("places")


@dataclass(frozen=True, slots=True)
class Content:
    """What a file gave: `head` holds its reads in brief and where the forms are, `forms` the rest."""

    head: bytes
    forms: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """The reads of a file in brief, and the length in bytes of each piece: its forms, then what is between them."""

    reads: tuple[Read, ...]
    pieces: tuple[int, ...]

    @property
    def has_between(self) -> bool:
        """Whether what is between its forms is known; it is where the file was read alone and holds several."""
        return len(self.pieces) > ceil(sum(len(read.entries) for read in self.reads) / TOGETHER)


@dataclass(frozen=True, slots=True)
class Packing:
    """A function for one file whose outcome is packed where it is made: bytes are quickly sent and kept."""

    take: Callable[[Item], tuple[Read, ...]]

    def __call__(self, item: Item) -> Content:
        """What the file gave."""
        try:
            return packed(self.take(item))
        except Exception as error:  # one bad file never stops a run
            return packed((unforeseen(item, error),))


def unforeseen(item: Item, error: Exception) -> Read:
    """What represents a file where something unforeseen happened; without a digest, so that nothing remembers it."""
    reason = f"{item.name}：读取时出错，没有计入。请用 Excel、WPS 或 Word 打开它，另存后重试（程序错误 {type(error).__name__}）。"
    return Read(item.archive_path, "", item.arrival, fault=reason, kind=UNREADABLE)


def packed(reads: Sequence[Read]) -> Content:
    """The reads as bytes."""
    entries = iter([entry for read in reads for entry in read.entries])
    pieces = []
    while group := list(islice(entries, TOGETHER)):
        pieces.append(_compressed("\n".join(map(_text, group))))
    if len(reads) == 1 and reads[0].between:
        pieces.append(_compressed(json_text(reads[0].between)))
    briefs = [_brief(read) for read in reads]
    return Content(_compressed(json_text([briefs, [len(piece) for piece in pieces]])), b"".join(pieces))


def head(data: bytes) -> Head:
    """The reads in brief."""
    briefs, pieces = json.loads(zlib.decompress(data))
    return Head(tuple(_read(*item) for item in briefs), tuple(pieces))


def texts(piece: bytes) -> list[str]:
    """The forms of a piece, each as the text that `entry` reads."""
    return zlib.decompress(piece).decode("utf-8", "surrogatepass").split("\n")


def entry(text: str, archive_path: tuple[str, ...], arrival: Arrival) -> Entry:
    """The entry of a text, as it came to this inbox."""
    before, places, after, rest = text.split(APART)
    form, figures, findings = json.loads(f"{before}null{after}")
    form[SOURCE][PLACES] = _places(places)
    policy, digest, _, _, waivers, via = json.loads(rest)
    found = restored(Entry, [form, figures, findings, policy, digest, list(archive_path), [None] * 4, waivers, via])
    return replace(found, archive_path=archive_path, arrival=arrival)


def between(text: str) -> Between:
    """What was found between the forms of a file."""
    return restored(Between, json.loads(text))


def kept_text(text: str, archive_path: tuple[str, ...], arrival: Arrival) -> str:
    """The JSON of the same entry, as the level above reads it, without making the entry."""
    before, places, after, rest = text.split(APART)
    policy, digest, _, _, waivers, via = json.loads(rest)
    placed = json_text([policy, digest, archive_path, arrival, waivers, via])
    return f"{before}{places}{after[:-1]},{placed[1:]}"


def lasting(found: Head) -> bool:
    """Whether later runs may use it: what ended its reader is tried again next time, there may be more memory then."""
    return all(read.digest for read in found.reads)


def whole(reads: Sequence[Read], entries: Iterator[Entry]) -> tuple[Read, ...]:
    """The reads with their forms whole: `entries` has those of all reads, in order."""
    return tuple(replace(read, entries=tuple(islice(entries, len(read.entries)))) for read in reads)


def damaged(name: str) -> CannotGoOn:
    """What is said of kept data that is damaged while it is used."""
    return CannotGoOn(f"{name}：收表数据在使用中损坏或被删除，汇总没有写。请再运行一次同一命令，会重新读缺少的文件。")


def _brief(read: Read) -> list[Any]:
    has_version = read.submission is not None
    forms = [written(brief(item, has_version), read) for item in read.entries]
    return [replace(read, entries=(), between=None), forms]


def _read(data: list[Any], entries: list[list[Any]]) -> Read:
    read = restored(Read, data)
    return replace(read, entries=tuple(form_in_brief(item, read) for item in entries))


def _text(item: Entry) -> str:
    """The entry as JSON texts: its form up to the places of its fields, these, what follows, and how it came.

    Forms in sheets laid out alike have the same places: those are read once.
    """
    source = item.form.source
    form = replace(item.form, source=replace(source, places=HERE))  # type: ignore[arg-type]
    before, after = json_text([form, item.figures, item.findings]).split(json_text(HERE))
    rest = [item.policy, item.digest, item.archive_path, item.arrival, item.waivers, item.via]
    return APART.join((before, json_text(dict(source.places.items())), after, json_text(rest)))


@lru_cache(maxsize=512)
def _places(text: str) -> dict[str, str]:
    found: dict[str, str] = json.loads(text)
    return found


def _compressed(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8", "surrogatepass"), FAST)
