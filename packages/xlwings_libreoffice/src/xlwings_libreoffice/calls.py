"""The edge of Excel's object model: a capitalised member, used from outside, is one call to Excel."""

from __future__ import annotations

import functools
import inspect
from collections import Counter
from collections.abc import Callable
from types import MethodType
from typing import Any, ClassVar

from xlwings_libreoffice import model
from xlwings_libreoffice.bridge import uno
from xlwings_libreoffice.errors import ComError


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
    excel: ClassVar[str] = ""
    """What Excel calls the class, where it is not this one's name."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.excel = cls.__dict__.get("excel") or cls.__name__

    def __getattribute__(self, name: str) -> Any:
        if not name[0].isupper():
            return object.__getattribute__(self, name)
        label = f"{type(self).__name__}.{name}"
        if not hasattr(type(self), name):
            raise AttributeError(f"{label} is not covered by xlwings_libreoffice (see its README)")
        self.calls.by_member[label] += 1
        found = _guarded(label, object.__getattribute__, self, name)
        return (
            functools.partial(_called, label, model.found(type(self).excel, name), found)
            if isinstance(found, MethodType)
            else found
        )

    def __setattr__(self, name: str, value: object) -> None:
        if not name[0].isupper():
            object.__setattr__(self, name, value)
            return
        label = f"{type(self).__name__}.{name}"
        if not hasattr(type(self), name):
            raise AttributeError(f"{label} is not covered by xlwings_libreoffice (see its README)")
        if model.found(type(self).excel, name) is not True:
            raise AttributeError(f"{label} can not be set")
        self.calls.by_member[f"{label}="] += 1
        _guarded(label, object.__setattr__, self, name, value)


def _called(label: str, parameters: Any, method: MethodType, *args: Any, **named: Any) -> Any:
    """Call a member with arguments that Excel's takes. What this package passes over it names by a `**` parameter."""
    arguments = model.bound(label, parameters, args, named)
    kinds, taken = _taken(method.__func__)
    if inspect.Parameter.VAR_POSITIONAL in kinds:
        return _guarded(label, method, *arguments.values())
    strange = [name for name in arguments if name not in taken]
    if strange and inspect.Parameter.VAR_KEYWORD not in kinds:
        raise NotImplementedError(f"{label}: {strange[0]} is not covered by xlwings_libreoffice")
    return _guarded(label, method, **arguments)


@functools.cache
def _taken(function: Callable[..., Any]) -> tuple[frozenset[Any], frozenset[str]]:
    """The kinds and the names of a function's parameters."""
    parameters = inspect.signature(function).parameters.values()
    return frozenset(one.kind for one in parameters), frozenset(one.name for one in parameters)


def _guarded(label: str, function: Callable[..., Any], *args: Any, **named: Any) -> Any:
    """LibreOffice's own exceptions cannot pass a context manager (they refuse a traceback), so none gets out."""
    try:
        return function(*args, **named)
    except uno().getClass("com.sun.star.uno.Exception") as error:
        reason = str(error)
    raise ComError(f"{label}: {reason}")
