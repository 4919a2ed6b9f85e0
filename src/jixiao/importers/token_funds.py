"""The funds among the cells of a text without tabs: their heading, and a row for each source of money."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jixiao.importers.fund_cells import AMOUNTS, placed, whole
from jixiao.importers.token import Cursor, Row, Token
from jixiao.recognise.headings import like_amount

FEWEST_KNOWN = 3
FEWEST_AMOUNTS = 2


@dataclass(frozen=True, slots=True)
class Source:
    """A source of money and the cells behind it; `name` is None for amounts without a name."""

    name: Token | None
    cells: Row

    @property
    def texts(self) -> list[str]:
        """What is in the cells."""
        return [token.text for token in self.cells]


class FundTokens(Cursor):
    """Takes the funds."""

    def _fund_heading(self) -> Row:
        """The headings of the funds from here on, with single ones of no field among and behind them; [] where there are none."""
        labels, end, at = self.labels, self.at, self.at
        while at < len(self.tokens) and at - end <= 1:
            word = self._word(at)
            field = labels.fund_columns.get(word)
            if (
                field
                and at > self.at
                and field in self._fund_fields(self.tokens[self.at : end])
                and self._is_source(at)
            ):
                break
            if field or (at > self.at and self._is_source(at) and self._word(at + 1) in labels.fund_columns):
                end = at + 1
            elif at == self.at or not word or self._is_source(at) or self._is_amount(at) or word in labels.header:
                break
            elif word in labels.other or labels.indicator_columns.get(word) == "note":
                end = at + 1
            at += 1
        found = self.tokens[self.at : end]
        known = [field for token in found if (field := self._fund_field(self._bare(token)))]
        amounts = sum(field in AMOUNTS or field == "rate" for field in known)
        return found if len(known) >= FEWEST_KNOWN and amounts >= FEWEST_AMOUNTS else []

    def _fund_fields(self, heading: Row) -> list[str]:
        """The field of each heading; "" for one of no field."""
        notes = self.labels.indicator_columns
        return [
            self._fund_field(word) or ("note" if notes.get(word) == "note" else "") for word in map(self._bare, heading)
        ]

    def _fund_field(self, word: str) -> str | None:
        return self.labels.fund_columns.get(word)

    def _funds(self, heading: Row) -> Iterator[Row]:
        self.at += len(heading)
        title = self.title or Token("项目资金", heading[0].line)
        self.title = None
        fields = self._fund_fields(heading)
        first = Token("", heading[0].line)
        if fields[0] == "source" or fields[0] in fields[1:]:
            first, heading, fields = heading[0], heading[1:], fields[1:]
        yield [title, first, *heading]
        sources = list(self._sources(len(heading), fields))
        rows = [whole(source.texts, fields) for source in sources]
        full = [row for row in rows if row]
        total = next((row for source, row in zip(sources, rows, strict=True) if row and self._is_total(source)), None)
        for source, row in zip(sources, rows, strict=True):
            yield from self._source_rows(source, fields, row, total or (full[0] if full else None))

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

    def _is_total(self, source: Source) -> bool:
        return source.name is None or self._bare(source.name) in self.labels.fund_totals

    def _source_rows(
        self, source: Source, fields: list[str], row: list[str] | None, total: list[str] | None
    ) -> Iterator[Row]:
        """A row with its amounts under the headings, or the name alone where it is not known which cells were blank."""
        if row is None and total and len(source.cells) < len(fields):
            row = placed(source.texts, fields, total)
        if row is None:
            yield [source.name] if source.name else []
            yield from ([cell] for cell in source.cells)
            return
        line = source.name.line if source.name else source.cells[0].line
        names = [source.name] if source.name else [Token("", line), Token("", line)]
        yield [*names, *(Token(text, line) for text in row)]

    def _amounts_beside(self) -> Row:
        """年初预算数 | 86 | 全年预算数 | 86: labels each with its amount, from here on."""
        end = self.at
        while self._word(end) in self.labels.fund_columns and end + 1 < len(self.tokens):
            if not like_amount(self.tokens[end + 1].text):
                break
            end += 2
        return self.tokens[self.at : end]

    def _across(self) -> list[Row]:
        """Sources of money one after the other and as many amounts behind them: a heading with its one row."""
        end = self.at
        while self._is_source(end):
            end += 1
        amounts = end
        while self._is_amount(amounts):
            amounts += 1
        sources, cells = self.tokens[self.at : end], self.tokens[end:amounts]
        if len(sources) < FEWEST_KNOWN or len(cells) < FEWEST_AMOUNTS:
            return []
        self.at = amounts
        if len(sources) != len(cells):
            return [*([token] for token in sources), *self._apart(cells, len(sources))]
        return [self._titled(sources), [Token("", cells[0].line), *cells] if self.title is None else cells]

    def _begins_funds(self) -> bool:
        """Whether the funds begin: with their heading, or with a source of money."""
        return self._word(self.at) in self.labels.fund_columns or self._is_source(self.at)
