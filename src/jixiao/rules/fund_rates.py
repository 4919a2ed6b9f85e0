"""The rows of the funds with their printed rates, and what each may be the rate of."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from jixiao.form.fields import NAMES
from jixiao.form.model import FundPart, FundTotal
from jixiao.form.paths import fund_path
from jixiao.form.rates import is_of_no_budget, is_of_other_budget, unread_amounts
from jixiao.rules.view import View


class Rate(NamedTuple):
    """One fund row: path, label, the base amount with its name, the executed amount, the printed rate, the other base.

    `is_of_unread` says that the printed rate follows from an amount that no field took.
    """

    path: str
    label: str
    base: Decimal | None
    base_name: str
    executed: Decimal | None
    printed: Decimal | None
    other: Decimal | None
    other_name: str
    is_of_unread: bool

    @property
    def exact(self) -> Decimal | None:
        """executed / base, unrounded; None where it cannot be computed."""
        return self.executed / self.base if self.executed is not None and self.base else None

    @property
    def by_other_base(self) -> Decimal | None:
        """executed / the other of 年初预算数 and 全年预算数."""
        return self.executed / self.other if self.executed is not None and self.other else None


def rates(view: View) -> Iterator[Rate]:
    """The total row, then each part with a printed rate; by 年初预算数 where the policy says so or there is no other."""
    funds = view.form.funds
    has_annual = funds.total.annual is not None or any(part.annual is not None for part in funds.parts)
    by_initial = view.policy.execution.base == "initial" or not has_annual
    is_known = has_annual or not any(unread_amounts(view.form))
    base, other = ("initial", "annual") if by_initial else ("annual", "initial")
    rows: list[tuple[str, str, FundTotal | FundPart]] = [("funds.total", "年度资金总额", funds.total)]
    rows += [(fund_path(n), part.label, part) for n, part in enumerate(funds.parts) if part.rate is not None]
    for path, label, row in rows:
        amounts = getattr(row, base) if is_known else None, getattr(row, other)
        is_of_unread = has_other_budget(view, row)
        yield Rate(path, label, amounts[0], NAMES[base], row.executed, row.rate, amounts[1], NAMES[other], is_of_unread)


def has_other_budget(view: View, row: FundTotal | FundPart) -> bool:
    """Whether a printed rate follows from an amount that was not read, or may so on the form it was imported from."""
    return is_of_other_budget(view.form, row) or (view.form.lacks("funds") and is_of_no_budget(row))
