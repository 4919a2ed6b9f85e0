"""The cells below a heading of indicators, given one after the other, cut into rows where there is only one way to."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.recognise.align import Aligner, is_section
from jixiao.recognise.labels import Labels

LEVELS = ("dimension", "category")
SEVERAL = 2


def segments(cells: Sequence[str], fields: Sequence[str], labels: Labels) -> list[int] | None:
    """How many cells each row has; None where the cells fill rows in no way or in several.

    A row is levels, as far as they are given, a name, and a cell for every other field; only the last, a note, may be
    missing. `fields` are those of the heading in their order, 三级指标 among them.
    """
    if "name" not in fields or any(not field for field in fields):
        return None
    return _Segments(cells, fields, labels).sizes()


class _Segments:
    """Counts the ways from the end of the cells to their beginning, up to two."""

    def __init__(self, cells: Sequence[str], fields: Sequence[str], labels: Labels) -> None:
        self.cells, self.labels = cells, labels
        self.aligner = Aligner({field: at for at, field in enumerate(fields)}, len(fields), labels)
        self.starts = [fields.index(name) for name in (*LEVELS, "name") if name in fields]
        self.ends = [len(fields)] + ([len(fields) - 1] if fields[-1] == "note" else [])

    def sizes(self) -> list[int] | None:
        cells = self.cells
        ways = [0] * len(cells) + [1]
        first = [0] * len(cells)
        for at in range(len(cells) - 1, -1, -1):
            for size in self._fitting(at):
                if ways[at + size]:
                    ways[at] = min(SEVERAL, ways[at] + ways[at + size])
                    first[at] = size
        if ways[0] != 1 or not self._begins():
            return None
        found, at = [], 0
        while at < len(cells):
            found.append(first[at])
            at += first[at]
        return found

    def _begins(self) -> bool:
        """Whether the first cell is a level, where others are: else it belongs to the heading."""
        leading = [name for name in LEVELS if name in self.aligner.columns][:1]
        first = next((cell for cell in self.cells if not is_section(cell)), "")
        given = any(self.aligner.level(cell) in (*leading, "both") for cell in self.cells)
        return not leading or not given or self.aligner.level(first) in (*leading, "both")

    def _fitting(self, at: int) -> list[int]:
        """How long a row that begins at a cell can be."""
        if self.cells[at] in self.labels.fillers or is_section(self.cells[at]):
            return [1]
        level = self.aligner.level(self.cells[at])
        found = []
        for start in self._starts(level):
            for end in self.ends:
                row = tuple(self.cells[at : at + end - start])
                if len(row) == end - start and row[-1] not in self.labels.fillers and self.aligner.fits(row, start):
                    found.append(len(row))
        return found

    def _starts(self, level: str | None) -> list[int]:
        names = {"dimension": ("dimension",), "category": ("category",), "both": LEVELS, None: ("name",)}[level]
        return [self.aligner.columns[name] for name in names if name in self.aligner.columns]
