"""A form's text without tabs: one cell a line, or cells apart by spaces, as a browser or Notepad leaves a copied table.

Where a row ends is not in such a text. It follows from labels, and from the one way in which the cells between them
fill whole rows; where there are several ways, the cells are left in one row that no heading fits, so that they are
listed as not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from jixiao.form.amounts import BLANK_MARKS
from jixiao.form.table import Table
from jixiao.form.wording import label, one_line
from jixiao.importers.source import Source
from jixiao.importers.token import Row, Token, is_level
from jixiao.importers.token_indicators import IndicatorTokens
from jixiao.recognise.fund_rows import is_source
from jixiao.recognise.headings import LONGEST_LABEL, like_amount
from jixiao.recognise.labels import FEWEST_LABELS, Labels, standard

BLANKS = re.compile(r"[ \u3000\xa0]+")
BRACKETED = re.compile(r"^[（(][^()（）]*[)）]$")
POINTS = re.compile(r"^[（(]\s*\d+(?:\.\d+)?\s*分\s*[)）]$")
PARTS = frozenset({"年度总体目标", "年度目标", "总体目标", "绩效指标", "年度绩效指标", "项目资金", "资金情况"})
"""Names of parts that stand upright at the left of a form."""
NAMES_NOTHING = frozenset({"指标", "年度"})
"""Labels that are as often a part of another: 一级指标, 年度目标."""
BEHIND_REASON = "及和与或分说情"
"""How the label of the reasons may go on: 偏差原因 | 分析 | 及改进措施."""
MOST_COUNTED = 20000
LONGEST_PIECE = 6
MOST_PIECES = 6


def identify(source: Source) -> bool:
    """Whether a text without tabs holds the labels of a form as words of their own."""
    text, labels = source.text, standard()
    if text is None or "\t" in text:
        return False
    begin = text[:MOST_COUNTED]
    return _count(begin, labels) >= FEWEST_LABELS or _count_joined(begin, labels) >= FEWEST_LABELS


def tables(source: Source) -> tuple[Table, ...]:
    """The whole text as one table of short rows; the recogniser puts them under their headings."""
    labels = standard()
    tokens = _joined(list(_pieces(source.text or "", labels)), labels)
    rows = [row for form in _by_titles(tokens, labels) for row in _Rows(form, labels).found() if row]
    cells = tuple(tuple(one_line(token.text) or None for token in row) for row in rows)
    return (Table(cells, file=source.name, lines=tuple(row[0].line for row in rows)),)


def _by_titles(tokens: list[Token], labels: Labels) -> Iterator[list[Token]]:
    """The cells of each form, from its title or what is right above that on: no row goes on beyond them."""
    titles = (at for at, token in enumerate(tokens) if labels.is_title(token.text))
    starts = sorted({0, *(_above(tokens, at, labels) for at in titles)})
    for start, end in pairwise([*starts, len(tokens)]):
        yield tokens[start:end]


def _above(tokens: list[Token], at: int, labels: Labels) -> int:
    """The first of the cells right above a title that belong to it: 附件2, 单位：万元."""
    while at and labels.is_above_title(tokens[at - 1].text):
        at -= 1
    return at


def _count(text: str, labels: Labels) -> int:
    return labels.count(re.split(r"\s+", text))


def _count_joined(text: str, labels: Labels) -> int:
    """How many labels there are, those that the page broke over several lines among them."""
    return labels.count(token.text for token in _joined(list(_pieces(text, labels)), labels))


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
        if size == 1 and found and (POINTS.match(text) or (BRACKETED.match(text) and _is_word(found[-1].text, labels))):
            found[-1] = Token(found[-1].text + text, found[-1].line)
        else:
            found.append(Token(text, pieces[at].line))
        at += size
    return found


def _is_one(pieces: list[Token], labels: Labels) -> bool:
    if len({piece.line for piece in pieces}) < len(pieces) or any(len(piece.text) > LONGEST_PIECE for piece in pieces):
        return False
    if len(pieces) < 2 or any(
        piece.text in BLANK_MARKS or piece.text in labels.fillers or BRACKETED.match(piece.text) for piece in pieces
    ):
        return False
    whole = label("".join(piece.text for piece in pieces))
    if any(_is_whole(piece.text, labels) for piece in pieces[1 + (len(pieces) == 2) :]) or any(
        like_amount(piece.text) for piece in pieces
    ):
        return False
    broken = (
        len(pieces[-1].text) == 1
        or label(pieces[-1].text) == "指标"
        or not all(_is_word(piece.text, labels) and label(piece.text) != "年度" for piece in (pieces[0], pieces[-1]))
    )
    if _are_two(pieces, labels) or (len(pieces) == 2 and is_level(label(pieces[1].text), labels)):
        return False
    return broken and any(whole in words for words in (labels.dimensions, labels.categories, labels.known, PARTS))


def _are_two(pieces: list[Token], labels: Labels) -> bool:
    """Whether two labels follow each other, or a complete one and a cell of its own: not 分析 | 及改进措施, not 二级 | 指标."""
    texts = [piece.text for piece in pieces]
    cuts = (("".join(texts[:at]), "".join(texts[at:])) for at in range(1, len(texts)))
    if any(
        label(first) in labels.known and _is_word(rest, labels) and not NAMES_NOTHING & {label(first), label(rest)}
        for first, rest in cuts
    ):
        return True
    is_reason = labels.indicator_columns.get(label(texts[0])) == "note"
    is_piece = len(texts[1]) == 1 and (texts[1] in BEHIND_REASON or not is_reason)
    goes_on = is_piece or label(texts[1]) == "指标" or texts[1].startswith(tuple("及和与或"))
    return _is_whole(texts[0], labels) and not goes_on


def _is_whole(text: str, labels: Labels) -> bool:
    """Whether a piece is a cell by itself: 预期目标 behind 总体目标 is no part of that."""
    if like_amount(text):
        return True
    return len(text) > 2 and label(text) != "指标" and (_is_word(text, labels) or label(text) in labels.other)


def _is_word(text: str, labels: Labels) -> bool:
    word = label(text) if len(text) <= LONGEST_LABEL else ""
    return word in labels.known or word in labels.static_labels or is_level(word, labels)


class _Rows(IndicatorTokens):
    """Gathers tokens to rows, part by part."""

    def found(self) -> Iterator[Row]:
        while self._more():
            if indicators := self._heading():
                yield from self._indicators(indicators)
            elif funds := self._fund_heading():
                yield from self._funds(funds)
            elif across := self._across():
                yield from across
            elif len(beside := self._amounts_beside()) > 2:
                self.at += len(beside)
                yield self._titled(beside)
            elif (goals := self._goal_heading()) and (len(goals) > 1 or self._is_title_before()):
                yield from self._goals(goals)
            else:
                yield self._pair()

    def _pair(self) -> Row:
        """A label with the value behind it, or a token alone."""
        labels, first = self.labels, self.tokens[self.at]
        word = self._word(self.at)
        if word in labels.totals and self._is_amount(self.at + 1):
            return self._total()
        self.at += 1
        if word in labels.static_labels and self._heading():
            return []
        if word in labels.static_labels and self._begins_funds():
            self.title = first
            return []
        named = any(word in part for part in (labels.header, labels.other, labels.goal)) or is_source(
            first.text, labels
        )
        several = is_source(first.text, labels) and self._is_amount(self.at) and self._is_amount(self.at + 1)
        if not named or several or not self._more() or self._is_label(self.at):
            return self._titled([first])
        self.at += 1
        return self._titled([first, self.tokens[self.at - 1]])
