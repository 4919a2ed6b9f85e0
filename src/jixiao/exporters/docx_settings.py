"""How the Word form looks, as data: workbook/word.toml, and what it shares with the workbook's layout."""

from __future__ import annotations

from functools import cache
from typing import Any

from jixiao import resources
from jixiao.sheets.settings import layout

A4 = (595.3, 841.9)
"""Width and height of the page in points."""
POINTS_PER_INCH = 72


@cache
def word() -> dict[str, Any]:
    """The tables of workbook/word.toml."""
    return resources.table("workbook/word.toml")


@cache
def margin(side: str) -> float:
    """A margin of the page in points: left, right, top, bottom, footer."""
    return float(layout()["page"][side]) * POINTS_PER_INCH


@cache
def widths() -> tuple[float, ...]:
    """The nine columns in points, together as wide as the text area."""
    given = [float(width) for width in word()["columns"]["widths"]]
    area = A4[0] - margin("left") - margin("right")
    return tuple(width * area / sum(given) for width in given)


def text_height() -> float:
    """The height of the text area in points."""
    return A4[1] - margin("top") - margin("bottom")
