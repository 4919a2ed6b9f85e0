"""Texts longer than their cell on a project sheet shows: how high their rows must be, and what no row can show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from jixiao.form.model import Form
from jixiao.form.workbook import CutText
from jixiao.sheets.base import project_sheet
from jixiao.sheets.heights import LEAST, MOST, lines, of_lines, pages_of
from jixiao.sheets.own import OwnSheet
from jixiao.xlsx.read.read import Book
from jixiao.xlsx.read.row_heights import row_heights
from jixiao.xlsx.references import position
from jixiao.xlsx.stamp.tables import Fit

COLUMN = re.compile(rb"<(?:\w+:)?col\s([^>]*)>")
NUMBER = re.compile(rb"""\b(min|max|width)\s*=\s*["']([\d.]+)["']""")
CELLS = b"sheetData"
COLUMNS = {"name": "D", "target": "E", "actual": "F", "note": "I", "goal.expected": "BCDE", "goal.actual": "FGHI"}
"""The columns over which a field's cell reaches on a sheet of ours."""
Widths = tuple[tuple[int, float], ...]


UNSET = 15.0
"""The height in points of a row that says nothing of it."""


class Cut(NamedTuple):
    """A text that does not show whole: its field and cell, how many lines it needs, how many show, how high one is."""

    field: str
    cell: str
    needed: int
    shown: int
    line: float

    @property
    def is_merged(self) -> bool:
        """Whether its cell is merged across columns; no program fits a row to such a text."""
        return self.field.startswith("goal.")

    @property
    def most(self) -> int:
        """How many lines the highest row shows that Excel allows."""
        return int(MOST / self.line)

    @property
    def fits(self) -> bool:
        """Whether a higher row would show it whole."""
        return self.needed <= self.most


class Fitted(NamedTuple):
    """What a sheet wants so that its texts show: row, one-based → height in points, `kept` those that hold merged cells
    and never grow by themselves, and how many pages high it prints then (1, 2, or 0 for as many as it takes)."""

    heights: Mapping[int, float]
    kept: frozenset[int]
    pages: int


def fitted(form: Form, sheet: bytes, right: int = 0) -> Fitted | None:
    """The rows of the worksheet part `sheet` that are too low for the texts of `form`; None where all show.

    No row is made lower: somebody may want the room.
    """
    wanted: dict[int, float] = {}
    kept: set[int] = set()
    for item in cut(form, sheet, right):
        row = position(item.cell)[0] + 1
        wanted[row] = max(wanted.get(row, LEAST), of_lines(item.needed, item.line))
        if item.is_merged:
            kept.add(row)
    heights = row_heights(sheet)
    wanted = {row: height for row, height in wanted.items() if height > heights.get(row, UNSET)}
    if not wanted:
        return None
    total = sum((heights | wanted).values())
    return Fitted(wanted, frozenset(kept), pages_of(project_sheet(), total))


def cut(form: Form, sheet: bytes, right: int = 0) -> Iterator[Cut]:
    """Each text of `form` that its cell in the worksheet part `sheet` (XML) cannot show, as rows and columns are set.

    The form may be `right` columns further right than in the template.
    """
    heights, widths = row_heights(sheet), _widths(sheet[: sheet.find(CELLS)], right)
    for field, name, text in _texts(form):
        needed = lines(text, _characters(name, widths)) if text else 1
        cell = form.place(field) if needed > 1 else None
        # a row of one's own height grows as Excel sees fit, but for merged cells it never does
        height = heights.get(position(cell)[0] + 1, UNSET if name.startswith("goal.") else None) if cell else None
        if cell and height is not None:
            line = _fit(name).line
            shown = max(1, int(height / line))
            if needed > shown:
                yield Cut(field, cell, needed, shown, line)


def _texts(form: Form) -> Iterator[tuple[str, str, str | None]]:
    for key in ("expected", "actual"):
        yield f"goal.{key}", f"goal.{key}", getattr(form.goal, key)
    for path, row in form.numbered():
        for key in ("name", "target", "actual", "note"):
            yield f"{path}.{key}", key, getattr(row, key)


@cache
def _fit(name: str) -> Fit:
    fits = project_sheet().fits
    return fits[name if name in fits else f"indicators.{name}"]


@cache
def _template_widths() -> Mapping[int, float]:
    return project_sheet().widths


@lru_cache(maxsize=256)
def _widths(head: bytes, right: int) -> Widths:
    """Column of the template, one-based, → width in characters, from what is before the cells of a sheet."""
    widths: dict[int, float] = {}
    for given in COLUMN.findall(head):
        item = dict(NUMBER.findall(given))
        if item.keys() >= {b"min", b"max", b"width"}:
            first, last = int(item[b"min"]) - right, min(int(item[b"max"]) - right, 32)
            widths |= dict.fromkeys(range(first, last + 1), float(item[b"width"]))
    return tuple(widths.items())


@lru_cache(maxsize=1024)
def _characters(name: str, widths: Widths) -> int:
    """How many Latin letters a line of a field's cell holds."""
    return max(2, int(_fit(name).characters * _stretch(COLUMNS[name], dict(widths))))


def _stretch(columns: str, widths: Mapping[int, float]) -> float:
    """How much wider than in the template the columns are."""
    numbers = [ord(letter) - ord("A") + 1 for letter in columns]
    given = [widths[number] * 7 for number in numbers if number in widths]
    usual = [_template_widths()[number] for number in numbers]
    return sum(given) / sum(usual) if len(given) == len(numbers) else 1.0


def cut_texts(sheets: Iterable[OwnSheet], book: Book) -> Iterator[CutText]:
    """Each text of `sheets` whose end no row can show, as the columns of `book` are set; rows are made to fit elsewhere."""
    for sheet in sheets:
        if sheet.computes:
            for item in cut(sheet.form, book.markup(sheet.name), sheet.shift.right):
                if not item.fits:
                    yield CutText(sheet.name, item.cell, item.field, item.needed, item.most)
