"""Other archives: .tar and packed .tar.gz, single packed files, and .rar, .7z, .cab through the system's own tar, within limits."""

from __future__ import annotations

import bz2
import io
import lzma
import tarfile
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any, Self

from jixiao.collect import system_tar
from jixiao.collect.containers import zip_archives
from jixiao.collect.encodings import chinese
from jixiao.collect.model import Arrival, Closed, Item
from jixiao.collect.system_tar import Readable
from jixiao.errors import CannotGoOn
from jixiao.importers.foreign import archive as foreign

MOST = 2 << 30
"""Bytes that one archive may unpack to, names and padding included."""
TYPES = "[Content_Types].xml"
"""The part of an Office file by which it is known, where the system's tar has taken it apart as a .zip."""
STEP = 1 << 16
NAMES = (b"L", b"K", b"x", b"g", b"X")
"""Types of the headers that hold the name or other properties of the next member."""
LONGEST_NAME = 1 << 20
LZMA = b"\x5d\0\0"
"""How the older format usually begins; it has no mark of its own."""
PACKED: tuple[tuple[bytes, Callable[[], Any]], ...] = (
    (b"\x1f\x8b\x08", lambda: zlib.decompressobj(31)),
    (b"BZh", bz2.BZ2Decompressor),
    (b"\xfd7zXZ\0", lzma.LZMADecompressor),
    (LZMA, lambda: lzma.LZMADecompressor(lzma.FORMAT_ALONE)),
)
ENDS = {
    **dict.fromkeys((".tgz", ".tbz", ".tbz2", ".txz"), ".tar"),
    **dict.fromkeys((".gz", ".bz2", ".xz", ".lzma"), ""),
    **{".emz": ".emf", ".wmz": ".wmf", ".svgz": ".svg"},
}
"""What is at the end of the name of a packed file, and of the file in it."""
BAD = (tarfile.TarError, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError)


def identify(data: bytes) -> bool:
    """Whether the bytes are an archive, or one packed file, other than .zip."""
    return _is_tar(data) or _packing(data) is not None or foreign(data) is not None


def items(item: Item) -> Iterator[Item | Closed]:
    """Each file of the archive, or why it cannot be taken out. Raises CannotGoOn where nothing can."""
    packing = _packing(item.data)
    kind = foreign(item.data) if packing is None else None
    if kind is not None:
        with system_tar.opened(item, kind) as stream:
            yield from _members(item, Bounded(stream, item.name), kind)
    elif packing is not None:
        yield from _unpacked(item, packing)
    else:
        yield from _members(item, Bounded(io.BytesIO(item.data), item.name), "tar 压缩包")


class Member(tarfile.TarInfo):
    """A member; one whose name takes more than a megabyte is refused before it is read into memory."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        """The member of a header. Raises HeaderError for none, ValueError for a name no program writes."""
        made = super().frombuf(buf, encoding, errors)
        if made.type in NAMES and made.size > LONGEST_NAME:
            raise ValueError("a name too long")
        return made


class Bounded:
    """A stream that ends a reader which wants more than the limit. Raises CannotGoOn there."""

    def __init__(self, stream: Readable, name: str) -> None:
        self._stream, self._name, self._left = stream, name, MOST

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes."""
        data = self._stream.read(size if 0 <= size <= STEP else STEP)
        self._left -= len(data)
        if self._left < 0:
            raise CannotGoOn(f"{self._name}：解开后超过 {MOST >> 30} GB，疑似压缩炸弹，其余没有读。请确认来源。")
        return data


