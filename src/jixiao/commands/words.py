"""Figures as the commands print them."""

from __future__ import annotations

from decimal import Decimal

NONE = "—"


def amount(value: Decimal | None) -> str:
    """A number in its shortest form, or a dash."""
    return NONE if value is None else f"{value:f}"


def money(value: Decimal | None, unit: str | None) -> str:
    """An amount with its unit where that is not 万元."""
    return amount(value) + ("" if value is None or unit in (None, "万元") else str(unit))


def rate(value: Decimal | None) -> str:
    """A fraction as a percentage with two places."""
    return NONE if value is None else f"{value * 100:.2f}%"
