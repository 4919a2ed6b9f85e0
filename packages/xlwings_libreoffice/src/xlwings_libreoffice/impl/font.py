"""xlwings' Font, and colours between its ways of writing them and Excel's."""

from __future__ import annotations

from typing import Any

from xlwings import base_classes


class Font(base_classes.Font):
    """The font of cells."""

    def __init__(self, xl: Any) -> None:
        self.xl = xl

    @property
    def api(self) -> Any:
        return self.xl

    @property
    def name(self) -> Any:
        return self.xl.Name

    @name.setter
    def name(self, value: str) -> None:
        self.xl.Name = value

    @property
    def size(self) -> Any:
        return self.xl.Size

    @size.setter
    def size(self, value: float) -> None:
        self.xl.Size = value

    @property
    def bold(self) -> Any:
        return self.xl.Bold

    @bold.setter
    def bold(self, value: bool) -> None:
        self.xl.Bold = value

    @property
    def italic(self) -> Any:
        return self.xl.Italic

    @italic.setter
    def italic(self, value: bool) -> None:
        self.xl.Italic = value

    @property
    def color(self) -> tuple[int, int, int] | None:
        colour = self.xl.Color
        return None if colour is None else rgb(colour)

    @color.setter
    def color(self, value: Any) -> None:
        self.xl.Color = number(value)


def rgb(colour: int) -> tuple[int, int, int]:
    """Red, green and blue of Excel's number."""
    return colour & 0xFF, colour >> 8 & 0xFF, colour >> 16 & 0xFF


def number(colour: Any) -> int:
    """Excel's number of a colour given as such, as (red, green, blue) or as `#RRGGBB`."""
    if isinstance(colour, int):
        return colour
    if isinstance(colour, str):
        plain = colour.lstrip("#")
        colour = tuple(int(plain[at : at + 2], 16) for at in (0, 2, 4))
    red, green, blue = colour
    return int(red) | int(green) << 8 | int(blue) << 16
