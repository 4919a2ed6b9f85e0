"""Sheet names for projects: within Excel's limits, unique, and still the project's name."""

from __future__ import annotations

from collections.abc import Iterable

from jixiao.sheets.settings import names_beside_forms

LONGEST = 31
FORBIDDEN = str.maketrans({"[": "［", "]": "］", ":": "：", "*": "＊", "?": "？", "/": "／", "\\": "＼"})
RESERVED = frozenset({"history", "历史记录"})  # Excel keeps this name for itself
UNNAMED = "未命名项目"


def sheet_names(projects: Iterable[str | None], present: Iterable[str] = ()) -> list[str]:
    """One sheet name for each project, in order, beside the sheets `present` in the workbook."""
    taken = {name.casefold() for name in (*names_beside_forms(), *present)} | RESERVED
    names = []
    for project in projects:
        name = _free(_plain(project), taken)
        taken.add(name.casefold())
        names.append(name)
    return names


def cut(name: str, units: int) -> str:
    """At most `units` UTF-16 units, which is how Excel counts."""
    return name.encode("utf-16-le", "ignore")[: units * 2].decode("utf-16-le", "ignore")


def _plain(project: str | None) -> str:
    visible = "".join(
        " " if letter.isspace() else letter for letter in project or "" if letter.isprintable() or letter.isspace()
    )
    name = " ".join(visible.split()).translate(FORBIDDEN).strip("'").strip()
    return cut(name, LONGEST).strip("'").strip() or UNNAMED


def _free(name: str, taken: set[str]) -> str:
    candidate, number = name, 1
    while candidate.casefold() in taken:
        number += 1
        mark = f"（{number}）"
        candidate = cut(name, LONGEST - len(mark)) + mark
    return candidate
