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
FOREIGN = 30
"""Seconds for one file from outside: LibreOffice reads any workbook or document of forms in a third of them."""
MEMORY = 4 << 30
"""Bytes for one file from outside."""
_running: set[subprocess.Popen[bytes]] = set()


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
    program: str, files: Sequence[Path], becomes: str, folder: Path, seconds: float | None = None, memory: int = 0
) -> list[Path | None]:
    """Each of `files` in the format `becomes` (".pdf", ".xlsx"), written into `folder`; None where nothing came of it.

    A profile of its own keeps apart from a LibreOffice that is open already. `seconds` is the time limit, by default
    START and EACH for every file; `memory` the limit in bytes, 0 for none, where the system sets one (Linux).
    Raises TimedOut, and OSError where the program cannot be started.
    """
    limit = START + EACH * len(files) if seconds is None else seconds
    with tempfile.TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as profile:
        apart = f"-env:UserInstallation={Path(profile).as_uri()}"
        wanted = ["--headless", "--norestore", "--convert-to", becomes.lstrip("."), "--outdir", str(folder)]
        _run([program, apart, *wanted, *map(str, files)], limit, memory)
    made = (folder / f"{path.stem}{becomes}" for path in files)
    return [path if path.is_file() else None for path in made]


def converted(program: str, data: bytes, suffix: str, becomes: str, seconds: float = FOREIGN) -> bytes | None:
    """The file `data`, of the format `suffix`, in the format `becomes`; None where LibreOffice made nothing of it.

    The file comes from outside, so time and memory are bounded. Raises TimedOut, and OSError as `convert` does.
    """
    with tempfile.TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as folder:
        before = Path(folder, f"in{suffix}")
        before.write_bytes(data)
        (made,) = convert(program, [before], becomes, Path(folder, "out"), seconds, MEMORY)
        return made.read_bytes() if made else None


def _run(command: list[str], seconds: float, memory: int) -> None:
    """Run to the end; at the limit, or when interrupted, the whole group is ended, as the command starts others."""
    none = subprocess.DEVNULL
    bounded = _bounded(command, seconds, memory) if memory and sys.platform == "linux" else command
    process = subprocess.Popen(bounded, start_new_session=True, stdin=none, stdout=none, stderr=none)
    _running.add(process)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        _end(process)
        raise TimedOut(seconds) from None
    except BaseException:
        _end(process)
        raise
    finally:
        _running.discard(process)


def end_all() -> None:
    """End every LibreOffice that this process started: called where it ends without waiting for them."""
    for process in tuple(_running):
        _end(process)


def _bounded(command: list[str], seconds: float, memory: int) -> list[str]:
    """The command under limits that hold for all it starts, also where nobody is left to end it at the time limit."""
    limits = f"ulimit -v {memory >> 10}; ulimit -t {max(2 * int(seconds), 1)}"
    return ["/bin/sh", "-c", f'{limits}; exec "$@"', "sh", *command]


def _end(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        # /T ends what it started as well: soffice.exe only waits for soffice.bin
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
        process.kill()
    else:
        os.killpg(process.pid, 9)
    process.wait()
