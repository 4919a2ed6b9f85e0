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
    "libreoffice": set(),
    "xlsx/cells": {"form"},
    "xlsx/references": {"form"},
    "xlsx/opc": {"xlsx/cells"},
    "xlsx/save": {"xlsx/opc"},
    "xlsx/read": {"form", "xlsx/cells", "xlsx/opc", "xlsx/references"},
    "xlsx/edit": {"form", "xlsx/cells", "xlsx/opc", "xlsx/read", "xlsx/references", "xlsx/save"},
    "xlsx/stamp": {"form", "xlsx/cells", "xlsx/opc", "xlsx/read", "xlsx/references"},
    "importers": {"form", "recognise", "libreoffice", "sheets", "xlsx/opc", "xlsx/read"},
    "sheets": {
        "form",
        "policy",
        "rules",
        "xlsx/cells",
        "xlsx/opc",
        "xlsx/read",
        "xlsx/references",
        "xlsx/stamp",
    },
    "design": {"form", "policy", "sheets", "exporters", "xlsx/cells", "xlsx/opc", "xlsx/stamp", "xlsx/references"},
    "exporters": {"form", "policy", "rules", "sheets", "libreoffice", "xlsx/edit", "xlsx/opc"},
    "report": {"form", "exporters", "xlsx/cells", "xlsx/opc", "xlsx/references"},
    "submit": {
        "form",
        "rules",
        "sheets",
        "exporters",
        "xlsx/cells",
        "xlsx/edit",
        "xlsx/opc",
        "xlsx/read",
        "xlsx/stamp",
    },
    "collect": {
        "form",
        "policy",
        "rules",
        "importers",
        "libreoffice",
        "sheets",
        "xlsx/opc",
        "xlsx/save",
        "xlsx/read",
        "xlsx/stamp",
    },
    "deploy/addin": {"xlsx/opc"},
    "deploy/install": {"xlsx/save", "xlsx/opc"},
    "deploy/bundle": set(),
    "deploy/oxt": {"deploy/addin", "xlsx/save"},
    "actions": {
        "form",
        "policy",
        "rules",
        "recognise",
        "importers",
        "sheets",
        "exporters",
        "report",
        "submit",
        "collect",
        "xlsx/references",
        "xlsx/save",
        "xlsx/edit",
        "xlsx/opc",
        "xlsx/read",
        "deploy/install",
        "deploy/bundle",
    },
    "api": {"form", "policy", "rules", "collect", "actions"},
    "commands": {
        "form",
        "policy",
        "rules",
        "recognise",
        "importers",
        "exporters",
        "sheets",
        "submit",
        "collect",
        "actions",
        "deploy/install",
        "deploy/bundle",
        "deploy/oxt",
    },
    "live": {
        "form",
        "policy",
        "rules",
        "recognise",
        "importers",
        "sheets",
        "submit",
        "actions",
        "xlsx/references",
        "xlsx/save",
        "xlsx/edit",
        "xlsx/read",
    },
}
FLOORS_OF_ROOMS = {"xlsx", "deploy"}
STANDARD_LIBRARY_ONLY = {"form", "policy", "rules", "recognise"}
OUTSIDE = {
    "openpyxl": {"design"},
    "pandas": {"live", "api"},
    "duckdb": {"api", "collect"},
    "xlwings": {"live"},
    "docx": set(),
    "python_calamine": {"xlsx/read"},
    "lxml": {"xlsx/opc", "xlsx/edit", "xlsx/stamp", "importers", "exporters", "report"},
    "rich": {"commands"},
    "olefile": {"deploy/addin", "collect"},
    "pypdf": {"exporters"},
    "dask": {"collect"},
    "distributed": {"collect"},
}


def modules():
    return sorted(SOURCE.rglob("*.py"))


def room(path: Path) -> str:
    return room_of(path.relative_to(SOURCE).with_suffix("").parts)


def room_of(parts) -> str:
    """The folder of a module; below xlsx and deploy each folder and each module is a room of its own."""
    return "/".join(parts[:2]) if parts[0] in FLOORS_OF_ROOMS else parts[0]


