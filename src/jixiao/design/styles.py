"""Fonts, fills, borders and alignments of the template, from layout.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from jixiao.sheets.settings import layout

THIN = Side(style="thin", color="FF000000")
SOFT = Side(style="thin", color="FFBFBFBF")
CHINESE = 134  # the GB charset lets Excel choose a Chinese font where the named one is missing


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks; `font` and `fill` are keys of layout.toml.

    `shrink`: a long figure is printed smaller, not as ####.
    """

    font: str = "body"
    size: float | None = None
    bold: bool = False
    colour: str | None = None
    fill: str | None = None
    horizontal: str = "center"
    vertical: str = "center"
    border: Side | None = THIN
    number: str = "General"
    locked: bool = True
    indent: int = 0
    underline: str | None = None
    shrink: bool = False

    def but(self, **changes: Any) -> Look:
        """The same look with changes."""
        return replace(self, **changes)


LABEL = Look()
ENTRY = Look(locked=False)
TEXT = ENTRY.but(horizontal="left")
PRINTED = Look()
WORKING = Look(size=9, border=SOFT, fill="working_formula")
WORKING_LABEL = WORKING.but(fill="working_label", font="heading")
WORKING_ENTRY = WORKING.but(fill="working_input", locked=False)
BARE = Look(border=None)


def dress(cell: Cell, look: Look) -> None:
    """Give `cell` its look."""
    settings = layout()
    fonts, colours = settings["fonts"], settings["colours"]
    cell.font = _font(look, fonts)
    cell.alignment = Alignment(
        horizontal=look.horizontal,
        vertical=look.vertical,
        wrap_text=not look.shrink,
        shrink_to_fit=look.shrink,
        indent=look.indent,
    )
    cell.number_format = look.number
    cell.protection = Protection(locked=look.locked)
    if look.border is not None:
        cell.border = Border(left=look.border, right=look.border, top=look.border, bottom=look.border)
    if look.fill is not None:
        cell.fill = fill(colours[look.fill])


def fill(colour: str) -> PatternFill:
    """A solid fill."""
    return PatternFill("solid", fgColor="FF" + colour, bgColor="FF" + colour)


def _font(look: Look, fonts: Mapping[str, Any]) -> Font:
    size = look.size or fonts[f"{look.font}_size" if f"{look.font}_size" in fonts else "body_size"]
    colour = "FF" + (look.colour or "000000")
    return Font(name=fonts[look.font], sz=size, b=look.bold or None, charset=CHINESE, color=colour, u=look.underline)
