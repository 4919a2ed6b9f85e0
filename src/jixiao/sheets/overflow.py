"""Texts that are longer than their cell on a project sheet shows, so that a printed page would lose their end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from jixiao.form.model import Form
from jixiao.sheets.base import template_of
from jixiao.sheets.heights import lines
from jixiao.xlsx.references import position
from jixiao.xlsx.stamp.tables import Fit

ROW = re.compile(rb"<row\s([^>]*)>")
PREFIXED_ROW = re.compile(rb"<\w+:row\s([^>]*)>")
COLUMN = re.compile(rb"<(?:\w+:)?col\s([^>]*)>")
NUMBER = re.compile(rb'\b(r|ht|min|max|width)="([\d.]+)"')
BY_HAND = re.compile(rb'\bcustomHeight="(?:1|true)"')
CELLS = b"sheetData"
COLUMNS = {"name": "D", "target": "E", "actual": "F", "note": "I", "goal.expected": "BCDE", "goal.actual": "FGHI"}
"""The columns over which a field's cell reaches on a sheet of ours."""
Widths = tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Height:
    """A row's height in points, and whether somebody set it; Excel fits the others to their texts as it measures."""

    points: float
    by_hand: bool


@dataclass(frozen=True, slots=True)
class Cut:
    """A text that does not show whole: its field and cell, how many lines it needs and how many show."""

    field: str
    cell: str
    needed: int
    shown: int
    by_hand: bool

    @property
    def is_certain(self) -> bool:
        """Whether it is cut by any measure: Excel and WPS may break lines a little later than reckoned here."""
        return self.by_hand or self.needed > self.shown + max(1, self.needed // 4)


def cut(form: Form, sheet: bytes, right: int = 0) -> Iterator[Cut]:
    """Each text of `form` that its cell in the worksheet part `sheet` (XML) cannot show, as rows and columns are set.

    The form may be `right` columns further right than in the template.
    """
    heights, widths = _heights(sheet), _widths(sheet[: sheet.find(CELLS)], right)
    for field, name, text in _texts(form):
        needed = lines(text, _characters(name, widths)) if text else 1
        cell = form.place(field) if needed > 1 else None
        height = heights.get(position(cell)[0] + 1) if cell else None
        if cell and height is not None:
            shown = max(1, int(height.points / _fit(name).line))
            if needed > shown:
                yield Cut(field, cell, needed, shown, height.by_hand)


def _texts(form: Form) -> Iterator[tuple[str, str, str | None]]:
    for key in ("expected", "actual"):
        yield f"goal.{key}", f"goal.{key}", getattr(form.goal, key)
    for path, row in form.numbered():
        for key in ("name", "target", "actual", "note"):
            yield f"{path}.{key}", key, getattr(row, key)


@cache
def _fit(name: str) -> Fit:
    fits = template_of(None).prototypes["project"].fits
    return fits[name if name in fits else f"indicators.{name}"]


@cache
def _template_widths() -> Mapping[int, float]:
    return template_of(None).prototypes["project"].widths


def _heights(sheet: bytes) -> dict[int, Height]:
    """Row → its height, for rows that have one."""
    return dict(filter(None, map(_row, ROW.findall(sheet) or PREFIXED_ROW.findall(sheet))))


@lru_cache(maxsize=4096)
def _row(given: bytes) -> tuple[int, Height] | None:
    row = dict(NUMBER.findall(given))
    by_hand = BY_HAND.search(given) is not None
    return (int(row[b"r"]), Height(float(row[b"ht"]), by_hand)) if row.keys() >= {b"r", b"ht"} else None


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
