"""Sequences that are never whole in memory: their items are made one after the other, as often as they are asked for."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TypeVar, overload

T = TypeVar("T")


class Streamed(Sequence[T]):
    """A sequence that is passed through from its beginning; an item by its place is looked up that way too."""

    @abstractmethod
    def __iter__(self) -> Iterator[T]: ...

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        if isinstance(at, slice):
            return tuple(self)[at]
        return next(islice(self, range(len(self))[at], None))
