"""One launcher for LibreOffice: what hangs is ended with all it started, and the time limit is the caller's."""

import os
import time
from pathlib import Path

import pytest

from jixiao import libreoffice
from jixiao.errors import CannotGoOn
from jixiao.exporters import pdf
from jixiao.libreoffice import TimedOut, convert, converted

FOREVER = "#!/bin/sh\nsleep 600 &\necho $! > {child}\nwait\n"


@pytest.fixture
def hanging(tmp_path):
    """A program that never ends by itself, and the file in which it writes the number of the child it started."""
    child, program = tmp_path / "child", tmp_path / "soffice"
    program.write_text(FOREVER.format(child=child))
    program.chmod(0o755)
    return str(program), child


def is_running(process: int) -> bool:
    """Whether the process is there and not just waiting to be fetched by its parent."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def test_at_the_limit_the_program_and_its_children_are_ended(hanging, tmp_path):
    program, child = hanging
    with pytest.raises(TimedOut, match="1 秒"):
        convert(program, [tmp_path / "a.xlsx"], ".pdf", tmp_path, seconds=1)
    assert ends(int(child.read_text()))


def ends(process):
    """Whether a process that was sent its end is gone; the kernel may take a moment, which no machine is judged by."""
    return any(not is_running(process) or time.sleep(0.01) for _ in range(3000))


def test_an_interrupt_ends_the_children_too(hanging, tmp_path, monkeypatch):
    program, child = hanging

    def interrupted(self, timeout=None):
        while not (child.exists() and child.read_text().strip()):
            os.sched_yield()
        monkeypatch.undo()
        raise KeyboardInterrupt

    monkeypatch.setattr("subprocess.Popen.wait", interrupted)
    with pytest.raises(KeyboardInterrupt):
        convert(program, [tmp_path / "a.xlsx"], ".pdf", tmp_path)
    assert ends(int(child.read_text()))


def test_an_older_file_that_hangs_counts_as_not_opened(hanging):
    program, child = hanging
    assert converted(program, b"x", ".doc", ".docx", seconds=1) is None
    assert ends(int(child.read_text()))


def test_a_pdf_that_hangs_is_ended_and_the_way_by_excel_is_named(hanging, tmp_path, monkeypatch):
    program, child = hanging
    monkeypatch.setattr(libreoffice, "program", lambda: program)
    monkeypatch.setattr(libreoffice, "START", 1)
    monkeypatch.setattr(libreoffice, "EACH", 0)
    with pytest.raises(CannotGoOn, match="LibreOffice 超过 1 秒没有完成，未生成 PDF。也可以用 Excel"):
        pdf.pdfs([("表.xlsx", b"x")])
    assert ends(int(child.read_text()))


def test_only_one_module_starts_it():
    source = Path(libreoffice.__file__).parent
    found = [path.name for path in source.rglob("*.py") if "soffice" in path.read_text(encoding="utf-8")]
    assert found == ["libreoffice.py"]
