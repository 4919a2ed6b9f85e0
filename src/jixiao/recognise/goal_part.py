"""The goals of a form: expected and actual, side by side or one below the other."""

from __future__ import annotations

from collections.abc import Mapping

from jixiao.form.structure import written
from jixiao.form.wording import label
from jixiao.recognise.cells import Columns, Row
from jixiao.recognise.fund_part import FundPart
from jixiao.recognise.headings import Found


class GoalPart(FundPart):
    """Reads the rows of goals."""

    def _goal_heading(self, number: int, row: Row, found: Found, goal: Columns) -> None:
        self.goal_columns = goal
        self._begin("goal", number)
        self.goal_others = {}
        first = next(column for column, value in enumerate(row) if value not in (None, ""))
        for column, value in enumerate(row):
            word = found.get(column, "")
            if word in self.labels.goal or word in self.labels.static_labels:
                self.roles[number, column] = "label"
            is_unknown = column > first and word not in self.labels.goal and word not in self.labels.static_labels
            has_text = is_unknown and self.table.value(number + 1, column) not in (None, "")
            is_other = word in self.labels.goal_other or column > min(goal.values()) or has_text
            if value not in (None, "") and column not in goal.values() and is_other:
                self.goal_others[column] = written(value)

    def _goal_row(self, number: int, row: Row, found: Found) -> None:
        """A goal may go on over several rows, as long as nothing is beside its columns."""
        filled = [column for column, value in enumerate(row) if value not in (None, "")]
        goes_on = any(field in self.head for field in self.goal_columns)
        columns: Mapping[str, int] = self.goal_columns
        if filled and all(self._names_next(found.get(column, "")) for column in filled):
            self.part = "between"
            return
        if not self._all_moved(filled, found) and (set(filled) & set(columns.values()) or self.table.merges):
            others = [column for column in filled if column in self.goal_others]
            self.names |= {(number, column): self.goal_others[column] for column in others}
            filled = [column for column in filled if column not in others]
        if filled and set(filled) <= set(columns.values()) and self.goal_cell_missing is None:
            self.goal_cell_missing = False
        if not set(filled) <= set(columns.values()):
            columns = self._goal_shifted(number, row, filled, found, goes_on)
            if not columns:
                self.part = "between"
                if not self._pair_row(number, row, found):
                    self._head_row(number, row, found)
                return
        for field, column in columns.items():
            if column in filled:
                above = self.head.get(field)
                text = row[column] if above is None or above[0] is None else f"{above[0]}\n{row[column]}"
                self.head[field] = (text, number, column) if above is None else (text, *above[1:])
                self.roles[number, column] = "value"
            else:
                self.head.setdefault(field, (None, number, column))

    def _names_next(self, word: str) -> bool:
        """Whether a cell below the goals names the part that follows them: 长期绩效指标, 绩效指标."""
        labels = self.labels
        return word in labels.goal_other or (word in labels.static_labels and word not in labels.goal)

    def _headed(self) -> list[int]:
        """The columns with a heading among those of the goals, the goals' own and others."""
        return sorted({*self.goal_columns.values(), *self.goal_others})

    def _may_move(self, found: Found) -> bool:
        """Whether a row of text below the headings may have lost the merged cell at its left."""
        begun = any(field in self.head for field in self.goal_columns)
        parts = self.labels.header, self.labels.goal, self.labels.static_labels
        known = any(word in part for word in found.values() for part in parts)
        known = known or (begun and self.labels.other.any_of(found.values()))
        return (
            self.is_text
            and not known
            and self.goal_cell_missing is not False
            and min(self.goal_columns.values(), default=0) > 0
        )

    def _all_moved(self, filled: list[int], found: Found) -> bool:
        """Whether there are as many texts as headings, further ones among them, from the first column on."""
        count = len(self._headed())
        return count > len(self.goal_columns) and filled == list(range(count)) and self._may_move(found)

    def _goal_shifted(self, number: int, row: Row, filled: list[int], found: Found, goes_on: bool) -> Columns:
        """The goals of a text whose merged cell at the left was lost: as many cells as goals, from the first column."""
        wanted = sorted(self.goal_columns, key=self.goal_columns.__getitem__)
        if self._may_move(found) and filled == list(range(len(wanted))):
            self.goal_cell_missing = True
            return dict(zip(wanted, filled, strict=True))
        if self._all_moved(filled, found):
            self.goal_cell_missing, headed = True, self._headed()
            self.names |= {(number, headed.index(at)): name for at, name in self.goal_others.items()}
            return {field: headed.index(at) for field, at in self.goal_columns.items()}
        named = filled and filled[0] < min(self.goal_columns.values()) and not goes_on
        kept = {field: column for field, column in self.goal_columns.items() if column in filled}
        beside = [column for column in filled if column not in self.goal_columns.values()]
        is_named = all(label(str(row[at])) in self.labels.static_labels for at in beside)
        return kept if named and is_named and kept else {}
