"""Frozen dataclasses as JSON and back, without loss: numbers as text, dates in ISO form."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache, lru_cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
MOST_ADDED = 2
"""Fields that a dataclass may have more than older data of it."""
Reader = Callable[[Any], Any]


def json_text(value: object) -> str:
    """`value` as JSON in one line; a dataclass is the list of its fields."""
    return _ENCODER.encode(value)


def restored(kind: type[T], data: Any) -> T:
    """The `kind` that `json_text` made `data` of. Raises ValueError, TypeError or ArithmeticError for other data.

    Fields with a default that were added after `data` was made, at the end, have their defaults.
    """
    reader: Reader = _reader(kind)  # type: ignore[arg-type]
    made: T = reader(data)
    return made


@cache
def _writer(kind: type) -> Callable[[Any], Any]:
    if issubclass(kind, Decimal):
        return str
    if issubclass(kind, datetime):
        return datetime.isoformat
    if issubclass(kind, Mapping):
        return lambda value: dict(value.items())
    names = _names(kind)  # type: ignore[arg-type]
    fields_of = attrgetter(*names)
    return fields_of if len(names) > 1 else lambda value: (fields_of(value),)


_ENCODER = json.JSONEncoder(
    ensure_ascii=False,
    check_circular=False,
    separators=(",", ":"),
    default=lambda value: _writer(value.__class__)(value),
)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(item.name for item in fields(kind))


@cache
def _reader(kind: Any) -> Reader:
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        # who asks has taken None as it is
        return _reader(next(part for part in parts if part is not NoneType))
    if origin is tuple:
        read = _reader(parts[0])
        return lambda data: tuple([read(item) for item in data])
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass(kind)
    if kind is datetime:
        return datetime.fromisoformat
    return Decimal if kind is Decimal else _same(kind if origin is None else origin)


def _taken(kind: Any) -> frozenset[type]:
    """The classes of JSON values a field of that kind takes as they are: texts, numbers of things, nothing."""
    parts = get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)
    return frozenset(part for part in parts if part in (str, int, NoneType))


def _dataclass(kind: type) -> Reader:
    hints = get_type_hints(kind)
    ways = [(_taken(hints[name]), _reader(hints[name])) for name in _names(kind)]

    @lru_cache(maxsize=4096)
    def to_read(given: tuple[type, ...]) -> list[tuple[int, Reader]]:
        """The fields that are not taken as they are where values of these classes are given."""
        fields_given = enumerate(zip(given, ways, strict=False))
        return [(at, reader) for at, (of, (taken, reader)) in fields_given if of not in taken]

    def read(data: Any) -> Any:
        if not isinstance(data, list) or not 0 <= len(ways) - len(data) <= MOST_ADDED:
            raise ValueError(f"{kind.__name__}: {data!r}")
        values = data.copy()
        for at, reader in to_read(tuple(map(type, data))):
            values[at] = reader(data[at])
        return kind(*values)

    return read


def _same(kind: Any) -> Reader:
    wanted = str if kind is Literal else dict if kind is Mapping else kind

    def read(data: Any) -> Any:
        if not isinstance(data, wanted):
            raise TypeError(f"{data!r} is no {wanted}")
        return data

    return read
