"""The marks of a sheet are taken off without asking for every rule of the template."""

from types import SimpleNamespace

import pytest

from jixiao.live.marks import EXPRESSION, put_fills
from jixiao.xlsx.edit.marks import SIGN

OURS, THEIRS = f'=LEN("{SIGN}-error")>0', "=$B$4=0"


class Rules:
    """The rules of a sheet, first priority first, and how often one was asked for."""

    def __init__(self, *formulas):
        self.formulas, self.asked = list(formulas), 0
        self.Cells, self.FormatConditions = self, self

    @property
    def Count(self):
        self.asked += 1
        return len(self.formulas)

    def Item(self, number):
        self.asked += 1
        formula = self.formulas[number - 1]
        return SimpleNamespace(Type=EXPRESSION, Formula1=formula, Delete=lambda: self.formulas.remove(formula))


@pytest.mark.parametrize(
    ("formulas", "marked", "asked"),
    [
        ([THEIRS] * 20, 0, 0),
        ([OURS, OURS, *[THEIRS] * 20], 2, 3),
        ([THEIRS, OURS, THEIRS], 1, 3),
        ([OURS, THEIRS], 2, 3),
    ],
)
def test_ours_go_and_those_behind_them_are_not_asked(formulas, marked, asked):
    rules = Rules(*formulas)
    put_fills(SimpleNamespace(api=rules), {}, marked)
    assert rules.formulas == [each for each in formulas if each != OURS] and rules.asked == asked
