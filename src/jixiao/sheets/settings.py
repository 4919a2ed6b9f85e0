"""The layout of the standard workbook as data (workbook/layout.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from jixiao import resources


@cache
def layout() -> dict[str, Any]:
    """The tables of workbook/layout.toml."""
    return tomllib.loads(resources.path("workbook/layout.toml").read_text(encoding="utf-8"))


@cache
def guide() -> dict[str, Any]:
    """The tables of workbook/guide.toml."""
    return tomllib.loads(resources.path("workbook/guide.toml").read_text(encoding="utf-8"))
