"""File names made of what a user wrote."""

from pathlib import PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.form.file_name import LONGEST, file_name

NAMES = [
    ("青河区财政局", "青河区财政局"),
    ("某区教育局/信息中心", "某区教育局／信息中心"),
    ('甲\\乙:丙*丁?戊"己<庚>辛|壬', "甲＼乙：丙＊丁？戊”己＜庚＞辛｜壬"),
    ("甲[乙]", "甲［乙］"),
    ("  甲\n乙\t丙\x00\u200b ", "甲 乙 丙"),
    ("甲局...", "甲局"),
    ("..", "未填"),
    ("", "未填"),
    (None, "未填"),
    ("con", "con_"),
    ("Com1.txt", "Com1_.txt"),
    ("NUL .xlsx", "NUL_ .xlsx"),
    ("LPT²", "LPT²_"),
    ("CONTACT", "CONTACT"),
    ("COM10", "COM10"),
]


@pytest.mark.parametrize(("text", "name"), NAMES, ids=[repr(text) for text, _ in NAMES])
def test_a_name_says_the_text_as_far_as_windows_lets_it(text, name):
    assert file_name(text, "未填") == name


@given(st.text())
def test_any_text_gives_a_name_that_windows_and_excel_take(text):
    name = file_name(text, "未填")
    assert not set('<>:"/\\|?*[]') & set(name) and name.isprintable() and name.strip(". ") == name
    assert PureWindowsPath(name).name == name and not PureWindowsPath(name).is_reserved()
    assert 0 < len(name.encode()) <= LONGEST


@given(st.text())
def test_a_name_made_of_a_name_is_the_same(text):
    assert file_name(file_name(text, "未填"), "未填") == file_name(text, "未填")


def test_a_long_name_is_cut_between_characters():
    assert file_name("𠮷" * 100, "未填") == "𠮷" * (LONGEST // 4)
