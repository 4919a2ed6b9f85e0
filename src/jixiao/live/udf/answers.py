"""How a function answers in its cell: a value, or a Chinese sentence where it cannot; lists fitted to their cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from inspect import signature
from typing import Any, ParamSpec

import xlwings

from jixiao.errors import CannotGoOn
from jixiao.live.faults import words
from jixiao.live.udf.arguments import count

Shown = float | str
Rows = Sequence[Sequence[Shown]]
P = ParamSpec("P")
WHOLE = frozenset({"sheets"})
"""Arguments handed over as they come: the sheets of a workbook, each with a block of its own."""

CATEGORY = "绩效自评"
ASK = "请核对："
UNFORESEEN = "计算时出现意外，已记入日志。请点“绩效自评”选项卡的“帮助/关于”，按其中的方法把日志发给技术人员"


@dataclass(frozen=True, slots=True)
class Headed:
    """Rows under headings, one heading a column."""

    headings: tuple[str, ...]
    rows: Rows


def one_cell(function: Callable[P, Shown]) -> Callable[P, Shown]:
    """Make `function` one for cells that answers with a value; what goes wrong becomes a sentence in the cell."""

    @wraps(function)
    def answer(*given: P.args, **named: P.kwargs) -> Shown:
        try:
            return function(*given, **named)
        except Exception as fault:
            return sentence(fault)

    return _for_excel(answer)


def several_cells(function: Callable[P, Rows | Headed]) -> Callable[P, Any]:
    """Make `function` one for cells that answers with rows, fitted to the `height` and `width` it is given.

    A formula in one cell gets rows under headings as a data frame, which xlwings spills; where pandas is not installed
    the same cells come as rows. What goes wrong becomes a sentence in the first cell.
    """
    shape = signature(function)

    @wraps(function)
    def answer(*given: P.args, **named: P.kwargs) -> Any:
        bound = shape.bind(*given, **named)
        bound.apply_defaults()
        try:
            found = function(*given, **named)
        except Exception as fault:
            found = [[sentence(fault)]]
        height, width = count(bound.arguments["height"]), count(bound.arguments["width"])
        if isinstance(found, Headed):
            if height == width == 1:
                return framed(found)
            found = [found.headings, *found.rows]
        return fitted(found, height, width)

    return _for_excel(answer)


def sentence(fault: Exception) -> str:
    """What the cell says of a fault; one that was not foreseen is kept in the log, for a traceback helps nobody here."""
    if isinstance(fault, CannotGoOn):
        return f"{ASK}{fault}"
    words(fault)
    return f"{ASK}{UNFORESEEN}"


def fitted(found: Rows, height: int, width: int) -> Rows:
    """`found` for an array formula of `height` × `width` cells: filled up with empty texts; the last row says how many are cut.

    A formula in one cell spills as far as it needs.
    """
    lines = [list(line) for line in found]
    if 1 < height < len(lines):
        cut = len(lines) - height + 1
        lines[height - 1 :] = [[f"还有 {cut} 条没有显示，请把数组公式的区域加长 {cut - 1} 行"]]
    across = max(width, *map(len, lines))
    lines += [[] for _ in range(height - len(lines))]
    return [[*line, *[""] * (across - len(line))] for line in lines]


def framed(found: Headed) -> Any:
    """The table as a data frame of plain texts and floats; as rows, headings first, where pandas is not installed."""
    try:
        from pandas import DataFrame
    except ImportError:
        return [list(found.headings), *map(list, found.rows)]
    return DataFrame([list(row) for row in found.rows], columns=list(found.headings), dtype=object)


def _for_excel(function: Callable[P, Any]) -> Callable[P, Any]:
    """The function as the server of xlwings calls it: every argument a block of cells, errors of Excel as texts."""
    names = tuple(signature(function).parameters)
    # xlwings takes type hints for orders to convert
    function.__annotations__ = {}
    for name in names:
        kept = xlwings.arg(name, "raw") if name in WHOLE else xlwings.arg(name, ndim=2, err_to_str=True)
        function = kept(function)
    function = xlwings.ret(index=False, header=True)(function)  # for data frames
    return xlwings.func(category=CATEGORY)(function)
