"""Field paths: how findings, places and JSON name a field of a form, such as `funds.total.rate` or `indicators[3].note`."""

from __future__ import annotations

import re

INDICATOR = re.compile(r"^indicators\[(\d+)\]")
PRINTED = re.compile(r"(funds\.total\.(rate|score)|funds\.parts\[\d+\]\.rate|total\.(weight|score))$")
"""The printed fields our template has formulas for."""


def indicator_path(at: int, field: str | None = None) -> str:
    """The path of the indicator at the zero-based place `at`, or of one of its fields."""
    return _of(f"indicators[{at}]", field)


def fund_path(at: int, field: str | None = None) -> str:
    """The path of the fund row below the total at the zero-based place `at`, or of one of its fields."""
    return _of(f"funds.parts[{at}]", field)


def _of(row: str, field: str | None) -> str:
    return row if field is None else f"{row}.{field}"
