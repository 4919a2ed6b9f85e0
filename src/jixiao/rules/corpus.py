"""All forms checked together: who they belong to and what is indexed once for the rules across forms."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from functools import cached_property, lru_cache

from jixiao.form.unit import MONEY
from jixiao.rules.view import View


class Corpus:
    """The views of all forms in their order, with the names of units brought together."""

    def __init__(self, views: tuple[View, ...]) -> None:
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
            for short in known
            for full in known
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

    def with_budget(self, view: View, yuan: Decimal) -> list[int]:
        """The forms of the same unit whose full-year budget is `yuan` 元."""
        return self._budgets.get((self.owners[view.number], yuan), [])

    def name(self, number: int) -> str:
        """The project of a form, or which form it is."""
        return self.views[number].form.project or f"第 {number + 1} 张表"

    def _owner(self, view: View) -> str:
        department, unit = view.form.department or "", view.form.unit or ""
        return self.aliases.get((department, unit), unit) or department


@lru_cache(maxsize=8192)
def abbreviates(short: str, full: str) -> bool:
    """Whether `short` is a shorter way of writing the office `full`: 河门口街办 for 攀枝花市西区河门口街道办事处.

    Its characters stand in the full name in their order and it ends where the full name ends; 西区教育局 is no short
    name of 西区教育局第一幼儿园.
    """
    if not 3 <= len(short) < len(full) or full.endswith(("本级", "机关")):
        return False
    start = full.find(short[:2])
    if start < 0:
        return False
    if short in full:
        return full.endswith(short) or full.endswith(short + "办事处")
    rest = iter(full[start:])
    return all(character in rest for character in short) and short[-1] in full[-4:]
