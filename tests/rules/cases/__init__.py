"""The rule cases as data: what is changed in correct forms, and where exactly the rule must answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jixiao.form.finding import Waiver
from jixiao.form.model import UnreadCell
from jixiao.form.workbook import WorkbookFacts
from jixiao.rules.jx7_submissions import Sending

Changes = Mapping[str, Any]


@dataclass(frozen=True)
class Case:
    """`rule` must answer at the fields `at` (none: stay silent) and no other rule may answer at all.

    `change` is for one form, `forms` for several; `on` says in which form the finding is,
    `before` are forms of the year before, `sent` says how the form came. `also` holds the code and
    field of findings that cannot be parted from this one: weights that do not add up to 100 are also off the policy.
    """

    rule: str
    title: str
    change: Changes | None = None
    at: tuple[str, ...] = ()
    forms: tuple[Changes, ...] = ()
    on: int = 0
    before: tuple[Changes, ...] = ()
    facts: WorkbookFacts | None = None
    waivers: tuple[Waiver, ...] = ()
    policy: str = "2020-caiyu-10"
    sent: Sending | None = None
    also: tuple[tuple[str, str], ...] = ()

    @property
    def sendings(self) -> dict[int, Sending]:
        """By number, the forms a newer submission no longer holds."""
        return {self.on: self.sent} if self.sent else {}

    @property
    def fails(self) -> bool:
        """Whether the rule must answer."""
        return bool(self.at)


def cases() -> tuple[Case, ...]:
    """All cases of all families."""
    from tests.rules.cases import jx1, jx2, jx3, jx4, jx5, jx6, jx7

    return tuple(case for family in (jx1, jx2, jx3, jx4, jx5, jx6, jx7) for case in family.CASES)


def beside(amount: str) -> Changes:
    """An amount among the funds that no field took."""
    return {"unread_cells": (UnreadCell("funds", amount, "E6", 5, 4, is_other=True),)}
