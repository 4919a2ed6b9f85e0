"""The rooms and the arrows between them: an import in the wrong direction fails here."""

import ast
import sys
from pathlib import Path

import pytest

from tests.samples import ROOT

SOURCE = ROOT / "src" / "jixiao"
BASE = {"errors", "resources", "__init__"}
MAY_IMPORT = {
    "form": set(),
    "policy": {"form"},
    "rules": {"form", "policy"},
    "recognise": {"form"},
    "importers": {"form", "recognise", "package"},
    "package": {"form", "sheets", "policy", "rules"},
    "sheets": {"form", "policy", "rules", "package"},
    "design": {"form", "policy", "sheets", "package"},
    "exporters": {"form", "policy", "rules", "sheets", "package"},
    "submit": {"form", "policy", "rules", "sheets", "package", "exporters"},
    "addin": {"package"},
    "setup": {"package"},
    "bundle": {"package"},
    "collect": {"form", "policy", "rules", "importers", "sheets", "package"},
    "actions": {
        "collect",
        "submit",
        "setup",
        "bundle",
        "form",
        "policy",
        "rules",
        "recognise",
        "importers",
        "package",
        "sheets",
        "exporters",
    },
    "live": {
        "collect",
        "submit",
        "form",
        "policy",
        "rules",
        "recognise",
        "importers",
        "package",
        "sheets",
        "exporters",
        "actions",
    },
    "commands": {
        "collect",
        "submit",
        "setup",
        "bundle",
        "form",
        "policy",
        "rules",
        "recognise",
        "importers",
        "exporters",
        "sheets",
        "actions",
        "terminal",
        "cli",
    },
}
STANDARD_LIBRARY_ONLY = {"form", "policy", "rules", "recognise"}
OUTSIDE = {
    "openpyxl": {"design"},
    "pandas": set(),
    "xlwings": {"live"},
    "docx": set(),
    "python_calamine": {"package"},
    "lxml": {"package", "importers", "exporters"},
    "rich": {"terminal"},
    "olefile": {"addin", "collect"},
    "pyarrow": {"collect"},
    "dask": {"collect"},
    "distributed": {"collect"},
}


def modules():
    return sorted(SOURCE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(SOURCE).with_suffix("").parts[0]


def imports(path: Path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "jixiao":
                yield from (f"jixiao.{alias.name}" for alias in node.names)
            else:
                yield node.module


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_arrows_point_one_way(path):
    here = room(path)
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "jixiao" and len(parts) > 1 and here in MAY_IMPORT:
            assert parts[1] in MAY_IMPORT[here] | BASE | {here, "__version__"}, f"{here} imports {name}"
        elif parts[0] in OUTSIDE:
            assert here in OUTSIDE[parts[0]], f"{here} imports {name}"
        elif here in STANDARD_LIBRARY_ONLY and parts[0] != "jixiao":
            assert parts[0] in sys.stdlib_module_names, f"{here} imports {name}"


def test_every_room_is_known():
    rooms = {path.name for path in SOURCE.iterdir() if path.is_dir() and any(path.glob("*.py"))}
    assert rooms == set(MAY_IMPORT)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_says_in_its_first_line_what_is_in_it(path):
    doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert doc and doc.splitlines()[0].rstrip().endswith((".", ":", "。", "…"))


def test_help_loads_no_heavy_library():
    import subprocess

    code = (
        "import sys; from jixiao.cli import main; main(['--help']);"
        "print([n for n in ('decimal','lxml','openpyxl','pandas','rich','python_calamine','argparse') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
