"""What is attached to cells: notes and hyperlinks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xlwings_libreoffice.address import Area
from xlwings_libreoffice.bridge import struct
from xlwings_libreoffice.calls import Member
from xlwings_libreoffice.errors import ComError
from xlwings_libreoffice.excel.layout import NOTES, POINT
from xlwings_libreoffice.excel.look import Look


class Remarks(Look):
    """Notes and hyperlinks of a range."""

    @property
    def Comment(self) -> Any:
        return Comment(self) if self.cell().getAnnotation().getString() else None

    def AddComment(self, Text: str = "") -> Any:
        self.writable()
        if self.cell().getAnnotation().getString():
            raise ComError(f"{self.sheet.name()}!{self.area}: the cell has a note already")
        self.sheet.uno.Annotations.insertNew(self.corner_of(self.area), Text)
        return Comment(self)

    @property
    def Hyperlinks(self) -> Hyperlinks:
        return Hyperlinks(self)


class Comment(Member):
    """The note of a cell."""

    def __init__(self, place: Remarks) -> None:
        self.calls = place.calls
        self.place = place

    @property
    def Parent(self) -> Remarks:
        return self.place

    @property
    def Author(self) -> str:
        return str(self.note().Author)

    @property
    def Visible(self) -> bool:
        return bool(self.note().IsVisible)

    @Visible.setter
    def Visible(self, value: bool) -> None:
        self.note().setIsVisible(bool(value))

    @property
    def Shape(self) -> NoteShape:
        return NoteShape(self)

    def Text(self, Text: str | None = None, Start: int | None = None, Overwrite: bool = True) -> str:
        if Text is not None:
            self.place.writable()
            self.note().setString(Text)
        return str(self.note().getString())

    def Delete(self) -> None:
        self.place.clear(NOTES)

    def note(self) -> Any:
        return self.place.cell().getAnnotation()


TRIES = 3
"""How often the box of a note is given its size where the program has changed it meanwhile."""


class NoteShape(Member):
    """The box of a note; width and height in points."""

    excel = "Shape"

    def __init__(self, comment: Comment) -> None:
        self.calls = comment.calls
        self.box = comment.note().AnnotationShape

    @property
    def Width(self) -> float:
        return float(self.box.Size.Width / POINT)

    @Width.setter
    def Width(self, value: float) -> None:
        self.resize(round(value * POINT), self.box.Size.Height)

    @property
    def Height(self) -> float:
        return float(self.box.Size.Height / POINT)

    @Height.setter
    def Height(self, value: float) -> None:
        self.resize(self.box.Size.Width, round(value * POINT))

    def resize(self, width: int, height: int) -> None:
        """Set both, in hundredths of a millimetre, and for good: a box that grows with its text takes its own size later.

        It may be doing so just now: then it is asked again.
        """
        size = struct("awt.Size", Width=width, Height=height)
        for _ in range(TRIES):
            self.box.TextAutoGrowHeight = self.box.TextAutoGrowWidth = False
            self.box.setSize(size)
            if abs(self.box.Size.Height - height) <= 1 and abs(self.box.Size.Width - width) <= 1:
                break


class Hyperlinks(Member):
    """The links in the cells of a range."""

    def __init__(self, place: Remarks) -> None:
        self.calls = place.calls
        self.place = place

    @property
    def Count(self) -> int:
        return len(self.links())

    def Item(self, Index: int) -> Hyperlink:
        return self.links()[Index - 1]

    __call__ = Item

    def __iter__(self) -> Iterator[Hyperlink]:
        return iter(self.links())

    def Add(
        self,
        Anchor: Remarks,
        Address: str,
        SubAddress: str = "",
        ScreenTip: str = "",
        TextToDisplay: str | None = None,
    ) -> Hyperlink:
        """A link in the anchor's first cell to a file or address, to a place of this workbook with SubAddress."""
        place = Address + (f"#{SubAddress}" if SubAddress else "")
        Anchor.writable()
        text = TextToDisplay if TextToDisplay is not None else Anchor.cell().String or place
        return Hyperlink(Anchor, place, text).inserted()

    def Delete(self) -> None:
        self.place.writable()
        for link in self.links():
            link.place.cell().setString(link.place.cell().String)

    def links(self) -> list[Hyperlink]:
        found = []
        cells = self.place.uno().queryContentCells(4).Cells.createEnumeration()
        while cells.hasMoreElements():
            cell = cells.nextElement()
            fields = cell.getTextFields()
            if fields.Count:
                at = cell.CellAddress
                place = self.place.like(Area(at.Row + 1, at.Column + 1, at.Row + 1, at.Column + 1))
                found.append(
                    Hyperlink(
                        place,
                        fields.getByIndex(0).URL,
                        fields.getByIndex(0).Representation,
                    )
                )
        return found


class Hyperlink(Member):
    """A link in a cell."""

    def __init__(self, place: Remarks, url: str, text: str) -> None:
        self.calls = place.calls
        self.place = place
        self.url = url
        self.text = text

    @property
    def Address(self) -> str:
        return self.url.partition("#")[0]

    @property
    def SubAddress(self) -> str:
        return self.url.partition("#")[2]

    @property
    def TextToDisplay(self) -> str:
        return self.text

    @TextToDisplay.setter
    def TextToDisplay(self, value: str) -> None:
        self.text = value
        self.inserted()

    @property
    def ScreenTip(self) -> str:
        return ""

    @ScreenTip.setter
    def ScreenTip(self, value: str) -> None:
        """LibreOffice keeps no tip with a link."""

    def inserted(self) -> Hyperlink:
        cell = self.place.cell()
        field = self.place.sheet.book.document.createInstance("com.sun.star.text.TextField.URL")
        field.URL, field.Representation = self.url, self.text
        cell.setString("")
        cell.insertTextContent(cell.createTextCursor(), field, False)
        return self
