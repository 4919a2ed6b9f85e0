"""LibreOffice for the tests: recalculating, printing to PDF, and a visible skip where it is not installed."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from functools import cache
from pathlib import Path

from xlwings_libreoffice.bridge import options
from xlwings_libreoffice.process import launched
from xlwings_libreoffice.testing import require, require_uno

__all__ = ["convert", "pdf", "recalculate", "require", "require_uno"]
TIMEOUT = 300
_open = ExitStack()


def recalculate(paths: Sequence[Path], folder: Path) -> list[Path]:
    """Each workbook as LibreOffice recalculates and saves it, all in one process."""
    return convert(paths, folder, "xlsx:Calc MS Excel 2007 XML", ".xlsx")


def pdf(paths: Sequence[Path], folder: Path) -> list[Path]:
    """Each workbook printed to PDF."""
    return convert(paths, folder, "pdf", ".pdf")


def convert(paths: Sequence[Path], folder: Path, to: str, suffix: str) -> list[Path]:
    """Each file converted by the LibreOffice of this process, so that runs side by side do not meet."""
    require("soffice")
    folder.mkdir(parents=True, exist_ok=True)
    command = ["soffice", f"-env:UserInstallation={_profile()}", "--headless", "--convert-to", to]
    done = subprocess.run(
        [*command, "--outdir", str(folder), *map(str, paths)], capture_output=True, text=True, timeout=TIMEOUT
    )
    made = [folder / (path.stem + suffix) for path in paths]
    missing = [path.name for path in made if not path.exists()]
    assert not missing, f"LibreOffice did not write {missing}: {done.stdout}{done.stderr}"
    return made


def close() -> None:
    """End the LibreOffice of this process, if one was started."""
    _open.close()
    _profile.cache_clear()


@cache
def _profile() -> str:
    """The profile of this process, and a LibreOffice that runs with it.

    A `soffice` with the same profile gives its files to that one and waits until they are written, which takes a
    quarter of what a start takes. An empty document keeps it open; where it has died, `soffice` does the work itself.
    """
    folder = Path(_open.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
    with suppress(ImportError):  # no bridge to LibreOffice in this Python
        context, _ = _open.enter_context(launched(folder))
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        desktop.loadComponentFromURL("private:factory/swriter", "_blank", 0, options(Hidden=True))
    return (folder / "profile").as_uri()
