"""Where a note's box is and how large it is: beside its cell, wide enough to read, by the sheet's own measures."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from jixiao.xlsx.edit.worksheet_order import merged_area
from jixiao.xlsx.opc.markup import Markup
from jixiao.xlsx.opc.opc import attributes
from jixiao.xlsx.references import position

WIDTH = 290  # pixels; about 22 Chinese characters of 9 points
LINE_CHARACTERS, LINE_HEIGHT, PADDING, TALLEST = 22, 16, 14, 420
GAP_X, GAP_Y = 15, 10  # Excel's own offset of a note from its cell
DEFAULT_COLUMN, DEFAULT_ROW = 64, 20
_COLUMN = re.compile(r"<(?:\w+:)?col\s([^>]*)>")
_ROW = re.compile(r'<(?:\w+:)?row\s[^>]*?\br="(\d+)"([^>]*)>')


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
    found = sheet.child("cols")
    widths: dict[int, int] = {}
    for element in sheet.children(found) if found else ():
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
