"""The report as data: workbook/report.toml, or a unit's own file of the same shape."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jixiao import resources
from jixiao.errors import CannotGoOn, why_refused


@cache
def bundled() -> Mapping[str, Any]:
    """The tables of workbook/report.toml."""
    return resources.table("workbook/report.toml")


def settings(own: Path | None = None) -> Mapping[str, Any]:
    """The bundled tables; a unit's `own` file goes before them, section by section. Raises CannotGoOn where it is wrong."""
    if own is None:
        return bundled()
    try:
        given = resources.own_table(own)
    except OSError as error:
        raise CannotGoOn(f"{own}：文字设置文件读不出（{why_refused(error)}）。") from None
    except ValueError as error:
        raise CannotGoOn(f"{own.name}：{error}。请对照 workbook/report.toml 改正。") from None
    unknown = sorted(set(given) - set(bundled()))
    if unknown:
        raise CannotGoOn(f"{own.name}：不认识“{'、'.join(unknown)}”一节。可写：{'、'.join(bundled())}。")
    for name, entries in given.items():
        _refuse_misspelt(own.name, name, entries)
    return {name: _merged(value, given.get(name)) for name, value in bundled().items()}


def _refuse_misspelt(file: str, section: str, entries: Any) -> None:
    """An entry holds what the usual ones of its section hold: a misspelt condition would be none, and all would count."""
    usual = bundled()[section]
    if not isinstance(usual, dict) or not all(isinstance(entry, dict) for entry in usual.values()):
        return
    known, needed = set().union(*usual.values()), set.intersection(*map(set, usual.values()))
    for name, entry in entries.items() if isinstance(entries, dict) else ():
        keys = set(entry) if isinstance(entry, dict) else set()
        where = f"{file} [{section}.{name}]"
        if unknown := "、".join(sorted(keys - known)):
            raise CannotGoOn(f"{where}：不认识“{unknown}”。可写：{'、'.join(sorted(known))}。")
        if missing := "、".join(sorted(needed - keys)):
            raise CannotGoOn(f"{where}：缺“{missing}”。一节要写全，可从 workbook/report.toml 抄一份再改。")


def _merged(usual: Any, own: Any) -> Any:
    """Named entries are put over the usual ones; a list, such as the chapters, is taken whole."""
    if own is None:
        return usual
    return {**usual, **own} if isinstance(usual, dict) and isinstance(own, dict) else own
