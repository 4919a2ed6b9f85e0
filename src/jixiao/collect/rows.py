"""Rows of a table in order: a list as long as they are few, from then on in a temporary file."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from tempfile import TemporaryFile, gettempdir
from typing import Any, BinaryIO, overload

from jixiao.errors import CannotGoOn, why_refused
from jixiao.form.table import Value

Row = dict[str, Value]
FEW, TOGETHER = 4_000, 1_000
"""Rows kept in memory, and how many are read back at a time."""


class Aside:
    """Things put away in a temporary file, each known by where it begins there; the file goes with this object."""

    def __init__(self) -> None:
        self._file: BinaryIO | None = None

    def put(self, thing: Any) -> int:
        """Where the thing is now. Raises CannotGoOn where the temporary folder is full."""
        try:
            if self._file is None:
                self._file = TemporaryFile(prefix="jixiao-")  # noqa: SIM115 - it goes with this object
            at = self._file.seek(0, 2)
            pickle.dump(thing, self._file, 5)
            return at
        except OSError as error:
            raise CannotGoOn(
                f"临时文件夹 {gettempdir()} 写不进（{why_refused(error)}），汇总没有写。请腾出空间，再运行同一命令。"
            ) from error

    def get(self, at: int) -> Any:
        """The thing that begins at `at`."""
        assert self._file is not None
        self._file.seek(at)
        return pickle.load(self._file)


class Rows(Sequence[Row]):
    """Rows that all have the same columns; they are appended, then read any number of times."""

    def __init__(self) -> None:
        self._last: list[Row] = []
        self._aside = Aside()
        self._starts: list[int] = []
        self._columns: tuple[str, ...] = ()

    def append(self, row: Row) -> None:
        """Add a row at the end. Raises CannotGoOn where the temporary folder is full."""
        self._last.append(row)
        if len(self._last) >= (TOGETHER if self._starts else FEW):
            self._put_away()

    def few(self) -> Sequence[Row]:
        """The rows as a list, where none had to be put away."""
        return self if self._starts else self._last

    def __len__(self) -> int:
        return len(self._starts) * TOGETHER + len(self._last)

    def __iter__(self) -> Iterator[Row]:
        for at in range(len(self._starts)):
            yield from self._batch(at)
        yield from self._last

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        if isinstance(at, slice):
            first, last, step = at.indices(len(self))
            return list(islice(self, first, last, step)) if step > 0 else list(self)[at]
        batch, place = divmod(range(len(self))[at], TOGETHER)
        return self._batch(batch)[place] if batch < len(self._starts) else self._last[place]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or len(self) != len(other):
            return False
        return all(one == two for one, two in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def _put_away(self) -> None:
        if not self._starts:
            self._columns = tuple(self._last[0])
        while len(self._last) >= TOGETHER:
            self._starts.append(self._aside.put([tuple(row.values()) for row in self._last[:TOGETHER]]))
            del self._last[:TOGETHER]

    def _batch(self, at: int) -> list[Row]:
        return [dict(zip(self._columns, values, strict=True)) for values in self._aside.get(self._starts[at])]


def numbered(rows: Iterable[Row]) -> Sequence[Row]:
    """The rows with their numbers before them."""
    found = Rows()
    for number, row in enumerate(rows, 1):
        found.append({"number": number, **row})
    return found.few()
