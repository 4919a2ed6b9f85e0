"""Settings of an office: jixiao.toml beside the file, or in the user's own configuration folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jixiao import resources
from jixiao.errors import CannotGoOn, why_refused
from jixiao.submit.mail import is_address

NAME = "jixiao.toml"
EXAMPLE = '[mail]\nto = ["绩效科 <name@example.cn>"]'


@dataclass(frozen=True, slots=True)
class Mail:
    """Who gets a submission, who gets a copy, and who sends it; all may be left open."""

    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    sender: str | None = None


def mail(beside: Path) -> Mail:
    """The mail settings that hold for a file; the nearest jixiao.toml counts. Raises CannotGoOn where it is wrong."""
    found = next((place for place in _places(beside) if place.is_file()), None)
    if found is None:
        return Mail()
    section = _read(found).get("mail", {})
    if not isinstance(section, dict):
        raise _wrong(found, "[mail] 应是一节")
    unknown = sorted(set(section) - {"to", "cc", "from"})
    if unknown:
        raise _wrong(found, f"[mail] 里没有“{'、'.join(unknown)}”这一项，可写 to、cc、from")
    sender = section.get("from")
    if sender is not None and not isinstance(sender, str):
        raise _wrong(found, "from 应是一个地址")
    settings = Mail(_people(found, section, "to"), _people(found, section, "cc"), sender)
    for person in (*settings.to, *settings.cc, *([sender] if sender else [])):
        if not is_address(person):
            raise _wrong(found, f"“{person}”不是邮箱地址")
    return settings


def _places(beside: Path) -> Iterator[Path]:
    yield beside.resolve().parent / NAME
    home = os.environ.get("APPDATA") or os.environ.get("XDG_CONFIG_HOME")
    yield (Path(home) if home else Path.home() / ".config") / "jixiao" / NAME


def _read(path: Path) -> dict[str, Any]:
    try:
        return resources.own_table(path)
    except ValueError as error:
        raise _wrong(path, str(error)) from None
    except OSError as error:
        raise _wrong(path, f"打不开（{why_refused(error)}）") from None


def _people(path: Path, section: dict[str, Any], key: str) -> tuple[str, ...]:
    given = section.get(key, [])
    listed = [given] if isinstance(given, str) else given
    if not isinstance(listed, list) or not all(isinstance(item, str) for item in listed):
        raise _wrong(path, f"{key} 应是一个或一列地址")
    return tuple(listed)


def _wrong(path: Path, why: str) -> CannotGoOn:
    return CannotGoOn(f"{path}：设置写错了：{why}。写法示例：\n{EXAMPLE}")
