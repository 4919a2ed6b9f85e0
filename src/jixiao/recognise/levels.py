"""一级 and 二级指标 filled down: into merged cells, and into blank cells only where the table does not merge them."""

from __future__ import annotations

from jixiao.form.table import Merge, Table


class Levels:
    """Which rows of the columns 一级 and 二级指标 the merged cells above them reach into."""

    def __init__(self, table: Table, columns: tuple[int, ...], heading: int) -> None:
        reaching = [merge for merge in table.merges if merge.top > heading and merge.bottom > merge.top]
        self._covered = {column: frozenset(_rows(reaching, column)) for column in columns}
        self.merged = any(self._covered.values())
        """Whether the table merges these cells at all; if it does, a blank cell outside a merge is a cell left blank."""

    def left_blank(self, row: int, column: int) -> bool:
        """Whether a blank cell is one that nobody filled, not the lower part of the cell above."""
        return self.merged and row not in self._covered.get(column, ())


def _rows(merges: list[Merge], column: int) -> list[int]:
    return [
        row for merge in merges if merge.left <= column <= merge.right for row in range(merge.top + 1, merge.bottom + 1)
    ]
