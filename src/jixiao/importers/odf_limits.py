"""What a part of an ODF file unfolds to, counted without unfolding it, and the words in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from jixiao.importers.legacy_limits import DEEPEST, MOST_BLANKS, MOST_CELLS, Beyond
from jixiao.xlsx.opc.events import walk

ROW, CELLS = "table-row", ("table-cell", "covered-table-cell")
ROWS, COLUMNS = "number-rows-repeated", "number-columns-repeated"


def check_part(xml: bytes) -> str:
    """The words of the part, spaces left out. Raises Beyond, also for a part that is no XML."""
    counter = _Counter()
    try:
        walk(xml, counter)
    except expat.ExpatError as error:
        raise Beyond(f"内部的 XML 已损坏（第 {error.lineno} 行）") from error
    return "".join(counter.words)


@dataclass(slots=True)
class _Cell:
    """An open cell: how often it is there, and whether anything is in it."""

    times: int
    filled: bool


@dataclass(slots=True)
class _Counter:
    depth: int = 0
    cells: int = 0
    blanks: int = 0
    rows: list[int] = field(default_factory=list)
    open: list[_Cell] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def start(self, tag: str, given: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Beyond(f"内部嵌套超过 {DEEPEST} 层")
        name = tag.rpartition(":")[2]
        if name == ROW:
            self.rows.append(_number(given, ROWS))
        elif name in CELLS:
            self.open.append(_Cell(_number(given, COLUMNS), _is_filled(given)))
        elif name == "s":
            self._add_blanks(_number(given, "c"))

    def text(self, data: str) -> None:
        word = "".join(data.split())
        if word:
            self.words.append(word)
            if self.open:
                self.open[-1].filled = True

    def end(self, tag: str) -> None:
        self.depth -= 1
        name = tag.rpartition(":")[2]
        if name == ROW:
            self.rows.pop()
        elif name in CELLS:
            self._add_cells(self.open.pop())

    def _add_cells(self, cell: _Cell) -> None:
        self.cells += cell.times * (self.rows[-1] if self.rows else 1) if cell.filled else 0
        if self.cells > MOST_CELLS:
            raise Beyond(f"重复的行和列展开后，有内容的单元格超过 {MOST_CELLS} 个")

    def _add_blanks(self, times: int) -> None:
        self.blanks += times
        if self.blanks > MOST_BLANKS:
            raise Beyond(f"重复的空格展开后超过 {MOST_BLANKS} 个")


def _is_filled(given: dict[str, str]) -> bool:
    return any(key.endswith((":value-type", ":formula")) for key in given)


def _number(given: dict[str, str], name: str) -> int:
    """How often something is repeated; once where it does not say."""
    text = next((value for key, value in given.items() if key.endswith(f":{name}")), "1")
    return int(text) if text.isdecimal() and len(text) < 20 else 1 if not text.isdecimal() else MOST_CELLS + 1
