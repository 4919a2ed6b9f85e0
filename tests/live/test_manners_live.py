"""How a button behaves whatever it does: the place, the screen, protection, copies, the number of calls."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from jixiao import policy
from jixiao.actions.open import load
from jixiao.sheets.book import build
from tests.build import CORRECT
from tests.live.seen import closed, marks, projects
from tests.live.stage import opened

pytestmark = pytest.mark.office
PROJECT = "河西锦苑小区电梯维护经费"


@pytest.fixture(autouse=True)
def _own_folder(own_folder):
    """Copies and logs go to a folder of the test."""


def test_the_user_stays_where_she_was(stage):
    stage.select(PROJECT, "E14")
    window = stage.app.api.ActiveWindow
    window.ScrollRow, window.ScrollColumn = 9, 2
    stage.press("check")
    assert (stage.book.sheets.active.name, stage.app.selection.address) == (PROJECT, "$E$14")
    assert (stage.app.api.ActiveWindow.ScrollRow, stage.app.api.ActiveWindow.ScrollColumn) == (9, 2)


def test_the_screen_comes_back_after_a_fault(stage, monkeypatch):
    def broken(*_):
        raise KeyError("坏了")

    monkeypatch.setattr("jixiao.live.workbook.apply", broken)
    (message,) = stage.press("check")
    assert "KeyError" in message and "Traceback" not in message
    assert stage.app.screen_updating and stage.app.enable_events and stage.app.display_alerts
    assert stage.app.status_bar in (False, None, "", "FALSE")


def test_a_sheet_with_a_password_is_named_and_nothing_is_changed(stage):
    sheet = stage.book.sheets[PROJECT]
    sheet.api.Unprotect("")
    sheet.api.Protect("秘密")
    before = closed(stage.content())
    (message,) = stage.press("check")
    now = closed(stage.content())
    assert f"工作表“{PROJECT}”设了保护密码" in message
    assert not any(marks(now.source.book, name) for name in projects(now))
    assert [each.name for each in now.source.book.sheets] == [each.name for each in before.source.book.sheets]


def test_our_own_protection_is_put_back(stage):
    stage.press("check")
    assert all(stage.book.sheets[name].api.ProtectContents for name in projects(stage.loaded()))


def test_a_workbook_with_a_protected_structure_is_reported_with_how_to_lift_it(stage):
    stage.book.api.Protect("秘密", Structure=True)
    (message,) = stage.press("check")
    assert "结构受保护" in message and "审阅" in message


def test_hidden_rows_are_checked_and_the_user_is_informed(stage):
    stage.book.sheets[PROJECT].api.Unprotect("")
    stage.book.sheets[PROJECT].api.Range("14:14").EntireRow.Hidden = True
    (message,) = stage.press("check")
    assert f"“{PROJECT}”有隐藏的行" in message


def test_a_change_keeps_the_workbook_as_it_was(stage):
    before = stage.loaded()
    (message,) = stage.press("new", "甲")
    path = Path(message.split("原样备份：")[1])
    assert load(path).forms == before.forms


def test_the_calls_to_the_spreadsheet_do_not_grow_with_the_rows(app, tmp_path):

    made = {}
    for times in (1, 8):
        rows = tuple(replace(row, score=None, weight=row.weight / times) for row in CORRECT.indicators * times)
        path = tmp_path / f"{times}.xlsx"
        path.write_bytes(build([replace(CORRECT, indicators=rows)], policy.default(2020)))
        with opened(app, path, tmp_path, f"{times}.xlsx") as stage:
            for button in ("summary", "score"):
                app.impl.calls.reset()
                stage.press(button)
                made[button, times] = app.impl.calls.made
    assert made["summary", 8] == made["summary", 1]
    assert made["score", 8] <= made["score", 1] + 10


def test_the_calls_to_the_spreadsheet_do_not_grow_with_the_project_sheets(app, tmp_path):
    made = {}
    for count in (1, 4):
        path = tmp_path / f"{count}.xlsx"
        forms = [replace(CORRECT, project=f"第{number}个项目") for number in range(count)]
        path.write_bytes(build(forms, policy.default(2020)))
        with opened(app, path, tmp_path, f"{count} 张.xlsx") as stage:
            for button in (["summary"], ["new", "甲"]):
                app.impl.calls.reset()
                stage.press(*button)
                made[button[0], count] = app.impl.calls.made
    assert made["summary", 4] == made["summary", 1] < 90
    assert made["new", 4] == made["new", 1] < 130


def test_a_change_that_breaks_off_names_the_copy_kept_before_it(stage, monkeypatch):
    def broken(*_):
        raise KeyError("坏了")

    before = stage.loaded()
    monkeypatch.setattr("jixiao.live.workbook.apply", broken)
    (message,) = stage.press("summary")
    assert "KeyError" in message and load(Path(message.split("原样备份：")[1])).forms == before.forms


def test_what_the_user_has_copied_is_not_pasted_by_an_inserted_row(stage):
    stage.book.sheets[PROJECT].range("E14:E15").copy()
    assert stage.app.cut_copy_mode == "copy"
    stage.select(PROJECT, "E14")
    stage.press("insert_indicator")
    assert stage.app.cut_copy_mode is None


@pytest.mark.parametrize("unit", ["某.县局", "某区教育局/信息中心", "甲" * 120])
def test_a_new_workbook_is_in_front_and_may_be_named_after_any_unit(app, tmp_path, unit):
    path = tmp_path / "别的.xlsx"
    openpyxl.Workbook().save(path)
    with opened(app, path, tmp_path, "别的.xlsx") as stage:
        stage.press("new", unit, "2024", "2")
        made = app.books.active
        try:
            assert f"2024-{unit.replace('/', '／')}"[:50] in made.name
            assert made.name != stage.book.name and "汇总表" in [sheet.name for sheet in made.sheets]
            made.set_mock_caller()
            (message,) = stage.press("check")
            assert message.startswith("校验完成：2 张表")
        finally:
            made.close()
