"""The settings as the add-in's own macro reads them, run in LibreOffice, and by the stand-in the other tests use."""

from pathlib import PureWindowsPath

import pytest

from jixiao.deploy.addin import build, project, shipped
from jixiao.deploy.addin.modules import standard
from jixiao.deploy.install import settings
from tests.deploy.addin import basic
from tests.deploy.addin.stage import ONLY_FOR_THE_MAC, STAND_IN, with_project
from tests.deploy.install.basic_input import get_config

PATH = PureWindowsPath(r"C:\Users\张三\.jixiao\jixiao.conf")
PAIRS = (
    ("TEMP DIR", "D:\\temporary, for all"),
    ("INTERPRETER_WIN", r"C:\Users\Zhang San (2) & Co!\AppData\Local\jixiao\venv\Scripts\python.exe"),
    ("PYTHONPATH", ""),
    *settings.USUAL.items(),
)
ASKED = (*(name for name, _ in PAIRS), "interpreter_win", "CONDA PATH")
HEAD, TAIL = "Function GetConfigFromFile", "End Function"


def macro() -> str:
    """The reader of the add-in's runner, with a way in that gives back what it found."""
    runner = shipped.runner("jixiao").text
    start = runner.index(HEAD)
    reader = runner[start : runner.index(TAIL, start)] + TAIL
    # who asks is no matter here; and LibreOffice has a FileExists of its own, which comes first
    reader = reader.replace("If Not IsForUs() Then Exit Function", "").replace("FileExists(sFile)", "True")
    return f"""Attribute VB_Name = "Reading"
{reader}
Public Function Setting(Place As String, Key As String) As String
    Dim Told As String
    Setting = "(none)"
    If GetConfigFromFile(Place, Key, Told) Then Setting = Told
End Function
"""


@pytest.mark.office
def test_the_macro_finds_what_was_written_and_so_does_the_stand_in(tmp_path):
    file, book = tmp_path / "settings.conf", tmp_path / "工作簿.xlsm"
    # in which code page LibreOffice reads depends on its PC, so the texts are those that all have
    file.write_bytes(settings.write(PAIRS, "ascii"))
    held = build.macros().without_module(ONLY_FOR_THE_MAC).with_modules([standard(STAND_IN), standard(macro())])
    book.write_bytes(basic.as_workbook(with_project(build.build(), project.write(held))))
    with basic.office(tmp_path) as desktop:
        document = basic.opened(desktop, book)
        found = {name: basic.call(document, "Jixiao.Reading.Setting", str(file), name) for name in ASKED}
        document.close(True)
    values = {name: settings.value(PAIRS, name) for name in ASKED}
    assert found == {name: "(none)" if text is None else text for name, text in values.items()}
    assert values == {name: get_config(file.read_bytes(), "ascii", name) for name in ASKED}


@pytest.mark.parametrize("ansi", ["gbk", "utf-8", "big5", "cp1252"])
def test_what_is_written_is_read_again(ansi):
    pairs = (("A B", "x, y"), ("C", ""), ("D", "路徑" if ansi in ("gbk", "utf-8", "big5") else "é"))
    assert settings.read(settings.write(pairs, ansi), ansi, PATH) == pairs


@pytest.mark.parametrize("line", ['"A","1"', 'A,"1"', '"A", 1', "A,1", '  "A" , "1"  '])
def test_lines_written_by_hand_are_read(line):
    assert settings.read(f"\r\n{line}\r\n\r\n".encode(), "gbk", PATH) == (("A", "1"),)


def test_the_first_of_two_is_the_one_that_holds():
    assert settings.value((("A", "1"), ("a", "2")), "A") == "1"
    assert settings.with_values((("a", "1"), ("B", "2"), ("A", "3")), {"A": "4"}) == (("B", "2"), ("A", "4"))
