"""The shared texts of one new workbook, each once and in the order of their first use, however many there are."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterator
from typing import BinaryIO

from jixiao.xlsx.cells import MAIN, text_element
from jixiao.xlsx.opc.new_parts import DECLARATION
from jixiao.xlsx.stamp.plan import Fill
from jixiao.xlsx.stamp.tables import TemplateStrings

MOST, MOST_CHARACTERS = 100_000, 4_000_000
"""Texts kept in memory, and how long they may be all together; of the others there is a code each."""
LONG = 1_000
"""Longer texts hardly ever come twice: of those there is a code from the start."""
TOGETHER = 1_000_000
"""Characters of new texts that are put away together."""
STEP = 1 << 16
"""Characters of them given at a time: who compresses them holds a few pieces in memory."""
FULL = 0.6
"""How full a table of codes may be; a fuller one is slow."""


class StampedStrings:
    """The table of one new workbook; `tails` remembers the end of the `<c>` of values written of late."""

    def __init__(self, base: TemplateStrings) -> None:
        self._base = base
        self._recent = dict(base.index)
        self._characters = 0
        self._older = Codes()
        self._count = self._coded = len(base.items)
        self._texts = Texts()
        self.tails: dict[Fill, str] = {}

    def add(self, text: str) -> int:
        """The index of `text`, added when new."""
        at = self._recent.get(text)
        return self._found(text) if at is None else at

    def remember(self, value: Fill, tail: str) -> None:
        """Remember the end of the `<c>` of a value; not of 0 and 1, which are the same keys as FALSE and TRUE."""
        if value in (0, 1):
            return
        if len(self.tails) >= MOST:
            self.tails.clear()
        self.tails[value] = tail

    def xml(self) -> Iterator[str]:
        """The part xl/sharedStrings.xml, some items at a time."""
        head = f'<sst xmlns="{MAIN}" uniqueCount="{self._count}">'
        yield f"{DECLARATION}{head}"
        yield from self._base.items
        yield from self._texts
        yield "</sst>"

    def _added(self, text: str) -> int:
        at = self._count
        self._count += 1
        self._texts.add(text)
        if len(text) > LONG:
            self._older.add(text, at)
        return at

    def _found(self, text: str) -> int:
        if len(self._recent) >= MOST or self._characters >= MOST_CHARACTERS:
            self._forget()
        at = self._older.find(text)
        if at is None:
            at = self._added(text)
        if len(text) <= LONG:
            self._recent[text] = at
            self._characters += len(text)
        return at

    def _forget(self) -> None:
        """From now on the texts are known by their codes."""
        for text, number in self._recent.items():
            if number >= self._coded:
                self._older.add(text, number)
        self._recent, self._characters, self._coded = dict(self._base.index), 0, self._count
        self.tails.clear()


class Codes:
    """Numbers of texts by a code of 128 bits each: 20 bytes of memory for a text of any length."""

    def __init__(self) -> None:
        self._count = 0
        self._make(1 << 12)

    def __len__(self) -> int:
        return self._count

    def add(self, text: str, number: int) -> None:
        """Add a text that is not there."""
        if self._count >= FULL * self._size:
            self._grow()
        self._put(*_code(text), number + 1)
        self._count += 1

    def find(self, text: str) -> int | None:
        """The number of a text; None where it is not there."""
        if not self._count:
            return None
        first, second = _code(text)
        at = self._place(first, second)
        return self._numbers[at] - 1 if self._numbers[at] else None

    def _make(self, size: int) -> None:
        self._size = size
        self._firsts, self._seconds = array("Q", bytes(8 * size)), array("Q", bytes(8 * size))
        self._numbers = array("I", bytes(4 * size))

    def _grow(self) -> None:
        old = zip(self._firsts, self._seconds, self._numbers, strict=True)
        self._make(2 * self._size)
        for first, second, number in old:
            if number:
                self._put(first, second, number)

    def _put(self, first: int, second: int, number: int) -> None:
        at = self._place(first, second)
        self._firsts[at], self._seconds[at], self._numbers[at] = first, second, number

    def _place(self, first: int, second: int) -> int:
        """Where a code is, or the free place it would have."""
        at, last = first & (self._size - 1), self._size - 1
        numbers, firsts, seconds = self._numbers, self._firsts, self._seconds
        while numbers[at] and (firsts[at] != first or seconds[at] != second):
            at = (at + 1) & last
        return at


class Texts:
    """Texts in order, all but the last compressed in a temporary file; as an iterable, their XML."""

    def __init__(self) -> None:
        self._last: list[str] = []
        self._characters = 0
        self._file: BinaryIO | None = None
        self._sizes: list[int] = []

    def add(self, text: str) -> None:
        """Add a text at the end."""
        self._last.append(text)
        self._characters += len(text)
        if self._characters >= TOGETHER:
            self._put_away()

    def __iter__(self) -> Iterator[str]:
        if self._file is not None:
            self._file.seek(0)
            for size in self._sizes:
                text = zlib.decompress(self._file.read(size)).decode()
                yield from (text[at : at + STEP] for at in range(0, len(text), STEP))
        yield from map(_item, self._last)

    def _put_away(self) -> None:
        from tempfile import TemporaryFile

        self._file = self._file or TemporaryFile(prefix="jixiao-")  # noqa: SIM115 - it goes with the texts
        self._sizes.append(self._file.write(zlib.compress("".join(map(_item, self._last)).encode(), 1)))
        self._last, self._characters = [], 0


def _item(text: str) -> str:
    return f"<si>{text_element(text)}</si>"


def _code(text: str) -> tuple[int, int]:
    from hashlib import blake2b

    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    return int.from_bytes(digest[:8]), int.from_bytes(digest[8:])
