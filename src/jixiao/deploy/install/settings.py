"""The settings the add-in's macros read: pairs of quoted texts, one pair a line, in the code page of the PC."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import PureWindowsPath

from jixiao.errors import CannotGoOn

Pairs = tuple[tuple[str, str], ...]

INTERPRETER = "INTERPRETER_WIN"
# What the buttons cannot do without. The folder of a workbook that came by mail must not be searched for Python code.
WORKBOOK_FOLDER = "ADD_WORKBOOK_TO_PYTHONPATH"
# Where nobody has chosen otherwise. The server would search the current folder of Excel for code.
USUAL: Mapping[str, str] = {
    "UDF MODULES": "jixiao.live.udf.functions",
    "USE UDF SERVER": "False",
    "SHOW CONSOLE": "False",
}
_PAIR = re.compile(r'\s*(?:"([^"]*)"|([^",]+?))\s*,\s*(?:"([^"]*)"|([^",]*?))\s*')


def read(content: bytes, ansi: str, path: PureWindowsPath) -> Pairs:
    """The pairs of a settings file; CannotGoOn names a line that is none, or a file in another encoding."""
    try:
        lines = content.decode(ansi).splitlines()
    except UnicodeDecodeError as error:
        raise CannotGoOn(
            f"{path}：不是本机编码（{ansi}）的文本，宏读不了它。请把它改名或移走后再装一次，会写一份新的。"
        ) from error
    return tuple(_pair(line, number, path) for number, line in enumerate(lines, 1) if line.strip())


def write(pairs: Pairs, ansi: str) -> bytes:
    """The file as `Open … For Input` and `Input #` of VBA read it; every text is in `ansi` by now."""
    return "".join(f'"{name}","{value}"\r\n' for name, value in pairs).encode(ansi)


def value(pairs: Pairs, name: str) -> str | None:
    """The value the macros find: the first of its name, in any case."""
    return next((text for key, text in pairs if key.upper() == name.upper()), None)


def with_values(pairs: Pairs, values: Mapping[str, str]) -> Pairs:
    """The pairs with `values` behind those of other names."""
    return (*without(pairs, values), *values.items())


def without(pairs: Pairs, names: Iterable[str]) -> Pairs:
    """The pairs of other names than `names`, in any case."""
    gone = {name.upper() for name in names}
    return tuple(pair for pair in pairs if pair[0].upper() not in gone)


def wanted(interpreter: str, pairs: Pairs) -> dict[str, str]:
    """What the file has to say beside what it says: the user's own choice is where the buttons can live with it."""
    usual = {name: text for name, text in USUAL.items() if value(pairs, name) is None}
    return {INTERPRETER: interpreter, WORKBOOK_FOLDER: "False", **usual}


def _pair(line: str, number: int, path: PureWindowsPath) -> tuple[str, str]:
    found = _PAIR.fullmatch(line)
    if not found:
        raise CannotGoOn(
            f'{path} 第 {number} 行：{line.strip()[:60]}。每行应是“"名称","值"”，宏读到这里会错位。'
            "请改正这一行，或把文件改名后再装一次。"
        )
    return found[1] or found[2] or "", found[3] or found[4] or ""
