"""LibreOffice for the tests: recalculating, printing to PDF, and a visible skip where it is not installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

TIMEOUT = 300


def require(*programs: str) -> None:
    """Skip the test with a visible reason where a program is missing; in CI that is a failure."""
    missing = [program for program in programs if shutil.which(program) is None]
    if not missing:
        return
    reason = f"{'、'.join(missing)} not installed; run tools/system-packages office"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def require_uno() -> None:
    """Skip the test with a visible reason where Python has no bridge to LibreOffice; in CI that is a failure."""
    from xlwings_libreoffice.bridge import uno

    try:
        uno()
    except ImportError:
        missing = pytest.fail if os.environ.get("CI") else pytest.skip
        missing("python3-uno not installed for this Python; run tools/system-packages office")


def recalculate(paths: Sequence[Path], folder: Path) -> list[Path]:
    """Each workbook as LibreOffice recalculates and saves it, all in one process."""
    return convert(paths, folder, "xlsx:Calc MS Excel 2007 XML", ".xlsx")


def pdf(paths: Sequence[Path], folder: Path) -> list[Path]:
    """Each workbook printed to PDF."""
    return convert(paths, folder, "pdf", ".pdf")


def convert(paths: Sequence[Path], folder: Path, to: str, suffix: str) -> list[Path]:
    """Each file converted by LibreOffice under a profile of its own, so that runs side by side do not meet."""
    require("soffice")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", to]
        done = subprocess.run(
            [*command, "--outdir", str(folder), *map(str, paths)], capture_output=True, text=True, timeout=TIMEOUT
        )
    made = [folder / (path.stem + suffix) for path in paths]
    missing = [path.name for path in made if not path.exists()]
    assert not missing, f"LibreOffice did not write {missing}: {done.stdout}{done.stderr}"
    return made
