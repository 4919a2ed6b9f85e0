"""A button reaches Excel without doing harm, and every way that fails ends as a message."""

import contextlib
import subprocess
import sys
from types import SimpleNamespace

import pytest

from jixiao.live import dialogs, excel
from jixiao.live.run_button import run_button
from tests.live.test_faults import ComFault

WINDOWS = """
import atexit, sys, types, xlwings
windows = types.SimpleNamespace(cleanup=lambda: print("taskkill"), N_COM_ATTEMPTS=0)
atexit.register(windows.cleanup)  # as xlwings does it when it is imported on Windows
xlwings._xlwindows = windows
"""


def on_windows(line):
    """What a Python prints that imports xlwings as on Windows, runs `line` and ends."""
    done = subprocess.run([sys.executable, "-c", WINDOWS + line], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def messages(monkeypatch, tmp_path):
    """What Windows' own message box shows."""
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    shown = []
    monkeypatch.setattr(dialogs, "_box", lambda text, icon: shown.append(text))
    return shown


def test_xlwings_by_itself_ends_other_excels():
    assert on_windows("") == "taskkill"


@pytest.mark.parametrize("module", ["live.run_button", "live.udf.functions"])
def test_no_excel_is_ended_when_a_python_of_ours_ends(module):
    reach = "from jixiao.live.excel import xlwings; xlwings()" if module == "live.run_button" else ""
    assert on_windows(f"import jixiao.{module}; {reach}") == ""


def test_a_busy_excel_is_asked_so_often_and_no_more():
    reach = "from jixiao.live.excel import xlwings; print(xlwings()._xlwindows.N_COM_ATTEMPTS)"
    assert on_windows(reach) == str(excel.PATIENCE)


FAULTS = [
    (ComFault(-2147418111), "正忙"),
    (ComFault(-2147221021), "连接不上 Excel"),
    (ComFault(-2147023174), "重新打开"),
    (AttributeError("module 'win32com.gen_py.00020813' has no attribute 'CLSIDToClassMap'"), "日志"),
    (ImportError("DLL load failed while importing win32api"), "日志"),
]


@pytest.mark.parametrize(("fault", "words"), FAULTS, ids=lambda each: str(each)[:30])
def test_a_fault_before_the_workbook_is_found_is_said_without_excel(monkeypatch, messages, fault, words):
    def caller():
        raise fault

    monkeypatch.setattr("jixiao.live.run_button.caller", caller)
    run_button(lambda opened: pytest.fail("no task without a workbook"))
    assert len(messages) == 1 and words in messages[0]


class Gone:
    """A workbook whose Excel has been closed: whatever is asked of it fails."""

    def __getattr__(self, name):
        raise ComFault(-2147023174)


def test_a_fault_while_the_screen_is_held_is_said_without_excel(monkeypatch, messages):
    monkeypatch.setattr("jixiao.live.run_button.caller", Gone)
    run_button(lambda opened: "done")
    assert len(messages) == 1 and "重新打开" in messages[0]


@pytest.mark.parametrize(("fault", "words"), [(None, "做好了"), (KeyError("坏了"), "KeyError")])
def test_an_excel_that_closes_while_the_work_is_done_is_no_traceback(monkeypatch, messages, fault, words):
    def task(opened):
        if fault:
            raise fault
        return "做好了"

    monkeypatch.setattr("jixiao.live.run_button.caller", Gone)
    monkeypatch.setattr("jixiao.live.run_button.steady", contextlib.nullcontext)
    run_button(task)
    assert len(messages) == 1 and words in messages[0]


def test_no_open_workbook_is_no_traceback(monkeypatch, messages):
    library = SimpleNamespace(Book=SimpleNamespace(caller=lambda: None))
    monkeypatch.setattr(excel, "xlwings", lambda: library)
    run_button(lambda opened: "done")
    assert len(messages) == 1 and "没有找到打开的工作簿" in messages[0]
