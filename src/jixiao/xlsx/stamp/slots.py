"""Slots in the texts of the template: where each row number comes to be once the blocks have their lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from jixiao.xlsx.references import REFERENCE, unquoted

OWN, ABOVE = "\x00", "\x01"
"""Stand for the number of the row being stamped and of the row above it."""
PROJECT = "\x02"
"""Stands for the quoted name of the project sheet a line refers to."""

WHOLE_ROWS = re.compile(r"\$(\d+):\$(\d+)")
CELL = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d+)")


class Block(NamedTuple):
    """Template rows `first`..`last` that are repeated for each line of data."""

    name: str
    first: int
    last: int

    @property
    def size(self) -> int:
        """How many rows the template itself shows."""
        return self.last - self.first + 1


class Rows:
    """Where each row of the template comes to be when block i has `counts[i]` lines."""

    def __init__(self, blocks: Sequence[Block], counts: Sequence[int]) -> None:
        self._blocks = tuple(zip(blocks, counts, strict=True))

    def start(self, row: int) -> int:
        """The new number of `row`; of a block's row, the block's first."""
        return self._shifted(row, 0)

    def end(self, row: int) -> int:
        """The new number of `row`; of a block's row, the block's last."""
        return self._shifted(row, 1)

    def __getitem__(self, key: str) -> int:
        """`s12` and `e12`, the slots of a template text."""
        return self._shifted(int(key[1:]), key[0] == "e")

    def _shifted(self, row: int, end: int) -> int:
        offset = 0
        for block, count in self._blocks:
            if row > block.last:
                offset += count - block.size
            elif row >= block.first:
                return block.first + offset + (count - 1 if end else 0)
        return row + offset


def slots(text: str, sheet: str, block: Block | None = None, own: int = 0) -> str:
    """`text` (a formula) with a slot for each row number that may move.

    References to other sheets stay. In a block's row a relative reference keeps its distance, as filling down does.
    """

    def slotted(match: re.Match[str]) -> str:
        if match["cells"] is None or not _here(match["sheet"], sheet):
            return match[0]
        first = _row(match["a1"], int(match["r1"]), "s", block, own)
        head = f"{match['sheet'] or ''}{match['c1']}{match['a1']}{first}"
        if match["c2"] is None:
            return head
        return f"{head}:{match['c2']}{match['a2']}{_row(match['a2'], int(match['r2']), 'e', block, own)}"

    return REFERENCE.sub(slotted, text.replace("%", "%%"))


def name_slots(text: str, sheet: str) -> str:
    """What a defined name refers to, with slots for its rows; whole rows ($12:$12) too."""
    return WHOLE_ROWS.sub(r"$%(s\1)s:$%(e\2)s", slots(text, sheet))


def area_slots(text: str) -> str:
    """A list of areas (`sqref`, `ref`) with slots for its rows."""

    def area(part: str) -> str:
        first, _, last = part.partition(":")
        return _corner(first, "s") + ":" + _corner(last or first, "e")

    return " ".join(area(part) for part in text.split())


def tidy_areas(text: str) -> str:
    """`A1:A1` written as `A1`, which Excel does itself."""
    parts = (part.partition(":") for part in text.split())
    return " ".join(first if first == last else f"{first}:{last}" for first, _, last in parts)


def _here(qualifier: str | None, sheet: str) -> bool:
    return qualifier is None or unquoted(qualifier) == sheet


def _row(absolute: str, row: int, side: str, block: Block | None, own: int) -> str:
    if block and not absolute:
        distance = row - own
        if distance == 0:
            return OWN
        if distance == -1:
            return ABOVE
    return f"%({side}{row})s"


def _corner(cell: str, side: str) -> str:
    match = CELL.fullmatch(cell)
    if match is None:  # a whole column
        return cell
    return f"{match[1]}{match[2]}{match[3]}%({side}{match[4]})s"
