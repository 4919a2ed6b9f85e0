"""The boxes of notes: Excel shows a note only where a VML drawing holds a box for its cell."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection

from jixiao.xlsx.edit.worksheet_order import merged_area
from jixiao.xlsx.opc.markup import Markup
from jixiao.xlsx.opc.opc import attributes
from jixiao.xlsx.references import position

TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_NEW = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" '
    'data="{number}"/></o:shapelayout></xml>'
)
_BOX_TYPE = (
    '<v:shapetype id="{id}" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_BOX = (
    '<v:shape id="_x0000_s{number}" type="#{type}" style="position:absolute;margin-left:80pt;margin-top:5pt;'
    'width:108pt;height:60pt;z-index:{order};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
BOX_TYPE = "_x0000_t202"
_NUMBER = re.compile(r"""["']_x0000_s(\d+)["']""")
_AT = re.compile(r"<x:(Row|Column)>\s*(\d+)\s*</x:")
WIDTH = 290  # pixels; about 22 Chinese characters of 9 points
LINE_CHARACTERS, LINE_HEIGHT, PADDING, TALLEST = 22, 16, 14, 420
GAP_X, GAP_Y = 15, 10  # Excel's own offset of a note from its cell
DEFAULT_COLUMN = 64
_ROW = re.compile(r'<(?:\w+:)?row\s[^>]*?\br="(\d+)"([^>]*)>')


def new_drawing(number: int) -> str:
    """An empty drawing; `number` keeps its shapes apart from those of other sheets."""
    return _NEW.format(number=number)


def add_boxes(drawing: str, number: int, boxes: Collection[tuple[str, str]]) -> str:
    """The drawing with a box for each (cell, anchor)."""
    markup = Markup(drawing)
    taken = [int(found) for found in _NUMBER.findall(drawing)]
    first = max(taken, default=number * 1024) + 1
    text = "" if f'"{BOX_TYPE}"' in drawing else _BOX_TYPE.format(id=BOX_TYPE)
    for offset, (cell, anchor) in enumerate(boxes):
        row, column = position(cell)
        text += _BOX.format(
            number=first + offset, type=BOX_TYPE, order=len(taken) + offset + 1, anchor=anchor, row=row, column=column
        )
    markup.append(markup.root, text)
    return markup.result()


def remove_boxes(drawing: str, cells: Collection[str]) -> str:
    """The drawing without the boxes of notes at `cells`."""
    places = {position(cell) for cell in cells}
    markup = Markup(drawing)
    left = 0
    for shape in markup.every("shape"):
        source = markup.source(shape)
        at = {name: int(value) for name, value in _AT.findall(source)}
        if 'ObjectType="Note"' in source and (at.get("Row"), at.get("Column")) in places:
            markup.remove(shape)
        elif f"#{BOX_TYPE}" in source:
            left += 1
    # a drawing of controls alone had no box type before our notes came
    if not left:
        for element in markup.every("shapetype"):
            if element.attributes.get("id") == BOX_TYPE:
                markup.remove(element)
    return markup.result()


def is_empty(drawing: str) -> bool:
    """Whether the drawing shows nothing any more."""
    return not any(Markup(drawing).every(name) for name in ("shape", "group", "rect", "line", "oval", "roundrect"))


class Measures:
    """Column widths and row heights of a sheet in pixels."""

    def __init__(self, sheet: Markup) -> None:
        self._sheet = sheet
        self._columns = _columns(sheet)
        self._rows = {int(number) - 1: _height(attributes(given)) for number, given in _ROW.findall(sheet.masked)}
        usual = sheet.child("sheetFormatPr")
        self._usual = usual.attributes if usual else {}

    def column(self, number: int) -> int:
        """Width of a zero-based column; a hidden one is 0."""
        usual = self._usual.get("defaultColWidth")
        return self._columns.get(number, _pixels(float(usual)) if usual else DEFAULT_COLUMN)

    def row(self, number: int) -> int:
        """Height of a zero-based row; a hidden one is 0."""
        known = self._rows.get(number)
        return round(float(self._usual.get("defaultRowHeight", 15)) * 4 / 3) if known is None else known

    def anchor(self, cell: str, text: str) -> str:
        """The anchor of VML: column, offset, row, offset of the upper left and of the lower right corner."""
        _, right = position(merged_area(self._sheet, cell).rpartition(":")[2])
        top = max(position(cell)[0] - 1, 0)
        end_column, end_x = _walk(right + 1, GAP_X + WIDTH, self.column)
        end_row, end_y = _walk(top, GAP_Y + _text_height(text), self.row)
        return f"{right + 1}, {GAP_X}, {top}, {GAP_Y}, {end_column}, {end_x}, {end_row}, {end_y}"


def points(text: str) -> tuple[float, float]:
    """Width and height of the box of a note, in points."""
    return WIDTH * 0.75, _text_height(text) * 0.75


def _walk(start: int, distance: int, size: Callable[[int], int]) -> tuple[int, int]:
    at = start
    while at < start + 200 and distance > size(at):
        distance -= size(at)
        at += 1
    return at, max(min(distance, size(at)), 0)


def _text_height(text: str) -> int:
    lines = sum(max(1, math.ceil(len(line) / LINE_CHARACTERS)) for line in text.split("\n"))
    return min((lines + 1) * LINE_HEIGHT + PADDING, TALLEST)  # and the heading


def _columns(sheet: Markup) -> dict[int, int]:
    widths: dict[int, int] = {}
    for element in sheet.items("cols"):
        given = element.attributes
        width = 0 if given.get("hidden") in ("1", "true") else _pixels(float(given.get("width", 9)))
        # a last <col> often spans to the end of the sheet
        for number in range(int(given["min"]) - 1, min(int(given["max"]), 256)):
            widths[number] = width
    return widths


def _pixels(width: float) -> int:
    return int(width * 7 + 5)


def _height(given: dict[str, str]) -> int | None:
    if given.get("hidden") in ("1", "true"):
        return 0
    return round(float(given["ht"]) * 4 / 3) if "ht" in given else None