class Unpacking:
    """The content of packed bytes, piece by piece: no more is unpacked than is asked for."""

    def __init__(self, data: bytes, begin: Callable[[], Any]) -> None:
        self._begin, self._now, self._rest = begin, begin(), data

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes; b"" at the end. Raises EOFError for data that stops early."""
        while True:
            if self._now.eof and _packing(self._rest) != self._begin:
                return b""
            if self._now.eof:
                self._now = self._begin()
            made: bytes = self._now.decompress(self._rest, size)
            self._rest = self._now.unused_data if self._now.eof else getattr(self._now, "unconsumed_tail", b"")
            if made:
                return made
            if not self._now.eof and not self._rest:
                raise EOFError


def _packing(data: bytes) -> Callable[[], Any] | None:
    found = next((begin for sign, begin in PACKED if data.startswith(sign)), None)
    return None if found is not None and data.startswith(LZMA) and not _is_lzma(data) else found


def _is_lzma(data: bytes) -> bool:
    try:
        return bool(lzma.LZMADecompressor(lzma.FORMAT_ALONE).decompress(data[:STEP], 1))
    except lzma.LZMAError:
        return False


def _is_tar(data: bytes) -> bool:
    """Whether the bytes begin with the header of a member; its checksum says so, as old programs write no mark."""
    try:
        Member.frombuf(data[: tarfile.BLOCKSIZE], "utf-8", "surrogateescape")
        return True
    except tarfile.HeaderError:
        return False


def _unpacked(item: Item, begin: Callable[[], Any]) -> Iterator[Item | Closed]:
    """The files of a packed tar; else the one file that was packed, under the name without its ending."""
    try:
        head = _whole(Unpacking(item.data, begin), 512)
    except BAD as error:
        raise _damaged(item) from error
    if _is_tar(head) or not head.strip(b"\0"):
        yield from _members(item, Bounded(Unpacking(item.data, begin), item.name), "压缩包")
        return
    try:
        content = _whole(Unpacking(item.data, begin), zip_archives.LARGEST + 1)
    except BAD as error:
        raise _damaged(item) from error
    inner = Item((*item.archive_path, _bare(item.name)), content, item.arrival)
    yield inner if len(content) <= zip_archives.LARGEST else _too_large(inner)


def _whole(stream: Unpacking, most: int) -> bytes:
    found = bytearray()
    while len(found) < most and (piece := stream.read(min(STEP, most - len(found)))):
        found += piece
    return bytes(found)


def _bare(name: str) -> str:
    path = PurePosixPath(name.rpartition("/")[2])
    ending = ENDS.get(path.suffix.lower())
    return name if ending is None else f"{path.stem}{ending}"


def _members(item: Item, stream: Bounded, kind: str) -> Iterator[Item | Closed]:
    given = False
    try:
        with tarfile.open(
            fileobj=stream, mode="r|", tarinfo=Member, encoding="utf-8", errors="surrogateescape"
        ) as archive:  # type: ignore[call-overload]
            for member in archive:
                name = _name(member)
                if member.isdir() or zip_archives.LEFT_OUT.fullmatch(name):
                    continue
                given = True
                if name == TYPES:
                    raise CannotGoOn(
                        f"{item.name}：这是 {kind}，里面就是一个 Office 文件，没有打开。请解压后放入收件夹。"
                    )
                yield zip_archives.temporary(item, name) or _member(item, archive, member, name)
        while stream.read():  # to the end, where the checksum is
            pass
    except BAD as error:
        raise _damaged(item, kind) from error
    if not given:
        yield Closed(item, f"{item.name}：{kind}是空的，里面没有文件。请向发送人重新索取。")


def _member(item: Item, archive: tarfile.TarFile, member: tarfile.TarInfo, name: str) -> Item | Closed:
    inner = Item((*item.archive_path, name), b"", _arrival(member, item.arrival))
    if not member.isreg():
        return Closed(inner, f"{inner.name}：是链接或设备，不是文件，没有读。")
    if member.size > zip_archives.LARGEST:
        return _too_large(inner)
    content = archive.extractfile(member)
    data = content.read() if content else b""
    if len(data) != member.size:
        raise EOFError
    return Item(inner.archive_path, data, inner.arrival)


def _name(member: tarfile.TarInfo) -> str:
    text = chinese(member.name.encode("utf-8", "surrogateescape"))
    return "/".join(part for part in text.replace("\\", "/").split("/") if part not in ("", ".", "..")) or "无名文件"


def _too_large(inner: Item) -> Closed:
    return Closed(
        Item(inner.archive_path, b"", inner.arrival),
        f"{inner.name}：文件超过 {zip_archives.LARGEST >> 20} MB，不像自评表，没有读。",
    )


def _damaged(item: Item, kind: str = "压缩包") -> CannotGoOn:
    return CannotGoOn(f"{item.name}：{kind}已损坏或没有传完整，其余取不出来。请向发送人重新索取。")


def _arrival(member: tarfile.TarInfo, outer: Arrival) -> Arrival:
    try:
        dated = datetime.fromtimestamp(member.mtime).astimezone() if member.mtime > 0 else None
    except (ValueError, OverflowError, OSError):
        dated = None
    return Arrival(outer.version, outer.mailed, dated, outer.sender)
