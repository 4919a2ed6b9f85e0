"""The package is self-contained."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "xlwings_libreoffice"
MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_it_knows_nothing_of_the_product_and_nothing_of_xlwings_pro(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert not [name for name in names if name.split(".")[0] == "jixiao" or name.startswith("xlwings.pro")]


def test_excels_object_model_does_not_know_xlwings():
    for path in (PACKAGE / "excel").glob("*.py"):
        assert "import xlwings\n" not in path.read_text(encoding="utf-8")
        assert "xlwings_libreoffice.impl" not in path.read_text(encoding="utf-8")
