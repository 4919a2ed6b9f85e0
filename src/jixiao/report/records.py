"""What a report is made of: tables of records whose values each name the cells they come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from jixiao.report.conditions import Condition, Term
from jixiao.xlsx.references import as_shown

Known = Decimal | str | None
LONGEST = 2000
"""Characters of a formula that a person can still follow; Excel takes 8192."""


MOST_COLUMNS = 3


class Cell(NamedTuple):
    """One cell of the workbook that the figures lead to."""

    sheet: str
    column: str
    row: int


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its values by key, the cells of each, and the formulas of those that are worked out from several cells."""

    values: Mapping[str, Known]
    cells: Mapping[str, tuple[Cell, ...]]
    formulas: Mapping[str, str] = field(default_factory=dict)

    def value(self, key: str) -> Known:
        """The value of `key`; None where it is blank, unreadable or not in this table."""
        return self.values.get(key)


@dataclass(frozen=True, slots=True)
class Span:
    """Where a whole table is: rows `first` to `last` of `sheet`, the column letters of its keys."""

    sheet: str
    first: int
    last: int
    columns: Mapping[str, str]

    def area(self, key: str) -> str:
        """The column of `key` as a reference."""
        return f"{as_shown(self.sheet)}!{self.columns[key]}{self.first}:{self.columns[key]}{self.last}"


@dataclass(frozen=True)
class Records:
    """Some rows of a table; `terms` say which, `span` is where the whole table is (None: it is on no one sheet)."""

    rows: tuple[Record, ...] = ()
    span: Span | None = None
    terms: tuple[Term, ...] = ()

    def where(self, condition: Condition) -> Records:
        """The rows of which `condition` holds."""
        kept = tuple(row for row in self.rows if condition.holds(row.values))
        return replace(self, rows=kept, terms=(*self.terms, *condition.terms))

    def has(self, key: str) -> bool:
        """Whether the table knows `key`."""
        return any(key in row.values for row in self.rows)

    def known(self, key: str) -> list[Decimal]:
        """The numbers of `key`."""
        return [value for row in self.rows if isinstance(value := row.value(key), Decimal)]

    def cells(self, key: str) -> list[Cell]:
        """The cells of `key` in these rows."""
        return [cell for row in self.rows for cell in row.cells.get(key, ())]

    def sorted_by(self, key: str) -> Records:
        """The rows by a number, smallest first; `-key` largest first. Rows without it come last."""
        name, down = key.removeprefix("-"), key.startswith("-")

        def order(row: Record) -> tuple[bool, Decimal]:
            value = row.value(name)
            if not isinstance(value, Decimal):
                return True, Decimal(0)
            return False, -value if down else value

        return replace(self, rows=tuple(sorted(self.rows, key=order)))

    def different(self, key: str) -> list[str]:
        """The texts of `key`, each once, in their order."""
        return list(dict.fromkeys(value for row in self.rows if isinstance(value := row.value(key), str) and value))


def counted(records: Records, key: str) -> str | None:
    """How a spreadsheet counts these rows: by their conditions, or the filled cells of `key`; None where it cannot."""
    by_conditions = _criteria(records)
    if records.span and by_conditions is not None:
        if not by_conditions:
            return f"ROWS({records.span.area(next(iter(records.span.columns)))})"
        return f"COUNTIFS({','.join(by_conditions)})"
    return over("COUNTA", records.cells(key)) if records.rows else "0"


def summed(records: Records, key: str) -> str | None:
    """How a spreadsheet sums `key` of these rows: the cells themselves, or the whole column by conditions."""
    cells = over("SUM", records.cells(key))
    by_conditions = _criteria(records)
    if cells or not by_conditions or records.span is None or key not in records.span.columns:
        return cells
    return f"SUMIFS({records.span.area(key)},{','.join(by_conditions)})"


def described(records: Records, key: str) -> str:
    """Where the cells of `key` are, for a person, where no formula is short enough: the ends of each column, and how many."""
    found: dict[tuple[str, str], list[int]] = {}
    for cell in records.cells(key):
        found.setdefault((cell.sheet, cell.column), []).append(cell.row)
    shown = [
        f"{as_shown(sheet)}!{column}{min(rows)}:{column}{max(rows)} 中的 {len(rows)} 格"
        for (sheet, column), rows in list(found.items())[:MOST_COLUMNS]
    ]
    more = f" 等 {len(found)} 张表" if len(found) > MOST_COLUMNS else ""
    return "、".join(shown) + more


def over(function: str, cells: Sequence[Cell]) -> str | None:
    """`function` over `cells` as an expression; None where there are none or too many apart from each other."""
    text = f"{function}({','.join(areas(cells))})"
    return text if cells and len(text) <= LONGEST else None


def areas(cells: Iterable[Cell]) -> Iterator[str]:
    """The cells as references, those below each other taken together."""
    ordered = sorted(set(cells))

    def run(item: tuple[int, Cell]) -> tuple[str, str, int]:
        at, cell = item
        return cell.sheet, cell.column, cell.row - at

    for (sheet, column, _), group in groupby(enumerate(ordered), key=run):
        rows = [cell.row for _, cell in group]
        below = f":{column}{rows[-1]}" if len(rows) > 1 else ""
        yield f"{as_shown(sheet)}!{column}{rows[0]}{below}"


def _criteria(records: Records) -> list[str] | None:
    span = records.span
    if span is None or any(term.key not in span.columns for term in records.terms):
        return None
    return [piece for term in records.terms for piece in (span.area(term.key), term.criterion)]
