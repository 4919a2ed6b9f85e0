"""A cell of a workbook by its sheet and address."""

from __future__ import annotations

from typing import NamedTuple


class Seat(NamedTuple):
    """The cell of this workbook a finding is about."""

    sheet: str
    cell: str
