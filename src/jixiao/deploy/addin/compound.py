"""The compound file (MS-CFB, version 3): a tree of storages and streams written as one file."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from jixiao.deploy.addin.compound_tree import Entry, Kind, entries

SECTOR, MINI_SECTOR, MINI_STREAM_LIMIT = 512, 64, 4096
HEADER_FAT_SECTORS = 109
FREE, END_OF_CHAIN, FAT_SECTOR, DIFAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC
_SIGNATURE = bytes.fromhex("D0CF11E0A1B11AE1")
_HEADER = struct.Struct("<8s16s5H6s9I")
_NUMBERS = SECTOR // 4


@dataclass(slots=True)
class _Sectors:
    """Sectors in file order beside their allocation table: each sector's number of the next one in its chain."""

    size: int
    data: bytearray = field(default_factory=bytearray)
    table: list[int] = field(default_factory=list)

    def add(self, content: bytes) -> int:
        """The number of the first sector of `content`, END_OF_CHAIN for no content."""
        count = -(-len(content) // self.size)
        if not count:
            return END_OF_CHAIN
        first = len(self.table)
        self.table += [*range(first + 1, first + count), END_OF_CHAIN]
        self.data += content.ljust(count * self.size, b"\0")
        return first


def write(tree: Mapping[str, object]) -> bytes:
    """The compound file of `tree`: names to bytes (a stream) or to a mapping of the same sort (a storage).

    ValueError for a name the format does not hold: over 31 characters, or one of / \\ : ! in it.
    """
    table = entries(tree)
    big, small = _Sectors(SECTOR), _Sectors(MINI_SECTOR)
    starts = [_place(entry, big, small) for entry in table]
    starts[0] = big.add(bytes(small.data))
    directory = big.add(_directory(table, starts, len(small.data)))
    mini_fat = big.add(_numbers(small.table))
    mini_fat_sectors = -(-len(small.table) // _NUMBERS)
    fat, difat = _fat(big.table)
    first_difat = difat[0] if difat else END_OF_CHAIN
    header = _header(directory, len(fat), mini_fat, mini_fat_sectors, first_difat, len(difat))
    head, *rest = _difat(fat, difat)
    return b"".join((header, head, big.data, _numbers(big.table), *rest))


def _place(entry: Entry, big: _Sectors, small: _Sectors) -> int:
    if entry.kind is not Kind.STREAM:
        return 0
    return (small if len(entry.content) < MINI_STREAM_LIMIT else big).add(entry.content)


def _directory(table: Sequence[Entry], starts: Sequence[int], mini_stream: int) -> bytes:
    sizes = [mini_stream, *(len(entry.content) for entry in table[1:])]
    records = [entry.record(start, size) for entry, start, size in zip(table, starts, sizes, strict=True)]
    unused = b"\0" * 68 + struct.pack("<3I", FREE, FREE, FREE) + b"\0" * 48
    return b"".join(records) + unused * (-len(records) % 4)


def _fat(table: list[int]) -> tuple[list[int], list[int]]:
    """Numbers of the FAT's and the DIFAT's own sectors, which are last in the file; `table` grows by them."""
    fat = difat = 0
    while fat * _NUMBERS < len(table) + fat + difat:
        fat = -(-(len(table) + fat + difat) // _NUMBERS)
        difat = max(0, -(-(fat - HEADER_FAT_SECTORS) // (_NUMBERS - 1)))
    first = len(table)
    table += [FAT_SECTOR] * fat + [DIFAT_SECTOR] * difat
    return [*range(first, first + fat)], [*range(first + fat, first + fat + difat)]


def _difat(fat: Sequence[int], sectors: Sequence[int]) -> list[bytes]:
    """Where the FAT is: the part in the header, then one block for each DIFAT sector, which ends in the next one."""
    head = [*fat[:HEADER_FAT_SECTORS], *[FREE] * (HEADER_FAT_SECTORS - len(fat))]
    blocks = [struct.pack(f"<{HEADER_FAT_SECTORS}I", *head)]
    for place, start in enumerate(range(HEADER_FAT_SECTORS, len(fat), _NUMBERS - 1)):
        part = fat[start : start + _NUMBERS - 1]
        following = sectors[place + 1] if place + 1 < len(sectors) else END_OF_CHAIN
        blocks.append(struct.pack(f"<{_NUMBERS}I", *part, *[FREE] * (_NUMBERS - 1 - len(part)), following))
    return blocks


def _numbers(table: Sequence[int]) -> bytes:
    """An allocation table in whole sectors; what is left over is free."""
    padded = [*table, *[FREE] * (-len(table) % _NUMBERS)]
    return struct.pack(f"<{len(padded)}I", *padded)


def _header(directory: int, fat: int, mini_fat: int, mini_fat_sectors: int, difat: int, difat_sectors: int) -> bytes:
    versions = (0x003E, 3, 0xFFFE, 9, 6)  # minor, major, byte order, sector and mini sector size as powers of two
    numbers = (0, fat, directory, 0, MINI_STREAM_LIMIT, mini_fat, mini_fat_sectors, difat, difat_sectors)
    return _HEADER.pack(_SIGNATURE, b"", *versions, b"", *numbers)
