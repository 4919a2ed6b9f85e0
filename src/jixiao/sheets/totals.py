"""Sums over figures of which some are unknown: the known part, and how many forms are not in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from jixiao.form.table import Value

COUNTED = {"initial": "年初", "annual": "全年", "executed": "执行", "total": "总分"}
"""The figures a form may lack, and what a sum calls them."""
LACKING = "_uncounted"
"""`annual_uncounted` is the number of forms whose `annual` is unknown."""


def known_sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what is known; None where nothing is known of what should be summed. Nothing at all sums to 0."""
    given = list(amounts)
    known = [amount for amount in given if amount is not None]
    return sum(known, Decimal(0)) if known or not given else None


def lacking(figures: Iterable[object]) -> dict[str, int]:
    """How many of `figures` lack each of COUNTED, by key such as `annual_uncounted`."""
    given = list(figures)
    return {f"{key}{LACKING}": sum(getattr(item, key) is None for item in given) for key in COUNTED}


def uncounted(row: Mapping[str, Value], keys: Iterable[str] = COUNTED) -> str:
    """年初 1 张未计；全年 2 张未计: what the sums of `row` leave out; empty where that is nothing."""
    counts = [(COUNTED[key], row.get(f"{key}{LACKING}")) for key in keys]
    return "；".join(f"{word} {count} 张未计" for word, count in counts if count)


def uncounted_formula(counts: Mapping[str, str]) -> str:
    """The twin of `uncounted` as an Excel expression; `counts` gives for each key how its number is computed."""
    each = "&".join(f'IF({count}>0,"；{COUNTED[key]} "&({count})&" 张未计","")' for key, count in counts.items())
    return f"MID({each},2,99)"
