"""校验, 清除标记, 豁免 and 规则说明 pressed on an open document: the same cells are marked as in the closed file."""

import pytest

from jixiao.actions.check import check_files
from jixiao.sheets.overflow import fitted
from jixiao.xlsx.read.row_heights import row_heights
from tests.live.seen import checked, closed, findings, marks, notes, projects

pytestmark = pytest.mark.office
PROJECT = "河西锦苑小区电梯维护经费"
SCORE, TEXT = "H16", "F11"
LONG = "逐台登记故障、维修和检验情况，每月报街道备案，" * 20


def test_check_marks_the_very_cells_the_closed_file_has_marked(whole_stage):
    before = whole_stage.loaded()
    (message,) = whole_stage.press("check")
    now, wanted = whole_stage.loaded(), closed(checked(before))
    errors, warnings, notices = check_files([before]).report.totals
    assert errors and message.startswith(f"校验完成：15 张表，错误 {errors}，警告 {warnings}，提示 {notices}。")
    assert findings(now) == findings(wanted)
    for sheet in projects(now):
        assert marks(now.source.book, sheet) == marks(wanted.source.book, sheet)
        assert notes(now.source.book, sheet) == notes(wanted.source.book, sheet)
    assert now.source.book.table("校验结果").rows == wanted.source.book.table("校验结果").rows


def test_a_check_lists_what_was_put_right_since_and_takes_unsaved_changes_into_account(stage):
    stage.press("check")
    before = stage.loaded()
    listed = stage.book.sheets["校验结果"]
    rows = before.source.book.table("校验结果").rows
    at = next(
        number
        for number, row in enumerate(rows, 1)
        if row[1] == "错误" and str(row[2]).endswith(PROJECT) and row[12] == 1
    )
    cell = rows[at - 1][3]
    assert listed.range(f"L{at}").value in ("", None) and listed.range("H2").value.startswith("以下是校验那时的情况")
    sheet = stage.book.sheets[PROJECT]
    sheet.range(cell).value = 0.5
    assert listed.range(f"L{at}").value == "已改，待复查" and listed.range("H2").value.startswith("1 处已改")
    sheet.range(SCORE).value = 99
    sheet.range(TEXT).value = LONG
    stage.press("check")
    now = stage.loaded()
    assert stage.book.sheets["校验结果"].range("H2").value.startswith("以下是校验那时的情况")
    assert SCORE in marks(now.source.book, PROJECT)["error"]
    assert fits(now) and height(now) > height(before) + 50


def test_a_row_too_low_for_what_was_typed_is_printed_whole(stage):
    stage.book.sheets[PROJECT].range(TEXT).value = LONG
    before = height(stage.loaded())
    stage.press("export_pdf")
    now = stage.loaded()
    assert fits(now) and height(now) > before + 50


def height(loaded):
    """The height of the row of TEXT in points."""
    return row_heights(loaded.source.book.markup(PROJECT))[int(TEXT[1:])]


def fits(loaded):
    (form,) = (form for form in loaded.forms if form.source.sheet == PROJECT)
    return fitted(form, loaded.source.book.markup(PROJECT)) is None


def test_checking_twice_marks_once_and_a_note_is_as_large_as_its_text_needs(stage):
    stage.press("check")
    once = stage.loaded()
    shapes = [(note.text, note.api.Shape) for note in stage.book.sheets[PROJECT].notes]
    assert len(shapes) > 3 and all(abs(shape.Width - 217.5) < 1 for _, shape in shapes)
    lines = [len(text) // 22 + text.count("\n") for text, _ in shapes]
    assert all(shape.Height >= 12 * least for least, (_, shape) in zip(lines, shapes, strict=True))
    stage.press("check")
    again = stage.loaded()
    for sheet in projects(once):
        assert marks(again.source.book, sheet) == marks(once.source.book, sheet)
        assert notes(again.source.book, sheet) == notes(once.source.book, sheet)


def test_clear_takes_marks_away_and_leaves_the_notes_of_others_with_their_boxes(stage):
    sheet = stage.book.sheets[PROJECT]
    sheet.api.Unprotect("")
    sheet.range("E14").add_note("请附凭证")
    sheet.range("E13").add_note("请附合同").api.Shape.Width = 333
    stage.press("check")
    note = sheet.range("E13").note
    assert "请附合同" in note.text and "改法：" in note.text and abs(note.api.Shape.Width - 333) < 1
    stage.press("clear")
    now = stage.loaded()
    assert "校验结果" not in [sheet.name for sheet in now.source.book.sheets]
    assert {sheet: notes(now.source.book, sheet) for sheet in projects(now) if notes(now.source.book, sheet)} == {
        PROJECT: {"E13": "请附合同", "E14": "请附凭证"}
    }
    assert not any(marks(now.source.book, sheet) for sheet in projects(now))
    assert abs(sheet.range("E13").note.api.Shape.Width - 333) < 1


def test_waive_sets_the_chosen_finding_aside(checked_stage):
    found = findings(checked_stage.loaded())
    code, _, sheet, cell = found[0]
    checked_stage.select(sheet, cell)
    here = [item for item in found if item[2:] == (sheet, cell)]
    answers = ([code] if len({item[0] for item in here}) > 1 else []) + ["市财政局批复同意", "李经办"]
    (message,) = checked_stage.press("waive", *answers)
    now = checked_stage.loaded()
    assert [(item.rule, item.reason, item.who) for item in now.waivers] == [(code, "市财政局批复同意", "李经办")]
    assert code in message and (code, sheet, cell) not in [(item[0], *item[2:]) for item in findings(now)]


def test_a_line_of_what_to_do_first_is_explained_and_not_waived_and_one_of_a_project_is(checked_stage):
    table = checked_stage.loaded().source.book.table("校验结果")
    at = next(number for number, row in enumerate(table.rows) if row[0] == "先做这几件事") + 1
    checked_stage.select("校验结果", f"C{table.first_row + at + 1}")
    (message,) = checked_stage.press("rules")
    assert table.rows[at][-1] in message and "依据：" in message
    (message,) = checked_stage.press("waive")
    assert "某个项目的一行" in message and checked_stage.loaded().waivers == ()
    at = next(number for number, row in enumerate(table.rows) if row[1] == "错误" and row[7])
    checked_stage.select("校验结果", f"C{table.first_row + at + 1}")
    checked_stage.press("waive", "情况特殊", "王")
    assert [item.rule for item in checked_stage.loaded().waivers] == [table.rows[at][10]]


def test_rules_explains_the_finding_at_the_cell(stage):
    code, _, sheet, cell = findings(stage.loaded())[0]
    stage.select(sheet, cell)
    (message,) = stage.press("rules")
    assert code in message and "依据：" in message and "改法：" in message
