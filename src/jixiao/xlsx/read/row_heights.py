"""How high the rows of a worksheet are."""

from __future__ import annotations

import re
from functools import lru_cache

ROW = re.compile(rb"<(?:\w+:)?row\s([^>]*)>")
NUMBER = re.compile(rb"""\b(r|ht)\s*=\s*["']([\d.]+)["']""")


def row_heights(sheet: bytes) -> dict[int, float]:
    """Row, one-based, → its height in points, for the rows of a worksheet part that have one."""
    return dict(filter(None, map(_row, ROW.findall(sheet))))


@lru_cache(maxsize=4096)
def _row(given: bytes) -> tuple[int, float] | None:
    row = dict(NUMBER.findall(given))
    return (int(row[b"r"]), float(row[b"ht"])) if row.keys() >= {b"r", b"ht"} else None
