"""The lines of a long list on a sheet, each made when it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar, overload

from jixiao.xlsx.stamp.plan import Line

T = TypeVar("T")


class Lines(Sequence[Line]):
    """The lines of a list, each made when it is written: a summary of a province has a million."""

    def __init__(self, rows: Iterable[T], count: int, make: Callable[[T], Line]) -> None:
        self._rows, self._count, self._make = rows, count, make

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Line]:
        return map(self._make, self._rows)

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | Sequence[Line]:
        if isinstance(at, slice):
            return list(self)[at]
        return next(islice(self, range(self._count)[at], None))
