"""A form's text without tabs: one cell a line, or cells apart by spaces, as a browser or Notepad leaves a copied table.

Where a row ends is not in such a text. It follows from labels, and from the one way in which the cells between them
fill whole rows; where there are several ways, the cells are left in one row that no heading fits, so that they are
listed as not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from jixiao.form.amounts import BLANK_MARKS
from jixiao.form.table import Table
from jixiao.form.wording import label, one_line
from jixiao.importers.fund_cells import placed
from jixiao.importers.segment import segments
from jixiao.importers.source import Source
from jixiao.recognise.fund_rows import is_source
from jixiao.recognise.headings import LONGEST_LABEL, like_amount, may_be_amount
from jixiao.recognise.labels import Labels, standard
from jixiao.recognise.patterns import Words

BLANKS = re.compile(r"[ \u3000\xa0]+")
BRACKETED = re.compile(r"^[（(][^()（）]*[)）]$")
FEWEST_LABELS = 4
LONGEST_PIECE = 6
MOST_PIECES = 6
FEWEST_COLUMNS = 3
MOST_UNKNOWN = 2
"""How many headings of no field may follow each other among those of the indicators."""


class Token(NamedTuple):
    """A cell's text and its one-based line."""

    text: str
    line: int


Row = list[Token]


def identify(source: Source) -> bool:
    """Whether a text without tabs holds the labels of a form as words of their own."""
    text = source.text
    return text is not None and "\t" not in text and _count(text, standard()) >= FEWEST_LABELS


def tables(source: Source) -> tuple[Table, ...]:
    """The whole text as one table of short rows; the recogniser puts them under their headings."""
    labels = standard()
    rows = [row for row in _Rows(_joined(list(_pieces(source.text or "", labels)), labels), labels).found() if row]
    cells = tuple(tuple(one_line(token.text) or None for token in row) for row in rows)
    return (Table(cells, file=source.name, lines=tuple(row[0].line for row in rows)),)


def _count(text: str, labels: Labels) -> int:
    pieces = {label(piece) for piece in re.split(r"\s+", text[:20000]) if len(piece) <= LONGEST_LABEL}
    parts = (labels.header, labels.indicator_columns, labels.fund_columns, labels.fund_totals)
    return sum(any(piece in part for part in parts) for piece in pieces)


