"""Whatever goes wrong in Excel, the user reads Chinese words and a next step, and the log knows the rest."""

import pytest

from jixiao.errors import CannotGoOn
from jixiao.live import faults, user_folder
from jixiao.live.faults import words


class ComFault(Exception):
    """As pywin32 raises it: a number, and the details Excel gives."""

    def __init__(self, hresult, excepinfo=None):
        self.hresult, self.excepinfo = hresult, excepinfo


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "张 三"))
    faults.logging.getLogger("jixiao.live").handlers.clear()


def test_what_an_action_says_is_reported_as_it_is():
    assert words(CannotGoOn("甲.xlsx：还没有保存过。")) == "甲.xlsx：还没有保存过。"


@pytest.mark.parametrize("number", sorted(faults.BUSY))
def test_a_busy_excel_is_reported_as_such(number):
    assert "正忙" in words(ComFault(number))


def test_a_busy_excel_is_recognised_by_the_details_too():
    assert "正忙" in words(ComFault(-2147352567, (0, "Excel", "", None, 0, -2146777998)))


def test_a_busy_excel_is_recognised_behind_another_fault():
    try:
        try:
            raise ComFault(-2147418111)
        except ComFault as inner:
            raise AttributeError("Value") from inner
    except AttributeError as fault:
        assert "正忙" in words(fault)


def test_an_excel_that_stays_busy_is_reported_as_such_in_the_words_of_xlwings():
    busy = type("ExcelBusyError", (Exception,), {})
    assert "正忙" in words(busy("Excel application is not responding"))


def test_a_closed_excel_is_reported_as_such():
    assert "重新打开" in words(ComFault(-2147023174))


def test_a_held_file_is_named():
    message = words(PermissionError(13, "used", "D:\\报表\\甲.pdf"))
    assert "甲.pdf" in message and "关闭" in message


def test_the_unforeseen_goes_to_the_log_and_not_to_the_user():
    try:
        {}["没有这一列"]
    except KeyError as fault:
        message = words(fault)
    assert "KeyError" in message and str(user_folder.log_file()) in message and "Traceback" not in message
    assert "Traceback" in user_folder.log_file().read_text(encoding="utf-8")


def test_a_log_that_cannot_be_written_is_no_second_fault(tmp_path, monkeypatch):
    (tmp_path / "是文件").write_text("")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "是文件"))
    assert "日志也写不进" in words(ValueError("x"))


def test_copies_are_kept_and_the_oldest_go():
    paths = [user_folder.keep(b"%d" % number, "2020 甲.xlsx") for number in range(user_folder.KEPT + 3)]
    left = sorted(paths[0].parent.iterdir())
    assert left == paths[3:]
    assert left[-1].read_bytes() == b"%d" % (user_folder.KEPT + 2)


def test_a_workbook_with_a_very_long_name_is_kept_too():
    copies = [user_folder.keep(b"1", f"{'甲' * 80}.xls{kind}") for kind in "xm"]
    assert [copy.suffix for copy in copies] == [".xlsx", ".xlsm"] and all(copy.read_bytes() for copy in copies)


def test_copies_of_another_workbook_stay():
    first = user_folder.keep(b"1", "甲.xlsx")
    for _ in range(user_folder.KEPT + 1):
        user_folder.keep(b"2", "甲乙.xlsx")
    assert first.exists()


def test_a_change_that_stops_half_way_tells_where_the_copy_is():
    try:
        try:
            raise ComFault(-2147418111)
        except ComFault as inner:
            raise faults.Unfinished(user_folder.folder() / "备份" / "甲.xlsx") from inner
    except faults.Unfinished as fault:
        message = words(fault)
    assert "正忙" in message and str(user_folder.folder() / "备份" / "甲.xlsx") in message
