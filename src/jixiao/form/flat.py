"""A form as field path → text, for comparing two forms field by field."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from functools import cache
from typing import Any

from jixiao.form.model import Form

BESIDE = frozenset({"source", "unread", "unread_cells", "kind", "lacking"})
"""What a form holds beside its fields."""
WRITTEN = (str, Decimal, int)
"""A tuple made once: a union made for each of some hundred fields costs more than asking."""


def flat(form: Form) -> dict[str, str]:
    """Every field that holds something, an unreadable one with its text, by its path such as `indicators[3].note`."""
    found: dict[str, str] = {}
    _add(found, "", form)
    return found | {item.field: item.text for item in form.unread}


def _add(found: dict[str, str], path: str, value: Any) -> None:
    for name in _names(type(value)):  # type: ignore[arg-type]
        field = getattr(value, name)
        inner = path + name
        if field is None:
            continue
        if isinstance(field, tuple):
            for number, item in enumerate(field):
                _add(found, f"{inner}[{number}].", item)
        elif isinstance(field, WRITTEN):
            found[inner] = str(field)
        else:
            _add(found, f"{inner}.", field)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    beside = BESIDE if kind == Form else frozenset[str]()
    return tuple(field.name for field in fields(kind) if field.name not in beside)
