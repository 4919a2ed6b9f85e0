"""A sheet written out again in the one way that the scans and the reader of values know, without cells far outside."""

from __future__ import annotations

from dataclasses import dataclass
from xml.parsers import expat

from jixiao.form.table import column_name
from jixiao.xlsx.cells import MAIN, entities, escape_attribute
from jixiao.xlsx.opc.events import walk
from jixiao.xlsx.read.plain_part import attributes_text
from jixiao.xlsx.references import LAST_COLUMN, LAST_ROW, position

TEXTS = frozenset({"f", "v", "t"})
"""The elements of a cell whose text is content; spaces between the others are layout."""
_SHEET = f'<worksheet xmlns="{MAIN}"><sheetData>{{}}</sheetData>{{}}</worksheet>'


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds something: its zero-based place, and how it is written but for its address."""

    row: int
    column: int
    given: str
    inside: str

    @property
    def address(self) -> str:
        """The address as formulas write it: F7."""
        return f"{column_name(self.column)}{self.row + 1}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of a sheet in their order, and its merged areas as written."""

    cells: tuple[Cell, ...]
    merges: tuple[str, ...]

    def xml(self) -> bytes:
        """The sheet as usual programs write it; only what reading needs."""
        rows: dict[int, list[str]] = {}
        for cell in self.cells:
            rows.setdefault(cell.row, []).append(f'<c r="{cell.address}"{cell.given}>{cell.inside}</c>')
        data = "".join(f'<row r="{row + 1}">{"".join(cells)}</row>' for row, cells in rows.items())
        merged = "".join(f'<mergeCell ref="{escape_attribute(ref)}"/>' for ref in self.merges)
        return _SHEET.format(data, f"<mergeCells>{merged}</mergeCells>" if merged else "").encode()


def sheet(xml: bytes) -> Sheet:
    """A sheet however it is written; ValueError where it is not well-formed XML or a cell has no sound address."""
    reader = _Reader()
    try:
        walk(xml, reader)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from error
    cells = sorted(reader.cells, key=lambda cell: (cell.row, cell.column))
    return Sheet(tuple(cells), tuple(reader.merges))


class _Reader:
    """Follows the elements of a sheet and keeps count of rows and columns where addresses are missing."""

    def __init__(self) -> None:
        self.cells: list[Cell] = []
        self.merges: list[str] = []
        self._row, self._column = -1, -1
        self._open: list[str] = []
        self._given = ""
        self._inside: list[str] = []
        self._filled = False

    def start(self, tag: str, given: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if self._open:
            self._open.append(name)
            self._inside.append(f"<{name}{attributes_text(given)}>")
            self._filled = True
        elif name == "row":
            self._row = _number(given["r"]) - 1 if "r" in given else self._row + 1
            self._column = -1
        elif name == "c":
            self._begin(given)
        elif name == "mergeCell" and "ref" in given:
            self.merges.append(given["ref"])

    def text(self, data: str) -> None:
        if self._open and self._open[-1] in TEXTS:
            self._inside.append(entities(data).replace("\r", "&#13;"))

    def end(self, tag: str) -> None:
        if not self._open:
            return
        name = self._open.pop()
        if self._open:
            self._inside.append(f"</{name}>")
        elif self._filled:
            self.cells.append(Cell(self._row, self._column, self._given, "".join(self._inside)))

    def _begin(self, given: dict[str, str]) -> None:
        if "r" in given:
            self._row, self._column = _place(given["r"])
        else:
            self._column += 1
        kept = {key: given[key] for key in ("s", "t") if given.get(key)}
        self._open, self._given = ["c"], attributes_text(kept)
        self._inside, self._filled = [], False


def _number(text: str) -> int:
    """A row's number; one beyond the last row where it is higher. ValueError for anything else."""
    digits = text.strip()
    if not digits.isascii() or not digits.isdigit() or not int(digits[:20]):
        raise ValueError(f"“{text}”不是行号")
    return min(int(digits[:20]), LAST_ROW + 1)


def _place(address: str) -> tuple[int, int]:
    """The zero-based place of an address, one beyond the last row or column where it is farther. ValueError."""
    bare = address.strip()
    letters = bare.rstrip("0123456789")
    row = _number(bare[len(letters) :]) - 1
    if not letters.isascii() or not letters.isalpha():
        raise ValueError(f"“{address}”不是单元格地址")
    return row, min(position(f"{letters}1")[1], LAST_COLUMN) if len(letters) <= 3 else LAST_COLUMN
