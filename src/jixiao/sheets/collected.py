"""The layout of the collected workbook as data (workbook/collected.toml) and where its rows begin."""

from __future__ import annotations

from functools import cache
from typing import Any

from jixiao import resources
from jixiao.form.table import column_name

TEMPLATE = "workbook/collected-template.xlsx"
LISTS = ("projects", "indicators", "findings", "roster", "unused")
CHANGES = "changes"
"""The role of the sheet that compares with the year before, where there is one."""
HEAD, FIRST = 3, 4
"""In every list: the row of the headings and the first row of data."""
LINK, CLICKED = "链接", "带下划线的数字可点，跳到原文件的那一格"
"""The heading over hidden links to the originals, and what is said of the figures that lead there."""
MOST_ROWS = 1_048_576 - FIRST + 1
"""What a sheet takes below the headings."""


@cache
def collected() -> dict[str, Any]:
    """The tables of workbook/collected.toml."""
    return resources.table("workbook/collected.toml")


def column_letters(role: str) -> dict[str, str]:
    """The column of each key of a sheet."""
    return {column["key"]: column_name(at) for at, column in enumerate(collected()[role]["columns"])}
