"""插入指标 and 删除指标 pressed on an open document: blocks, ranges and formulas stay whole."""

import pytest

from tests.live.seen import closed, contents, formulas_agree

pytestmark = pytest.mark.office
PROJECT = "河西锦苑小区电梯维护经费"


@pytest.mark.parametrize("row", [13, 14, 16, 20, 21])
def test_an_inserted_row_keeps_blocks_ranges_and_formulas(stage, row):
    before = stage.loaded()
    stage.select(PROJECT, f"E{row}")
    stage.press("insert_indicator")
    stage.book.sheets[PROJECT].range(f"E{row + 1}:H{row + 1}").value = ["≥95%", "96%", 1, 1]
    stage.book.sheets[PROJECT].range(f"D{row + 1}").value = "指标2：合格率"
    now = stage.loaded()
    old = next(form for form in before.forms if form.source.sheet == PROJECT)
    new = next(form for form in now.forms if form.source.sheet == PROJECT)
    at = row - 13
    assert [(each.dimension, each.category) for each in new.indicators] == [
        (each.dimension, each.category)
        for each in (*old.indicators[: at + 1], old.indicators[at], *old.indicators[at + 1 :])
    ]
    assert [each.target for each in new.indicators] == [
        *(each.target for each in old.indicators[: at + 1]),
        "≥95%",
        *(each.target for each in old.indicators[at + 1 :]),
    ]
    assert formulas_agree(now)
    assert now.forms[1] == before.forms[1]


def test_formulas_compute_in_a_row_among_cells_formatted_as_text(stage):
    sheet = stage.book.sheets[PROJECT]
    sheet.api.Unprotect("")
    sheet.api.Range("J13:S21").NumberFormat = "@"
    stage.select(PROJECT, "E14")
    stage.press("insert_indicator")
    now = stage.loaded()
    assert "Formula" in str(type(contents(now, PROJECT)["P15"]))
    assert formulas_agree(now)


@pytest.mark.parametrize("row", [13, 16, 17, 21])
def test_a_deleted_row_leaves_the_others_as_they_were(stage, row):
    before = stage.loaded()
    stage.select(PROJECT, f"E{row}")
    stage.press("delete_indicator", "yes")
    now = stage.loaded()
    old = next(form for form in before.forms if form.source.sheet == PROJECT)
    new = next(form for form in now.forms if form.source.sheet == PROJECT)
    at = row - 13
    left = (*old.indicators[:at], *old.indicators[at + 1 :])
    assert [(each.dimension, each.category, each.target, each.score) for each in new.indicators] == [
        (each.dimension, each.category, each.target, each.score) for each in left
    ]
    assert formulas_agree(now)


def test_a_row_is_deleted_only_when_the_user_says_so(stage):
    before = stage.content()
    stage.select(PROJECT, "E14")
    stage.press("delete_indicator", "no")
    assert closed(stage.content()).forms == closed(before).forms
