"""A cmd.exe to run batch files: that of Wine, with a stand-in for Python that writes down what it is asked."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WINE = next((path for path in ("/usr/lib/wine/wine64", shutil.which("wine")) if path and Path(path).exists()), None)
COMPILER = shutil.which("x86_64-w64-mingw32-gcc")
LOCALE = "zh_CN.UTF-8"


def lacking() -> str:
    """What these tests need and is not there."""
    known = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout.lower()
    have = {"Wine": WINE, "mingw": COMPILER, LOCALE: "zh_cn.utf8" in known}
    return "、".join(name for name, there in have.items() if not there)


@dataclass
class Cmd:
    """A drive C: of its own."""

    drive: Path
    environment: dict

    @property
    def calls(self):
        file = self.drive / "calls.txt"
        lines = file.read_text(encoding="utf-8-sig").splitlines() if file.exists() else []
        return [line.split("\t") for line in lines]

    @property
    def home(self):
        (folder,) = (self.drive / "users").glob("*/AppData/Local")
        return folder / "jixiao"

    def run(self, line, fails="", **more):
        """Run one line of a batch file; its exit code and what it printed."""
        (self.drive / "calls.txt").unlink(missing_ok=True)
        settings = "".join(f'set "{name}={value}"\r\n' for name, value in {"FAILS": fails, **more}.items())
        batch = f"@echo off\r\n{settings}{line}\r\nexit /b %errorlevel%\r\n"
        (self.drive / "go.bat").write_bytes(batch.encode("gbk"))
        command = [WINE, "cmd", "/c", r"C:\go.bat"]
        done = subprocess.run(command, env=self.environment, capture_output=True, timeout=120, check=False)
        return done.returncode, done.stdout.decode("gbk", errors="replace")

    @contextmanager
    def holding(self, path: Path) -> Iterator[None]:
        """A program has the file open and lets nobody else at it."""
        name = "C:\\" + "\\".join(path.relative_to(self.drive).parts)
        command = [WINE, r"C:\windows\py.exe", "hold", name]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, env=self.environment, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as one:
            assert one.stdout.readline().strip() == b"held"
            try:
                yield
            finally:
                one.stdin.close()
                one.wait(timeout=60)
