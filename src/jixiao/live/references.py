"""Formulas and names that refer to a sheet about to be replaced: noted as the spreadsheet has them, then typed again.

A spreadsheet turns every reference to a sheet that is deleted into #REF!, also where one of the same name has come.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

from jixiao.live.blocks import blocks

if TYPE_CHECKING:
    from xlwings import Book, Sheet

    from jixiao.xlsx.edit.difference import Difference


@dataclass(frozen=True, slots=True)
class _Said:
    """What the property `way` of `place` was."""

    place: Any
    way: str
    text: Any

    def again(self) -> None:
        setattr(self.place, self.way, self.text)


@contextlib.contextmanager
def speaking(found: Difference, book: Book) -> Iterator[None]:
    """Inside sheets may be replaced; afterwards all that spoke of them refers to those that came."""
    said = [each for name, cells in found.referring.items() for each in _said(book.sheets[name], cells)]
    said += [_Said(name, "RefersTo", name.RefersTo) for name in map(book.api.Names.Item, found.names)]
    try:
        yield
    finally:
        for each in said:
            each.again()


def _said(sheet: Sheet, cells: Iterable[str]) -> Iterator[_Said]:
    for block in blocks(dict.fromkeys(cells)):
        place = sheet.api.Range(block.address)
        if place.HasArray is False:
            yield _plain(place)
        else:
            addresses = product(range(1, len(block.lines) + 1), range(1, len(block.lines[0]) + 1))
            yield from (_plain_or_array(place.Cells(row, column)) for row, column in addresses)


def _plain(place: Any) -> _Said:
    for way in ("Formula2", "Formula"):  # without the first, dynamic arrays would shrink; older programs lack it
        with contextlib.suppress(Exception):
            return _Said(place, way, getattr(place, way))
    raise AttributeError("Formula")


def _plain_or_array(cell: Any) -> _Said:
    if not cell.HasArray or _spills(cell):
        return _plain(cell)
    return _Said(cell.CurrentArray, "FormulaArray", cell.FormulaArray)


def _spills(cell: Any) -> bool:
    with contextlib.suppress(Exception):
        return bool(cell.HasSpill)
    return False
