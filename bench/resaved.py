"""Workbooks saved again by LibreOffice, all of a format in one process; where it is missing they stay as they are."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from jixiao.libreoffice import program

TODAY, OLD = "xlsx:Calc MS Excel 2007 XML", "xls:MS Excel 97"
SECONDS = 600


def saved_again(contents: Sequence[bytes], to: str) -> list[bytes]:
    """Each workbook as LibreOffice saves it in the format `to`."""
    office = program()
    if office is None or not contents:
        return list(contents)
    with tempfile.TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as folder:
        before, after = Path(folder, "before"), Path(folder, "after")
        before.mkdir()
        for number, content in enumerate(contents):
            (before / f"{number:06d}.xlsx").write_bytes(content)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", to, "--outdir", str(after)]
        subprocess.run(
            [*command, *map(str, sorted(before.iterdir()))], capture_output=True, timeout=SECONDS, check=True
        )
        saved = sorted(after.iterdir())
        if len(saved) != len(contents):
            raise RuntimeError(f"LibreOffice saved {len(saved)} of {len(contents)} workbooks")
        return [path.read_bytes() for path in saved]
