"""A day as people write it."""

from __future__ import annotations

import re
from datetime import date

from jixiao.form.wording import half_width

DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+00:00(?::00)?)?")
"""2026-01-15, 2026/1/15, 2026.1.15 and 2026年1月15日, as a cell formatted as a date shows it."""


def day(text: str) -> date | None:
    """The day in `text`; None where it is none of the calendar, such as 2026/13/1 or 2026-02-30."""
    found = DAY.fullmatch(half_width(text))
    if not found:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None
