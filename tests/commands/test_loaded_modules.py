"""What a command loads before it begins: nothing heavy that it does not use, and only the rooms it works in."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.samples import ROOT

WORKBOOK = ROOT / "workbook" / "samples" / "河门口街道-2020-绩效自评.xlsx"
TEXT = ROOT / "workbook" / "samples" / "hemenkou-2020.txt"
UNUSED = {
    "calendar",
    "csv",
    "email",
    "fractions",
    "hashlib",
    "html",
    "importlib.metadata",
    "logging",
    "lxml",
    "openpyxl",
    "pandas",
    "random",
    "rich",
    "socket",
    "ssl",
    "statistics",
    "subprocess",
    "tempfile",
    "xlwings",
    "xml.etree",
}
MOST_OWN, MOST = 193, 323
SCRIPT = "import sys; from jixiao.cli import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"


def loaded(*words: str) -> set[str]:
    """The modules that are loaded once a command has run in a process of its own."""
    done = subprocess.run([sys.executable, "-c", SCRIPT, *words], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


@pytest.mark.parametrize("file", [WORKBOOK, TEXT], ids=["workbook", "text"])
@pytest.mark.parametrize("command", ["read", "check"])
def test_no_library_that_is_not_used(command, file):
    assert loaded(command, str(file)) & UNUSED == set()


def test_a_check_loads_few_modules():
    modules = loaded("check", str(WORKBOOK))
    assert len([name for name in modules if name.startswith("jixiao")]) <= MOST_OWN and len(modules) <= MOST


def test_reading_loads_no_rules():
    assert [name for name in loaded("read", str(TEXT)) if name.startswith("jixiao.rules")] == []
    assert "jixiao.rules.jx1_rows" in loaded("check", str(TEXT))
