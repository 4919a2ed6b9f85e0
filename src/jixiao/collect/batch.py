"""Several files read by one worker, which keeps what they gave in the folder of the store itself, where it sees that folder."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from jixiao.collect import content
from jixiao.collect.content import Content, Packing
from jixiao.collect.model import Item
from jixiao.collect.parts import NEW, Folder, Part, Region
from jixiao.collect.store import code_of
from jixiao.errors import why_refused


@dataclass(frozen=True, slots=True)
class Stored:
    """What a file gave, kept already: its head, and where all of it is."""

    head: bytes
    region: Region


@dataclass(frozen=True, slots=True)
class Outcome:
    """What each file of a batch gave; `trouble` says why it could not be kept where it was read."""

    given: Sequence[Content | Stored]
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class Shared:
    """The folder of the store by its path, and the name of what is in it for a worker to know that it sees the same one."""

    place: Path
    mark: str

    @classmethod
    def made(cls, place: Path) -> Shared:
        """The folder with its mark, which goes after a day when the run is killed. Raises OSError where it cannot be made."""
        mark = f"{NEW}{uuid4().hex}"
        (place / mark).mkdir()
        return cls(place, mark)

    def seen(self) -> bool:
        """Whether it can be seen from here."""
        return (self.place / self.mark).exists()

    def leave(self) -> None:
        """Take the mark away."""
        with suppress(OSError):
            (self.place / self.mark).rmdir()


@dataclass(frozen=True, slots=True)
class Reading:
    """A function for several files: a part of the store is made of them where the folder is `shared`, else they are sent."""

    take: Packing
    shared: Shared | None

    def __call__(self, items: Sequence[Item]) -> Outcome:
        """What they gave."""
        given = [self.take(item) for item in items]
        if self.shared is None:
            return Outcome(given)
        if not self.shared.seen():
            return Outcome(given, f"{_here()}看不到文件夹 {self.shared.place}，它没有共享，或在那台机器上是别的路径")
        try:
            return Outcome(list(_kept(Folder(self.shared.place), items, given)))
        except OSError as error:
            return Outcome(given, f"{_here()}写不进文件夹 {self.shared.place}（{why_refused(error)}）")


def _kept(folder: Folder, items: Sequence[Item], given: Sequence[Content]) -> Iterator[Stored]:
    """Write one part of all; what ended its reader is there for this run only."""
    part = Part(None, bytearray())
    regions = [part.put(one) for one in given]
    rows = [
        (bytes.fromhex(code_of(item.name, item.data)), region)
        for item, one, region in zip(items, given, regions, strict=True)
        if content.lasting(content.head(one.head))
    ]
    assert part.data is not None
    part.source, part.data = folder.write(bytes(part.data), rows), None
    return (Stored(one.head, region) for one, region in zip(given, regions, strict=True))


def _here() -> str:
    return f"工作进程（{socket.gethostname()}，进程 {os.getpid()}）"
