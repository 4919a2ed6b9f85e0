"""The members of Excel's object model: their arguments in order, which may be left out, and what can be set.

`excel_members.txt` has one member in a line, as facts of Excel's type library: `Range.Row` can be read, `Range.Value=` set
as well, `Range.Insert(Shift?, CopyOrigin?)` takes arguments; one with a question mark may be left out. `__call__` is the
default member. It holds the classes that this package represents, and some that code for Excel uses beside them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from xlwings_libreoffice.errors import PARAMETER_NOT_OPTIONAL, ComError

TABLE = "excel_members.txt"
_LINE = re.compile(r"(\w+\.\w+)(?:\((.*)\)|(=))?")

Members = Mapping[str, tuple[str, ...] | bool]
"""Member → its arguments ("Shift?" may be left out), or whether it can be set."""


@cache
def members() -> Members:
    """Every member by class and name, such as "Range.Insert"."""
    text = files(__package__).joinpath(TABLE).read_text(encoding="ascii")
    return dict(_member(line) for line in text.splitlines())


def found(owner: str, name: str) -> tuple[str, ...] | bool | None:
    """What the table says of a member; None where Excel has none. Early bound, `GetOffset` is `Offset` with arguments."""
    known = members()
    if f"{owner}.{name}" in known:
        return known[f"{owner}.{name}"]
    plain = known.get(f"{owner}.{name[3:]}") if name.startswith("Get") else None
    return plain if isinstance(plain, tuple) else None


def bound(
    label: str, parameters: Sequence[str], given: Sequence[object], named: Mapping[str, object]
) -> dict[str, object]:
    """The arguments of a call by their names. Raises what a call through pywin32 raises where they do not fit."""
    names = [each.rstrip("?") for each in parameters]
    if len(given) > len(names):
        raise TypeError(f"{label}() takes {len(names)} arguments, {len(given)} were given")
    arguments = dict(zip(names, given, strict=False))
    for name, value in named.items():
        if name not in names:
            raise TypeError(f"{label}() got an unexpected keyword argument {name!r}")
        if name in arguments:
            raise TypeError(f"{label}() got multiple values for argument {name!r}")
        arguments[name] = value
    missing = [each for each in parameters if not each.endswith("?") and each not in arguments]
    if missing:
        raise ComError(f"{label}: {missing[0]} is not optional", PARAMETER_NOT_OPTIONAL)
    return arguments


def _member(line: str) -> tuple[str, tuple[str, ...] | bool]:
    match = _LINE.fullmatch(line)
    if match is None:
        raise ValueError(f"{TABLE}: {line!r} is no member")
    name, arguments, settable = match.groups()
    if arguments is None:
        return name, bool(settable)
    return name, tuple(arguments.split(", ")) if arguments else ()
