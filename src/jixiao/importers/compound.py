"""Compound files (.doc, .xls, .wps, .et): one stream of them, taken out without trusting what the file says of itself."""

from __future__ import annotations

import struct
from collections.abc import Collection

ROOT, STREAM = 5, 2
HEADER_FAT_SECTORS, MINI_SECTOR, ENTRY = 109, 64, 128
LAST = 0xFFFFFFFA
"""Numbers from here on name no sector: the end of a chain, a free sector, a sector of the tables themselves."""
SHIFT, TABLES, MINI, MORE = 30, 44, 56, 68
"""Where the header says how large sectors are, where the tables begin, what is kept in small sectors."""


class Damaged(ValueError):
    """The file does not hang together: a chain that goes in circles or out of the file."""


def stream(data: bytes, names: Collection[str]) -> bytes | None:
    """The first stream of one of these names, in whatever storage; None where there is none. Raises Damaged."""
    try:
        return _File(data).stream(names)
    except (struct.error, IndexError) as error:
        raise Damaged(str(error)) from error


class _File:
    """The allocation tables of a compound file, and what is found by them."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        (shift,) = struct.unpack_from("<H", data, SHIFT)
        if shift not in (9, 12):
            raise Damaged("sector size")
        self.size = 1 << shift
        count, self.directory = struct.unpack_from("<II", data, TABLES)
        self.cutoff, self.mini_start = struct.unpack_from("<II", data, MINI)
        self.table = self._table(count, *struct.unpack_from("<I", data, MORE))

    def stream(self, names: Collection[str]) -> bytes | None:
        wanted = {name.encode("utf-16-le") for name in names}
        listed = self._chain(self.directory)
        root = LAST
        for at in range(0, len(listed) - ENTRY + 1, ENTRY):
            length, kind = struct.unpack_from("<HB", listed, at + 64)
            start, size = struct.unpack_from("<II", listed, at + 116)
            if kind == ROOT and root == LAST:
                root = start
            elif kind == STREAM and listed[at : at + max(length - 2, 0)] in wanted:
                return self._small(root, start, size) if size < self.cutoff else self._chain(start)[:size]
        return None

    def _small(self, root: int, start: int, size: int) -> bytes:
        """A stream below the cutoff is in sectors of 64 bytes, which the root's chain holds."""
        held, table = self._chain(root), _numbers(self._chain(self.mini_start))
        at = (number * MINI_SECTOR for number in _follow(table, start))
        return b"".join(held[place : place + MINI_SECTOR] for place in at)[:size]

    def _chain(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in _follow(self.table, start))

    def _table(self, count: int, more: int) -> tuple[int, ...]:
        """The allocation table: its first sectors are named in the header, the others in sectors of their own."""
        most = len(self.data) // self.size
        if count > most:
            raise Damaged("more sectors than the file has")
        named = list(struct.unpack_from(f"<{HEADER_FAT_SECTORS}I", self.data, 76))
        while more < LAST and len(named) < count:
            *numbers, more = _numbers(self._sector(more))
            named += numbers
        return _numbers(b"".join(self._sector(number) for number in named[:count]))

    def _sector(self, number: int) -> bytes:
        """One sector; the last of a file may be cut short."""
        place = (number + 1) * self.size
        if place >= len(self.data):
            raise Damaged("a sector outside the file")
        return self.data[place : place + self.size]


def _follow(table: tuple[int, ...], number: int) -> list[int]:
    found: list[int] = []
    while number < LAST:
        found.append(number)
        if len(found) > len(table):
            raise Damaged("a chain in circles")
        number = table[number]
    return found


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])
