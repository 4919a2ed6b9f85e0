"""The extension put into a real LibreOffice's profile by unopkg, looked at, and taken away; and what stops it."""

import sys

import pytest

from jixiao import __version__
from jixiao.cli import main
from jixiao.commands import addin_libreoffice
from jixiao.deploy.oxt.install import Office, install, started, status, uninstall
from jixiao.errors import CannotGoOn
from tests.deploy.oxt import stage
from xlwings_libreoffice.testing import require, require_uno

LISTED = f"Identifier: net.jixiao.buttons\n  Version: {__version__}\n  URL: ..."


class Answers:
    """Stands for what programs say; `asked` is what was run."""

    def __init__(self, **by_word):
        self.by_word = by_word
        self.asked = []

    def __call__(self, command):
        self.asked.append(list(command))
        return next((said for word, said in self.by_word.items() if word in command), (0, ""))


def office(tmp_path, unopkg="/usr/bin/unopkg", **by_word):
    return Office(tmp_path, sys.executable, unopkg, run=Answers(**by_word))


def states(lines):
    return [(line.name, line.state) for line in lines]


@pytest.mark.office
def test_it_is_put_in_looked_at_and_taken_away(tmp_path, capsys):
    require("soffice", "unopkg")
    require_uno()
    real = Office(tmp_path, sys.executable, "unopkg", run=lambda command: run(tmp_path, command))
    assert addin_libreoffice.run("status", False, real) == 1
    assert addin_libreoffice.run("install", False, real) == 0
    assert addin_libreoffice.run("install", False, real) == 0
    assert addin_libreoffice.run("status", False, real) == 0
    assert (tmp_path / ".jixiao" / "libreoffice.conf").read_text(encoding="utf-8") == f"{sys.executable}\n"
    assert addin_libreoffice.run("uninstall", False, real) == 0
    assert "已卸载" in capsys.readouterr().out
    assert "net.jixiao" not in stage.unopkg(tmp_path, "list")
    assert not (tmp_path / ".jixiao" / "libreoffice.conf").exists()
    assert not uninstall(real)


def run(folder, command):
    """LibreOffice's installer at a profile of its own, Python as it is."""
    if command[0] == sys.executable:
        return started(command)
    return 0, stage.unopkg(folder, *command[1:])


def test_without_libreoffice_nothing_is_done(tmp_path):
    with pytest.raises(CannotGoOn, match="没有找到 LibreOffice"):
        install(office(tmp_path, unopkg=None))
    assert states(status(office(tmp_path, unopkg=None))) == [("LibreOffice", "不行")]
    assert list(tmp_path.iterdir()) == []


def test_a_python_without_the_engine_is_reported_before_anything_is_done(tmp_path):
    where = office(tmp_path, **{"-P": (1, "Traceback…\nModuleNotFoundError: No module named 'uno'\n")})
    with pytest.raises(CannotGoOn, match="No module named 'uno'"):
        install(where)
    assert list(tmp_path.iterdir()) == [] and len(where.run.asked) == 1


def test_what_unopkg_refuses_is_passed_on(tmp_path):
    with pytest.raises(CannotGoOn, match=r"ERROR: is running\..*关闭所有 LibreOffice"):
        install(office(tmp_path, add=(1, "ERROR: is running.\n")))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "listed, named, found",
    [
        (LISTED, sys.executable, [("扩展", "正常"), ("Python", "正常"), ("程序库", "正常")]),
        (
            LISTED.replace(__version__, "0.0.1"),
            sys.executable,
            [("扩展", "不行"), ("Python", "正常"), ("程序库", "正常")],
        ),
        ("", None, [("扩展", "不行"), ("Python", "不行")]),
        (LISTED, "/gone/python", [("扩展", "正常"), ("Python", "不行")]),
    ],
)
def test_status_says_what_is_missing(tmp_path, listed, named, found):
    where = office(tmp_path, list=(0, listed))
    if named:
        stage.set_interpreter(tmp_path, named)
    lines = status(where)
    assert states(lines) == found
    assert all("jixiao addin install --libreoffice" in line.detail for line in lines if line.state == "不行")


def test_a_dry_run_is_refused_in_words(capsys):
    assert main(["addin", "install", "--libreoffice", "--dry-run"]) == 2
    assert "--dry-run" in capsys.readouterr().err
