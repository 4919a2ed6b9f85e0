"""Sums over figures of which some are unknown: the known part, and how many forms are not in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

from jixiao.form.rounding import half_up
from jixiao.form.table import Value

COUNTED = {"initial": "年初", "annual": "全年", "executed": "执行", "total": "总分"}
"""The figures a form may lack, and what a sum calls them."""
LACKING = "_uncounted"
"""`annual_uncounted` is the number of forms whose `annual` is unknown."""


SUMMED = ("initial", "annual", "executed", "total", "base")
ZERO = Decimal(0)


class Figured(Protocol):
    """A form's figures: amounts in 万元, `rate` a fraction, `total` in points; None is what is not known."""

    @property
    def initial(self) -> Decimal | None:
        """年初预算数, 万元."""

    @property
    def annual(self) -> Decimal | None:
        """全年预算数, 万元."""

    @property
    def executed(self) -> Decimal | None:
        """全年执行数, 万元."""

    @property
    def rate(self) -> Decimal | None:
        """The execution rate, a fraction."""

    @property
    def total(self) -> Decimal | None:
        """核算总分, points."""


@dataclass(slots=True)
class Sums:
    """Forms summed one by one, none of them kept: the amounts known, the rate weighted by the budget, the average."""

    forms: int = 0
    sums: dict[str, Decimal] = field(default_factory=lambda: dict.fromkeys(SUMMED, ZERO))
    known: Counter[str] = field(default_factory=Counter)
    rated: Decimal = ZERO

    def add(self, figures: Figured, base: Decimal | None) -> None:
        """Count one form; `base` is what its rate is taken of, None where it has no rate."""
        self.forms += 1
        for key in SUMMED:
            amount = base if key == "base" else getattr(figures, key)
            if amount is not None:
                self.sums[key] += amount
                self.known[key] += 1
        if figures.rate is not None and figures.executed is not None:
            self.rated += figures.executed

    def amount(self, key: str) -> Decimal | None:
        """The sum of what is known; None where nothing is known of what should be summed. Nothing at all sums to 0."""
        return None if self.forms and not self.known[key] else self.sums[key]

    @property
    def rate(self) -> Decimal | None:
        """Executed over the base, summed over the forms that have a rate."""
        base = self.sums["base"]
        return self.rated / base if base > 0 else None

    @property
    def average(self) -> Decimal | None:
        """The average total of those that have one."""
        scored = self.known["total"]
        return half_up(self.sums["total"] / scored) if scored else None

    @property
    def lacking(self) -> dict[str, int]:
        """How many forms lack each of COUNTED, by key such as `annual_uncounted`."""
        return {f"{key}{LACKING}": self.forms - self.known[key] for key in COUNTED}


def uncounted(row: Mapping[str, Value], keys: Iterable[str] = COUNTED) -> str:
    """年初 1 张未计；全年 2 张未计: what the sums of `row` leave out; empty where that is nothing."""
    counts = [(COUNTED[key], row.get(f"{key}{LACKING}")) for key in keys]
    return "；".join(f"{word} {count} 张未计" for word, count in counts if count)


def uncounted_formula(counts: Mapping[str, str]) -> str:
    """The twin of `uncounted` as an Excel expression; `counts` gives for each key how its number is computed."""
    each = "&".join(f'IF({count}>0,"；{COUNTED[key]} "&({count})&" 张未计","")' for key, count in counts.items())
    return f"MID({each},2,99)"
