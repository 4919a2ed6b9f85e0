"""A form before it is understood: the raw content of each field and where it was."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from jixiao.form.model import Kind, Part
from jixiao.form.table import Table, Value

Raw = tuple[Value, int, int]
"""A cell's content and its zero-based row and column in the table; a plain tuple, as a form has hundreds."""

Fields = dict[str, Raw]
Cell = tuple[int, int]
Role = Literal["label", "value", "static"]


@dataclass(frozen=True, slots=True)
class Draft:
    """What the labels of one table pointed at, field by field.

    `head` holds project, department, unit, title, year, amount_unit, expected, actual, total_weight, total_score;
    `fund_rows` a row's label with its amounts; `indicator_rows` the rows below 绩效指标 with dimension and category
    already filled down merged cells. `roles` are the cells that hold a label, static text or the rest of a value;
    `parts` the row each part begins at; `names` the label that an unread cell is beside or under.
    """

    table: Table
    head: Fields = field(default_factory=dict)
    fund_total: Fields = field(default_factory=dict)
    fund_rows: tuple[Fields, ...] = ()
    indicator_rows: tuple[Fields, ...] = ()
    kind: Kind = "project"
    roles: Mapping[Cell, Role] = field(default_factory=dict)
    parts: tuple[tuple[int, Part], ...] = ()
    names: Mapping[Cell, str] = field(default_factory=dict)
    fund_units: Mapping[str, str] = field(default_factory=dict)
    """The unit of money of a column of the funds, where it is not the form's own."""
    may_be_shares: bool = False
    """Whether the points are under 权重, where they may be shares of the whole."""


class Places(Mapping[str, str]):
    """Field path → address, worked out when asked for."""

    __slots__ = ("_coordinates", "_table")

    def __init__(self, table: Table, coordinates: Mapping[str, tuple[int, int]]) -> None:
        self._table = table
        self._coordinates = coordinates

    @property
    def table(self) -> Table:
        """The table the fields are in."""
        return self._table

    @property
    def coordinates(self) -> Mapping[str, tuple[int, int]]:
        """Field path → zero-based row and column in the table."""
        return self._coordinates

    def at(self, path: str) -> tuple[int, int]:
        """The zero-based row and column of a field in the table; KeyError where it is not known."""
        return self._coordinates[path]

    def __getitem__(self, path: str) -> str:
        row, column = self._coordinates[path]
        return self._table.place(row, column)

    def __iter__(self) -> Iterator[str]:
        return iter(self._coordinates)

    def __len__(self) -> int:
        return len(self._coordinates)

    def items(self) -> ItemsView[str, str]:
        """All of them at once, many times cheaper than one by one."""
        return dict(zip(self._coordinates, self._table.places(self._coordinates.values()), strict=True)).items()

    def __reduce__(self) -> tuple[type[dict[str, str]], tuple[dict[str, str]]]:
        # another process is sent the addresses; the table they were taken from is many times larger
        return dict, (dict(self.items()),)
