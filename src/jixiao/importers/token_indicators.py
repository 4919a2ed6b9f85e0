"""The indicators among the cells of a text without tabs: their heading, the rows, the total."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.form.wording import label
from jixiao.importers.fund_cells import AMOUNTS
from jixiao.importers.segment import segments
from jixiao.importers.token import Row, Token, is_level
from jixiao.importers.token_goals import GoalTokens
from jixiao.recognise.head_part import NUMBERED_GOAL
from jixiao.recognise.headings import LAST_NAME, LONGEST_LABEL, like_amount
from jixiao.recognise.indicator_heading import NUMBERS

FEWEST_COLUMNS = 3
MOST_UNKNOWN = 2
"""How many headings of no field may follow each other among those of the indicators."""
GROUPS = frozenset({"target", "actual", "weight", "score", "note"})
BELOW_ONE = frozenset({"direction", "target", "measure_unit"})


class IndicatorTokens(GoalTokens):
    """Takes the indicators."""

    def _heading(self) -> Row:
        """The labels of indicators from here on, with what is among and behind them under headings of no field."""
        end = at = self.at
        if self._names_group(at):
            return []
        while at < len(self.tokens) and at - end <= MOST_UNKNOWN:
            word = self._word(at)
            known = word in self.labels.indicator_columns
            is_other = word in self.labels.static_labels or is_level(word, self.labels) or not word
            begins = at == self.at and word in NUMBERS
            if not known and not begins and (at - self.at < FEWEST_COLUMNS or is_other):
                break
            at += 1
            if known or word in self.labels.other:
                end = at
        found = self.tokens[self.at : end]
        return found if len(found) >= FEWEST_COLUMNS and self._names(found) else []

    def _names_group(self, at: int) -> bool:
        """Whether a heading such as 评分情况 is above several others: it comes before 一级指标."""
        fields = self.labels.indicator_columns
        return fields.get(self._word(at)) in GROUPS and fields.get(self._word(at + 1)) == "dimension"

    def _names(self, run: Row) -> bool:
        fields = set(self._fields(run))
        return "name" in fields and len(fields) >= 3

    def _indicators(self, heading: Row) -> Iterator[Row]:
        before = self.tokens[self.at - 1] if self.at else heading[0]
        self.at += len(heading)
        begin = self.at
        while self._more() and not self._ends(self.at):
            self.at += 1
        data = self.tokens[begin : self.at]
        heading = self._one_line(heading)
        later = self._bare(before) in self.labels.goal_other
        yield [Token(before.text if later else "绩效指标", heading[0].line), *heading]
        heads = [token.text for token in heading]
        rows = segments([token.text for token in data], self._fields(heading), heads, self.labels)
        if rows is None:
            yield from self._apart(data, len(heading))
        else:
            yield from _with_lines(rows, data, len(heading))
        if self._word(self.at) in self.labels.totals or self._is_total_score():
            yield self._total()

    def _one_line(self, heading: Row) -> Row:
        """The heading without the name of its part, a second line put where the first has its one cell for it, or before
        all that is beside its groups."""
        words, fields = self.labels.indicator_columns, self._fields(heading)
        levels = fields.index("dimension") if "dimension" in fields else 0
        beside = [at for at in range(levels) if fields[at] not in fields[levels:]]
        if beside and beside[0] > 0 and beside == list(range(beside[0], levels)):
            return [*heading[levels:], *heading[beside[0] : levels]]
        if fields.count("name") > 1 and words.ranked(self._bare(heading[0])) == ("name", LAST_NAME):
            heading, fields = heading[1:], fields[1:]
        below = len(fields)
        while below and fields[below - 1] in BELOW_ONE:
            below -= 1
        second = fields[below:]
        if len(second) > 1 and second.count("target") == 1 and fields[:below].count("target") == 1:
            at = fields.index("target")
            return [*heading[:at], *heading[below:], *heading[at + 1 : below]]
        return heading

    def _fields(self, heading: Row) -> list[str]:
        """The field of each heading; "" for one of no field, for a second note, and for the points of a level."""
        found: list[str] = []
        for token in heading:
            field = self.labels.indicator_columns.get(self._bare(token)) or ""
            found.append("" if field == "note" and field in found else field)
        name = found.index("name") if "name" in found else 0
        if "weight" in found[name:]:
            found[:name] = ["" if field == "weight" else field for field in found[:name]]
        return found

    def _ends(self, at: int) -> bool:
        word, labels = self._word(at), self.labels
        start = label(self.tokens[at].text[:LONGEST_LABEL])
        if word in labels.goal and NUMBERED_GOAL.search(self.tokens[at].text):
            return True
        if word in labels.goal_other or (word in labels.static_labels and word.endswith("绩效指标")):
            return True
        if word in labels.static_labels and not is_level(word, labels) and self._is_source(at + 1):
            return True
        funds = labels.fund_columns.get(self._word(at + 1)) in (*AMOUNTS, "source")
        if funds and (labels.fund_columns.get(word) in AMOUNTS or word in labels.static_labels):
            return True
        return word in labels.totals or word in labels.header or start.startswith(labels.ends)

    def _is_total_score(self) -> bool:
        """自评总分 with two numbers behind it: the points available and those awarded."""
        names = self.labels.header.get(self._word(self.at)) == "total_score"
        return names and all(like_amount(token.text) for token in self.tokens[self.at + 1 : self.at + 3])

    def _total(self) -> Row:
        begin = self.at
        self.at += 1
        while self._more() and like_amount(self.tokens[self.at].text):
            self.at += 1
        return self.tokens[begin : self.at]


def _with_lines(rows: list[list[str]], data: Row, width: int) -> Iterator[Row]:
    """The rows with the lines of their cells; those under all headings leave the name of the part out."""
    left = iter(data)
    for row in rows:
        found = [next(left) if text else None for text in row]
        line = next(token.line for token in found if token)
        cells = [token or Token("", line) for token in found]
        yield [Token("", line), *cells] if len(row) == width else cells
