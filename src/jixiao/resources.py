"""Where the files that travel with the package are, in a checkout and in an installed wheel."""

from functools import cache
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parent


@cache
def root() -> Path:
    """The folder that holds `template.xlsx` and `workbook/`."""
    installed = PACKAGE / "data"
    return installed if installed.is_dir() else PACKAGE.parents[1]


def path(relative: str) -> Path:
    """The file or folder `relative` of the project's data, e.g. `workbook/policies`."""
    return root() / relative


@cache
def table(relative: str) -> dict[str, Any]:
    """The tables of a .toml file of the data, e.g. `workbook/layout.toml`, read once; decimals are floats."""
    import tomllib

    return tomllib.loads(path(relative).read_text(encoding="utf-8"))
