"""What files gave, kept by their content in a folder beside the output; it may be deleted at any time.

A part is a folder that is never changed once it has its name: two runs write parts of their own, a run that is killed
leaves whole ones, and a damaged one costs only its own files, which are read again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import struct
import zlib
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

from jixiao import __version__
from jixiao.collect import content
from jixiao.collect.content import Content, Head
from jixiao.xlsx.save import FORBIDDEN, FULL

SCHEMA = "8"
ENDING = ".收表数据"
PART, NEW = "part-", ".new-"
CONTENT, INDEX = "content", "index"
ROW = struct.Struct("<32sQIII")
"""A file in an index: its code, where its head begins, the length of head and forms, and a checksum of both."""
KEPT_TERMS = 3
"""So many outcomes of other versions, policies or labels stay, for those who change between them."""
OPEN_PIECES = 64
IN_PLACE = "打不开，那里有别的文件"


@dataclass(slots=True, eq=False)
class Part:
    """Contents written together: in the folder `place`, or in memory as long as they are not saved."""

    place: Path | None
    data: bytearray | None = None

    def read(self, at: int, size: int) -> bytes:
        """Some bytes. Raises OSError where they are gone."""
        if self.data is not None:
            return bytes(self.data[at : at + size])
        assert self.place is not None
        with (self.place / CONTENT).open("rb") as stream:
            stream.seek(at)
            return stream.read(size)

    def drop(self) -> None:
        """Remove what is damaged from the disk: the next run keeps its files in another part."""
        if self.place is not None:
            shutil.rmtree(self.place, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Region:
    """Where the content of one file is."""

    part: Part
    at: int
    head: int
    forms: int
    checksum: int

    def content(self) -> Content | None:
        """What is there; None where it is damaged or gone."""
        try:
            data = self.part.read(self.at, self.head + self.forms)
        except OSError:
            return None
        whole = len(data) == self.head + self.forms and zlib.crc32(data) == self.checksum
        return Content(data[: self.head], data[self.head :]) if whole else None


@dataclass(frozen=True, slots=True)
class Known:
    """What the store has of a file."""

    region: Region
    head: Head


class Store:
    """Outcomes by content. `terms` is all that the outcomes depend on beside the files; each have parts of their own.

    A folder that cannot be used is done without, and `trouble` says why: collecting never ends because of it. What is
    put stays in memory until `save`, and for good where it cannot be saved. Without a `path` it is a temporary folder.
    """

    def __init__(self, path: Path | None, terms: str) -> None:
        self.trouble: str | None = None
        self._name = "" if path is None else path.name
        self._regions: dict[bytes, Region] = {}
        self._pending = Part(None, bytearray())
        self._waiting: list[tuple[bytes, Region]] = []
        self._pieces: OrderedDict[tuple[Part, int], list[str]] = OrderedDict()
        self._temporary: _Temporary | None = None
        self._place: Path | None = None
        self._guarded(lambda: self._open(path, terms))

    def find(self, code: str) -> Known | None:
        """What the file with this code gave; None where that is not known."""
        key = bytes.fromhex(code)
        region = self._regions.get(key)
        if region is None:
            return None
        found = region.content()
        if found is None:
            del self._regions[key]
            region.part.drop()
            return None
        return Known(region, content.head(found.head))

    def put(self, code: str, given: Content) -> Region:
        """Keep what a file gave."""
        region = self.hold(given)
        key = bytes.fromhex(code)
        self._regions[key] = region
        self._waiting.append((key, region))
        return region

    def hold(self, given: Content) -> Region:
        """Keep what a file gave for this run alone."""
        data = given.head + given.forms
        assert self._pending.data is not None
        region = Region(self._pending, len(self._pending.data), len(given.head), len(given.forms), zlib.crc32(data))
        self._pending.data += data
        return region

    def texts(self, region: Region, at: int, size: int) -> list[str]:
        """The texts of the forms in a piece of a file's content. Raises CannotGoOn where it is damaged since."""
        key = (region.part, region.at + region.head + at)
        found = self._pieces.get(key)
        if found is None:
            found = self._pieces[key] = self._texts(region, at, size)
            if len(self._pieces) > OPEN_PIECES:
                self._pieces.popitem(last=False)
        return found

    def save(self) -> None:
        """Make what was put last."""
        if self._pending.data:
            self._guarded(self._write)

    def close(self) -> None:
        """Save; what is kept can be read as long as the store is there."""
        self.save()

    def _texts(self, region: Region, at: int, size: int) -> list[str]:
        try:
            return content.texts(region.part.read(region.at + region.head + at, size))
        except (OSError, ValueError, zlib.error) as error:
            raise content.damaged(self._name) from error

    def _open(self, path: Path | None, terms: str) -> None:
        if path is None:
            self._temporary = _Temporary()
            self._place = self._temporary.place
            return
        with suppress(OSError):
            _older(path).unlink()
        code = hashlib.sha256(f"{SCHEMA} {__version__} {terms}".encode()).hexdigest()[:16]
        place = path / code
        place.mkdir(parents=True, exist_ok=True)
        os.utime(place)
        _drop_others(path, place)
        self._place = place
        for part in sorted(place.iterdir()):
            self._read(part)

    def _read(self, part: Path) -> None:
        """Take in a part; what is no whole one is dropped, but not what another run is writing."""
        if part.name.startswith(NEW):
            return
        found = _index(part)
        if found is None:
            shutil.rmtree(part, ignore_errors=True)
        else:
            self._regions |= found

    def _write(self) -> None:
        if self._place is None or self._pending.data is None:
            return
        staged = self._place / f"{NEW}{uuid4().hex}"
        try:
            staged.mkdir()
            _put(staged / CONTENT, bytes(self._pending.data))
            rows = (ROW.pack(key, item.at, item.head, item.forms, item.checksum) for key, item in self._waiting)
            index = b"".join(rows)
            _put(staged / INDEX, index + struct.pack("<I", zlib.crc32(index)))
            final = self._place / f"{PART}{staged.name.removeprefix(NEW)}"
            staged.rename(final)
        except OSError:
            shutil.rmtree(staged, ignore_errors=True)
            raise
        self._pending.place, self._pending.data = final, None
        self._pending, self._waiting = Part(None, bytearray()), []

    def _guarded(self, work: Callable[[], None]) -> None:
        """Do `work`; where the disk fails, go on without it."""
        if self.trouble is not None:
            return
        try:
            work()
        except OSError as error:
            self._place = None
            self.trouble = f"缓存 {self._name} 用不了（{_words(error)}）：结果不受影响，下次运行会重新读这些文件。"


