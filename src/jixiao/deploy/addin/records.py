"""The records of the `dir` stream (MS-OVBA 2.3.4.2): a number, a length in bytes, the data."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

_HEAD = struct.Struct("<HI")
_VERSION_BYTES = 6  # the length field of PROJECTVERSION holds 4, and 6 bytes follow


class Id(IntEnum):
    """The numbers of the records that are read or written one by one; the others are copied along."""

    CODE_PAGE = 0x0003
    PROJECT_NAME = 0x0004
    VERSION = 0x0009
    MODULES = 0x000F
    END = 0x0010
    COOKIE = 0x0013
    REFERENCE_NAME = 0x0016
    MODULE_NAME = 0x0019
    MODULE_STREAM = 0x001A
    MODULE_DOC = 0x001C
    MODULE_HELP = 0x001E
    STANDARD = 0x0021
    CLASS = 0x0022
    MODULE_END = 0x002B
    MODULE_COOKIE = 0x002C
    REFERENCE_CONTROL = 0x002F
    MODULE_OFFSET = 0x0031
    MODULE_STREAM_WIDE = 0x0032
    MODULE_NAME_WIDE = 0x0047
    MODULE_DOC_WIDE = 0x0048


class BadRecords(ValueError):
    """The bytes are no `dir` stream; the text names the offset."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record; `id` is a number of the format, known or not."""

    id: int
    data: bytes = b""

    def written(self) -> bytes:
        """The record as bytes: id, length (always 4 for the version), content."""
        length = 4 if self.id == Id.VERSION else len(self.data)
        return _HEAD.pack(self.id, length) + self.data


def read(content: bytes) -> Iterator[Record]:
    """The records of a decompressed `dir` stream, up to its end record. Raises BadRecords where they are cut off."""
    at = 0
    while at + _HEAD.size <= len(content):
        number, length = _HEAD.unpack_from(content, at)
        at += _HEAD.size
        length = _VERSION_BYTES if number == Id.VERSION else length
        if at + length > len(content):
            raise BadRecords(f"the record {number:#06x} before offset {at} is cut off")
        yield Record(number, content[at : at + length])
        at += length


def write(records: Iterable[Record]) -> bytes:
    """The bytes of `records`, to be compressed."""
    return b"".join(record.written() for record in records)
