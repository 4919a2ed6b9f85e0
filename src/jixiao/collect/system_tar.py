"""The system's own tar where it is bsdtar (Windows 10 and later, macOS, Linux with libarchive): other archives as a tar stream."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Timer
from typing import IO, Protocol

from jixiao.collect.model import Item
from jixiao.errors import ForNow

SECONDS = 60
"""How long one archive may take to unpack; a hundred workbooks take about one second."""
PROGRAMS = ("bsdtar", "tar")
STEP = 1 << 16


class Readable(Protocol):
    """What gives its bytes piece by piece."""

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes; b"" at the end."""


@contextmanager
def opened(item: Item, kind: str) -> Iterator[Readable]:
    """The archive rewritten as a .tar, read from a pipe: nothing of it is ever a file on the disk.

    Raises CannotGoOn, which names the kind of archive, where no program can read it.
    """
    program = found()
    if program is None:
        raise refused(item, kind)
    with tempfile.TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as folder:
        archive = Path(folder, "archive")
        archive.write_bytes(item.data)
        command = [program, "-c", "-f", "-", "--format", "pax", f"@{archive}"]
        process = _started(command)
        made: IO[bytes] = process.stdout  # type: ignore[assignment]
        limit = Timer(SECONDS, process.kill)
        limit.start()
        try:
            head = made.read(512)
            if not head.strip(b"\0"):
                raise refused(item, kind)
            yield _Rest(head, made)
            while made.read(STEP):
                pass
            if process.wait() != 0:
                raise ForNow(
                    f"{item.name}：{kind}有一部分取不出来（已损坏、设有密码，或解开太慢）。请解压后放入收件夹。"
                )
        finally:
            limit.cancel()
            process.kill()
            made.close()
            process.wait()


def refused(item: Item, kind: str) -> ForNow:
    """What is said of an archive that cannot be opened here."""
    return ForNow(
        f"{item.name}：这是 {kind}，没有打开（本机没有能解开它的程序，或它已损坏、设有密码）。请解压后放入收件夹。"
    )


def _started(command: list[str]) -> subprocess.Popen[bytes]:
    """The program without a console: it could ask nobody for a password."""
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_settings(),
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


@cache
def found() -> str | None:
    """The program; None where the system's tar reads only .tar."""
    windows = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "tar.exe")
    known = [str(windows)] if os.name == "nt" and windows.is_file() else []
    programs = [*known, *(path for name in PROGRAMS if (path := shutil.which(name)))]
    return next((program for program in programs if _is_bsdtar(program)), None)


class _Rest:
    """A pipe of which the beginning was already read."""

    def __init__(self, head: bytes, stream: IO[bytes]) -> None:
        self._head, self._stream = head, stream

    def read(self, size: int) -> bytes:
        """Up to `size` bytes."""
        head, self._head = self._head[:size], self._head[size:]
        return head or self._stream.read(size)


def _is_bsdtar(program: str) -> bool:
    try:
        shown = subprocess.run([program, "--version"], capture_output=True, timeout=10, check=False).stdout
    except (OSError, subprocess.SubprocessError):
        return False
    return b"libarchive" in shown


def _settings() -> dict[str, str]:
    """The environment, with a character set that has all names."""
    return {**os.environ, "LC_ALL": "C.UTF-8"} if os.name != "nt" else dict(os.environ)
