"""A report before it is a Word document: headings, paragraphs of pieces, tables and charts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from jixiao.report.facts import Figure

PLACE = re.compile("(【待补充：[^】]*】)")


@dataclass(frozen=True, slots=True)
class Text:
    """Words of the report itself."""

    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """A figure."""

    figure: Figure

    @property
    def text(self) -> str:
        """The figure as printed."""
        return self.figure.shown or ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A text of a form as its unit wrote it, and where."""

    text: str
    origin: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A place to write in what only people know: 【待补充：…】."""

    text: str


Piece = Text | Number | Quote | Gap
Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its number: level 0 title, 1 一、, 2 （一）, 3 1."""

    level: int
    text: str

    @property
    def pieces(self) -> Pieces:
        """The text with its places to write in apart."""
        found = (Gap(part) if PLACE.fullmatch(part) else Text(part) for part in PLACE.split(self.text) if part)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `style` is "body", "note" or "signature"."""

    pieces: Pieces
    style: str = "body"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: heading, share of the width, how its cells are aligned."""

    label: str
    width: float
    align: Literal["left", "center", "right"] = "center"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its title; `origin` says where its rows come from."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Pieces, ...], ...]
    origin: str = ""
    unit: str = ""
    last_is_total: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers of a chart, with their formulas."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: "bar" is horizontal, "column" vertical."""

    title: str
    kind: Literal["bar", "column"]
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    origin: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a page."""


Block = Heading | Paragraph | Grid | Chart | PageBreak


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter by its name, which is also what a unit's own template calls it."""

    name: str
    blocks: tuple[Block, ...]


def pieces_of(block: Block) -> Iterator[Piece]:
    """Every piece of a block, those of table cells too."""
    if isinstance(block, (Heading, Paragraph)):
        yield from block.pieces
    elif isinstance(block, Grid):
        for row in block.rows:
            for cell in row:
                yield from cell


def gaps(blocks: Iterable[Block]) -> list[str]:
    """The places to write in, in their order."""
    return [piece.text for block in blocks for piece in pieces_of(block) if isinstance(piece, Gap)]
