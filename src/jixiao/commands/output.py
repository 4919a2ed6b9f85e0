"""Figures as the commands print them."""

from __future__ import annotations

from decimal import Decimal

from jixiao.form.fields import project_name
from jixiao.form.finding import Finding

NONE = "—"
OF_WORKBOOK = "JX7"


def amount(value: Decimal | None) -> str:
    """A number in its shortest form, or a dash."""
    return NONE if value is None else f"{value:f}"


def money(value: Decimal | None, unit: str | None) -> str:
    """An amount with its unit where that is not 万元."""
    return amount(value) + ("" if value is None or unit in (None, "万元") else str(unit))


def about(item: Finding) -> str:
    """The project a finding is about; blank where it is about the workbook."""
    return item.project or "" if item.code.startswith(OF_WORKBOOK) else project_name(item.project)


def rate(value: Decimal | None) -> str:
    """A fraction as a percentage with two places."""
    return NONE if value is None else f"{value * 100:.2f}%"
