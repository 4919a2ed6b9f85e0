"""LibreOffice for the tests: recalculating, printing to PDF, and a visible skip where it is not installed."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from xlwings_libreoffice.testing import require, require_uno

__all__ = ["convert", "pdf", "recalculate", "require", "require_uno"]
TIMEOUT = 300


def recalculate(paths: Sequence[Path], folder: Path) -> list[Path]:
    """Each workbook as LibreOffice recalculates and saves it, all in one process."""
    return convert(paths, folder, "xlsx:Calc MS Excel 2007 XML", ".xlsx")


def pdf(paths: Sequence[Path], folder: Path) -> list[Path]:
    """Each workbook printed to PDF."""
    return convert(paths, folder, "pdf", ".pdf")


def convert(paths: Sequence[Path], folder: Path, to: str, suffix: str) -> list[Path]:
    """Each file converted by LibreOffice under a profile of this process, so that runs side by side do not meet."""
    require("soffice")
    folder.mkdir(parents=True, exist_ok=True)
    command = ["soffice", f"-env:UserInstallation=file://{_profile().name}", "--headless", "--convert-to", to]
    done = subprocess.run(
        [*command, "--outdir", str(folder), *map(str, paths)], capture_output=True, text=True, timeout=TIMEOUT
    )
    made = [folder / (path.stem + suffix) for path in paths]
    missing = [path.name for path in made if not path.exists()]
    assert not missing, f"LibreOffice did not write {missing}: {done.stdout}{done.stderr}"
    return made


@cache
def _profile() -> tempfile.TemporaryDirectory[str]:
    """The profile of this process: LibreOffice takes a quarter longer to start where it has to make one."""
    return tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
