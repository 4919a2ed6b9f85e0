"""The files to double-click, as cmd.exe and Notepad read them."""

import re

import pytest

from jixiao import resources
from jixiao.deploy.bundle import texts

VALUES = {
    "version": "0.1.0",
    "platform": "win_amd64",
    "python": "3.12",
    "tag": "312",
    "major": "3",
    "minor": "12",
    "bits": "64 位",
    "system": "win-amd64",
    "requirement": "jixiao[excel,ole]==0.1.0",
    "wheel": "jixiao-0.1.0-py3-none-any.whl",
    "release": "3.12.8",
    "megabytes": "64",
    "twice": "128",
    "last": r"Lib\site-packages\xlwings\__init__.py",
    "compile": "yes",
    "compiled": "程序已经预编译，按钮启动快。",
    "source": "python-3.12.8-embed-amd64.zip",
    "sha256": "0" * 64,
    "share": r"\\server\软件",
}
BATCHES = ("install.bat", "install_python.bat", "install_share.bat", "uninstall.bat", "uninstall_share.bat")
NOTES = ("readme.txt", "readme_python.txt", "readme_share.txt")
PATHS = re.compile(r"%(?:HERE|BASE|OWN|RUN|VENV|LOG|SHARED|LOCALAPPDATA|ProgramFiles)%")


def batch(name):
    return texts.batch(name, VALUES)


@pytest.mark.parametrize("name", BATCHES)
def test_lines_end_as_cmd_reads_them_and_there_is_no_mark(name):
    content = batch(name)
    assert content.startswith(b"@echo off\r\nchcp 936 >nul\r\n")
    assert content.count(b"\r\n") == content.count(b"\n") == content.count(b"\r")


@pytest.mark.parametrize("name", BATCHES)
def test_no_chinese_character_has_a_byte_that_cmd_obeys(name):
    for character in batch(name).decode("gbk"):
        if not character.isascii():
            assert not set(character.encode("gbk")) & set(rb"\|^&<>%!\"()@"), character


@pytest.mark.parametrize("name", BATCHES)
def test_every_label_that_is_gone_to_is_there(name):
    text = batch(name).decode("gbk")
    aims = set(re.findall(r"(?:goto|call) :?(\w+)", text)) - {"eof"}
    assert aims <= set(re.findall(r"^:(\w+)", text, re.M))


@pytest.mark.parametrize("name", BATCHES)
def test_every_path_is_in_quotes(name):
    for line in batch(name).decode("gbk").splitlines():
        quoted = "".join(re.findall(r'"[^"]*"', line))
        assert PATHS.findall(line) == PATHS.findall(quoted), line


@pytest.mark.parametrize("name", BATCHES)
def test_ascii_commands_are_all_that_is_run(name):
    lines = (line.replace(VALUES["share"], "") for line in batch(name).decode("gbk").splitlines())
    run = [line for line in lines if not re.match(r"echo|rem|title", line)]
    assert [line for line in run if not line.isascii()] == []


@pytest.mark.parametrize("name", NOTES)
def test_notepad_knows_the_encoding_of_the_instructions(name):
    content = texts.note(name, VALUES)
    assert content.startswith(b"\xef\xbb\xbf") and content.count(b"\r\n") == content.count(b"\n")
    assert "安装.bat" in content.decode("utf-8-sig")


@pytest.mark.parametrize(
    "name, way",
    [("readme.txt", "不带 Python"), ("readme_python.txt", "自带 Python 3.12.8"), ("readme_share.txt", "共享文件夹")],
)
def test_the_instructions_say_first_which_way_was_chosen(name, way):
    assert way in texts.note(name, VALUES).decode("utf-8-sig").split("\r\n\r\n")[1]


def test_a_place_without_a_value_stops_the_build():
    with pytest.raises(KeyError):
        texts.batch("install.bat", {})


def test_the_texts_name_the_button_of_the_add_in():
    said = (resources.root() / "macros" / "commands.toml").read_text(encoding="utf-8")
    for word in ("安装.bat", "绩效自评"):
        assert word in said and word in texts.note("readme.txt", VALUES).decode("utf-8-sig")
