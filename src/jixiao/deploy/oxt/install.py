"""The extension in one user's LibreOffice: put in by LibreOffice's own unopkg, and given which Python to start."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jixiao import __version__, resources
from jixiao.deploy.oxt.build import IDENTIFIER, OUTPUT
from jixiao.errors import CannotGoOn
from jixiao.xlsx.save import make_folder, write_atomic

FINE, MISSING = "正常", "不行"
SETTINGS = (".jixiao", "libreoffice.conf")
# what the program that the buttons start needs beside this one
ENGINE_CHECK = "import xlwings, xlwings_libreoffice.bridge as bridge, jixiao.live.ribbon; bridge.uno()"
HOW_TO_GET = "请用系统软件源里的 LibreOffice 和 python3-uno，并用与它同版本的 Python 装本工具和 xlwings_libreoffice（见“WPS和LibreOffice.md”）。"
_WHITE = re.compile(r"\s+")


def started(command: Sequence[str]) -> tuple[int, str]:
    """The exit code of a program, and what it said on both streams."""
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    return done.returncode, f"{done.stdout}\n{done.stderr}"


@dataclass(frozen=True, slots=True)
class Office:
    """One user's LibreOffice. `python` is the Python for the buttons, `unopkg` LibreOffice's installer of extensions
    (None where there is none)."""

    home: Path
    python: str
    unopkg: str | None
    run: Callable[[Sequence[str]], tuple[int, str]] = started

    @property
    def settings(self) -> Path:
        """The file in which the extension looks for its Python."""
        return self.home.joinpath(*SETTINGS)

    def extension(self, *words: str) -> str:
        """What unopkg says to these words; CannotGoOn where it is missing or fails."""
        if self.unopkg is None:
            raise CannotGoOn(f"没有找到 LibreOffice（unopkg），装不了按钮。{HOW_TO_GET}")
        status, said = self.run([self.unopkg, *words])
        if status:
            raise CannotGoOn(
                f"LibreOffice 没有装进或拿走扩展：{_WHITE.sub(' ', said).strip()}。请关闭所有 LibreOffice 窗口后再试；不要用 root。"
            )
        return said


@dataclass(frozen=True, slots=True)
class Line:
    """One thing the buttons need: its name, FINE or MISSING, and the details with the next step."""

    name: str
    state: str
    detail: str


def this_office() -> Office:
    """The LibreOffice of the user who runs this program."""
    return Office(Path.home(), sys.executable, shutil.which("unopkg"))


def install(office: Office) -> None:
    """Put the extension in and name the Python; CannotGoOn says what is missing, and then nothing has changed."""
    lacking = _lacking(office, office.python)
    if lacking:
        raise CannotGoOn(f"按钮要用的 Python（{office.python}）还缺东西，没有装：{lacking}。{HOW_TO_GET}")
    office.extension("add", "--force", str(resources.path(OUTPUT)))
    make_folder(office.settings.parent)
    write_atomic(office.settings, f"{office.python}\n".encode())


def uninstall(office: Office) -> bool:
    """Take the extension and its setting away; False where there was neither."""
    there = _installed(office) is not None
    if there:
        office.extension("remove", IDENTIFIER)
    had_settings = office.settings.is_file()
    office.settings.unlink(missing_ok=True)
    return there or had_settings


def status(office: Office) -> tuple[Line, ...]:
    """One line for each thing the buttons need."""
    return tuple(_lines(office))


def is_ready(lines: Sequence[Line]) -> bool:
    """Will the buttons work?"""
    return all(line.state == FINE for line in lines)


def _lines(office: Office) -> Iterator[Line]:
    if office.unopkg is None:
        yield Line("LibreOffice", MISSING, f"没有找到 unopkg。{HOW_TO_GET}")
        return
    version = _installed(office)
    again = "请运行 jixiao addin install --libreoffice"
    if version is None:
        yield Line("扩展", MISSING, f"没有装。{again}")
    elif version != __version__:
        yield Line("扩展", MISSING, f"装着的是 {version} 版，本程序带的是 {__version__} 版。{again}")
    else:
        yield Line("扩展", FINE, version)
    named = office.settings.read_text(encoding="utf-8").strip() if office.settings.is_file() else ""
    if not named or not Path(named).is_file():
        yield Line("Python", MISSING, f"{office.settings} 里的 {named or '（空）'} 不存在。{again}")
        return
    yield Line("Python", FINE, named)
    lacking = _lacking(office, named)
    yield Line("程序库", MISSING if lacking else FINE, f"{lacking}。{HOW_TO_GET}" if lacking else "齐全")


def _installed(office: Office) -> str | None:
    """The version of the extension as unopkg lists it."""
    said = office.extension("list")
    found = re.search(rf"Identifier:\s*{re.escape(IDENTIFIER)}\s+Version:\s*(\S+)", said)
    return found[1] if found else None


def _lacking(office: Office, python: str) -> str:
    """What that Python says when it loads all that the buttons need; empty where nothing is missing."""
    code, said = office.run([python, "-P", "-c", ENGINE_CHECK])
    return said.strip().splitlines()[-1] if code else ""
