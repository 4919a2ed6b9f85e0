"""The goals among the cells of a text without tabs: their headings, and as many texts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.importers.token import Row, Token
from jixiao.importers.token_funds import FundTokens

ORDINAL = re.compile(r"^\s*(?:目标\s*)?(\d{1,2})\s*[:：.、]")
LONGEST_HEADING = 8


class GoalTokens(FundTokens):
    """Takes the goals."""

    def _goal_heading(self) -> Row:
        labels = self.labels
        found = self._run(labels.goal, labels.goal_other)
        after = self.at + max(len(found), 1)
        is_title = len(found) < 2 and self._word(self.at) in labels.static_labels
        if is_title and self._is_unknown_heading(after) and self._word(after + 1) in labels.goal:
            return self.tokens[self.at : after + 2]
        return found if any(self._bare(token) in labels.goal for token in found) else []

    def _is_unknown_heading(self, at: int) -> bool:
        return at < len(self.tokens) and not self._is_label(at) and _is_heading(self.tokens[at])

    def _is_title_before(self) -> bool:
        return self.at > 0 and self._word(self.at - 1) in self.labels.static_labels

    def _goals(self, heading: Row) -> Iterator[Row]:
        self.at += len(heading)
        begin = self.at
        while self._more() and not self._is_label(self.at):
            self.at += 1
        values = self.tokens[begin : self.at]
        # a text for each: 年初绩效目标 | 调整后的绩效目标 | 完成情况
        whole, heading = heading, heading if len(values) == len(heading) > 2 else self._without_title(heading)
        is_titled = len(whole) > len(heading) or len(heading) > 1
        heading, values = self._further(heading, values, is_titled)
        if not values:
            yield from ([token] for token in heading)
            return
        yield [Token("年度总体目标", heading[0].line), *heading]
        if len(heading) == 1 and len(_by_numbers(values, 1)) == 1:
            yield from ([value] for value in values)
        else:
            yield from self._texts(values, len(heading))

    def _without_title(self, heading: Row) -> Row:
        """The headings without the name of the part, which may be worded like one of the goals."""
        fields = [self.labels.goal.get(self._bare(token)) for token in heading]
        is_title = fields[0] and (fields.count(fields[0]) > 1 or self.labels.goal_other.get(self._bare(heading[-1])))
        return heading[1:] if is_title and len(heading) > 1 else heading

    def _further(self, heading: Row, values: Row, is_titled: bool) -> tuple[Row, Row]:
        """A further heading behind those of the goals (总体完成率) goes with them where there are as many texts."""
        begin = self.at
        if not values and self._more() and _is_heading(self.tokens[self.at]):
            self.at += 1
            while self._more() and not self._is_label(self.at):
                self.at += 1
            values = self.tokens[begin : self.at]
        if is_titled and len(values) == len(heading) + 2 and _is_heading(values[0]):
            return [*heading, values[0]], values[1:]
        if self.at > begin:
            self.at, values = begin, []
        return heading, values

    def _texts(self, values: Row, width: int) -> Iterator[Row]:
        """One text for each heading; lines of numbered goals come together, one text after the other or line by line."""
        groups = _by_numbers(values, width)
        if len(groups) == width:
            yield [Token("\n".join(token.text for token in group), group[0].line) for group in groups]
        else:
            yield from self._apart(values, width + 2)


def _by_numbers(values: Row, width: int) -> list[Row]:
    """Each text with the lines that go on with it: 1 2 1 2, or 1 1 2 2 where the goals are in rows of their own."""
    found = [ORDINAL.match(value.text) for value in values]
    numbers = [int(match.group(1)) if match else None for match in found]
    last = len(values) // width
    if width > 1 and last > 1 and numbers == [number for number in range(1, last + 1) for _ in range(width)]:
        return [values[at::width] for at in range(width)]
    groups: list[Row] = []
    for value, number, before in zip(values, numbers, [None, *numbers], strict=False):
        if number is None or number == 1 or not groups:
            groups.append([value])
        elif before is not None and number == before + 1:
            groups[-1].append(value)
        else:
            return []
    return groups


def _is_heading(token: Token) -> bool:
    return len(token.text) <= LONGEST_HEADING and token.text.isalpha()