class _Temporary:
    """A folder that goes when nothing refers to it any more."""

    def __init__(self) -> None:
        self.place = Path(mkdtemp(prefix="jixiao-"))

    def __del__(self, remove: Callable[..., None] = shutil.rmtree) -> None:
        # at the end of the program parts of the library may be gone already
        with suppress(Exception):
            remove(self.place, ignore_errors=True)


def code_of(name: str, data: bytes) -> str:
    """The code of a file: of its own name, which messages quote, and its content."""
    return hashlib.sha256(name.encode("utf-8", "surrogatepass") + b"\0" + data).hexdigest()


def beside(output: Path) -> Path:
    """Where the store of an output is."""
    return output.with_name(f"{output.stem}{ENDING}")


def standing(folder: Path) -> list[Path]:
    """The store at `folder`, and what older versions kept there: ours, and nothing handed in."""
    return [_older(folder), folder]


def _older(folder: Path) -> Path:
    """Where an older version kept what it had read."""
    return folder.with_name(f"{folder.name.removesuffix(ENDING)}.收表缓存.sqlite")


def _index(part: Path) -> dict[bytes, Region] | None:
    """What is in a part by code; None where it is not whole."""
    try:
        data = (part / INDEX).read_bytes()
        size = (part / CONTENT).stat().st_size
    except OSError:
        return None
    rows, checksum = data[:-4], data[-4:]
    if len(rows) % ROW.size or struct.pack("<I", zlib.crc32(rows)) != checksum:
        return None
    known = Part(part)
    found = {key: Region(known, *rest) for key, *rest in ROW.iter_unpack(rows)}
    ends = [item.at + item.head + item.forms for item in found.values()]
    return found if max(ends, default=0) <= size else None


def _drop_others(path: Path, own: Path) -> None:
    """Only the last few others stay."""
    others = [item for item in path.iterdir() if item.is_dir() and item != own]
    for item in sorted(others, key=_changed, reverse=True)[KEPT_TERMS:]:
        shutil.rmtree(item, ignore_errors=True)


def _changed(path: Path) -> float:
    with suppress(OSError):
        return path.stat().st_mtime
    return 0.0


def _put(path: Path, data: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _words(error: OSError) -> str:
    if error.errno in FULL:
        return "磁盘已满"
    if error.errno in FORBIDDEN:
        return "没有写入权限"
    return IN_PLACE if isinstance(error, (FileExistsError, NotADirectoryError)) else str(error.strerror or error)
