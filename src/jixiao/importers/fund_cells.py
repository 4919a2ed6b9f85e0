"""Amounts of a row that lost its blank cells: under their headings where the row of the total leaves them only one place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from jixiao.form.amounts import BLANK_MARKS
from jixiao.recognise.headings import like_amount

MOST_REMARKS = 1
AMOUNTS = frozenset({"initial", "annual", "executed"})


def whole(cells: Sequence[str], fields: Sequence[str]) -> list[str] | None:
    """The cells of a row that fills all columns but remarks, one for each of `fields`; None where that is not certain.

    A rate with its sign says how many amounts are before it.
    """
    if len(cells) == len(fields):
        return list(cells)
    if not len(fields) - MOST_REMARKS <= len(cells) < len(fields) or not any("%" in cell for cell in cells):
        return None
    ways = {
        tuple(_numbers(columns, cells, len(fields)))
        for columns in combinations(range(len(fields)), len(cells))
        if all(_may_be(cell, fields[column]) for column, cell in zip(columns, cells, strict=True))
    }
    return list(ways.pop()) if len(ways) == 1 else None


def _may_be(cell: str, field: str) -> bool:
    if field == "rate":
        return "%" in cell
    if field == "note":
        return not like_amount(cell) and cell not in BLANK_MARKS
    return field == "" or (like_amount(cell) and "%" not in cell)


def placed(cells: Sequence[str], fields: Sequence[str], total: Sequence[str]) -> list[str] | None:
    """The cells of a source, one for each of `fields` ("" where none); None where they may be in several places.

    `total` are the cells of the total's row. Points of a source repeat the total's, and a rate is written as there.
    """
    ways = {
        tuple(_numbers(columns, cells, len(fields)))
        for columns in combinations(range(len(fields)), len(cells))
        if all(_fits(cell, fields[column], total[column]) for column, cell in zip(columns, cells, strict=True))
    }
    return list(ways.pop()) if len(ways) == 1 else None


def _numbers(columns: Sequence[int], cells: Sequence[str], width: int) -> list[str]:
    """The row with its marks for none left out: where they are says nothing."""
    row = [""] * width
    for column, cell in zip(columns, cells, strict=True):
        row[column] = "" if cell in BLANK_MARKS else cell
    return row


def _fits(cell: str, field: str, total: str) -> bool:
    if cell in BLANK_MARKS:
        return True
    if field in AMOUNTS:
        return "%" not in cell
    if field == "rate":
        return ("%" in cell) == ("%" in total)
    if field == "" and like_amount(total):
        return like_amount(cell) and ("%" in cell) == ("%" in total)
    return cell == total
