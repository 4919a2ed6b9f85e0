"""What other sheets say of 汇总表 and 校验结果 still says it when those have been made again."""

import pytest

from tests.live.seen import closed

pytestmark = pytest.mark.office
FORMULAS = ("='汇总表'!B6", "=SUM(汇总表!E6:E20)*2", "=COUNTA(校验结果!A1:A500)", '="汇总表!A1"')


@pytest.fixture
def own(checked_stage):
    """A sheet of the clerk's own behind ours, in a workbook that has been checked."""
    sheet = checked_stage.book.sheets.add("领导看的", after=checked_stage.book.sheets[-1])
    sheet.api.Range("B2:B5").Formula = tuple((each,) for each in FORMULAS)
    sheet.api.Range("D2:D4").FormulaArray = "=汇总表!B6:B8"
    checked_stage.book.api.Names.Add("合计区", "='汇总表'!$E$6:$E$20")
    return sheet


def said(stage):
    now = closed(stage.content()).source.book
    assert [name.name for name in now.names].count("合计区") == 1
    names = {name.name: name.refers_to.replace("$'汇总表'", "汇总表").replace("'", "") for name in now.names}
    formulas = {cell: text.replace("$", "").replace("'", "") for cell, text in now.formulas["领导看的"].items()}
    return formulas, names["合计区"].replace("$汇总表", "汇总表")


def test_formulas_arrays_and_names_still_find_their_sheet(checked_stage, own):
    before = said(checked_stage), own.range("B2:B5").value, own.range("D2:D4").value
    for button in ("check", "summary", "check", "summary"):
        checked_stage.press(button)
        now = said(checked_stage)
        assert "REF" not in str(now)
        assert (now, own.range("B2:B5").value, own.range("D2:D4").value) == before


def test_a_protected_sheet_that_refers_to_another_is_named_before_anything_changes(checked_stage, own):
    own.api.Protect("秘密")
    before = said(checked_stage)
    (message,) = checked_stage.press("summary")
    assert "“领导看的”设了保护密码" in message and said(checked_stage) == before


def test_a_sheet_that_has_the_name_the_old_one_takes_meanwhile_stays(stage):
    stage.book.sheets.add("_换下", after=stage.book.sheets[-1]).range("A1").value = "我的"
    (message,) = stage.press("summary")
    assert message.startswith("汇总表已更新")
    assert stage.book.sheets["_换下"].range("A1").value == "我的" and "_换下1" not in stage.book.sheet_names
