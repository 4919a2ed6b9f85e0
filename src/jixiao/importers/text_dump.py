"""The text extracted from a Word document: one cell a line, begun by a tab; a blank line between rows.

A blank paragraph at the end of a cell looks exactly like the end of a row. Which of the two it is follows from the
number of cells the part of the form has, learned from its heading row, and from labels that always begin a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from jixiao.form.table import Table
from jixiao.form.wording import label, one_line
from jixiao.importers.source import Source
from jixiao.recognise.labels import Labels, standard

BREAK = re.compile(r"(\n+)\t")
LONGEST_LABEL = 30


class Token(NamedTuple):
    """A cell's text, its one-based line, and whether a blank line is before it."""

    text: str
    line: int
    parted: bool


def identify(source: Source) -> bool:
    """Whether every tab of the text is at the start of a line, as in such an extract."""
    text = source.text
    return text is not None and "\n\t" in text and re.search(r"[^\n]\t", text) is None


def tables(source: Source) -> tuple[Table, ...]:
    """The whole text as one table; the recogniser cuts it at each title."""
    rows, lines = [], []
    for row in _rows(list(_tokens(source.text or "")), standard()):
        rows.append(tuple(one_line(token.text) or None for token in row))
        lines.append(row[0].line)
    return (Table(tuple(rows), file=source.name, lines=tuple(lines)),)


def _tokens(text: str) -> Iterator[Token]:
    line, parted = 1, True
    parts = BREAK.split(text)
    for number in range(0, len(parts), 2):
        piece = parts[number]
        yield Token(piece, line + len(piece) - len(piece.lstrip("\n")), parted)
        if number + 1 < len(parts):
            line += piece.count("\n") + len(parts[number + 1])
            parted = len(parts[number + 1]) > 1


def _rows(tokens: list[Token], labels: Labels) -> Iterator[list[Token]]:
    """Tokens in rows: a blank line ends a row unless the row is still short of its part's width."""
    row: list[Token] = []
    width = 0
    for at, token in enumerate(tokens):
        if row and token.parted and not _continues(row, width, tokens, at, labels):
            width = _width(row, width, labels)
            yield row
            row = []
        row.append(token)
    if row:
        yield row


def _continues(row: list[Token], width: int, tokens: list[Token], at: int, labels: Labels) -> bool:
    following = tokens[at : at + _run(tokens, at)]
    if len(row) + len(following) > width or _begins_row(tokens[at], labels):
        return False
    return not _is_heading(row, labels) and not _is_heading(following, labels)


def _run(tokens: list[Token], at: int) -> int:
    """How many cells follow without a blank line between, the one at `at` included."""
    end = at + 1
    while end < len(tokens) and not tokens[end].parted:
        end += 1
    return end - at


def _begins_row(token: Token, labels: Labels) -> bool:
    text = token.text.strip()
    if labels.is_title(text) or text.startswith(("注：", "注:")):
        return True
    return len(text) <= LONGEST_LABEL and (label(text) in labels.totals or labels.header.get(label(text)) == "project")


def _width(row: list[Token], width: int, labels: Labels) -> int:
    """The width of the part that begins with `row` where it is a heading row; else the part goes on, or has ended."""
    words = _words(row)
    if _are_headings(words, labels):
        return len(row)
    return 0 if labels.totals.any_of(words) or labels.header.any_of(words) else width


def _is_heading(row: list[Token], labels: Labels) -> bool:
    return _are_headings(_words(row), labels)


def _are_headings(words: list[str], labels: Labels) -> bool:
    """Whether two words or more name fields of one part; most rows have none that names any."""
    parts = labels.fund_columns, labels.indicator_columns, labels.goal
    return len(words) >= 2 and any(
        part.any_of(words) and len({field for word in words if (field := part.get(word))}) >= 2 for part in parts
    )


def _words(row: list[Token]) -> list[str]:
    """The bare labels of the short cells of a row."""
    return [word for token in row if len(token.text) <= LONGEST_LABEL and (word := label(token.text))]
