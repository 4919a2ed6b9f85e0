"""The scan of sheets written in unusual ways: namespace prefixes, cells or rows without addresses."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from xml.parsers import expat

from jixiao.form.table import column_name
from jixiao.xlsx.read.scan import Shown, shared_formula
from jixiao.xlsx.references import position


@dataclass(frozen=True, slots=True)
class Scan:
    """All that the scans of usual sheets find: formulas by cell, formula cells without a result, what is shown."""

    formulas: dict[str, str]
    uncomputed: tuple[str, ...]
    shown: Shown


class _Reader:
    """Follows the elements of a sheet and keeps count of rows and columns where addresses are missing."""

    def __init__(self, styles: Collection[int]) -> None:
        self._formulas: dict[str, str] = {}
        self._errors: dict[str, str] = {}
        self._styles = {str(style) for style in styles}
        self._masters: dict[str, tuple[str, str]] = {}
        self._row, self._column = -1, -1
        self._cell, self._kind = "", ""
        self._formula: str | None = None
        self._given = ""
        self._value: str | None = None
        self._text: list[str] = []
        self._blank: list[str] = []
        self._styled: list[str] = []

    def start(self, tag: str, given: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        self._text = []
        if name == "row":
            self._row = int(given["r"]) - 1 if given.get("r", "").isdigit() else self._row + 1
            self._column = -1
        elif name == "c":
            self._begin_cell(given)
        elif name == "f":
            self._given = " ".join(f'{key}="{value}"' for key, value in given.items())

    def text(self, data: str) -> None:
        self._text.append(data)

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "f":
            self._formula = "".join(self._text)
        elif name == "v":
            self._value = "".join(self._text)
        elif name == "c":
            self._end_cell()

    def finish(self) -> Scan:
        return Scan(self._formulas, tuple(self._blank), Shown(self._errors, tuple(self._styled)))

    def _begin_cell(self, given: dict[str, str]) -> None:
        if "r" in given:
            self._row, self._column = position(given["r"])
        else:
            self._column += 1
        self._cell = f"{column_name(self._column)}{self._row + 1}"
        self._kind = given.get("t", "n")
        self._formula, self._given, self._value = None, "", None
        if given.get("s") in self._styles:
            self._styled.append(self._cell)

    def _end_cell(self) -> None:
        if self._formula is not None:
            formula = self._formula
            if 't="shared"' in self._given:
                formula = shared_formula(self._cell, self._given, formula, self._masters)
            self._formulas[self._cell] = formula
            if not self._value and self._kind != "str":
                self._blank.append(self._cell)
        if self._kind == "e" and self._value:
            self._errors[self._cell] = self._value


def scan_any(xml: bytes, styles: Collection[int] = ()) -> Scan:
    """What a sheet holds, however it is written; ValueError where it is not well-formed XML."""
    reader = _Reader(styles)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.CharacterDataHandler = reader.text
    parser.EndElementHandler = reader.end
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from error
    return reader.finish()
