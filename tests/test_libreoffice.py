"""One launcher for LibreOffice: what hangs is ended with all it started, and the time limit is the caller's."""

import os
import select
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from jixiao import libreoffice
from jixiao.errors import CannotGoOn
from jixiao.exporters import pdf
from jixiao.libreoffice import TimedOut, convert, converted

PATIENCE = 60
"""Seconds to wait for a process that should end; none is waited where it does."""
FOREVER = "#!/bin/sh\ntail -f /dev/null &\necho $! > {child}\nwait\n"


@pytest.fixture
def hanging(tmp_path, monkeypatch):
    """A program that never ends by itself, and how to learn the child it starts; it is waited for from then on."""
    child, program = tmp_path / "child", tmp_path / "soffice"
    program.write_text(FOREVER.format(child=child))
    program.chmod(0o755)
    os.mkfifo(child)
    started, wait = [], subprocess.Popen.wait

    def begun(self, timeout=None):
        if not started:
            started.append(os.pidfd_open(int(child.read_text())))
        return wait(self, timeout)

    monkeypatch.setattr("subprocess.Popen.wait", begun)
    return str(program), started


def ended(started):
    """Whether the child ends: its number is held, so no other process is taken for it."""
    return select.select(started, [], [], PATIENCE)[0] == started


def test_at_the_limit_the_program_and_its_children_are_ended(hanging, tmp_path):
    program, child = hanging
    with pytest.raises(TimedOut, match="1 秒"):
        convert(program, [tmp_path / "a.xlsx"], ".pdf", tmp_path, seconds=1)
    assert ended(child)


def test_an_interrupt_ends_the_children_too(hanging, tmp_path, monkeypatch):
    program, child = hanging
    wait = subprocess.Popen.wait

    def interrupted(self, timeout=None):
        monkeypatch.setattr("subprocess.Popen.wait", wait)
        with suppress(subprocess.TimeoutExpired):
            wait(self, 0)
        raise KeyboardInterrupt

    monkeypatch.setattr("subprocess.Popen.wait", interrupted)
    with pytest.raises(KeyboardInterrupt):
        convert(program, [tmp_path / "a.xlsx"], ".pdf", tmp_path)
    assert ended(child)


def test_an_older_file_that_hangs_is_ended_with_the_children(hanging):
    program, child = hanging
    with pytest.raises(TimedOut, match="1 秒"):
        converted(program, b"x", ".doc", ".docx", seconds=1)
    assert ended(child)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux sets such limits")
def test_a_file_from_outside_is_read_within_limits_of_memory_and_processor(tmp_path):
    program = tmp_path / "soffice"
    program.write_text(
        f'#!/bin/sh\nulimit -v > "{tmp_path}/memory"\nulimit -t > "{tmp_path}/seconds"\necho "$@" > "{tmp_path}/given"\n'
    )
    program.chmod(0o755)
    assert converted(str(program), b"x", ".doc", ".docx") is None
    assert int((tmp_path / "memory").read_text()) == libreoffice.MEMORY >> 10
    assert int((tmp_path / "seconds").read_text()) == 2 * libreoffice.FOREIGN
    assert "--convert-to docx" in (tmp_path / "given").read_text()


def test_whoever_ends_at_once_ends_those_it_started_first(hanging, tmp_path):
    program, child = hanging
    runner = threading.Thread(target=converted, args=(program, b"x", ".doc", ".docx"))
    runner.start()
    while not child:
        os.sched_yield()
    libreoffice.end_all()
    runner.join()
    assert ended(child)


def test_a_pdf_that_hangs_is_ended_and_the_way_by_excel_is_named(hanging, tmp_path, monkeypatch):
    program, child = hanging
    monkeypatch.setattr(libreoffice, "program", lambda: program)
    monkeypatch.setattr(libreoffice, "START", 1)
    monkeypatch.setattr(libreoffice, "EACH", 0)
    with pytest.raises(CannotGoOn, match="LibreOffice 超过 1 秒没有完成，未生成 PDF。也可以用 Excel"):
        pdf.pdfs([("表.xlsx", b"x")])
    assert ended(child)


def test_only_one_module_starts_it():
    source = Path(libreoffice.__file__).parent
    found = [path.name for path in source.rglob("*.py") if "soffice" in path.read_text(encoding="utf-8")]
    assert found == ["libreoffice.py"]
