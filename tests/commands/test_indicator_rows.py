"""Which row comes or goes on a project sheet, and what is set right around it."""

from dataclasses import replace
from pathlib import Path

import pytest

from jixiao import policy
from jixiao.actions.indicator_rows import deletion, insertion
from jixiao.actions.open import load, load_source
from jixiao.errors import CannotGoOn
from jixiao.importers.source import Source
from jixiao.sheets.book import build
from jixiao.xlsx.edit.difference import Formula
from jixiao.xlsx.edit.patch import Patch
from tests.build import CORRECT
from tests.samples import HEMENKOU

SHEET = CORRECT.project
FIRST, LAST = 13, 19


def book(form=CORRECT, change=lambda patch: None):
    patch = Patch.open(build([form], policy.default(2020)))
    change(patch)
    return load_source(Source("甲.xlsx", patch.bytes()), Path("甲.xlsx"))


def test_a_row_below_an_indicator_joins_its_blocks_and_is_numbered():
    change = insertion(book(), SHEET, FIRST)
    assert (change.row, change.like_below) == (FIRST + 1, False)
    # 产出指标 is merged over several rows and grows by itself, 数量指标 had one row only
    assert change.merges == ("C13:C14",)
    assert change.cells["D14"] == "指标2："


def test_the_new_row_and_all_below_hold_the_formulas_of_the_template():
    change = insertion(book(), SHEET, FIRST)
    assert change.cells["T14"].text.startswith('IF(B14="",T13,')
    assert change.cells["T15"].text.startswith('IF(B15="",T14,')
    assert "$H$13:$H$20" in next(
        content.text for content in change.cells.values() if isinstance(content, Formula) and "SUM(" in content.text
    )


def test_a_row_below_the_last_comes_before_it_and_they_change_places():
    change = insertion(book(), SHEET, LAST)
    assert (change.row, change.like_below) == (LAST, True)
    assert [change.cells[f"{column}{LAST}"] for column in "EFGH"] == ["≥90%", "93.5%", 10, 10]
    assert [change.cells[f"{column}{LAST + 1}"] for column in "BCEFGH"] == [None] * 6
    assert change.cells[f"D{LAST + 1}"] == "指标2："
    assert change.merges == (f"B{LAST}:B{LAST + 1}", f"C{LAST}:C{LAST + 1}")


def test_the_note_of_the_last_row_goes_with_its_content():
    loaded = book(change=lambda patch: patch.mark(SHEET, f"H{LAST}", "warning", "请核对"))
    change = insertion(loaded, SHEET, LAST)
    assert change.notes == {f"H{LAST}": "【绩效自评校验】\n请核对", f"H{LAST + 1}": None}


def test_a_deleted_row_at_the_head_of_its_block_leaves_the_label_to_the_next():
    change = deletion(book(), SHEET, FIRST)
    assert change.row == FIRST
    assert change.cells[f"B{FIRST}"] == "产出指标"
    assert f"C{FIRST}" not in change.cells


def test_numbers_within_a_block_close_up_when_a_row_goes():
    rows = [replace(CORRECT.indicators[0], name=f"指标{number}：维修电梯") for number in (1, 2, 3)]
    form = replace(CORRECT, indicators=(*rows, *CORRECT.indicators[1:]))
    change = deletion(book(form), SHEET, FIRST + 1)
    assert change.cells[f"D{FIRST + 1}"] == "指标2：维修电梯"
    assert f"D{FIRST}" not in change.cells


def test_numbers_that_never_ran_from_one_are_left_alone():
    form = replace(CORRECT, indicators=(replace(CORRECT.indicators[0], name="指标4：成本"), *CORRECT.indicators[1:]))
    change = insertion(book(form), SHEET, FIRST + 1)
    assert not any(cell.startswith("D") for cell in change.cells)


def test_a_formula_the_clerk_typed_over_stays_hers():
    loaded = book(change=lambda patch: patch.set_value(SHEET, "R15", 9))
    change = insertion(loaded, SHEET, FIRST)
    assert "R16" not in change.cells
    assert isinstance(change.cells["R15"], Formula)


def test_a_formula_another_program_wrote_its_own_way_is_still_ours():
    text = Patch.open(build([CORRECT], policy.default(2020)))
    formula = book().source.book.formulas_of(SHEET)["T15"]
    text.set_formula(SHEET, "T15", formula.replace("FALSE", "FALSE()").replace(",", ", "), "产出指标")
    loaded = load_source(Source("甲.xlsx", text.bytes()), Path("甲.xlsx"))
    assert insertion(loaded, SHEET, FIRST).cells["T16"].text.startswith('IF(B16="",T15,')


def test_a_row_that_is_no_indicator_is_named_with_those_that_are():
    with pytest.raises(CannotGoOn, match="第 13～19 行"):
        insertion(book(), SHEET, 5)


def test_a_sheet_that_is_no_form_is_named():
    with pytest.raises(CannotGoOn, match=r"汇总表.*不是项目表"):
        insertion(book(), "汇总表", 5)


def test_the_only_indicator_stays():
    with pytest.raises(CannotGoOn, match="只有这一行指标"):
        deletion(book(replace(CORRECT, indicators=CORRECT.indicators[:1])), SHEET, FIRST)


def test_a_text_has_no_rows_to_insert():
    with pytest.raises(CannotGoOn, match="标准工作簿"):
        insertion(load(HEMENKOU), SHEET, FIRST)
