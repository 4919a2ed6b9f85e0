"""How cells look: number format, fill, font, alignment, locking."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from xlwings_libreoffice.bridge import constant
from xlwings_libreoffice.calls import Member
from xlwings_libreoffice.excel.formats import code_of, key_of
from xlwings_libreoffice.excel.layout import Layout

NO_COLOUR = -4142
NO_FILL = -1
WHITE = 0xFFFFFF
BOLD, PLAIN = 150.0, 100.0
HORIZONTAL = {
    1: "STANDARD",
    -4131: "LEFT",
    -4108: "CENTER",
    -4152: "RIGHT",
    -4130: "BLOCK",
    5: "REPEAT",
}
VERTICAL = {-4107: 3, -4108: 2, -4160: 1, -4130: 4}


class Look(Layout):
    """The formats of a range; what differs between its cells reads as None."""

    @property
    def NumberFormat(self) -> str | None:
        key = self.shared("NumberFormat")
        return None if key is None else code_of(self.sheet.book, key)

    @NumberFormat.setter
    def NumberFormat(self, value: str) -> None:
        self.dress(NumberFormat=key_of(self.sheet.book, value))

    @property
    def Interior(self) -> Interior:
        return Interior(self.calls, self.shared, self.dress)

    @property
    def Font(self) -> Font:
        return Font(self.calls, self.shared, self.dress)

    @property
    def WrapText(self) -> bool | None:
        return self._truth("IsTextWrapped")

    @WrapText.setter
    def WrapText(self, value: bool) -> None:
        self.dress(IsTextWrapped=bool(value))

    @property
    def HorizontalAlignment(self) -> int | None:
        found = self.shared("HoriJustify")
        return next(
            (key for key, name in HORIZONTAL.items() if found and found.value == name),
            None,
        )

    @HorizontalAlignment.setter
    def HorizontalAlignment(self, value: int) -> None:
        self.dress(HoriJustify=constant("table.CellHoriJustify", HORIZONTAL[value]))

    @property
    def VerticalAlignment(self) -> int | None:
        found = self.shared("VertJustify")
        return next(
            (key for key, value in VERTICAL.items() if value == found),
            -4107 if found == 0 else None,
        )

    @VerticalAlignment.setter
    def VerticalAlignment(self, value: int) -> None:
        self.dress(VertJustify=VERTICAL[value])

    @property
    def Locked(self) -> bool | None:
        protection = self.shared("CellProtection")
        return None if protection is None else bool(protection.IsLocked)

    @Locked.setter
    def Locked(self, value: bool) -> None:
        protection = self.uno().CellProtection
        protection.IsLocked = bool(value)
        self.dress(CellProtection=protection)

    # what is not Excel's

    def shared(self, name: str) -> Any:
        """The property's value where all cells agree."""
        target = self.target()
        mixed = constant("beans.PropertyState", "AMBIGUOUS_VALUE")
        return None if target.getPropertyState(name) == mixed else target.getPropertyValue(name)

    def dress(self, **properties: object) -> None:
        self.writable()
        target = self.target()
        for name, value in properties.items():
            target.setPropertyValue(name, value)

    def target(self) -> Any:
        return self.uno() if len(self.areas) == 1 else self.together()

    def _truth(self, name: str) -> bool | None:
        value = self.shared(name)
        return None if value is None else bool(value)


class Interior(Member):
    """The fill of cells or of a rule; colours are Excel's numbers, blue first."""

    def __init__(self, calls: Any, read: Callable[[str], Any], write: Callable[..., None]) -> None:
        self.calls = calls
        self.read = read
        self.write = write

    @property
    def Color(self) -> int | None:
        shade = self.read("CellBackColor")
        return None if shade is None else swapped(WHITE if shade == NO_FILL else shade)

    @Color.setter
    def Color(self, value: int) -> None:
        self.write(CellBackColor=swapped(int(value)))

    @property
    def ColorIndex(self) -> int | None:
        shade = self.read("CellBackColor")
        return None if shade is None else NO_COLOUR if shade == NO_FILL else 0

    @ColorIndex.setter
    def ColorIndex(self, value: int) -> None:
        if value == NO_COLOUR:
            self.write(CellBackColor=NO_FILL)

    Pattern = ColorIndex


class Font(Member):
    """The font; Chinese text has its own set of properties in LibreOffice, set alike."""

    def __init__(self, calls: Any, read: Callable[[str], Any], write: Callable[..., None]) -> None:
        self.calls = calls
        self.read = read
        self.write = write

    @property
    def Name(self) -> str | None:
        return self.read("CharFontName")  # type: ignore[no-any-return]

    @Name.setter
    def Name(self, value: str) -> None:
        self.write(CharFontName=value, CharFontNameAsian=value)

    @property
    def Size(self) -> float | None:
        return self.read("CharHeight")  # type: ignore[no-any-return]

    @Size.setter
    def Size(self, value: float) -> None:
        self.write(CharHeight=float(value), CharHeightAsian=float(value))

    @property
    def Bold(self) -> bool | None:
        weight = self.read("CharWeight")
        return None if weight is None else bool(weight >= BOLD)

    @Bold.setter
    def Bold(self, value: bool) -> None:
        weight = BOLD if value else PLAIN
        self.write(CharWeight=weight, CharWeightAsian=weight)

    @property
    def Italic(self) -> bool | None:
        posture = self.read("CharPosture")
        return None if posture is None else posture.value != "NONE"

    @Italic.setter
    def Italic(self, value: bool) -> None:
        posture = constant("awt.FontSlant", "ITALIC" if value else "NONE")
        self.write(CharPosture=posture, CharPostureAsian=posture)

    @property
    def Color(self) -> int | None:
        shade = self.read("CharColor")
        return None if shade is None else swapped(max(shade, 0))

    @Color.setter
    def Color(self, value: int) -> None:
        self.write(CharColor=swapped(int(value)))


def swapped(colour: int) -> int:
    """Red and blue exchanged: Excel counts blue first, LibreOffice red."""
    return (colour & 0xFF) << 16 | (colour & 0xFF00) | (colour >> 16 & 0xFF)
