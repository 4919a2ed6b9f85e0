"""A plain row inserted with the spreadsheet's own command: 评分 gives it the formulas of the template."""

import pytest

from jixiao.actions.check import check_files
from jixiao.actions.loaded import policy_for
from jixiao.sheets.own import formulas, own_sheets
from tests.live.seen import contents, formulas_agree

pytestmark = pytest.mark.office
PROJECT = "河西锦苑小区电梯维护经费"


def insert(stage, row, dimension=None):
    """A plain row with points typed, as a clerk does without the button."""
    sheet = stage.book.sheets[PROJECT]
    sheet.api.Unprotect("")
    sheet.range(f"{row}:{row}").insert("down")
    sheet.range(f"D{row}:H{row}").value = ["巡查次数", "≥3次", "3次", 3, 3]
    if dimension:
        sheet.range(f"B{row}").value = dimension


def sums(stage):
    """The points by 一级指标, all of them, and what is printed."""
    sheet = stage.book.sheets[PROJECT]
    return [sheet.range(cell).value for cell in ("K3", "L3", "M3", "N3", "O3", "P3")]


def codes(loaded):
    return [item.code for item in check_files([loaded]).report.findings if item.sheet == PROJECT]


@pytest.mark.parametrize("row", [14, 16, 20])
def test_a_row_within_the_indicators(stage, row):
    before = sums(stage)
    insert(stage, row)
    inserted = codes(stage.loaded())
    assert inserted.count("JX715") == 1 and not {"JX702", "JX703"} & set(inserted)
    messages = stage.press("score")
    assert "手工插入的 1 行指标已按模板补好公式" in messages[-1]
    now = stage.loaded()
    assert "JX715" not in codes(now) and formulas_agree(now)
    assert sums(stage)[-1] == before[-1] + 3 and sum(sums(stage)[:-1]) == sums(stage)[-1]
    assert sums(stage)[4] == before[4]


@pytest.mark.parametrize(("row", "place"), [(13, 0), (22, 2)])
def test_a_row_before_the_first_or_behind_the_last_comes_into_the_sums(stage, row, place):
    before = sums(stage)
    insert(stage, row, ("产出指标", "效益指标", "满意度指标")[place])
    assert sums(stage) == before and "JX715" in codes(stage.loaded())
    stage.press("score")
    loaded = stage.loaded()
    after = sums(stage)
    assert after[place] == before[place] + 3 and after[-1] == before[-1] + 3
    assert "JX715" not in codes(loaded) and formulas_agree(loaded)
    (own,) = [sheet for sheet in own_sheets(loaded.forms) if sheet.name == PROJECT]
    held = contents(loaded, PROJECT)
    wanted = formulas(own, own.whole, policy_for(loaded, None))
    assert [cell for cell in ("K3", "P3", "Q3", "S3") if held[cell].text != wanted[cell].formula] == []
