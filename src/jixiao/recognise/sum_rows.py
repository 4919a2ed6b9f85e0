"""合计 or 总分: which of the rows below the indicators is the total of the whole form."""

from __future__ import annotations

import re
from decimal import Decimal

from jixiao.recognise import totals
from jixiao.recognise.cells import SCORE, Row, total_columns
from jixiao.recognise.execution_row import has_points, names_execution, place_execution
from jixiao.recognise.headings import Found, words_of
from jixiao.recognise.indicator_heading import IndicatorHeading

SUBTOTAL = 3
"""The rank of 小计 among the words for totals."""
WHOLE = re.compile("总(?:得|评)?分")
MOST_BELOW = 3
"""So many rows below 合计 are asked for the total of the whole form."""


class SumRows(IndicatorHeading):
    """Knows a total from a subtotal."""

    def _total_word(self, found: Found) -> tuple[int, int] | None:
        """Column and rank of the first word of a row that names a total; nearly no row has one."""
        if not self.labels.totals.any_of(found.values()):
            return None
        ranked = ((column, self.labels.totals.ranked(word)) for column, word in found.items())
        return next(((column, known[1]) for column, known in ranked if known), None)

    def _is_subtotal(self, number: int, row: Row, start: int) -> bool:
        """Whether 合计 is not the form's total: 总分 of no fewer points is next below it, or 预算执行率 with points is."""
        if SCORE.search(str(row[start])):
            return False
        rows = [below for below in self.table.rows[number + 1 : number + 1 + MOST_BELOW] if any(below)]
        scored = 0
        while scored < len(rows) and self._scores_execution(rows[scored]):
            scored += 1
        return scored > 0 or (bool(rows) and self._outdoes(rows[0], self._points_of(row, start)))

    def _is_whole(self, number: int, row: Row) -> bool:
        """Whether a row a little below 合计 is the total that 合计 is a part of; then 合计 is forgotten."""
        at, start = self.sum_row
        if not at < number <= at + MOST_BELOW or not self._outdoes(row, self._points_of(self.table.rows[at], start)):
            return False
        for name in ("total_weight", "total_score", "total_only"):
            self.head.pop(name, None)
        self._all_static(at, self.table.rows[at])
        return True

    def _scores_execution(self, row: Row) -> bool:
        first = next((value for value in row if value not in (None, "")), None)
        if not names_execution(first, self.labels):
            return False
        return has_points(row, self.indicator_columns) or (
            self.is_text and place_execution(row, self.indicator_columns) is not None
        )

    def _outdoes(self, row: Row, points: list[Decimal]) -> bool:
        """Whether a row is 总分 (总得分) with as many numbers as `points`, or more of them, and none fewer points."""
        found = words_of(row, self.zone)
        total = self._total_word(found)
        if total is None or total[1] >= SUBTOTAL or not WHOLE.search(found[total[0]]):
            return False
        own = self._points_of(row, total[0])
        if not own or not points:
            return bool(own)
        return max(own) > max(points) or (max(own) == max(points) and len(own) >= len(points))

    def _points_of(self, row: Row, start: int) -> list[Decimal]:
        places = total_columns(row, start, self.indicator_columns, self.is_text).values()
        numbers = [totals.points((row[at], 0, at)) for at in places if at < len(row)]
        return [value for value in numbers if value is not None]
