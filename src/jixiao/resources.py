"""Where the files that travel with the package are, in a checkout and in an installed wheel."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parent
TOML_PLACE = re.compile(r"line (\d+), column (\d+)")


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


def own_table(file: Path, decimals: Callable[[str], Any] = float) -> dict[str, Any]:
    """The tables of a .toml file of the user's own, with or without the mark that Notepad puts before UTF-8.

    Raises OSError where it cannot be opened, and a ValueError that says in Chinese where it is not written as it should be.
    """
    import tomllib

    try:
        return tomllib.loads(file.read_text(encoding="utf-8").removeprefix("\ufeff"), parse_float=decimals)
    except UnicodeDecodeError:
        raise ValueError("不是 UTF-8 编码，请在记事本里另存为 UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        place = TOML_PLACE.search(str(error))
        raise ValueError(f"第 {place[1]} 行第 {place[2]} 列的写法有误" if place else "没有写完") from None
