"""What goes on one stamped sheet: values of named fields, lines of its blocks, merges, links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from jixiao.form.table import Value

FOOTER_MARK = "〔实施单位〕"


class Typed(NamedTuple):
    """A value typed over a formula of the template (the cell is then open for correction), and what it computes."""

    value: Value
    computed: Value = None


Fill = Value | Typed
Fills = Mapping[str, Fill]


def shown(fill: Fill) -> Value:
    """What the cell shows: what was typed over a formula, or the value."""
    return fill.value if isinstance(fill, Typed) else fill


class Line(NamedTuple):
    """One row of a block: which of the block's prototype rows it follows, its fields, its height in points.

    `sheet` is the sheet its formulas refer to where the prototype names the template's project sheet.
    """

    fields: Fills
    kind: int = 0
    height: float | None = None
    sheet: str | None = None


class Link(NamedTuple):
    """A link from the cell of a field (in a block: on line `line`) to a cell of this workbook."""

    field: str
    line: int | None
    sheet: str
    cell: str


class Span(NamedTuple):
    """Lines `first`..`last` of the field's block, merged into one cell."""

    field: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Plan:
    """One sheet to stamp: the template sheet it follows, its name, and its content.

    `heights` gives the height in points of the row a field is in; `pages` how many pages high it prints
    (0: as many as needed); `hidden` the fields whose columns are hidden; `footer` is printed where the template's
    header or footer has the mark 〔实施单位〕.
    """

    prototype: str
    name: str
    fields: Fills = field(default_factory=dict)
    blocks: Mapping[str, Sequence[Line]] = field(default_factory=dict)
    spans: Sequence[Span] = ()
    links: Sequence[Link] = ()
    heights: Mapping[str, float] = field(default_factory=dict)
    pages: int = 1
    hidden: frozenset[str] = frozenset()
    footer: str = ""
