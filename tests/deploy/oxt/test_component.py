"""What runs inside LibreOffice: which Python it starts and how, and what it says where it cannot."""

import importlib.util
import sys

import pytest

from jixiao.deploy.addin import buttons
from jixiao.deploy.oxt.build import component
from tests.live.stage import LINES
from xlwings_libreoffice.testing import require_uno


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """The program of the extension as a module of this Python."""
    require_uno()
    path = tmp_path_factory.mktemp("component") / "jixiao_buttons.py"
    path.write_text(component(buttons.load()), encoding="utf-8")
    spec = importlib.util.spec_from_file_location("jixiao_buttons", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_knows_the_line_of_every_button(program):
    assert program.LINES == LINES


def test_the_python_that_the_settings_name_is_taken(program, tmp_path):
    settings = tmp_path / "libreoffice.conf"
    settings.write_text(f"{sys.executable}\n", encoding="utf-8")
    assert program.interpreter(str(settings)) == sys.executable


@pytest.mark.parametrize("named", [None, "", "python3", "/no/such/python", "/tmp"])
def test_without_settings_or_with_a_python_that_is_gone_there_is_none(program, tmp_path, named):
    settings = tmp_path / "libreoffice.conf"
    if named is not None:
        settings.write_text(named, encoding="utf-8")
    assert program.interpreter(str(settings)) is None


def test_the_python_finds_no_code_of_others(program):
    given = {"PYTHONPATH": "/opt/libreoffice", "PYTHONHOME": "/opt", "LD_LIBRARY_PATH": "/opt", "HOME": "/home/甲"}
    assert program.surroundings(given) == {"HOME": "/home/甲"}
    assert program.command("/usr/bin/python3", "pipe", "line")[1] == "-P"


@pytest.fixture
def heard(program, monkeypatch):
    """What is said by a press, in place of windows."""
    said = []
    monkeypatch.setattr(program.Press, "say", lambda press, text, kind=None: said.append(text))
    return said


class Acceptor:
    """Stands for LibreOffice's end of a pipe at which nobody comes."""

    def __init__(self):
        self.stopped = False

    def accept(self, pipe):
        return None

    def stopAccepting(self):
        self.stopped = True


def work(program, monkeypatch, script):
    acceptor = Acceptor()
    made = program.Press(None, "line")
    monkeypatch.setattr(made, "_service", lambda name: acceptor)
    monkeypatch.setattr(program, "interpreter", lambda: sys.executable if script else None)
    monkeypatch.setattr(program, "command", lambda python, pipe, line: [python, "-c", script])
    assert program.running.acquire(False)
    made._work()
    return acceptor


def test_a_python_that_does_its_work_says_nothing_here(program, monkeypatch, heard):
    assert work(program, monkeypatch, "pass").stopped and heard == []


def test_a_python_that_stops_is_reported_with_its_last_words_and_the_next_step(program, monkeypatch, heard):
    acceptor = work(program, monkeypatch, "import missing_library")
    assert acceptor.stopped and "No module named 'missing_library'" in heard[0]
    assert "jixiao addin status --libreoffice" in heard[0]


def test_no_python_is_reported_with_the_next_step(program, monkeypatch, heard):
    work(program, monkeypatch, "")
    assert "jixiao addin install --libreoffice" in heard[0] and "libreoffice.conf" in heard[0]


def test_a_python_that_cannot_be_started_is_reported(program, monkeypatch, heard, tmp_path):
    monkeypatch.setattr(program.subprocess, "run", refuse)
    work(program, monkeypatch, "pass")
    assert "Permission denied" in heard[0]


def refuse(*words, **named):
    raise PermissionError(13, "Permission denied")


def test_after_each_press_the_next_may_come(program, monkeypatch, heard):
    for script in ("pass", "raise SystemExit(3)", ""):
        work(program, monkeypatch, script)
    assert not program.running.locked()
