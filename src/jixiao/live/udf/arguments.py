"""What the functions for cells are given: values of Excel, given as the engine's texts, numbers and policies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal

import jixiao.policy as policy
from jixiao.errors import CannotGoOn
from jixiao.form import amounts
from jixiao.form.structure import DIRECTIONS, written
from jixiao.form.table import Value
from jixiao.policy import Policy

Cell = Value | datetime
Given = Cell | Sequence[Cell] | Sequence[Sequence[Cell]]
"""A cell, a row of cells or a block of rows; xlwings hands over blocks."""

OLDEST_YEAR, LAST_YEAR = 2000, 2099
ERROR_NUMBERS = range(-2146826288, -2146826200)
"""How an error value of Excel reaches Python where nobody gave it as a text."""
_YEAR = re.compile(r"\d{4}")
_SOME_ERROR = "#ERROR!"


def rows(given: Given) -> tuple[tuple[Value, ...], ...]:
    """The block of cells in `given`, each as a form's table holds it: blank "", dates and errors as texts."""
    if not isinstance(given, list | tuple):
        return ((_value(given),),)
    lines = given if given and isinstance(given[0], list | tuple) else [given]
    return tuple(tuple(_value(cell) for cell in line) for line in lines)


def cell(given: Given, name: str) -> Value:
    """The one cell in `given`; of several, the only one filled (a merged cell). None when blank.

    Raises CannotGoOn where several are filled, or where the cell shows an error of Excel; `name` is what it represents.
    """
    values = [value for row in rows(given) for value in row]
    filled = [value for value in values if value != ""]
    if len(filled) > 1:
        raise CannotGoOn(f"“{name}”给了 {len(values)} 个单元格，只能用一个；请只选其中一个单元格")
    if not filled:
        return None
    if filled[0] == _SOME_ERROR or amounts.is_error(filled[0]):
        raise CannotGoOn(f"“{name}”所引用的单元格是错误值 {filled[0]}，请先改正那个单元格")
    return filled[0]


def text(given: Given, name: str) -> str | None:
    """The cell as a person would write it: 0.1 → "0.1"; None when blank. Raises CannotGoOn, see `cell`."""
    value = cell(given, name)
    if amounts.is_absurd(value):
        raise CannotGoOn(f"“{name}”的数 {value} 过大，不像指标值；请核对单元格")
    return written(value) or None


def number(given: Given, name: str) -> Decimal | None:
    """The single number in the cell, None when blank or marked as having none ("—").

    Raises CannotGoOn where the cell holds anything else: words, a date, 是/否, a percentage, several numbers.
    """
    value = cell(given, name)
    try:
        return amounts.number(value)
    except amounts.Unreadable:
        raise CannotGoOn(f"“{name}”的内容“{written(value)}”不是单个数字；请只填数字，不带单位、百分号和文字") from None


def scoring(given: Given) -> Policy:
    """The policy named in the cell: a bundled name, or a budget year; the newest where the cell is blank.

    Only bundled names are looked up: a cell of a mailed workbook must not make us open a file of its choice.
    Raises CannotGoOn for any other.
    """
    name = text(given, "评分办法")
    if name is None:
        return policy.default()
    if name in policy.names():
        return policy.load(name)
    if _YEAR.fullmatch(name) and OLDEST_YEAR <= int(name) <= LAST_YEAR:
        return policy.default(int(name))
    raise CannotGoOn(f"没有评分办法“{name}”；请填年度（如 2020）或：{'、'.join(policy.names())}")


def direction(given: Given) -> str | None:
    """≥, ≤ or = from the cell, None when blank. Raises CannotGoOn for another word."""
    said = text(given, "方向")
    if said is None or said in DIRECTIONS.values():
        return said
    if said not in DIRECTIONS:
        raise CannotGoOn(f"方向“{said}”不认识；请填 ≥、≤ 或 =（也可填 正向、反向）")
    return DIRECTIONS[said]


def count(given: Given) -> int:
    """How many rows or columns the add-in says a formula fills; 1 where it does not say."""
    return max(1, int(number(given, "公式区域") or 1))


def _value(given: object) -> Value:
    if isinstance(given, bool):
        return given
    if isinstance(given, int) and given in ERROR_NUMBERS:
        return _SOME_ERROR
    if isinstance(given, str | int | float | Decimal):
        return given
    return _moment(given) if isinstance(given, date | time) else ""


def _moment(moment: date | time) -> str:
    """A date as people write it here, with its time of day where it has one."""
    if isinstance(moment, time):
        return f"{moment:%H:%M}"
    day = f"{moment.year}年{moment.month}月{moment.day}日"
    return f"{day} {moment:%H:%M}" if isinstance(moment, datetime) and moment.time() != time(0) else day
