"""The rest of a form in a table of its own, without headings: its columns put under the headings above."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from jixiao.form.wording import label
from jixiao.importers.document import Cell, Grid, Row, moved
from jixiao.recognise.headings import LAST_NAME
from jixiao.recognise.labels import Labels


def aligned(above: Sequence[Grid], grid: Grid, labels: Labels) -> Grid | None:
    """`grid` with its columns put under those of the form's tables above; None where it does not fit under them."""
    if any(parts((cell.text for cell in row), labels) for row in grid.rows):
        return grid
    below = _from_heading(above, labels)
    full = max(grid.rows, key=len, default=())
    missing = 0
    like = next((row for row in reversed(below) if len(row) == len(full)), None)
    if like is None and below and not _field(below[0][0], labels):
        # the cell 绩效指标 at the left edge was not drawn again
        missing = 1
        like = next((row for row in reversed(below) if len(row) == len(full) + 1), None)
    if like is None:
        return None
    edges = {cell.column: under.column for cell, under in zip(full, like[missing:], strict=True)}
    rows = tuple(_under(row, edges, like) for row in grid.rows)
    merged = any(cell.covered for item in (*above, grid) for row in item.rows for cell in row)
    return replace(grid, rows=(_going_on(rows[0]), *rows[1:]) if merged else rows)


def _going_on(row: Row) -> Row:
    """The first row on a new page: its blank cells at the left (beside a running number) go on from above."""
    left = len(list(takewhile(lambda cell: not cell.text or cell.text.isdecimal(), row)))
    return (*(cell if cell.text else replace(cell, covered=True) for cell in row[:left]), *row[left:])


def _from_heading(above: Sequence[Grid], labels: Labels) -> list[Row]:
    """The last heading of the indicators among the rows of some tables, and all rows below it."""
    rows = [row for grid in above for row in grid.rows]
    last = next((at for at in reversed(range(len(rows))) if _names(rows[at], labels)), len(rows))
    return rows[last:]


def _under(row: Row, edges: dict[int, int], like: Row) -> Row:
    end = max(cell.column + cell.across for cell in like)
    starts = [edges[max((edge for edge in edges if edge <= cell.column), default=min(edges))] for cell in row]
    if len(set(starts)) < len(starts):
        return ()
    return tuple(
        moved(cell, start, following - start)
        for cell, start, following in zip(row, starts, [*starts[1:], end], strict=True)
    )


def _names(row: Row, labels: Labels) -> bool:
    return sum(_field(cell, labels) for cell in row) >= 4 and any(
        labels.indicator_columns.get(label(cell.text)) == "name" for cell in row
    )


def _field(cell: Cell, labels: Labels) -> bool:
    ranked = labels.indicator_columns.ranked(label(cell.text))
    return ranked is not None and ranked != ("name", LAST_NAME)


LONGEST = 30


def parts(texts: Iterable[str], labels: Labels) -> set[str]:
    """funds, goal or indicators: those whose columns the texts of one row name."""
    words = {label(text) for text in texts if len(text) <= LONGEST}
    funds = {labels.fund_columns.get(word) for word in words}
    goal = {labels.goal.get(word) for word in words} - {None}
    indicators = {labels.indicator_columns.get(word) for word in words}
    found = {
        "funds": "executed" in funds and bool(funds & {"annual", "initial"}),
        "goal": len(goal) == 2,
        "indicators": len(indicators & {"dimension", "category", "name", "target", "actual"}) >= 2,
    }
    return {part for part, here in found.items() if here}
