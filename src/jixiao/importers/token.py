"""The cells of a text without tabs, one after the other, and what is at a place among them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from jixiao.form.wording import label
from jixiao.recognise.fund_rows import is_source
from jixiao.recognise.headings import LONGEST_LABEL, may_be_amount
from jixiao.recognise.labels import Labels
from jixiao.recognise.patterns import Words


class Token(NamedTuple):
    """A cell's text and its one-based line."""

    text: str
    line: int


Row = list[Token]


def is_level(word: str, labels: Labels) -> bool:
    """Whether a bare label names a 一级 or 二级指标 by its wording."""
    return word in labels.dimensions or word in labels.categories


class Cursor:
    """A place among the tokens, moved on by those who take rows from there."""

    def __init__(self, tokens: list[Token], labels: Labels) -> None:
        self.tokens, self.labels = tokens, labels
        self.at = 0
        self.title: Token | None = None

    def _more(self) -> bool:
        return self.at < len(self.tokens)

    def _word(self, at: int) -> str:
        text = self.tokens[at].text if at < len(self.tokens) else ""
        return label(text) if len(text) <= LONGEST_LABEL else ""

    def _bare(self, token: Token) -> str:
        return label(token.text) if len(token.text) <= LONGEST_LABEL else ""

    def _run(self, *words: Words) -> Row:
        """The labels of one part that follow each other from here on."""
        end = self.at
        while end < len(self.tokens) and any(self._word(end) in part for part in words):
            end += 1
        return self.tokens[self.at : end]

    def _is_source(self, at: int) -> bool:
        return at < len(self.tokens) and is_source(self.tokens[at].text, self.labels)

    def _is_amount(self, at: int) -> bool:
        return at < len(self.tokens) and may_be_amount(self.tokens[at].text) and not self._is_source(at)

    def _is_label(self, at: int) -> bool:
        word, labels = self._word(at), self.labels
        parts = (
            labels.header,
            labels.goal,
            labels.goal_other,
            labels.static_labels,
            labels.other,
            labels.indicator_columns,
        )
        return any(word in part for part in parts) or self._is_source(at)

    def _titled(self, row: Row) -> Row:
        """The row behind the name of its part, where that came last."""
        title, self.title = self.title, None
        return [title, *row] if title else row

    def _apart(self, cells: Row, width: int) -> Iterator[Row]:
        """Cells whose places are not known: in one row that no heading fits, so that they are listed as not read."""
        if cells:
            yield cells + [Token("", cells[-1].line)] * width
