"""Single rows with one fault each: put into an honest form, the fault is found at its field, by its rule."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from jixiao import policy
from jixiao.form.rounding import half_up
from jixiao.rules import check
from tests.rules.test_honest_rows import FORM, PLACES

ROWS = Path(__file__).with_name("fault_rows.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", ROWS)
def test_a_fault_of_a_row_is_found_at_its_field(line: str) -> None:
    mark, name, target, actual, earned, note, code, field = line.split("|")
    number, category = PLACES[mark]
    rows = list(FORM.indicators)
    row = replace(rows[number], category=category, name=name, target=target or None, actual=actual or None)
    score = Decimal(f"{half_up((row.weight or Decimal(0)) * Decimal(earned)).normalize():f}")
    rows[number] = replace(row, score=score, note=note or None)
    total = sum((item.score or Decimal(0) for item in rows), FORM.funds.total.score or Decimal(0))
    form = replace(FORM, indicators=tuple(rows), total=replace(FORM.total, score=total))
    found = check([form], policy.load("2020-caiyu-10")).findings
    places = {(item.code, one.field) for item in found for one in (item, *item.related)}
    assert (code, f"indicators[{number}].{field}") in places
