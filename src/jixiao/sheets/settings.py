"""The layout of the standard workbook as data (workbook/layout.toml)."""

from __future__ import annotations

from functools import cache
from typing import Any

from jixiao import resources


@cache
def layout() -> dict[str, Any]:
    """The tables of workbook/layout.toml."""
    return resources.table("workbook/layout.toml")


def sheet_name(key: str) -> str:
    """The name of a sheet of the workbook: "guide", "summary", "project", "findings", "parameters", ..."""
    name: str = layout()["sheets"][key]
    return name


def names_beside_forms() -> frozenset[str]:
    """The names of the workbook's own sheets that hold no form."""
    return frozenset(name for key, name in layout()["sheets"].items() if key != "project")


@cache
def guide() -> dict[str, Any]:
    """The tables of workbook/guide.toml."""
    return resources.table("workbook/guide.toml")
