"""What an operating system refuses is said in Chinese, and so is a file of the user's own that is written wrong."""

import errno
import os
import re

import pytest

from jixiao import resources
from jixiao.errors import why_refused
from tests.samples import ROOT


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EACCES, errno.ENOSPC, errno.EROFS, errno.EISDIR])
def test_the_usual_refusals_are_in_chinese(number):
    assert not re.search("[A-Za-z]", why_refused(OSError(number, os.strerror(number))))


def test_an_unusual_refusal_keeps_its_own_words():
    assert why_refused(OSError(errno.ECHILD, "no child")) == "no child" and why_refused(OSError("nothing")) == "nothing"


def test_what_windows_says_in_chinese_is_kept():
    assert why_refused(OSError(errno.EACCES, "另一个程序正在使用此文件")) == "另一个程序正在使用此文件"


def test_no_message_takes_the_words_of_the_system_by_itself():
    found = [path.name for path in (ROOT / "src").rglob("*.py") if "strerror" in path.read_text(encoding="utf-8")]
    assert found == ["errors.py"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('a = 1\nb = "甲', "第 2 行第 7 列的写法有误|没有写完"),
        ("a = 1\n[", "第 2 行第 2 列的写法有误|没有写完"),
        ('a = "甲"'.encode("gbk"), "不是 UTF-8"),
    ],
)
def test_where_a_file_of_ones_own_is_wrong_is_said_by_line_and_column(tmp_path, content, said):
    path = tmp_path / "own.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(ValueError, match=said):
        resources.own_table(path)
    path.write_bytes(b"\xef\xbb\xbfa = 1")
    assert resources.own_table(path) == {"a": 1}
