"""Frozen dataclasses as plain JSON values and back, without loss: numbers as text, dates in ISO form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
MOST_ADDED = 2
"""Fields that a dataclass may have more than older data of it."""
Reader = Callable[[Any], Any]


def plain(value: object) -> Any:
    """`value` as JSON values; a dataclass becomes the list of its fields."""
    # most fields hold a text or nothing: those are taken as they are, without a call for each
    return value if value is None or value.__class__ is str else _writer(value.__class__)(value)  # type: ignore[arg-type]


def restored(kind: type[T], data: Any) -> T:
    """The `kind` that `plain` made `data` of. Raises ValueError, TypeError or ArithmeticError for other data.

    Fields with a default that were added after `data` was made, at the end, have their defaults.
    """
    reader: Reader = _reader(kind)  # type: ignore[arg-type]
    made: T = reader(data)
    return made


@cache
def _writer(kind: type) -> Callable[[Any], Any]:
    if issubclass(kind, (str, int)):
        return lambda value: value
    if issubclass(kind, tuple):
        return _plain_items
    if issubclass(kind, Decimal):
        return str
    if issubclass(kind, datetime):
        return datetime.isoformat
    if issubclass(kind, Mapping):
        return lambda value: dict(value.items())
    names = _names(kind)  # type: ignore[arg-type]
    fields_of = attrgetter(*names)
    return lambda value: _plain_items(fields_of(value) if len(names) > 1 else (fields_of(value),))


def _plain_items(values: Iterable[Any]) -> list[Any]:
    return [item if item is None or item.__class__ is str else _writer(item.__class__)(item) for item in values]


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(item.name for item in fields(kind))


@cache
def _reader(kind: Any) -> Reader:
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _optional(_reader(next(part for part in parts if part is not NoneType)))
    if origin is tuple:
        return _tuple(_reader(parts[0]))
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass(kind)
    if kind is datetime:
        return datetime.fromisoformat
    return Decimal if kind is Decimal else _same(kind if origin is None else origin)


def _optional(read: Reader) -> Reader:
    return lambda data: None if data is None else read(data)


def _taken(kind: Any) -> frozenset[type]:
    """The classes of JSON values a field of that kind takes as they are: texts, numbers of things, nothing."""
    parts = get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)
    return frozenset(part for part in parts if part in (str, int, NoneType))


def _tuple(read: Reader) -> Reader:
    return lambda data: tuple([read(item) for item in data])


def _dataclass(kind: type) -> Reader:
    hints = get_type_hints(kind)
    ways = [(_taken(hints[name]), _reader(hints[name])) for name in _names(kind)]

    def read(data: Any) -> Any:
        if not isinstance(data, list) or not 0 <= len(ways) - len(data) <= MOST_ADDED:
            raise ValueError(f"{kind.__name__}: {data!r}")
        given = zip(ways, data, strict=False)
        return kind(*[value if value.__class__ in taken else reader(value) for (taken, reader), value in given])

    return read


def _same(kind: Any) -> Reader:
    wanted = str if kind is Literal else dict if kind is Mapping else kind

    def read(data: Any) -> Any:
        if not isinstance(data, wanted):
            raise TypeError(f"{data!r} is no {wanted}")
        return data

    return read
