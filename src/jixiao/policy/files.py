"""Policy files: TOML tables, a variant holding only what differs from the policy it extends."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from jixiao import resources
from jixiao.errors import CannotGoOn, why_refused

Table = dict[str, object]
FOLDER = "workbook/policies"
SINCE = re.compile(r"^since\s*=\s*(\d+)", re.M)


class PolicyError(CannotGoOn, ValueError):
    """A policy file cannot be used; the message names the file, the key, the value and what is allowed (Chinese)."""


def folder() -> Path:
    """Where the bundled policies are."""
    return resources.path(FOLDER)


def tables(path: Path) -> Table:
    """The tables of the policy file `path`, laid over those of the policies it extends."""
    return _extended(path, ())


def _extended(path: Path, chain: tuple[str, ...]) -> Table:
    if path.stem in chain:
        raise PolicyError(
            f"评分办法 {chain[0]}.toml：extends 循环引用（{' → '.join((*chain, path.stem))}），请去掉一处"
        )
    own = _parsed(path)
    base = own.pop("extends", None)
    if base is None:
        return own
    if not isinstance(base, str):
        raise PolicyError(f'{path.name}：extends = {base!r} 应为评分办法的名称，如 "2020-caiyu-10"')
    below = _extended(_base(base, path), (*chain, path.stem))
    for own_only in ("since", "chosen_when"):  # a variant is chosen unasked only where it says so itself
        below.pop(own_only, None)
    return laid_over(below, own)


def _base(name: str, path: Path) -> Path:
    for place in (path.parent, folder()):
        if (place / f"{name}.toml").is_file():
            return place / f"{name}.toml"
    raise PolicyError(f'{path.name}：extends = "{name}" 找不到，可用的有：{"、".join(bundled())}')


def bundled() -> tuple[str, ...]:
    """The names of the bundled policies, sorted."""
    return tuple(sorted(path.stem for path in folder().glob("*.toml")))


def missing(name: str) -> PolicyError:
    """What to say where there is no policy `name`."""
    return PolicyError(f"找不到评分办法“{name}”，可用的有：{'、'.join(bundled())}")


def years() -> dict[str, int]:
    """The bundled policies that are a default of their own, with the first budget year of each."""
    # read off the text, as parsing every policy costs more than all else that choosing one takes
    found = {name: SINCE.search((folder() / f"{name}.toml").read_text(encoding="utf-8")) for name in bundled()}
    return {name: int(since[1]) for name, since in found.items() if since}


def laid_over(base: Mapping[str, object], own: Mapping[str, object]) -> Table:
    """`base` with the values of `own` in it, table by table."""
    merged = dict(base)
    for key, value in own.items():
        below = merged.get(key)
        merged[key] = laid_over(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged


def _parsed(path: Path) -> Table:
    try:
        return resources.own_table(path, Decimal)
    except FileNotFoundError:
        raise PolicyError(f"{path}：找不到这个文件。自带的评分办法写名称：{'、'.join(bundled())}") from None
    except OSError as error:
        raise PolicyError(f"{path}：评分办法打不开（{why_refused(error)}）。") from None
    except ValueError as error:
        raise PolicyError(f"{path.name}：{error}。写法见 2020-caiyu-10.toml。") from None
