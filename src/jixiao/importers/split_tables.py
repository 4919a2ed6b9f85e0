"""The rest of a form in a table of its own, without headings: its columns put under the headings above."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from jixiao.form.wording import label
from jixiao.importers.document import Cell, Grid, Row, moved
from jixiao.recognise.headings import LAST_NAME
from jixiao.recognise.labels import Labels


def aligned(above: Sequence[Grid], grid: Grid, labels: Labels) -> Grid | None:
    """`grid` with its columns put under those of the form's tables above; None where it does not fit under them."""
    if any(parts((cell.text for cell in row), labels) for row in grid.rows):
        return grid
    heading = next((row for item in reversed(above) for row in reversed(item.rows) if _names(row, labels)), None)
    if heading is None:
        return None
    full = next((row for row in grid.rows if len(row) == len(heading)), None)
    missing = 0
    if full is None and not _field(heading[0], labels):
        # the cell 绩效指标 at the left edge was not drawn again
        missing = 1
        full = next((row for row in grid.rows if len(row) == len(heading) - 1), None)
    if full is None:
        return None
    edges = {cell.column: under.column for cell, under in zip(full, heading[missing:], strict=True)}
    return replace(grid, rows=tuple(_under(row, edges, heading) for row in grid.rows))


def _under(row: Row, edges: dict[int, int], heading: Row) -> Row:
    end = max(cell.column + cell.across for cell in heading)
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
