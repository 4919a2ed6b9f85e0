"""The application: what is shown to the user, what the user answers, and how calls are counted."""

import pytest
import xlwings as xw

from xlwings_libreoffice import ComError, NoAnswer

pytestmark = pytest.mark.office


def test_the_engine_is_the_active_one(app):
    assert xw.engines.active.name == "libreoffice"
    assert xw.apps.active == app and xw.apps[app.pid] == app
    assert app.version.major >= 7 and app.api.Hwnd == app.pid
    assert app.api.ActiveProtectedViewWindow is None and isinstance(app.api.UserName, str)


def test_switches_read_as_they_were_set_and_go_back(app, sheet):
    sheet["A1:B1"].formula = [1, "=A1"]
    before = (app.display_alerts, app.enable_events, app.interactive, app.screen_updating, app.calculation)
    with app.properties(
        display_alerts=False, enable_events=False, interactive=False, screen_updating=False, calculation="manual"
    ):
        assert not (app.display_alerts or app.enable_events or app.interactive or app.screen_updating)
        assert sheet.book.api.document.hasControllersLocked()
        sheet["A1"].value = 5
        assert sheet["B1"].value == 1
        app.calculate()
        assert sheet["B1"].value == 5
    assert not sheet.book.api.document.hasControllersLocked()
    assert (app.display_alerts, app.enable_events, app.interactive, app.screen_updating, app.calculation) == before


def test_a_book_opened_while_the_screen_is_frozen_is_frozen_too(app):
    app.screen_updating = False
    book = app.books.add()
    assert book.api.document.hasControllersLocked()
    app.screen_updating = True
    assert not book.api.document.hasControllersLocked()


def test_the_status_bar_shows_a_text_until_it_is_given_back(app, sheet):
    assert app.status_bar is False
    app.status_bar = "正在校验 3/15"
    assert app.status_bar == "正在校验 3/15"
    app.status_bar = None
    assert app.status_bar is False


def test_alerts_are_on_record_and_questions_are_answered_in_order(app, sheet):
    app.impl.dialogs.answer("yes", "cancel")
    assert app.alert("完成", "绩效自评") == "ok"
    assert app.alert("删除？", buttons="yes_no", mode="critical") == "yes"
    assert app.alert("继续？", buttons="ok_cancel") == "cancel"
    assert app.impl.dialogs.alerts == ["完成", "删除？", "继续？"]
    assert app.impl.dialogs.asked[1].choices == "yes_no"


def test_a_question_without_an_answer_is_an_error_that_quotes_it(app, sheet):
    with pytest.raises(NoAnswer, match="删除？"):
        app.alert("删除？", buttons="yes_no")
    with pytest.raises(NoAnswer, match="年度"):
        app.api.InputBox(Prompt="年度", Title="新建")


def test_a_handler_answers_by_what_is_asked(app, sheet):
    app.impl.dialogs.handler = lambda question: "2020" if "年度" in question.prompt else None
    assert app.api.InputBox("年度", Title="新建", Default="2021", Type=2) == "2020"
    assert app.api.InputBox("单位") is False
    assert app.impl.dialogs.asked[0].default == "2021"


def test_an_input_box_gives_back_the_cells_that_were_pointed_at(app, sheet):
    app.impl.dialogs.answer("B2:C3")
    assert app.api.InputBox("单元格", Type=8).Address == "$B$2:$C$3"


def test_files_and_folders_are_chosen(app, sheet):
    app.impl.dialogs.answer("/收/甲.xlsx", ["/收/甲.xlsx", "/收/乙.docx"], None, "/收", ["/a", "/b"], None)
    assert app.api.GetOpenFilename("Excel 工作簿,*.xlsx,所有文件,*.*", 1, "选择") == "/收/甲.xlsx"
    assert app.api.GetOpenFilename(MultiSelect=True) == ("/收/甲.xlsx", "/收/乙.docx")
    assert app.api.GetOpenFilename() is False
    assert app.impl.dialogs.asked[0].choices == "Excel 工作簿 *.xlsx；所有文件 *.*"
    dialog = app.api.FileDialog(4)
    dialog.Title, dialog.InitialFileName = "保存到", "/收/"
    assert (dialog.Show(), dialog.SelectedItems(1), dialog.SelectedItems.Count) == (-1, "/收", 1)
    dialog = app.api.FileDialog(3)
    dialog.AllowMultiSelect = True
    assert dialog.Show() == -1 and list(dialog.SelectedItems) == ["/a", "/b"]
    assert dialog.Show() == 0 and dialog.SelectedItems.Count == 0


def test_the_window_scrolls_and_freezes(app, sheet):
    window = app.api.ActiveWindow
    window.ScrollRow, window.ScrollColumn = 20, 3
    assert (window.ScrollRow, window.ScrollColumn, window.FreezePanes) == (20, 3, False)
    window.ScrollRow = window.ScrollColumn = 1
    sheet.freeze_panes.freeze_at("1:2")
    assert (window.FreezePanes, window.SplitRow, window.SplitColumn) == (True, 2, 0)
    window.ScrollRow = 9
    assert window.ScrollRow == 9
    sheet.freeze_panes.unfreeze()
    assert not window.FreezePanes


def test_the_selection_is_read_and_set(app, sheet):
    sheet["B2:C3"].select()
    assert app.selection.address == sheet.book.selection.address == "$B$2:$C$3"
    sheet.api.Range("A1,C3").Select()
    assert app.selection.address == "$A$1,$C$3"


def test_the_book_in_front_is_the_active_one(app):
    one, two = app.books.add(), app.books.add()
    assert app.books.active == two
    one.activate()
    assert app.books.active == one and [book.name for book in app.books] == ["Book1", "Book2"]


def test_a_cell_being_edited_can_be_acted(app, sheet):
    assert app.api.Ready
    app.api.ready = False
    assert not app.api.Ready
    app.api.ready = True


def test_each_member_used_from_outside_is_one_call(app, sheet):
    cell = sheet.api.Range("A1")
    app.impl.calls.reset()
    cell.Value = 1
    assert cell.Value == 1
    cell.Interior.Color = 255
    cell.AddComment(Text="x")
    assert app.impl.calls.by_member == {
        "Range.Value=": 1,
        "Range.Value": 1,
        "Range.Interior": 1,
        "Interior.Color=": 1,
        "Range.AddComment": 1,
    }
    assert app.impl.calls.made == 5


def test_a_member_that_is_not_covered_says_so(app, sheet):
    with pytest.raises(AttributeError, match=r"Range\.Sparkline"):
        print(sheet["A1"].api.SparklineGroups)
    with pytest.raises(AttributeError, match=r"Range\.Style"):
        sheet["A1"].api.Style = "Good"


def test_what_libreoffice_refuses_is_excels_error(app, sheet):
    with pytest.raises(ComError) as refused:
        sheet.api.Range("不是地址!")
    assert refused.value.hresult == -2147352567 and refused.value.args[2][5] == -2146827284
