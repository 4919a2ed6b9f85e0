"""All forms checked together: who they belong to and what is indexed once for the rules across forms."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from functools import cached_property

from jixiao.form.unit import MONEY
from jixiao.rules.offices import SHORTEST, abbreviates, shortened
from jixiao.rules.view import Outline


class Corpus:
    """The views of all forms in their order, with the names of units unified."""

    def __init__(self, views: tuple[Outline, ...]) -> None:
        self.views = views

    @cached_property
    def aliases(self) -> dict[tuple[str, str], str]:
        """(department, short name of a unit) → the full name also used under that department."""
        names: dict[str, set[str]] = defaultdict(set)
        for view in self.views:
            department, unit = view.form.department or "", view.form.unit
            names[department].update(name for name in (unit, department) if name)
        return {
            (department, short): full
            for department, known in names.items()
            if len(known) > 1
            for group in _same_ending(known)
            for short in group
            for full in group
            if abbreviates(short, full)
        }

    @cached_property
    def owners(self) -> tuple[str, ...]:
        """The unit each form belongs to, by its full name; the department where no unit is given."""
        return tuple(self._owner(view) for view in self.views)

    @cached_property
    def _budgets(self) -> dict[tuple[str, Decimal], list[int]]:
        index: dict[tuple[str, Decimal], list[int]] = defaultdict(list)
        for view, owner in zip(self.views, self.owners, strict=True):
            annual = view.form.funds.total.annual
            if annual:
                index[owner, annual * MONEY[view.amount_unit]].append(view.number)
        return index

    def with_budget(self, view: Outline, yuan: Decimal) -> list[int]:
        """The forms of the same unit whose full-year budget is `yuan` 元."""
        return self._budgets.get((self.owners[view.number], yuan), [])

    def name(self, number: int) -> str:
        """The project of a form, or which form it is."""
        return self.views[number].form.project or f"第 {number + 1} 张表"

    def _owner(self, view: Outline) -> str:
        department, unit = view.form.department or "", view.form.unit or ""
        return self.aliases.get((department, unit), unit) or department


def _same_ending(names: set[str]) -> list[list[str]]:
    """`names` grouped by how their shortened forms end: only within a group can one represent another."""
    groups: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        groups[shortened(name)[-SHORTEST:]].append(name)
    return [group for group in groups.values() if len(group) > 1]
