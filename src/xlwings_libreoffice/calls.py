"""Counting what would be a call to Excel: a capitalised member, used from outside, is one call."""

from __future__ import annotations

from collections import Counter
from typing import Any


class Calls:
    """How often each member of the object model was used since the last reset."""

    def __init__(self) -> None:
        self.by_member: Counter[str] = Counter()

    @property
    def made(self) -> int:
        return self.by_member.total()

    def reset(self) -> None:
        self.by_member.clear()


class Member:
    """An object of Excel's object model: Excel's names start with a capital, our own do not."""

    calls: Calls

    def __getattribute__(self, name: str) -> Any:
        if name[0].isupper():
            object.__getattribute__(self, "calls").by_member[f"{type(self).__name__}.{name}"] += 1
        return object.__getattribute__(self, name)

    def __setattr__(self, name: str, value: object) -> None:
        if name[0].isupper():
            if not hasattr(type(self), name):
                raise _missing(self, name)
            self.calls.by_member[f"{type(self).__name__}.{name}="] += 1
        object.__setattr__(self, name, value)

    def __getattr__(self, name: str) -> Any:
        raise _missing(self, name)


def _missing(member: Member, name: str) -> AttributeError:
    return AttributeError(f"{type(member).__name__}.{name} is not covered by xlwings_libreoffice (see its README)")
