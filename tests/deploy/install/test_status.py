"""The state of the add-in: each thing the buttons need, and what to do where it is not there."""

import tomllib

import pytest

from jixiao.deploy.install import install
from jixiao.deploy.install.places import EXCEL_OPTIONS
from jixiao.deploy.install.status import FINE, MISSING, NOTE, XLWINGS, is_ready, status
from jixiao.deploy.install.steps import carry_out
from tests.deploy.install.pc import ADDIN, OLDER, PC
from tests.samples import ROOT


@pytest.fixture
def pc(tmp_path):
    return PC(tmp_path)


@pytest.fixture
def installed(pc):
    carry_out(install.plan(ADDIN, pc.computer).steps, pc.computer)
    pc.classes = "fine"
    for name in ("xlwings64-0.37.8.dll", "xlwings32-0.37.8.dll"):
        pc.put(rf"C:\Users\张三\AppData\Local\jixiao\venv\{name}", b"MZ")
    return pc


def lines(pc):
    return {line.name: (line.state, line.detail) for line in status(ADDIN, pc.computer)}


def test_after_installing_all_is_fine(installed):
    assert {state for state, _ in lines(installed).values()} == {FINE}
    assert "0.2" in lines(installed)["加载项"][1]


@pytest.mark.parametrize(
    ("classes", "words"),
    [
        ("missing", "十几秒"),
        ("stale", "Office 版本不符"),
        ("damaged", "已损坏"),
        ("absent", "桌面版 Excel"),
        ("failed", "查不出"),
    ],
)
def test_how_the_classes_of_excel_stand_is_reported_and_keeps_no_button_from_working(installed, classes, words):
    installed.classes = classes
    state, detail = lines(installed)["Excel 接口"]
    assert state == NOTE and words in detail and is_ready(status(ADDIN, installed.computer))


def test_before_installing_the_add_in_and_the_settings_are_missing(pc):
    assert [name for name, (state, _) in lines(pc).items() if state == MISSING] == ["加载项", "设置"]
    assert not is_ready(status(ADDIN, pc.computer))


def test_an_older_version_is_named(pc):
    carry_out(install.plan(OLDER, pc.computer).steps, pc.computer)
    state, detail = lines(pc)["加载项"]
    assert state == MISSING and "0.1" in detail and "0.2" in detail


def break_addin(pc):
    pc.put(pc.addin, b"?")


def break_mark(pc):
    pc.put(f"{pc.addin}:Zone.Identifier", b"ZoneId=3")


def break_settings(pc):
    pc.put(pc.settings, "“资料”".encode() + b"\xff")


def break_python(pc):
    pc.place(pc.python).unlink()


def break_safety(pc):
    pc.put(pc.settings, pc.read(pc.settings).replace(b'"False"', b'"true"'))


def break_xlwings(pc):
    pc.libraries = {}


def break_copies(pc):
    pc.registry[EXCEL_OPTIONS.format("16.0"), "AltStartup"] = r"D:\start"
    pc.put(r"D:\start\jixiao.xlam", b"?")


@pytest.mark.parametrize(
    "broken, name, state, words",
    [
        (break_addin, "加载项", MISSING, "来历不明"),
        (break_mark, "来源标记", MISSING, "jixiao addin install"),
        (break_settings, "设置", MISSING, "gbk"),
        (break_python, "Python", MISSING, "安装.bat"),
        (break_safety, "工作簿旁的程序", MISSING, "不安全"),
        (break_xlwings, "xlwings", MISSING, "安装.bat"),
        (break_copies, "重名加载项", MISSING, r"D:\start\jixiao.xlam"),
    ],
)
def test_one_fault_is_one_line_with_the_next_step(installed, broken, name, state, words):
    broken(installed)
    wrong = {name: line for name, line in lines(installed).items() if line[0] != FINE}
    assert list(wrong) == [name]
    assert wrong[name][0] == state and words in wrong[name][1]


def test_settings_that_name_another_python_are_a_note(installed):
    installed.python = r"D:\other\Scripts\python.exe"
    state, detail = lines(installed)["Python"]
    assert state == NOTE and r"D:\other" in detail
    assert is_ready(status(ADDIN, installed.computer))


def test_another_release_of_xlwings_is_a_note(installed):
    installed.libraries = {"xlwings": "0.36.0"}
    state, detail = lines(installed)["xlwings"]
    assert state == NOTE and "0.36.0" in detail and XLWINGS in detail


def test_the_release_of_xlwings_is_the_one_the_package_asks_for():
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert f"xlwings=={XLWINGS}" in asked["excel"]


def test_a_missing_library_of_the_functions_is_a_note(installed):
    installed.place(r"C:\Users\张三\AppData\Local\jixiao\venv\xlwings32-0.37.8.dll").unlink()
    assert lines(installed)["单元格函数"][0] == NOTE


def test_a_running_excel_is_a_note(installed):
    installed.excel = True
    assert lines(installed)["Excel"][0] == NOTE
