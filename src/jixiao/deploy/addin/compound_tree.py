"""The directory of a compound file: its entries, and each storage's children as a red-black tree (MS-CFB 2.6)."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

NONE = 0xFFFFFFFF
NAME_LIMIT = 31  # UTF-16 units, the closing zero not counted
FORBIDDEN = "/\\:!"
_RECORD = struct.Struct("<64sH2B3I16sI2Q3I")


class Kind(IntEnum):
    """What an entry is, by its number in the file."""

    STORAGE = 1
    STREAM = 2
    ROOT = 5


class Colour(IntEnum):
    """The colour of an entry in the red-black tree of a folder."""

    RED = 0
    BLACK = 1


@dataclass(slots=True)
class Entry:
    """One entry of the directory; left, right and child are numbers of entries. Filled in while the tree is laid."""

    name: str
    kind: Kind
    content: bytes = b""
    colour: Colour = Colour.BLACK
    left: int = NONE
    right: int = NONE
    child: int = NONE

    def record(self, start: int, size: int) -> bytes:
        """The 128 bytes of the entry; `start` is a sector number, `size` in bytes."""
        name = self.name.encode("utf-16-le")
        links = (self.left, self.right, self.child)
        return _RECORD.pack(name, len(name) + 2, self.kind, self.colour, *links, b"", 0, 0, 0, start, size, 0)


def entries(tree: Mapping[str, object]) -> list[Entry]:
    """The directory of `tree`, the root first, the children of a storage behind one another."""
    table = [Entry("Root Entry", Kind.ROOT)]
    _add(table, 0, tree)
    return table


def order(name: str) -> tuple[int, list[int]]:
    """What siblings are ordered by: the length in UTF-16 units, then the units in upper case (2.6.4)."""
    units = _units(name)
    return len(units), _units("".join(map(_upper, name)))


def _add(table: list[Entry], parent: int, tree: Mapping[str, object]) -> None:
    names = sorted(map(_checked, tree), key=order)
    if len({tuple(order(name)[1]) for name in names}) != len(names):
        raise ValueError(f"names that differ in case only cannot lie side by side: {names}")
    first = len(table)
    table += [_entry(name, tree[name]) for name in names]
    root = _balance(table, range(first, first + len(names)), len(names).bit_length())
    table[parent].child = root
    if names:
        table[root].colour = Colour.BLACK
    for number, name in enumerate(names, first):
        content = tree[name]
        if isinstance(content, Mapping):
            _add(table, number, content)


def _entry(name: str, content: object) -> Entry:
    if isinstance(content, bytes):
        return Entry(name, Kind.STREAM, content)
    return Entry(name, Kind.STORAGE)


def _balance(table: list[Entry], numbers: Sequence[int], height: int) -> int:
    """The number at the root of a balanced tree of `numbers`: all black but the lowest level, so each way down has as many blacks."""
    if not numbers:
        return NONE
    middle = len(numbers) // 2
    entry = table[numbers[middle]]
    entry.left = _balance(table, numbers[:middle], height - 1)
    entry.right = _balance(table, numbers[middle + 1 :], height - 1)
    entry.colour = Colour.RED if height == 1 else Colour.BLACK
    return numbers[middle]


def _checked(name: str) -> str:
    if not 0 < len(_units(name)) <= NAME_LIMIT or any(mark in name for mark in FORBIDDEN):
        raise ValueError(f"{name!r} is no name for a stream: 1 to {NAME_LIMIT} characters, none of {FORBIDDEN}")
    return name


def _upper(character: str) -> str:
    """Simple upper case: a letter whose upper case takes two letters stays."""
    upper = character.upper()
    return upper if len(upper) == 1 else character


def _units(name: str) -> list[int]:
    raw = name.encode("utf-16-le", "surrogatepass")
    return [unit for (unit,) in struct.iter_unpack("<H", raw)]
