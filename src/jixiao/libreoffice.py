"""LibreOffice at work in the background: files turned into another format, under a profile of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

PROGRAMS = ("soffice", "libreoffice")
FOLDERS = ("/Applications/LibreOffice.app/Contents/MacOS/soffice",)
ROOTS = ("PROGRAMFILES", "PROGRAMFILES(X86)")
START, EACH = 120, 30
"""Seconds to wait by default: for the program to start (a fresh profile takes about 5 s), and for each document."""


class TimedOut(Exception):
    """LibreOffice did not end within `seconds`; it and every process it started were ended."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"LibreOffice 超过 {seconds:g} 秒没有完成")
        self.seconds = seconds


def program(environment: Mapping[str, str] = os.environ) -> str | None:
    """The command that starts LibreOffice: on the path, or where its installers put it; None where it is not there."""
    found = (shutil.which(name, path=environment.get("PATH")) for name in PROGRAMS)
    roots = filter(None, map(environment.get, ROOTS))
    installed = [*(Path(root, "LibreOffice", "program", "soffice.exe") for root in roots), *map(Path, FOLDERS)]
    return next((path for path in found if path), None) or next((str(p) for p in installed if p.is_file()), None)


def convert(
    program: str, files: Sequence[Path], becomes: str, folder: Path, seconds: float | None = None
) -> list[Path | None]:
    """Each of `files` in the format `becomes` (".pdf", ".xlsx"), written into `folder`; None where nothing came of it.

    A profile of its own keeps apart from a LibreOffice that is open already. `seconds` is the time limit, by default
    START and EACH for every file. Raises TimedOut, and OSError where the program cannot be started.
    """
    limit = START + EACH * len(files) if seconds is None else seconds
    with tempfile.TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as profile:
        apart = f"-env:UserInstallation={Path(profile).as_uri()}"
        wanted = ["--headless", "--norestore", "--convert-to", becomes.lstrip("."), "--outdir", str(folder)]
        _run([program, apart, *wanted, *map(str, files)], limit)
    made = (folder / f"{path.stem}{becomes}" for path in files)
    return [path if path.is_file() else None for path in made]


def converted(program: str, data: bytes, suffix: str, becomes: str, seconds: float | None = None) -> bytes | None:
    """The file `data`, of the format `suffix`, in the format `becomes`; None where LibreOffice made nothing of it."""
    with tempfile.TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as folder:
        before = Path(folder, f"in{suffix}")
        before.write_bytes(data)
        try:
            (made,) = convert(program, [before], becomes, Path(folder, "out"), seconds)
        except TimedOut:
            return None
        return made.read_bytes() if made else None


def _run(command: list[str], seconds: float) -> None:
    """Run to the end; at the limit, or when interrupted, the whole group is ended, as the command starts others."""
    none = subprocess.DEVNULL
    process = subprocess.Popen(command, start_new_session=True, stdin=none, stdout=none, stderr=none)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        _end(process)
        raise TimedOut(seconds) from None
    except BaseException:
        _end(process)
        raise


def _end(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        # /T ends what it started as well: soffice.exe only waits for soffice.bin
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
        process.kill()
    else:
        os.killpg(process.pid, 9)
    process.wait()
