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
from tempfile import TemporaryFile
from threading import Lock
from time import time
from typing import Protocol
from uuid import uuid4
from weakref import finalize

from jixiao.collect.content import Content
from jixiao.xlsx.save import renamed

PART, NEW = "part-", ".new-"
CONTENT, INDEX, DAMAGED = "content", "index", "damaged"
ROW = struct.Struct("<32sQIII")
"""A file in an index: its code, where its head begins, the length of head and forms, and a checksum of both."""
DAY = 24 * 60 * 60
"""Seconds after which no run that is still going can be using a folder."""


class Source(Protocol):
    """What was saved together."""

    def read(self, at: int, size: int) -> bytes:
        """Some bytes. Raises OSError where they are gone or cannot be read at the moment."""

    def note_damage(self) -> None:
        """Let later runs leave it out: they keep its files in another part. Who is reading it may go on."""


@dataclass(slots=True, eq=False)
class Part:
    """Contents written together: saved in `source`, or in memory as long as they are not saved."""

    source: Source | None
    data: bytearray | None = None

    def put(self, given: Content) -> Region:
        """Add what a file gave, in memory."""
        assert self.data is not None
        data = given.head + given.forms
        region = Region(self, len(self.data), len(given.head), len(given.forms), zlib.crc32(data))
        self.data += data
        return region

    def read(self, at: int, size: int) -> bytes:
        """Some bytes. Raises OSError where they are gone or cannot be read at the moment."""
        if self.data is not None:
            return bytes(self.data[at : at + size])
        assert self.source is not None
        return self.source.read(at, size)

    def note_damage(self) -> None:
        """Say that something in it is damaged."""
        if self.source is not None:
            self.source.note_damage()


@dataclass(frozen=True, slots=True)
class InFolder:
    """A part in a folder of its own."""

    place: Path

    def read(self, at: int, size: int) -> bytes:
        """Some bytes."""
        with (self.place / CONTENT).open("rb") as stream:
            stream.seek(at)
            return stream.read(size)

    def note_damage(self) -> None:
        """Leave a note for later runs."""
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


@dataclass(frozen=True, slots=True)
class Folder:
    """Parts that stay for later runs."""

    place: Path

    def regions(self) -> dict[bytes, Region]:
        """What the parts hold, by the code of the file.

        A part that is not whole is noted and left out, and removed when nobody can be reading it any more; one that
        cannot be read at the moment is left out this time. What killed runs were writing is removed after a day.
        """
        for staged in self.place.glob(f"{NEW}*"):
            remove_old(staged, staged)
        found: dict[bytes, Region] = {}
        for part in sorted(self.place.glob(f"{PART}*")):
            with suppress(OSError):
                found |= _taken(part)
        return found

    def write(self, data: bytes, rows: Iterable[tuple[bytes, Region]]) -> Source:
        """A new part of these contents. Raises OSError where it cannot be written."""
        staged = self.place / f"{NEW}{uuid4().hex}"
        final = self.place / f"{PART}{staged.name.removeprefix(NEW)}"
        try:
            staged.mkdir()
            put(staged / CONTENT, data)
            packed = (ROW.pack(key, item.at, item.head, item.forms, item.checksum) for key, item in rows)
            index = b"".join(packed)
            put(staged / INDEX, index + struct.pack("<I", zlib.crc32(index)))
            renamed(staged, final)
        except BaseException:
            shutil.rmtree(staged, ignore_errors=True)
            raise
        return InFolder(final)


class Unnamed:
    """Parts for this run alone, in one file without a name: the system removes it even when the run is killed."""

    def __init__(self) -> None:
        """Raises OSError where there is no place for temporary files."""
        self._file = TemporaryFile()  # noqa: SIM115 - it is open as long as this is there
        self._size = 0
        self._one = Lock()
        finalize(self, self._file.close)

    def write(self, data: bytes, rows: Iterable[tuple[bytes, Region]]) -> Source:
        """A new part of these contents. Raises OSError where it cannot be written."""
        with self._one:
            self._file.seek(self._size)
            self._file.write(data)
            self._file.flush()
            part = InUnnamed(self, self._size)
            self._size += len(data)
        return part

    def read(self, at: int, size: int) -> bytes:
        """Some bytes. Raises OSError."""
        if hasattr(os, "pread"):
            # a process split off from this one shares the place in the file
            return os.pread(self._file.fileno(), size, at)
        with self._one:
            self._file.seek(at)
            return self._file.read(size)


@dataclass(frozen=True, slots=True)
class InUnnamed:
    """A part that begins somewhere in the file."""

    file: Unnamed
    begin: int

    def read(self, at: int, size: int) -> bytes:
        """Some bytes."""
        return self.file.read(self.begin + at, size)

    def note_damage(self) -> None:
        """Nothing: no later run reads it."""


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
        InFolder(part).note_damage()
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
    known = Part(InFolder(part))
    found = {key: Region(known, *rest) for key, *rest in ROW.iter_unpack(rows)}
    ends = [item.at + item.head + item.forms for item in found.values()]
    return found if max(ends, default=0) <= size else None
