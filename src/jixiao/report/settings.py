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
    return {name: _merged(value, given.get(name)) for name, value in bundled().items()}


def _merged(usual: Any, own: Any) -> Any:
    """Named entries are put over the usual ones; a list, such as the chapters, is taken whole."""
    if own is None:
        return usual
    return {**usual, **own} if isinstance(usual, dict) and isinstance(own, dict) else own
