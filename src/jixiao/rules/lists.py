"""The word lists and limits of the rules, loaded once from `workbook/rules.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any

from jixiao import resources
from jixiao.form.lexicon import says

FILE = "workbook/rules.toml"


@cache
def words(path: str) -> tuple[str, ...]:
    """The list at `path` ("undone.words"), longer words before shorter ones."""
    return tuple(sorted(_at(path), key=len, reverse=True))


@cache
def groups(path: str) -> tuple[tuple[str, ...], ...]:
    """The groups of words at `path`, in their order."""
    return tuple(tuple(group) for group in _at(path))


def has(text: str, path: str) -> bool:
    """Whether `text` holds any word of the list at `path`."""
    return says(text, words(path))


@cache
def pattern(path: str) -> re.Pattern[str]:
    """What finds any word of the list at `path`, the longest first."""
    return re.compile(either(words(path)))


@cache
def limit(name: str) -> Decimal:
    """The limit `name` of the table [limits]."""
    return Decimal(_at(f"limits.{name}"))


def either(wanted: Iterable[str]) -> str:
    """A pattern of any of the words `wanted`."""
    return "|".join(map(re.escape, wanted))


def _at(path: str) -> Any:
    found: Any = _tables()
    for name in path.split("."):
        found = found[name]
    return found


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(resources.path(FILE).read_text(encoding="utf-8"), parse_float=Decimal)
