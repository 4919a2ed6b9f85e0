"""The columns of the collected tables as data: their order, and which hold amounts, rates, points, counts and moments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Holds = Literal["amount", "rate", "points", "count", "moment", "text"]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a column holds: in which unit, and with how many decimals where it is a decimal number."""

    holds: Holds
    unit: str
    places: int = 0


AMOUNT = Kind("amount", "万元", 6)
RATE = Kind("rate", "小数", 10)
POINTS = Kind("points", "分", 10)
COUNT = Kind("count", "个")
YEAR = Kind("count", "年")
MOMENT = Kind("moment", "本地时间")
TEXT = Kind("text", "文本")

KINDS = {
    **dict.fromkeys(("initial", "annual", "executed", "base"), AMOUNT),
    "rate": RATE,
    **dict.fromkeys(("average", "execution", "output", "benefit", "satisfaction", "cost", "other"), POINTS),
    **dict.fromkeys(("total", "claimed", "difference", "weight", "score"), POINTS),
    **dict.fromkeys(("number", "project_number", "forms", "version"), COUNT),
    **dict.fromkeys(("excellent", "good", "fair", "poor", "errors", "warnings", "notices"), COUNT),
    **dict.fromkeys(("initial_uncounted", "annual_uncounted", "executed_uncounted", "total_uncounted"), COUNT),
    "year": YEAR,
    **dict.fromkeys(("came", "first", "last"), MOMENT),
}
"""A name means the same in every table; what is not here is text."""

_SUMS = (
    "forms initial annual executed rate average excellent good fair poor errors warnings "
    "initial_uncounted annual_uncounted executed_uncounted total_uncounted uncounted"
)
_PLACE = "file sheet cell"
TABLES: dict[str, tuple[str, ...]] = {
    name: tuple(columns.split())
    for name, columns in {
        "whole": f"department unit {_SUMS}",
        "departments": f"number department unit {_SUMS}",
        "units": f"number department unit {_SUMS}",
        "projects": "number department unit project year initial annual executed rate execution output benefit "
        "satisfaction cost other total claimed grade difference errors warnings notices file sheet came version "
        "policy form_kind base",
        "indicators": "number project_number unit project year dimension category name target actual weight score "
        f"note {_PLACE}",
        "findings": "number severity department unit project field found expected message fix basis code " + _PLACE,
        "roster": "number department unit contact phone mail state late forms errors first last note",
        "unused": "number file reason unit project forms message instead",
    }.items()
}


def kind(column: str) -> Kind:
    """What the column holds."""
    return KINDS.get(column, TEXT)
