"""Sums by unit and by department: amounts added, the rate weighted by the budget, scores averaged, grades counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from jixiao.collect.model import Entry, Figures
from jixiao.form.fields import AMOUNTS
from jixiao.form.rounding import half_up
from jixiao.form.table import Value
from jixiao.rules.offices import shortened
from jixiao.sheets.totals import Sums, uncounted

GRADES = {"excellent": "优", "good": "良", "fair": "中", "poor": "差"}
UNNAMED = "（未写）"
T = TypeVar("T")


@dataclass(slots=True)
class Group:
    """The sums over the forms of one unit, of one department, or all of them; no form is kept."""

    department: str | None
    unit: str | None
    sums: Sums = field(default_factory=Sums)
    grades: Counter[str | None] = field(default_factory=Counter)
    errors: int = 0
    warnings: int = 0

    def add(self, figures: Figures, counts: tuple[int, int, int]) -> None:
        """Count one form with its numbers of errors, warnings and notices."""
        self.sums.add(figures, figures.base)
        self.grades[figures.grade] += 1
        self.errors += counts[0]
        self.warnings += counts[1]

    def row(self) -> dict[str, Value]:
        """The group as a row: amounts in 万元, `rate` a fraction, `average` in points; `…_uncounted` forms lack a figure.

        What no form has is None, not 0.
        """
        return {
            "department": self.department,
            "unit": self.unit,
            "forms": self.sums.forms,
            **{key: self._amount(key) for key in AMOUNTS},
            "rate": self.sums.rate,
            "average": self.sums.average,
            **{key: self.grades[name] for key, name in GRADES.items()},
            "errors": self.errors,
            "warnings": self.warnings,
            **(lacks := self.sums.lacking),
            "uncounted": uncounted(lacks) or None,
        }

    def _amount(self, key: str) -> Decimal | None:
        amount = self.sums.amount(key)
        return None if amount is None else half_up(amount, 6)


class Groups:
    """All groups, in the order in which they first appear."""

    def __init__(self) -> None:
        self.whole = Group("合计", None)
        self._departments: dict[str, tuple[int, Group]] = {}
        self._units: dict[tuple[str, str], tuple[int, Group]] = {}

    @property
    def departments(self) -> list[Group]:
        """Each department."""
        return [group for _, group in self._departments.values()]

    @property
    def units(self) -> list[Group]:
        """Each unit of each department."""
        return [group for _, group in self._units.values()]

    def add(self, entry: Entry, counts: tuple[int, int, int]) -> tuple[int, int]:
        """Count one form; the one-based numbers of its department and of its unit."""
        department, unit = entry.form.department or UNNAMED, entry.form.unit or UNNAMED
        key = shortened(department)
        pair = (key, shortened(unit))
        of = self._departments.get(key) or _new(self._departments, key, Group(department, None))
        own = self._units.get(pair) or _new(self._units, pair, Group(department, unit))
        for group in (self.whole, of[1], own[1]):
            group.add(entry.figures, counts)
        return of[0], own[0]


def _new(known: dict[T, tuple[int, Group]], key: T, group: Group) -> tuple[int, Group]:
    known[key] = len(known) + 1, group
    return known[key]


def groups(entries: Iterable[Entry], counts: Iterable[tuple[int, int, int]]) -> Groups:
    """The groups of `entries`."""
    found = Groups()
    for entry, own in zip(entries, counts, strict=True):
        found.add(entry, own)
    return found