def _pieces(text: str, labels: Labels) -> Iterator[Token]:
    """Lines, cut at their spaces where some line holds several labels."""
    lines = [(number, line.strip()) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    spaced = any(_count(line, labels) >= 3 for _, line in lines)
    for number, line in lines:
        yield from (Token(piece, number) for piece in (BLANKS.split(line) if spaced else [line]) if piece)


def _joined(pieces: list[Token], labels: Labels) -> list[Token]:
    """Cells whose text the page broke over several lines (产 出 指 标) as one again."""
    found: list[Token] = []
    at = 0
    while at < len(pieces):
        size = next((size for size in range(MOST_PIECES, 1, -1) if _is_one(pieces[at : at + size], labels)), 1)
        text = "".join(piece.text for piece in pieces[at : at + size])
        if size == 1 and found and BRACKETED.match(text) and _is_word(found[-1].text, labels):
            found[-1] = Token(found[-1].text + text, found[-1].line)
        else:
            found.append(Token(text, pieces[at].line))
        at += size
    return found


def _is_one(pieces: list[Token], labels: Labels) -> bool:
    if len({piece.line for piece in pieces}) < len(pieces) or any(len(piece.text) > LONGEST_PIECE for piece in pieces):
        return False
    if any(piece.text in BLANK_MARKS for piece in pieces):
        return False
    whole = label("".join(piece.text for piece in pieces))
    broken = len(pieces[-1].text) == 1 or label(pieces[-1].text) == "指标" or not _is_word(pieces[-1].text, labels)
    return broken and not BRACKETED.match(pieces[-1].text) and (_is_level(whole, labels) or whole in labels.known)


def _is_level(word: str, labels: Labels) -> bool:
    return word in labels.dimensions or word in labels.categories


def _is_word(text: str, labels: Labels) -> bool:
    word = label(text) if len(text) <= LONGEST_LABEL else ""
    return word in labels.known or word in labels.static_labels or _is_level(word, labels)


class _Rows:
    """Gathers tokens to rows, part by part."""

    def __init__(self, tokens: list[Token], labels: Labels) -> None:
        self.tokens, self.labels = tokens, labels
        self.at = 0
        self.title: Token | None = None

    def found(self) -> Iterator[Row]:
        labels = self.labels
        while self.at < len(self.tokens):
            indicators = self._heading()
            funds = self._run(labels.fund_columns)
            goals = self._run(labels.goal)
            if len(indicators) >= FEWEST_COLUMNS and self._names(indicators):
                yield from self._indicators(indicators)
            elif len(funds) >= 3:
                yield from self._funds(funds)
            elif goals and (len(goals) > 1 or self._is_title_before()):
                yield from self._goals(goals)
            else:
                yield self._pair()

    def _run(self, words: Words) -> Row:
        """The labels of one part that follow each other from here on."""
        end = self.at
        while end < len(self.tokens) and self._word(end) in words:
            end += 1
        return self.tokens[self.at : end]

    def _heading(self) -> Row:
        """The labels of indicators from here on, with what is among and behind them under headings of no field."""
        end = at = self.at
        while at < len(self.tokens) and at - end <= MOST_UNKNOWN:
            word = self._word(at)
            known = word in self.labels.indicator_columns
            is_other = word in self.labels.static_labels or _is_level(word, self.labels) or not word
            if not known and (at - self.at < FEWEST_COLUMNS or is_other):
                break
            at += 1
            if known or word in self.labels.other:
                end = at
        return self.tokens[self.at : end]

    def _names(self, run: Row) -> bool:
        fields = {self.labels.indicator_columns.get(label(token.text)) for token in run}
        return "name" in fields and len(fields) >= 3

    def _is_title_before(self) -> bool:
        return self.at > 0 and self._word(self.at - 1) in self.labels.static_labels

    def _word(self, at: int) -> str:
        text = self.tokens[at].text if at < len(self.tokens) else ""
        return label(text) if len(text) <= LONGEST_LABEL else ""

    def _pair(self) -> Row:
        """A label with the value behind it, or a token alone."""
        labels, first = self.labels, self.tokens[self.at]
        word = self._word(self.at)
        self.at += 1
        if word in labels.static_labels and self._begins_indicators():
            return []
        if word in labels.static_labels and self._begins_funds(self.at):
            self.title = first
            return self._pair() if is_source(self.tokens[self.at].text, labels) else []
        named = word in labels.header or word in labels.other or is_source(first.text, labels) or word in labels.goal
        if not named or self.at >= len(self.tokens) or self._is_label(self.at):
            return self._titled([first])
        self.at += 1
        return self._titled([first, self.tokens[self.at - 1]])

    def _begins_indicators(self) -> bool:
        heading = self._heading()
        return len(heading) >= FEWEST_COLUMNS and self._names(heading)

    def _begins_funds(self, at: int) -> bool:
        """Whether the funds begin: with their heading, or with a source of money."""
        if at >= len(self.tokens):
            return False
        return self._word(at) in self.labels.fund_columns or is_source(self.tokens[at].text, self.labels)

    def _titled(self, row: Row) -> Row:
        """The row behind the name of its part, where that came last."""
        title, self.title = self.title, None
        return [title, *row] if title else row

    def _is_label(self, at: int) -> bool:
        word, labels = self._word(at), self.labels
        known = word in labels.header or word in labels.goal or word in labels.static_labels or word in labels.other
        return known or word in labels.indicator_columns or is_source(self.tokens[at].text, labels)

    def _funds(self, heading: Row) -> Iterator[Row]:
        self.at += len(heading)
        title = self.title or Token("项目资金", heading[0].line)
        self.title = None
        yield [title, Token("", heading[0].line), *heading]
        fields = [self.labels.fund_columns.get(label(token.text)) or "" for token in heading]
        total: list[str] = []
        while self.at < len(self.tokens) and is_source(self.tokens[self.at].text, self.labels):
            source = self.tokens[self.at]
            self.at += 1
            amounts = []
            while self.at < len(self.tokens) and self._is_amount(self.at):
                amounts.append(self.tokens[self.at])
                self.at += 1
            texts = [token.text for token in amounts]
            if len(amounts) == len(heading):
                total = total or texts
                yield [source, *amounts]
            elif total and len(amounts) < len(heading) and (row := placed(texts, fields, total)):
                yield [source, *(Token(text, source.line) for text in row)]
            else:
                # which cells of the row were blank is not known
                yield [source]
                yield amounts

    def _is_amount(self, at: int) -> bool:
        text = self.tokens[at].text
        return may_be_amount(text) and not is_source(text, self.labels)

    def _goals(self, heading: Row) -> Iterator[Row]:
        self.at += len(heading)
        begin = self.at
        while self.at < len(self.tokens) and not self._is_label(self.at):
            self.at += 1
        values = self.tokens[begin : self.at]
        fields = [self.labels.goal.get(label(token.text)) for token in heading]
        if fields.count(fields[0]) > 1:
            # the name of the part, worded like one of the goals
            heading = heading[1:]
        yield [Token("年度总体目标", heading[0].line), *heading]
        if len(heading) == 1:
            yield from ([value] for value in values)
        else:
            yield values

    def _indicators(self, heading: Row) -> Iterator[Row]:
        self.at += len(heading)
        begin = self.at
        while self.at < len(self.tokens) and not self._ends(self.at):
            self.at += 1
        fields = [self.labels.indicator_columns.get(label(token.text)) or "" for token in heading]
        data = self.tokens[begin : self.at]
        yield [Token("绩效指标", heading[0].line), *heading]
        sizes = segments([token.text for token in data], fields, self.labels)
        if sizes is None:
            yield data + [Token("", data[-1].line)] * len(heading) if data else []
            return
        at = 0
        for size in sizes:
            yield data[at : at + size]
            at += size
        if self.at < len(self.tokens) and self._word(self.at) in self.labels.totals:
            yield self._total()

    def _ends(self, at: int) -> bool:
        word = self._word(at)
        start = label(self.tokens[at].text[:LONGEST_LABEL])
        return word in self.labels.totals or word in self.labels.header or start.startswith(self.labels.ends)

    def _total(self) -> Row:
        begin = self.at
        self.at += 1
        while self.at < len(self.tokens) and like_amount(self.tokens[self.at].text):
            self.at += 1
        return self.tokens[begin : self.at]
