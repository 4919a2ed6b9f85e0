"""The lines of a long list on a sheet, each made when it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from jixiao.collect.streamed import Streamed
from jixiao.xlsx.stamp.plan import Line

T = TypeVar("T")


class Lines(Streamed[Line]):
    """The lines of a list, each made when it is written: a summary of a province has a million."""

    def __init__(self, rows: Iterable[T], count: int, make: Callable[[T], Line]) -> None:
        self._rows, self._count, self._make = rows, count, make

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Line]:
        return map(self._make, self._rows)
