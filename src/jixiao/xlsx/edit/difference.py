"""What differs between two states of one workbook: cells, notes, marks and whole sheets."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from jixiao.form.finding import Severity
from jixiao.xlsx.edit.marks import SIGN, fills
from jixiao.xlsx.edit.notes import note_texts
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.markup import Markup
from jixiao.xlsx.read.read import Book, Stored
from jixiao.xlsx.read.row_heights import row_heights
from jixiao.xlsx.references import position, sheets_in


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula without its "="."""

    text: str


Content = Formula | Stored | None
"""What a cell holds; None for a blank one."""


@dataclass(frozen=True, slots=True)
class SheetDifference:
    """One sheet that both states have.

    `cells` are the changed ones with their new content and `held` what every cell of the sheet holds afterwards.
    `notes` gives the new text of each changed note (None: gone), `fills` the areas our marks colour by severity
    (None: as before) and `marked` by how many rules they did before, `heights` the rows, one-based, whose height in points
    changed. Results of formulas are no difference.
    """

    name: str
    cells: Mapping[str, Content]
    held: Mapping[str, Content]
    notes: Mapping[str, str | None]
    fills: Mapping[Severity, str] | None
    marked: int
    heights: Mapping[int, float]

    @property
    def is_any(self) -> bool:
        """Whether anything differs at all."""
        return bool(self.cells or self.notes or self.fills is not None or self.heights)


@dataclass(frozen=True, slots=True)
class CopiedSheet:
    """A sheet to be copied whole, to be behind the worksheet `after` (None: in front); `held` is what its cells hold."""

    name: str
    after: str | None
    held: Mapping[str, Content]


@dataclass(frozen=True, slots=True)
class Difference:
    """All that leads from one state to the other."""

    sheets: tuple[SheetDifference, ...]
    copied: tuple[CopiedSheet, ...]
    removed: tuple[str, ...]
    referring: Mapping[str, tuple[str, ...]]
    """Sheet that stays → its cells whose formulas refer to a sheet that another replaces."""
    names: tuple[str, ...]
    """The workbook's own defined names that do."""


def difference(before: Book, after: Book, whole: Collection[str] = ()) -> Difference:
    """What leads from `before` to `after`; a changed sheet named in `whole` is copied and not patched."""
    old = {sheet.name: sheet.part for sheet in before.sheets}
    changed = [
        sheet.name for sheet in after.sheets if not _same(before.archive, after.archive, old, sheet.name, sheet.part)
    ]
    copied = [name for name in changed if name not in old or name in whole]
    differing = (_sheet(before, after, name) for name in changed if name not in copied)
    names = [sheet.name for sheet in after.sheets]
    worksheets = [name for name in names if name in after.formulas]  # and no chart sheets
    replaced = {name.lower() for name in copied if name in old}
    staying = [name for name in worksheets if name in old and name not in copied]
    return Difference(
        tuple(each for each in differing if each.is_any),
        tuple(CopiedSheet(name, _behind(worksheets, name), held(after, name)) for name in copied),
        tuple(name for name in old if name not in names),
        {name: cells for name in staying if (cells := _referring(after, name, replaced))},
        tuple(name.name for name in before.names if name.sheet is None and _refers(name.refers_to, replaced)),
    )


def _refers(text: str, sheets: Collection[str]) -> bool:
    """Whether a formula refers to one of these sheets, whose names are in lower case; those of other workbooks are none."""
    return not {name.lower() for name in sheets_in(text)}.isdisjoint(sheets)


def _referring(book: Book, sheet: str, sheets: Collection[str]) -> tuple[str, ...]:
    return tuple(cell for cell, text in book.formulas[sheet].items() if sheets and _refers(text, sheets))


def _behind(names: list[str], name: str) -> str | None:
    at = names.index(name)
    return names[at - 1] if at else None


def _same(before: Archive, after: Archive, old: Mapping[str, str], name: str, part: str) -> bool:
    """Whether a sheet and its notes are byte for byte as they were."""
    if name not in old:
        return False
    return before.read(old[name]) == after.read(part) and note_texts(before, old[name]) == note_texts(after, part)


def _sheet(before: Book, after: Book, name: str) -> SheetDifference:
    old, new = held(before, name), held(after, name)
    notes, texts = note_texts_of(before, name), note_texts_of(after, name)
    areas = _fills(after, name)
    return SheetDifference(
        name,
        {cell: new.get(cell) for cell in {**old, **new} if old.get(cell) != new.get(cell)},
        new,
        {cell: texts.get(cell) for cell in {**notes, **texts} if notes.get(cell) != texts.get(cell)},
        None if _cells(areas) == _cells(_fills(before, name)) else areas,
        before.archive.text(before.part_of(name)).count(SIGN),
        dict(row_heights(after.markup(name)).items() - row_heights(before.markup(name)).items()),
    )


def held(book: Book, sheet: str) -> dict[str, Content]:
    """Cell → what it holds, a formula before its result."""
    return {**book.stored(sheet), **{cell: Formula(text) for cell, text in book.formulas_of(sheet).items()}}


def note_texts_of(book: Book, sheet: str) -> dict[str, str]:
    """Cell → whole text of every note of one worksheet."""
    return note_texts(book.archive, book.part_of(sheet))


def _cells(areas: Mapping[Severity, str]) -> dict[Severity, set[tuple[int, int]]]:
    """The cells themselves: one program writes A1:B1 where another writes A1 B1."""
    return {severity: set(_spread(each)) for severity, each in areas.items() if each}


def _spread(addresses: str) -> Iterator[tuple[int, int]]:
    for address in addresses.split():
        first, _, last = address.partition(":")
        (top, left), (bottom, right) = position(first), position(last or first)
        yield from product(range(top, bottom + 1), range(left, right + 1))


def _fills(book: Book, name: str) -> dict[Severity, str]:
    return fills(Markup(book.archive.text(book.part_of(name))))
