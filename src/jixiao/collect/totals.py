"""Sums by unit and by department: amounts added, the rate weighted by the budget, scores averaged, grades counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.collect.model import Entry, Figures
from jixiao.form.rounding import half_up
from jixiao.form.table import Value
from jixiao.rules.offices import shortened
from jixiao.sheets.totals import known_sum, lacking, uncounted

GRADES = {"excellent": "优", "good": "良", "fair": "中", "poor": "差"}
AMOUNTS = ("initial", "annual", "executed")
UNNAMED = "（未写）"


@dataclass(slots=True)
class Group:
    """The forms of one unit, of one department, or all of them."""

    department: str | None
    unit: str | None
    figures: list[Figures] = field(default_factory=list)
    errors: int = 0
    warnings: int = 0

    def add(self, entry: Entry, counts: tuple[int, int, int]) -> None:
        """Count one form."""
        self.figures.append(entry.figures)
        self.errors += counts[0]
        self.warnings += counts[1]

    def row(self) -> dict[str, Value]:
        """The group as a row: amounts in 万元, `rate` a fraction, `average` in points; `…_uncounted` forms lack a figure.

        What no form has is None, not 0.
        """
        base = _sum(item.base for item in self.figures)
        counted = _sum(item.executed for item in self.figures if item.rate is not None)
        totals = [item.total for item in self.figures if item.total is not None]
        grades = [item.grade for item in self.figures]
        return {
            "department": self.department,
            "unit": self.unit,
            "forms": len(self.figures),
            **{key: self._amount(key) for key in AMOUNTS},
            "rate": counted / base if base > 0 else None,
            "average": half_up(_sum(totals) / len(totals)) if totals else None,
            **{key: grades.count(name) for key, name in GRADES.items()},
            "errors": self.errors,
            "warnings": self.warnings,
            **(lacks := lacking(self.figures)),
            "uncounted": uncounted(lacks) or None,
        }

    def _amount(self, key: str) -> Decimal | None:
        total = known_sum(getattr(item, key) for item in self.figures)
        return None if total is None else half_up(total, 6)


@dataclass(frozen=True, slots=True)
class Groups:
    """All groups; `department_of` and `unit_of` give the one-based number of each form's group."""

    whole: Group
    departments: list[Group]
    units: list[Group]
    department_of: list[int]
    unit_of: list[int]


def groups(entries: Sequence[Entry], counts: Sequence[tuple[int, int, int]]) -> Groups:
    """The groups of `entries`, in the order in which they first appear."""
    whole = Group("合计", None)
    departments: dict[str, Group] = {}
    units: dict[tuple[str, str], Group] = {}
    places: list[tuple[str, tuple[str, str]]] = []
    for entry, own in zip(entries, counts, strict=True):
        department, unit = entry.form.department or UNNAMED, entry.form.unit or UNNAMED
        key = shortened(department)
        pair = (key, shortened(unit))
        places.append((key, pair))
        for group in (
            whole,
            departments.setdefault(key, Group(department, None)),
            units.setdefault(pair, Group(department, unit)),
        ):
            group.add(entry, own)
    at_department = {key: number for number, key in enumerate(departments, 1)}
    at_unit = {key: number for number, key in enumerate(units, 1)}
    return Groups(
        whole,
        list(departments.values()),
        list(units.values()),
        [at_department[key] for key, _ in places],
        [at_unit[pair] for _, pair in places],
    )


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), Decimal(0))
