"""The funds among the cells of a text without tabs: their heading, and a row for each source of money."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jixiao.importers.fund_cells import AMOUNTS, placed
from jixiao.importers.token import Cursor, Row, Token
from jixiao.recognise.headings import like_amount

FEWEST_KNOWN = 3
FEWEST_AMOUNTS = 2


@dataclass(frozen=True, slots=True)
class Source:
    """A source of money and the cells behind it; `name` is None for amounts without a name."""

    name: Token | None
    cells: Row


class FundTokens(Cursor):
    """Takes the funds."""

    def _fund_heading(self) -> Row:
        """The headings of the funds from here on, with single ones of no field among and behind them; [] where there are none."""
        labels, end, at = self.labels, self.at, self.at
        while at < len(self.tokens) and at - end <= 1:
            word = self._word(at)
            if word in labels.fund_columns:
                end = at + 1
            elif at == self.at or not word or self._is_source(at) or self._is_amount(at) or word in labels.header:
                break
            elif word in labels.other or labels.indicator_columns.get(word) == "note":
                end = at + 1
            at += 1
        found = self.tokens[self.at : end]
        known = [field for field in self._fund_fields(found) if field]
        amounts = sum(field in AMOUNTS or field == "rate" for field in known)
        return found if len(known) >= FEWEST_KNOWN and amounts >= FEWEST_AMOUNTS else []

    def _fund_fields(self, heading: Row) -> list[str]:
        return [self.labels.fund_columns.get(self._bare(token)) or "" for token in heading]

    def _funds(self, heading: Row) -> Iterator[Row]:
        self.at += len(heading)
        title = self.title or Token("项目资金", heading[0].line)
        self.title = None
        fields = self._fund_fields(heading)
        first = Token("", heading[0].line)
        if fields[0] == "source":
            first, heading, fields = heading[0], heading[1:], fields[1:]
        yield [title, first, *heading]
        sources = list(self._sources(len(heading), fields))
        whole = [source for source in sources if len(source.cells) == len(heading)]
        total = next((source for source in whole if self._rank(source) == 0), whole[0] if whole else None)
        for source in sources:
            yield from self._source_rows(source, fields, total)

    def _sources(self, width: int, fields: list[str]) -> Iterator[Source]:
        nameless = self._amounts()
        if nameless:
            yield Source(None, nameless)
        while self._is_source(self.at) or self._is_named_amounts():
            name = self.tokens[self.at]
            self.at += 1
            cells = self._amounts()
            if len(cells) == width - 1 and fields[-1] in ("", "note") and self._is_remark():
                cells.append(self.tokens[self.at])
                self.at += 1
            yield Source(name, cells)

    def _amounts(self) -> Row:
        begin = self.at
        while self._is_amount(self.at):
            self.at += 1
        return self.tokens[begin : self.at]

    def _is_named_amounts(self) -> bool:
        """Whether a name nobody knows is followed by amounts: 福彩公益金 | 20 | 20."""
        return (
            self._more()
            and not self._is_label(self.at)
            and self._is_amount(self.at + 1)
            and self._is_amount(self.at + 2)
        )

    def _is_remark(self) -> bool:
        """Whether the cell behind the amounts of a row is a remark: the next source or another part follows it."""
        return (
            self._more()
            and not self._is_label(self.at)
            and (self._is_source(self.at + 1) or self._is_label(self.at + 1))
        )

    def _rank(self, source: Source) -> int:
        ranked = self.labels.fund_totals.ranked(self._bare(source.name)) if source.name else ("total", 0)
        return 9 if ranked is None else min(ranked[1], 0) if ranked[1] <= 3 else ranked[1]

    def _source_rows(self, source: Source, fields: list[str], total: Source | None) -> Iterator[Row]:
        """A row with its amounts under the headings, or the name alone where it is not known which cells were blank."""
        names, cells = [source.name] if source.name else [], source.cells
        if len(cells) == len(fields):
            yield names + cells if names else [Token("", cells[0].line), Token("", cells[0].line), *cells]
            return
        texts = [token.text for token in cells]
        row = (
            placed(texts, fields, [token.text for token in total.cells]) if total and len(cells) < len(fields) else None
        )
        if names and row:
            yield [*names, *(Token(text, names[0].line) for text in row)]
        elif names:
            yield names
            yield from self._apart(cells, len(fields))
        else:
            yield from self._apart(cells, len(fields))

    def _amounts_beside(self) -> Row:
        """年初预算数 | 86 | 全年预算数 | 86: labels each with its amount, from here on."""
        end = self.at
        while self._word(end) in self.labels.fund_columns and end + 1 < len(self.tokens):
            if not like_amount(self.tokens[end + 1].text):
                break
            end += 2
        return self.tokens[self.at : end]

    def _begins_funds(self) -> bool:
        """Whether the funds begin: with their heading, or with a source of money."""
        return self._word(self.at) in self.labels.fund_columns or self._is_source(self.at)
