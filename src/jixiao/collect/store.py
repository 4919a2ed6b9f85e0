"""What files gave, kept by their content in a folder beside the output; it may be deleted at any time.

A part is a folder that is never changed once it has its name: two runs write parts of their own, a run that is killed
leaves whole ones, and a damaged one costs only its own files, which are read again by the next run.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import zlib
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from jixiao import __version__
from jixiao.collect import content, parts
from jixiao.collect.content import Content, Head
from jixiao.collect.inbox import KEPT, OLDER
from jixiao.collect.parts import Folder, Part, Unnamed
from jixiao.collect.parts import Region as Region
from jixiao.errors import why_refused
from jixiao.xlsx.save import FORBIDDEN, FULL

SCHEMA = "10"
ENDING = KEPT
TERMS = re.compile("[0-9a-f]{16}")
KEPT_TERMS = 3
"""So many outcomes of other versions, policies or labels stay, for those who change between them."""
OPEN_PIECES = 64
TEMPORARY = "临时文件夹"
IN_PLACE = "打不开，那里有别的文件"


@dataclass(frozen=True, slots=True)
class Known:
    """What the store has of a file."""

    region: Region
    head: Head


class Store:
    """Outcomes by content. `terms` is all that the outcomes depend on beside the files; each have parts of their own.

    A folder that cannot be used is done without, and `trouble` says why: collecting never ends because of it; `unshared`
    says why workers elsewhere could not use it. What is
    put stays in memory until `save`, and for good where saving fails twice in a row. Without a `path` it is for
    this run alone.
    """

    def __init__(self, path: Path | None, terms: str) -> None:
        self.trouble: str | None = None
        self.unshared: str | None = None
        self._name = TEMPORARY if path is None else path.name
        self._regions: dict[bytes, Region] = {}
        self._pending = Part(None, bytearray())
        self._waiting: list[tuple[bytes, Region]] = []
        self._pieces: OrderedDict[tuple[Part, int], list[str]] = OrderedDict()
        self._place: Folder | Unnamed | None = None
        self._guarded(lambda: self._open(path, terms))

    def find(self, code: str) -> Known | None:
        """What the file with this code gave; None where that is not known."""
        key = bytes.fromhex(code)
        region = self._regions.get(key)
        if region is None:
            return None
        try:
            found = region.content()
        except OSError:
            return None
        if found is None:
            del self._regions[key]
            region.part.note_damage()
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
        return self._pending.put(given)

    def adopt(self, code: str, region: Region) -> Region:
        """Know of what a worker has kept in the folder."""
        self._regions[bytes.fromhex(code)] = region
        return region

    @property
    def folder(self) -> Path | None:
        """The folder in which parts are kept for later runs, where there is one and it can be used."""
        return self._place.place if isinstance(self._place, Folder) else None

    def note(self, trouble: str) -> None:
        """Remember that workers could not keep what they read; it is said once."""
        self.unshared = self.unshared or f"{trouble}：读到的内容改为送回本机再写，结果不受影响。"

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
        """Make what was put last. What cannot be saved now is tried once more at the next time."""
        if self._pending.data and self._place is not None:
            failed, self.trouble = self.trouble is not None, None
            self._guarded(self._write)
            if failed and self.trouble is not None:
                self._place = None

    def close(self) -> None:
        """Save; what is kept can be read as long as the store is there."""
        self.save()

    def _texts(self, region: Region, at: int, size: int) -> list[str]:
        try:
            return content.texts(region.part.read(region.at + region.head + at, size))
        except OSError as error:
            raise content.damaged(self._name) from error
        except (ValueError, zlib.error) as error:
            region.part.note_damage()
            raise content.damaged(self._name) from error

    def _open(self, path: Path | None, terms: str) -> None:
        if path is None:
            self._place = Unnamed()
            return
        for old in _older(path):
            with suppress(OSError):
                old.unlink()
        code = hashlib.sha256(f"{SCHEMA} {__version__} {terms}".encode()).hexdigest()[:16]
        place = path / code
        place.mkdir(parents=True, exist_ok=True)
        os.utime(place)
        _drop_others(path, place)
        folder = Folder(place)
        self._regions = folder.regions()
        self._place = folder

    def _write(self) -> None:
        if self._place is None or self._pending.data is None:
            return
        self._pending.source = self._place.write(bytes(self._pending.data), self._waiting)
        self._pending.data = None
        self._pending, self._waiting = Part(None, bytearray()), []

    def _guarded(self, work: Callable[[], None]) -> None:
        """Do `work`; where the disk fails, say so and go on."""
        try:
            work()
        except OSError as error:
            self.trouble = (
                f"{self._name} 用不了（{_words(error)}）：读过的内容没有留下。结果不受影响，下次运行会重新读这些文件。"
            )


def code_of(name: str, data: bytes) -> str:
    """The code of a file: of its own name, which messages quote, and its content."""
    return hashlib.sha256(name.encode("utf-8", "surrogatepass") + b"\0" + data).hexdigest()


def beside(output: Path) -> Path:
    """Where the store of an output is."""
    return output.with_name(f"{output.stem}{ENDING}")


def standing(folder: Path) -> list[Path]:
    """The store at `folder`, and what older versions kept there: ours, and nothing handed in."""
    return [*_older(folder), folder]


def _older(folder: Path) -> list[Path]:
    """Where an older version kept what it had read: a database, and what a killed run leaves beside one."""
    name = f"{folder.name.removesuffix(ENDING)}{OLDER}"
    return [folder.with_name(f"{name}{suffix}") for suffix in ("", "-journal", "-wal", "-shm")]


def _drop_others(path: Path, own: Path) -> None:
    """Only the last few others stay; what has no name of ours is not ours."""
    others = [item for item in path.iterdir() if TERMS.fullmatch(item.name) and item.is_dir() and item != own]
    for item in sorted(others, key=parts.changed, reverse=True)[KEPT_TERMS:]:
        shutil.rmtree(item, ignore_errors=True)


def _words(error: OSError) -> str:
    if error.errno in FULL:
        return "磁盘已满"
    if error.errno in FORBIDDEN:
        return "没有写入权限"
    return IN_PLACE if isinstance(error, (FileExistsError, NotADirectoryError)) else why_refused(error)
