"""Texts that are longer than their cell on a project sheet shows, so that a printed page would lose their end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from jixiao.form.model import Form
from jixiao.package.shared import position
from jixiao.package.stamp_fit import Fit
from jixiao.sheets.base import template_of
from jixiao.sheets.heights import lines

ROW = re.compile(r"<(?:\w+:)?row\s([^>]*)>")
COLUMN = re.compile(r"<(?:\w+:)?col\s([^>]*)>")
NUMBER = re.compile(r'\b(r|ht|min|max|width)="([\d.]+)"')
COLUMNS = {"name": "D", "target": "E", "actual": "F", "note": "I", "goal.expected": "BCDE", "goal.actual": "FGHI"}
"""The columns over which a field's cell reaches on a sheet of ours."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A text that does not show whole: its field and cell, how many lines it needs and how many show."""

    field: str
    cell: str
    needed: int
    shown: int


def cut(form: Form, sheet: str) -> Iterator[Cut]:
    """Each text of `form` that its cell in the worksheet part `sheet` (XML) cannot show, as rows and columns are set."""
    heights, widths = _heights(sheet), _widths(sheet)
    for field, name, text in _texts(form):
        cell = form.place(field)
        height = heights.get(position(cell)[0] + 1) if cell else None
        if cell and text and height is not None:
            fit = _fits()[name if name in _fits() else f"indicators.{name}"]
            needed = lines(text, max(2, int(fit.letters * _stretch(COLUMNS[name], widths))))
            shown = max(1, int(height / fit.line))
            if needed > shown:
                yield Cut(field, cell, needed, shown)


def _texts(form: Form) -> Iterator[tuple[str, str, str | None]]:
    for key in ("expected", "actual"):
        yield f"goal.{key}", f"goal.{key}", getattr(form.goal, key)
    for path, row in form.numbered():
        for key in ("name", "target", "actual", "note"):
            yield f"{path}.{key}", key, getattr(row, key)


@cache
def _fits() -> Mapping[str, Fit]:
    return template_of(None).prototypes["project"].fits


@cache
def _template_widths() -> Mapping[int, float]:
    return template_of(None).prototypes["project"].widths


def _heights(sheet: str) -> dict[int, float]:
    """Row → height in points, for rows of a set height."""
    found = (dict(NUMBER.findall(given)) for given in ROW.findall(sheet))
    return {int(row["r"]): float(row["ht"]) for row in found if "r" in row and "ht" in row}


def _widths(sheet: str) -> dict[int, float]:
    """One-based column → width in characters."""
    widths: dict[int, float] = {}
    for given in COLUMN.findall(sheet):
        item = dict(NUMBER.findall(given))
        if {"min", "max", "width"} <= item.keys():
            last = min(int(item["max"]), 32)
            widths |= dict.fromkeys(range(int(item["min"]), last + 1), float(item["width"]))
    return widths


def _stretch(columns: str, widths: Mapping[int, float]) -> float:
    """How much wider than in the template the columns are."""
    numbers = [ord(letter) - ord("A") + 1 for letter in columns]
    given = [widths[number] * 7 for number in numbers if number in widths]
    usual = [_template_widths()[number] for number in numbers]
    return sum(given) / sum(usual) if len(given) == len(numbers) else 1.0
