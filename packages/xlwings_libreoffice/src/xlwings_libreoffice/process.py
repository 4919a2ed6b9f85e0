"""A private LibreOffice: started headless under a profile of its own, ended whatever happens."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from xlwings_libreoffice.bridge import connected
from xlwings_libreoffice.errors import ComError

PATIENCE = 30
# a lock file beside a workbook would outlive a crash and keep the next run from opening it
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="UseLocking"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="FirstRun"><value>false</value></prop></item>
</oor:items>
"""


@contextmanager
def launched(folder: Path) -> Iterator[tuple[Any, int]]:
    """The component context and process of a LibreOffice whose profile is in `folder`.

    Raises ComError where LibreOffice is not installed.
    """
    program = shutil.which("soffice")
    if program is None:
        raise ComError("soffice is not installed or not on the path")
    pipe = f"xlwings{os.getpid()}x{time.monotonic_ns()}"
    place = f"-env:UserInstallation={_profile(folder).as_uri()}"
    command = [
        program,
        place,
        "--headless",
        "--norestore",
        "--nologo",
        f"--accept=pipe,name={pipe};urp;",
    ]
    quiet = subprocess.DEVNULL
    # its own Python looks along the path for where it is installed: another one there would end it at once
    system = {**os.environ, "PATH": os.defpath}
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, env=system, start_new_session=True) as process:
        try:
            context = connected(pipe)
            try:
                yield context, process.pid
            finally:
                _asked_to_end(context, process)
        finally:
            _made_to_end(process)


def _profile(folder: Path) -> Path:
    settings = folder.absolute() / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(SETTINGS, encoding="utf-8")
    return settings.parent.parent


def _asked_to_end(context: Any, process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(Exception):
        context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context).terminate()
        process.wait(PATIENCE)


def _made_to_end(process: subprocess.Popen[bytes]) -> None:
    """The program started is a small one that starts the large one, so both are ended."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
