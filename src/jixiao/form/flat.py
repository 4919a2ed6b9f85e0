"""A form as field path → text, for comparing two forms field by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from jixiao.form.model import Form

BESIDE = frozenset({"source", "unread"})


def flat(form: Form) -> dict[str, str]:
    """Every field that holds something, an unreadable one with its text, by its path such as `indicators[3].note`."""
    found = dict(_fields("", form))
    return found | {item.field: item.text for item in form.unread}


def _fields(path: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _fields(f"{path}[{number}]", item)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in BESIDE:
                yield from _fields(f"{path}.{field.name}".lstrip("."), getattr(value, field.name))
    elif value is not None:
        yield path, str(value)
