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
PERCENT_POINTS = Kind("points", "百分点", 10)
NUMBER = Kind("points", "该行的计量单位", 10)
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
    **dict.fromkeys(("new_projects", "gone_projects"), COUNT),
    "annual_change": AMOUNT,
    "annual_growth": RATE,
    "rate_change": PERCENT_POINTS,
    **dict.fromkeys(("total_change", "average_change"), POINTS),
    "value": NUMBER,
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

AS_READ: dict[str, tuple[str, ...]] = {
    "files": ("number", "file", "digest", "came", "version", "sender", "forms", "state", "message"),
    "submissions": ("number", "unit", "year", "version", "contents", "file"),
    "projects": TABLES["projects"],
    "funds": tuple(
        f"number project_number unit project year label fund_kind initial annual executed rate note {_PLACE}".split()
    ),
    "indicators": TABLES["indicators"],
    "findings": TABLES["findings"],
    "claims": tuple(f"number project_number unit project year field value measure found {_PLACE}".split()),
}
"""The tables of everything that was read, whether it counts or not; `project_number` leads to the form."""


_CHANGES = (
    "forms_before forms annual_before annual annual_change annual_growth executed_before executed rate_before rate "
    "rate_change"
)
_GROUPS = f"department unit state {_CHANGES} average_before average average_change new_projects gone_projects note"
CHANGES: dict[str, tuple[str, ...]] = {
    name: tuple(columns.split())
    for name, columns in {
        "whole_change": _GROUPS,
        "department_changes": f"number {_GROUPS}",
        "unit_changes": f"number {_GROUPS}",
        "project_changes": f"number department unit project state {_CHANGES} total_before total total_change "
        "grade_before grade note project_number file sheet file_before sheet_before",
    }.items()
}
"""The tables of a comparison with the year before, which are there where one was asked for."""
COLUMNS = AS_READ | TABLES | CHANGES


def kind(column: str) -> Kind:
    """What the column holds; one of the year before holds what its twin of this year does."""
    return KINDS.get(column) or KINDS.get(column.removesuffix("_before"), TEXT)
