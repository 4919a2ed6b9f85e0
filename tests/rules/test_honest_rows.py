"""Single honest rows in many wordings: put into an honest form, none raises an error or a warning."""

from dataclasses import replace
from pathlib import Path

import pytest

from jixiao import policy
from jixiao.rules import check
from tests.rules.natural import natural

PLACES = {
    "数": (1, "数量指标"),
    "质": (2, "质量指标"),
    "时": (3, "时效指标"),
    "本": (4, "成本指标"),
    "社": (5, "社会效益指标"),
    "经": (5, "经济效益指标"),
    "生": (5, "生态效益指标"),
    "续": (6, "可持续影响指标"),
    "满": (7, "服务对象满意度指标"),
}
"""Which row of the form a kind of indicator replaces."""
ROWS = Path(__file__).with_name("honest_rows.txt").read_text(encoding="utf-8").splitlines()
FORM = next(form for form, _ in natural())


@pytest.mark.parametrize("line", ROWS)
def test_an_honest_row_is_accused_of_nothing(line):
    mark, name, target, actual, *note = line.split("|")
    number, category = PLACES[mark]
    rows = list(FORM.indicators)
    reason = note[0] if note else rows[number].note
    rows[number] = replace(rows[number], category=category, name=name, target=target, actual=actual, note=reason)
    found = check([replace(FORM, indicators=tuple(rows))], policy.load("2020-caiyu-10")).findings
    assert [(item.code, item.message) for item in found if item.severity != "notice"] == []
