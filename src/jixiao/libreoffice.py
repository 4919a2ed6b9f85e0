"""LibreOffice at work out of sight: one file turned into another format, in a folder and a profile of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 120
"""Starting with a fresh profile takes about 5 s; a document of hundreds of tables some 20 s."""


def program() -> str | None:
    """The command that starts LibreOffice; None where it is not installed."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None) or _installed()


def converted(program: str, data: bytes, suffix: str, becomes: str) -> bytes | None:
    """The file `data`, of the format `suffix`, in the format `becomes`; None where LibreOffice made nothing of it."""
    with tempfile.TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as folder:
        before, after = Path(folder, f"in{suffix}"), Path(folder, "out", f"in{becomes}")
        before.write_bytes(data)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        wanted = ["--headless", "--norestore", "--convert-to", becomes.lstrip("."), "--outdir", str(after.parent)]
        _run([program, profile, *wanted, str(before)])
        return after.read_bytes() if after.is_file() else None


def _run(command: list[str]) -> None:
    """Run to the end or to the limit; the whole group is ended then, as the command starts others."""
    none = subprocess.DEVNULL
    process = subprocess.Popen(command, start_new_session=True, stdin=none, stdout=none, stderr=none)
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        os.killpg(process.pid, 9)
    else:
        process.kill()
    process.wait()


def _installed() -> str | None:
    """Where the Windows installer puts it, as it changes no search path."""
    roots = (os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)"))
    found = (Path(root, "LibreOffice", "program", "soffice.exe") for root in roots if root)
    return next((str(path) for path in found if path.is_file()), None)
