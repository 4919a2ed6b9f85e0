"""The cmd.exe that the tests of the batch files share."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.deploy.bundle.wine import COMPILER, LOCALE, WINE, Cmd


@pytest.fixture(scope="module")
def cmd(tmp_path_factory):
    """A drive C: for one file of tests; `py.exe` on it is the stand-in."""
    prefix = tmp_path_factory.mktemp("wine")
    variables = {"WINEPREFIX": str(prefix), "WINEDEBUG": "-all", "LC_ALL": LOCALE, "CALLS": r"C:\calls.txt"}
    environment = {**os.environ, **variables, "DISPLAY": "", "WINEDLLOVERRIDES": "mscoree,mshtml="}
    subprocess.run([WINE, "wineboot", "-i"], env=environment, capture_output=True, timeout=300, check=True)
    drive = prefix / "drive_c"
    source = Path(__file__).with_name("python.c")
    subprocess.run([COMPILER, "-municode", "-o", str(drive / "windows" / "py.exe"), str(source)], check=True)
    yield Cmd(drive, environment)
    subprocess.run([WINE, "wineboot", "-k"], env=environment, capture_output=True, timeout=60, check=False)
