"""Parts of the store: folders that are never changed once they have their names, and what is in them by file."""

from __future__ import annotations

import os
import shutil
import struct
import zlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import time
from uuid import uuid4

from jixiao.collect.content import Content
from jixiao.xlsx.save import renamed

PART, NEW = "part-", ".new-"
CONTENT, INDEX, DAMAGED = "content", "index", "damaged"
ROW = struct.Struct("<32sQIII")
"""A file in an index: its code, where its head begins, the length of head and forms, and a checksum of both."""
DAY = 24 * 60 * 60
"""Seconds after which no run that is still going can be using a folder."""


@dataclass(slots=True, eq=False)
class Part:
    """Contents written together: in the folder `place`, or in memory as long as they are not saved."""

    place: Path | None
    data: bytearray | None = None

    def read(self, at: int, size: int) -> bytes:
        """Some bytes. Raises OSError where they are gone or cannot be read at the moment."""
        if self.data is not None:
            return bytes(self.data[at : at + size])
        assert self.place is not None
        with (self.place / CONTENT).open("rb") as stream:
            stream.seek(at)
            return stream.read(size)

    def note_damage(self) -> None:
        """Let later runs leave the part out: they keep its files in another one. Who is reading it may go on."""
        if self.place is not None:
            with suppress(OSError):
                (self.place / DAMAGED).touch()


@dataclass(frozen=True, slots=True)
class Region:
    """Where the content of one file is."""

    part: Part
    at: int
    head: int
    forms: int
    checksum: int

    def content(self) -> Content | None:
        """What is there; None where it is damaged or gone. Raises OSError where it cannot be read at the moment."""
        try:
            data = self.part.read(self.at, self.head + self.forms)
        except FileNotFoundError:
            return None
        whole = len(data) == self.head + self.forms and zlib.crc32(data) == self.checksum
        return Content(data[: self.head], data[self.head :]) if whole else None


def regions(place: Path) -> dict[bytes, Region]:
    """What the parts in a folder hold, by the code of the file.

    A part that is not whole is noted and left out, and removed when nobody can be reading it any more; one that cannot
    be read at the moment is left out this time.
    """
    found: dict[bytes, Region] = {}
    for part in sorted(place.glob(f"{PART}*")):
        with suppress(OSError):
            found |= _taken(part)
    return found


def write(place: Path, data: bytes, rows: Iterable[tuple[bytes, Region]]) -> Path:
    """A new part of these contents; its folder. Raises OSError where it cannot be written."""
    staged = place / f"{NEW}{uuid4().hex}"
    try:
        staged.mkdir()
        put(staged / CONTENT, data)
        packed = (ROW.pack(key, item.at, item.head, item.forms, item.checksum) for key, item in rows)
        index = b"".join(packed)
        put(staged / INDEX, index + struct.pack("<I", zlib.crc32(index)))
        final = place / f"{PART}{staged.name.removeprefix(NEW)}"
        renamed(staged, final)
    except OSError:
        shutil.rmtree(staged, ignore_errors=True)
        raise
    return final


def put(path: Path, data: bytes) -> None:
    """Write a file through to the disk. Raises OSError."""
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def remove_old(dated: Path, folder: Path) -> None:
    """Remove `folder` where `dated` was last changed more than a day ago: no run is using it any more."""
    if 0 < changed(dated) < time() - DAY:
        shutil.rmtree(folder, ignore_errors=True)


def changed(path: Path) -> float:
    """When a file or folder was last changed, in seconds; 0 where that is not known."""
    with suppress(OSError):
        return path.stat().st_mtime
    return 0.0


def _taken(part: Path) -> dict[bytes, Region]:
    if (part / DAMAGED).exists():
        remove_old(part / DAMAGED, part)
        return {}
    found = _index(part)
    if found is None:
        Part(part).note_damage()
    return found or {}


def _index(part: Path) -> dict[bytes, Region] | None:
    """What is in a part by code; None where it is not whole. Raises OSError where it cannot be read at the moment."""
    try:
        data = (part / INDEX).read_bytes()
        size = (part / CONTENT).stat().st_size
    except FileNotFoundError:
        return None
    rows, checksum = data[:-4], data[-4:]
    if len(rows) % ROW.size or struct.pack("<I", zlib.crc32(rows)) != checksum:
        return None
    known = Part(part)
    found = {key: Region(known, *rest) for key, *rest in ROW.iter_unpack(rows)}
    ends = [item.at + item.head + item.forms for item in found.values()]
    return found if max(ends, default=0) <= size else None
