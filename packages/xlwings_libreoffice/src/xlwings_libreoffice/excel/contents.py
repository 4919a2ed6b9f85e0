"""What is in the cells of a range: values and formulas, moved in blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from xlwings_libreoffice.address import Area
from xlwings_libreoffice.errors import ComError
from xlwings_libreoffice.excel import limits
from xlwings_libreoffice.excel.formats import key_of, kind_of, parts
from xlwings_libreoffice.excel.place import Place
from xlwings_libreoffice.formulas import shifted
from xlwings_libreoffice.values import OFFICE_ERRORS, VALUE, Entry, entry, moment

CONTENTS = 1 | 2 | 4 | 16 | 512
NUMBERS = ("truth", "day", "moment", "percent")
NEW_FORMATS = {
    "truth": "BOOLEAN",
    "day": "yyyy/m/d",
    "moment": "yyyy/m/d h:mm",
    "percent": "0%",
}

Block = Sequence[Sequence[Any]]


class Contents(Place):
    """Values and formulas; a block is read in one call and written in one call."""

    @property
    def Value(self) -> Any:
        return _alone(self.values())

    @Value.setter
    def Value(self, value: Any) -> None:
        for area in self.areas:
            self.like(area).put(value)

    Value2 = Value

    @property
    def Formula(self) -> Any:
        return _alone(self.formulas())

    @Formula.setter
    def Formula(self, value: Any) -> None:
        for area in self.areas:
            self.like(area).put(value)

    Formula2 = Formula

    @property
    def FormulaArray(self) -> str:
        return self.excel_formula(self.uno().getArrayFormula())

    @FormulaArray.setter
    def FormulaArray(self, value: str) -> None:
        limits.prove_length("Range.FormulaArray", value, limits.ARRAY)
        self.writable()
        self.uno().setArrayFormula(self.sheet.book.application.dialect.to_office(value))

    @property
    def HasArray(self) -> bool:
        return bool(self.uno().getArrayFormula())

    @property
    def HasFormula(self) -> bool | None:
        found = self.uno().queryContentCells(16).RangeAddresses
        cells = sum((a.EndRow - a.StartRow + 1) * (a.EndColumn - a.StartColumn + 1) for a in found)
        return None if 0 < cells < self.area.rows * self.area.columns else cells > 0

    @property
    def Text(self) -> str:
        return str(self.cell().String)

    def ClearContents(self) -> None:
        self.writable()
        for area in self.areas:
            self.uno(area).clearContents(CONTENTS)

    # what is not Excel's

    def values(self) -> list[list[Any]]:
        """Numbers, texts, dates, truth values, error numbers, None for an empty cell."""
        rows = [[None if value == "" else value for value in row] for row in self._data()]
        if any(isinstance(value, float) for row in rows for value in row):
            for area, kind in self.kinds("day", "truth"):
                _turn(rows, self.area, area, kind)
        return rows

    def formulas(self) -> list[list[str]]:
        uno, sheets = self.uno(), self.sheet.book.sheet_names()
        lines = zip(uno.getFormulaArray(), uno.getDataArray(), strict=True)
        return [[self._formula(*pair, sheets) for pair in zip(*line, strict=True)] for line in lines]

    def typing(self) -> list[list[Any]]:
        """What to write to have the same contents again: formulas, numbers, and text that stays text."""
        values, formulas = self.values(), self.formulas()
        return [[_retyped(*pair) for pair in zip(*pair, strict=True)] for pair in zip(values, formulas, strict=True)]

    def excel_formula(self, formula: str) -> str:
        book = self.sheet.book
        return str(book.application.dialect.to_excel(formula, book.sheet_names())) if formula else ""

    def put(self, value: Any) -> None:
        """Fill the area with one value or a block of its size."""
        limits.prove_contents(value)
        entries = self._entries(value)
        if any(
            one.kind != "text" and isinstance(_given_at(value, cell, self.area), str)
            for cell, one in _cells(entries, self.area)
        ):
            entries = self._as_formats_tell(entries, value)
        seeming = [
            cell for cell, one in _cells(entries, self.area) if one.kind == "text" and _ambiguous(str(one.content))
        ]
        formats = [(areas(), key) for areas, key in parts(self)] if seeming else []
        try:
            self._write(entries)
        except self.sheet.book.application.refused as error:
            raise ComError(f"{self.sheet.name()}: the cells are locked, merged or part of an array") from error
        self._undress(seeming, formats)
        for kind in NUMBERS:
            self._dress(
                [cell for cell, one in _cells(entries, self.area) if one.kind == kind],
                kind,
            )

    def kinds(self, *wanted: str) -> Iterator[tuple[Area, str]]:
        """The parts of the area whose number format is of one of these kinds."""
        for areas, key in parts(self):
            kind = kind_of(self.sheet.book, key)
            if kind in wanted:
                yield from ((area, kind) for area in areas())

    def _data(self) -> list[list[Any]]:
        rows = [list(row) for row in self.uno().getDataArray()]
        for y, row in enumerate(rows):
            for x, value in enumerate(row):
                if value is None:
                    row[x] = self._error(y, x)
        return rows

    def _error(self, row: int, column: int) -> int:
        cell = self.sheet.uno.getCellByPosition(self.area.left - 1 + column, self.area.top - 1 + row)
        return OFFICE_ERRORS.get(cell.getError(), VALUE)

    def _formula(self, formula: str, value: Any, sheets: tuple[str, ...]) -> str:
        if formula == value or not formula.startswith(("=", "{")):
            return value if isinstance(value, str) else formula
        return str(self.sheet.book.application.dialect.to_excel(formula, sheets))

    def _entries(self, value: Any) -> list[list[Entry]]:
        rows, columns = self.area.rows, self.area.columns
        if not isinstance(value, (list, tuple)):
            return self._filled(entry(value))
        block = value if value and isinstance(value[0], (list, tuple)) else [value] * rows
        if len(block) != rows or any(len(row) != columns for row in block):
            raise ComError(f"a block of {len(block)} rows does not fit {self.area}")
        return [[entry(one) for one in row] for row in block]

    def _filled(self, one: Entry) -> list[list[Entry]]:
        rows, columns = range(self.area.rows), range(self.area.columns)
        if one.kind != "formula":
            return [[one for _ in columns] for _ in rows]
        return [[Entry("formula", shifted(str(one.content), row, column)) for column in columns] for row in rows]

    def _as_formats_tell(self, entries: list[list[Entry]], value: Any) -> list[list[Entry]]:
        """In a cell formatted as text, what was given as text stays text."""
        for area, _ in self.kinds("text"):
            for y in range(area.top - self.area.top, area.bottom - self.area.top + 1):
                for x in range(area.left - self.area.left, area.right - self.area.left + 1):
                    given = _given(value, y, x)
                    if isinstance(given, str):
                        entries[y][x] = Entry("text", given)
        return entries

    def _write(self, entries: list[list[Entry]]) -> None:
        uno = self.uno()
        if "formula" not in _kinds(entries):
            uno.setDataArray(tuple(tuple(one.content for one in row) for row in entries))
            return
        uno.setFormulaArray(tuple(tuple(self._spelt(one) for one in row) for row in entries))
        for cell, one in _cells(entries, self.area):
            if one.kind == "text" and _ambiguous(str(one.content)):
                self.like(cell).cell().setString(one.content)

    def _spelt(self, one: Entry) -> str:
        if one.kind == "formula":
            return str(self.sheet.book.application.dialect.to_office(str(one.content)))
        if one.kind == "text":
            return "" if _ambiguous(str(one.content)) else str(one.content)
        return repr(one.content)

    def _undress(self, cells: list[Area], formats: list[tuple[list[Area], int]]) -> None:
        """LibreOffice formats a cell as text when text that looks like a number goes into it; Excel does not."""
        for areas, key in formats:
            changed = [cell for cell in cells if any(area.holds(cell) for area in areas)]
            if changed:
                self.together(*changed).NumberFormat = key

    def _dress(self, cells: list[Area], kind: str) -> None:
        """Excel gives a plain cell the format of the date or percentage written into it."""
        plain = [area for area, _ in self.kinds("general")] if cells else []
        chosen = [cell for cell in cells if any(area.holds(cell) for area in plain)]
        if chosen:
            self.together(*chosen).NumberFormat = key_of(self.sheet.book, NEW_FORMATS[kind])


def _alone(block: list[list[Any]]) -> Any:
    if len(block) == 1 and len(block[0]) == 1:
        return block[0][0]
    return tuple(tuple(row) for row in block)


def _kinds(entries: list[list[Entry]]) -> set[str]:
    return {one.kind for row in entries for one in row}


def _cells(entries: list[list[Entry]], area: Area) -> Iterator[tuple[Area, Entry]]:
    for y, row in enumerate(entries, area.top):
        for x, one in enumerate(row, area.left):
            yield Area(y, x, y, x), one


def _given(value: Any, row: int, column: int) -> Any:
    if not isinstance(value, (list, tuple)):
        return value
    line = value[row] if isinstance(value[0], (list, tuple)) else value
    return line[column]


def _retyped(value: Any, formula: str) -> Any:
    if formula.startswith("=") and value != formula:
        return formula
    return literal(value)


def literal(value: Any) -> Any:
    """Text that is not to become a number or a formula when it is written."""
    return f"'{value}" if isinstance(value, str) else value


def _given_at(value: Any, cell: Area, whole: Area) -> Any:
    return _given(value, cell.top - whole.top, cell.left - whole.left)


def _turn(rows: list[list[Any]], whole: Area, part: Area, kind: str) -> None:
    """Numbers of the part become what their format says: dates or truth values."""
    common = part.within(whole)
    if common is None:
        return
    for y in range(common.top - whole.top, common.bottom - whole.top + 1):
        for x in range(common.left - whole.left, common.right - whole.left + 1):
            if isinstance(rows[y][x], float):
                rows[y][x] = bool(rows[y][x]) if kind == "truth" else moment(rows[y][x])


def _ambiguous(text: str) -> bool:
    """Text that LibreOffice would take for a number, a formula or a quoted text when it reads formulas."""
    if text.startswith(("=", "'", "{")):
        return True
    return text.isascii() and (any(sign.isdigit() for sign in text) or text.upper() in ("TRUE", "FALSE"))
