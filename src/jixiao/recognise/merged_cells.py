"""Fields whose cells do not begin where their heading begins: wide headings over narrow cells, and the other way round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jixiao.form.table import Merge, Table, Value


class Spans:
    """Where, below one heading row, a field's value may be beside the first column of its heading."""

    def __init__(self, table: Table, columns: Mapping[str, int], heading: int) -> None:
        taken = set(columns.values())
        ends = _ends(table, heading)
        self._under = {
            name: tuple([at for at in range(column + 1, ends.get(column, column) + 1) if at not in taken])
            for name, column in columns.items()
        }
        self._reached = dict(_reached(table, taken, heading))
        self.any = bool(self._reached) or any(self._under.values())
        """Whether any cell of the table is not under its heading; nearly none does."""

    def column(self, name: str, at: int, number: int, row: tuple[Value, ...]) -> int:
        """The column of the value of field `name` in a row, whose heading begins at column `at`.

        A value is taken from elsewhere only where that cell can belong to this field alone.
        """
        if at < len(row) and row[at] not in (None, ""):
            return at
        left = self._reached.get((number, at))
        if left is not None:
            return left
        filled = [column for column in self._under[name] if column < len(row) and row[column] not in (None, "")]
        return filled[0] if len(filled) == 1 else at


def _reached(table: Table, taken: set[int], heading: int) -> Iterator[tuple[tuple[int, int], int]]:
    """Row and column of each field that a cell left of it reaches, with that cell's column; it reaches no other field."""
    for merge in table.merges:
        if merge.top > heading and merge.right > merge.left and merge.left not in taken:
            fields = [column for column in taken if merge.left < column <= merge.right]
            if len(fields) == 1:
                yield from (((row, fields[0]), merge.left) for row in range(merge.top, merge.bottom + 1))


def _ends(table: Table, row: int) -> dict[int, int]:
    """First column → last column of each merged block in a row; of blocks that overlap, the first given."""
    crossing = [merge for merge in table.merges if merge.top <= row <= merge.bottom]
    return {merge.left: merge.right for merge in reversed(crossing)}


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