def imports(path: Path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "jixiao":
                yield from (f"jixiao.{alias.name}" for alias in node.names)
            else:
                yield node.module


def arrows(source: Path) -> dict[str, set[str]]:
    """Each module of a package with the modules of it that it imports, at the top or inside a function."""
    known = {".".join(path.relative_to(source.parent).with_suffix("").parts): path for path in source.rglob("*.py")}
    known = {name.removesuffix(".__init__"): path for name, path in known.items()}
    return {
        name: {inside for each in imported(path) for inside in _within(each, known)} - {name}
        for name, path in known.items()
    }


def imported(path: Path):
    """Full names of what a module imports, also of single names; not what only a type checker sees."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for_types = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in for_types:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _within(name: str, known) -> set[str]:
    while name and name not in known:
        name = name.rpartition(".")[0]
    return {name} if name else set()


def circles(graph) -> list[set[str]]:
    """The groups of nodes that reach each other; a few hundred need no cleverer search."""
    reached = {start: _reach(graph, start) for start in graph}
    groups = {frozenset(other for other in seen if start in reached.get(other, ())) for start, seen in reached.items()}
    return [set(group) for group in groups if group]


def _reach(graph, start: str) -> set[str]:
    seen, ahead = set(), list(graph.get(start, ()))
    while ahead:
        node = ahead.pop()
        if node not in seen:
            seen.add(node)
            ahead.extend(graph.get(node, ()))
    return seen


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_arrows_point_one_way(path):
    here = room(path)
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "jixiao" and len(parts) > 1 and here in MAY_IMPORT:
            assert room_of(parts[1:]) in MAY_IMPORT[here] | BASE | {here, "__version__", "Verb"}, (
                f"{here} imports {name}"
            )
        elif parts[0] in OUTSIDE:
            assert here in OUTSIDE[parts[0]], f"{here} imports {name}"
        elif here in STANDARD_LIBRARY_ONLY and parts[0] != "jixiao":
            assert parts[0] in sys.stdlib_module_names, f"{here} imports {name}"


def test_every_room_is_known():
    assert {room(path) for path in modules()} - BASE - {"__main__", "cli"} - {
        f"{floor}/__init__" for floor in FLOORS_OF_ROOMS
    } == set(MAY_IMPORT)


def test_rooms_form_no_circle():
    assert circles(MAY_IMPORT) == []


@pytest.mark.parametrize("source", [SOURCE, ROOT / "packages/xlwings_libreoffice/src/xlwings_libreoffice"])
def test_modules_form_no_circle(source):
    assert circles(arrows(source)) == []


def test_a_circle_would_be_found():
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [{"a", "b", "c"}]


SAME_OBJECT = {
    "xlsx/edit/patch.py": "which of two functions a planned change is",
    "xlsx/opc/archive.py": "the very bytes inflated before need no second checksum",
    "exporters/docx_fill.py": "a node of one XML tree",
    "rules/jx6_copies.py": "which of two functions is given",
    "form/model.py": "a form as the key of what was computed of that very object",
}
"""Where `is` compares more than None, True, False or a type, and why equal copies do not matter there."""
KINDS = {
    "Literal",
    "Mapping",
    "NoneType",
    "str",
    "float",
    "int",
    "tuple",
    "list",
    "dict",
    "bool",
    "bytes",
    "Decimal",
    "datetime",
    "date",
}


def identities(path: Path):
    """The comparisons by `is` in a module whose two sides are values."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Compare):
            for operator, right in zip(node.ops, node.comparators, strict=True):
                if (
                    isinstance(operator, (ast.Is, ast.IsNot))
                    and not _is_no_value(right)
                    and not _is_no_value(node.left)
                ):
                    yield ast.unparse(node)


def _is_no_value(node: ast.expr) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return isinstance(node, ast.Constant) or name in KINDS or name.isupper()


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_values_are_compared_by_value(path):
    """Threads, processes and caches make equal copies of policies, forms and rows."""
    found = list(identities(path))
    assert not found or str(path.relative_to(SOURCE)) in SAME_OBJECT, found


def test_a_comparison_by_identity_would_be_found(tmp_path):
    (tmp_path / "module.py").write_text("rows = [row for row in rows if row.home is dimension]\n")
    assert list(identities(tmp_path / "module.py")) == ["row.home is dimension"]


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
