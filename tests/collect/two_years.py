"""Two successive seasons of the same units: most projects go on, some are new, some gone, one unit is renamed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from bench import season
from bench.inbox import book

from jixiao.form.model import Form
from jixiao.form.rounding import half_up

RENAMED = "更名后的服务中心"
"""The name this year of the last unit."""


def fill(folder: Path, count: int = 8, forms: int = 3, seed: int = 1) -> tuple[Path, Path]:
    """The inboxes of this year (2020) and of the year before, a workbook for each unit."""
    chance = random.Random(seed)
    units = season.units(count, forms, seed)
    for number, unit in enumerate(units):
        *kept, last = unit.forms
        name = RENAMED if number == count - 1 else unit.name
        before = [
            *(earlier(form, chance) for form in kept),
            replace(earlier(last, chance), project=f"往年的{last.project}"),
        ]
        _put(folder / "今年", number, [replace(form, unit=name) for form in unit.forms])
        _put(folder / "上年", number, before)
    return folder / "今年", folder / "上年"


def earlier(form: Form, chance: random.Random) -> Form:
    """The form of the same project a year before: another budget, all of it spent but a part, and a score that fits."""
    total = form.funds.total
    annual = half_up((total.annual or Decimal(1)) * chance.randint(60, 150) / 100)
    executed = half_up(annual * chance.randint(70, 100) / 100)
    rate, points = half_up(executed / annual, 4), half_up(executed / annual * 10)
    parts = (
        replace(form.funds.parts[0], initial=annual, annual=annual, executed=executed, rate=rate),
        *form.funds.parts[1:],
    )
    funds = replace(
        form.funds,
        total=replace(total, initial=annual, annual=annual, executed=executed, rate=rate, score=points),
        parts=parts,
    )
    rows = tuple(
        replace(
            row, target=(row.target or "").replace("2020", "2019"), actual=(row.actual or "").replace("2020", "2019")
        )
        for row in form.indicators
    )
    scored = points + sum((row.score or Decimal(0) for row in rows), Decimal(0))
    return replace(form, year=2019, funds=funds, indicators=rows, total=replace(form.total, score=scored))


def _put(folder: Path, number: int, forms: Sequence[Form]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{number:02d}.xlsx").write_bytes(book(forms))
