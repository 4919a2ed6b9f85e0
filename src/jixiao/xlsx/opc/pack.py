"""The zip container: an entry as stored, and the writing of entries in a fixed, repeatable way."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, BinaryIO, NamedTuple

STORED, DEFLATED = 0, 8
FIRST_DATE = 0x0021  # 1980-01-01 in DOS form: a new part carries no clock, so equal content gives equal bytes
UTF8_NAME = 0x800
ENTRY_LIMIT = 0xFFFF
SIZE_LIMIT = 0xFFFFFFFF
IN_MEMORY = 1 << 20
"""Compressed bytes of a part kept in memory; more wait in a temporary file."""

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")


class Entry(NamedTuple):
    """One part as it is in the zip: `data` is compressed by `method`, `size` its inflated length in bytes."""

    name: str
    method: int
    crc: int
    size: int
    data: bytes
    time: int = 0
    date: int = FIRST_DATE


@dataclass(frozen=True, slots=True)
class Spool:
    """Compressed bytes; many of them wait in a temporary file."""

    stream: IO[bytes]
    size: int

    def __len__(self) -> int:
        return self.size

    def pieces(self) -> Iterator[bytes]:
        """The bytes, some at a time."""
        self.stream.seek(0)
        yield from iter(lambda: self.stream.read(IN_MEMORY), b"")


class Spooled(NamedTuple):
    """One part as it will be in the zip, as `Entry`, its data in a spool."""

    name: str
    method: int
    crc: int
    size: int
    data: Spool
    time: int = 0
    date: int = FIRST_DATE


def compress(name: str, content: bytes, level: int = 6) -> Entry:
    """A new entry of `content`, without a clock."""
    return compress_pieces(name, (content,), level)


def compress_pieces(name: str, pieces: Iterable[bytes], level: int = 6) -> Entry:
    """A new entry of content that comes in pieces; however it is cut, the same content gives the same bytes."""
    made = spool_pieces(name, pieces, level)
    return Entry(name, DEFLATED, made.crc, made.size, b"".join(made.data.pieces()))


def spool_pieces(name: str, pieces: Iterable[bytes], level: int = 6) -> Spooled:
    """The same for a part that may be too large for memory."""
    from tempfile import SpooledTemporaryFile

    engine = zlib.compressobj(level, zlib.DEFLATED, -15)
    stream = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - it goes with the part
    crc, size = 0, 0
    for piece in pieces:
        stream.write(engine.compress(piece))
        crc, size = zlib.crc32(piece, crc), size + len(piece)
    stream.write(engine.flush())
    return Spooled(name, DEFLATED, crc, size, Spool(stream, stream.tell()))


def pack(entries: Iterable[Entry]) -> bytes:
    """The zip file of `entries`, in their order."""
    return b"".join(_records(entries))


def pack_into(stream: BinaryIO, entries: Iterable[Entry | Spooled]) -> None:
    """Write the zip file of `entries`, in their order."""
    for record in _records(entries):
        stream.write(record)


def _records(entries: Iterable[Entry | Spooled]) -> Iterator[bytes]:
    directory: list[bytes] = []
    offset = 0
    for entry in entries:
        _within_limits(len(directory) + 1, offset + len(entry.data), entry.size)
        local, central = _headers(entry, offset)
        yield local
        yield from (entry.data,) if isinstance(entry, Entry) else entry.data.pieces()
        directory.append(central)
        offset += len(local) + len(entry.data)
    index = b"".join(directory)
    _within_limits(len(directory), offset + len(index))
    yield index
    yield _END.pack(b"PK\5\6", 0, 0, len(directory), len(directory), len(index), offset, 0)


def _headers(entry: Entry | Spooled, offset: int) -> tuple[bytes, bytes]:
    name = entry.name.encode()
    flags = 0 if name.isascii() else UTF8_NAME
    common = (flags, entry.method, entry.time, entry.date, entry.crc, len(entry.data), entry.size, len(name), 0)
    local = _LOCAL.pack(b"PK\3\4", 20, *common) + name
    central = _CENTRAL.pack(b"PK\1\2", 20, 20, *common, 0, 0, 0, 0, offset) + name
    return local, central


def _within_limits(count: int, *sizes: int) -> None:
    size = max(sizes)
    if count > ENTRY_LIMIT or size > SIZE_LIMIT:
        raise ValueError(f"工作簿过大（{count} 个部件，{size} 字节），超出 xlsx 容器的上限，请分成几个文件")
