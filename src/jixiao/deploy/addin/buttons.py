"""The buttons of the ribbon tab and what the macros say, from `macros/commands.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jixiao import resources

TABLE = "macros/commands.toml"


@dataclass(frozen=True, slots=True)
class Button:
    """One button: `name` is the command of jixiao.live.ribbon, `icon` a built-in picture of Office."""

    name: str
    label: str
    size: str
    icon: str
    screentip: str
    supertip: str

    @property
    def procedure(self) -> str:
        """The VBA procedure behind the button, e.g. `PressInsertIndicator`."""
        return "Press" + "".join(word.title() for word in self.name.split("_"))

    @property
    def python(self) -> str:
        """The line of Python the button runs."""
        return f"import jixiao.live.ribbon; jixiao.live.ribbon.{self.name}()"


@dataclass(frozen=True, slots=True)
class Group:
    """Buttons that are together under one label."""

    id: str
    label: str
    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Tab:
    """The whole tab; `messages` are the texts of the macros by name."""

    id: str
    label: str
    groups: tuple[Group, ...]
    messages: Mapping[str, str]

    @property
    def buttons(self) -> tuple[Button, ...]:
        """All buttons from left to right."""
        return tuple(button for group in self.groups for button in group.buttons)


def load(path: Path | None = None) -> Tab:
    """The tab as `path`, else the table of the checkout, tells it."""
    raw = tomllib.loads((path or resources.path(TABLE)).read_text(encoding="utf-8"))
    groups = (_group(group) for group in raw["groups"])
    return Tab(raw["tab"]["id"], raw["tab"]["label"], tuple(groups), raw["messages"])


def _group(raw: Mapping[str, object]) -> Group:
    buttons = raw["buttons"]
    assert isinstance(buttons, list)
    return Group(str(raw["id"]), str(raw["label"]), tuple(Button(**button) for button in buttons))
