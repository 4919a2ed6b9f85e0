"""What is on a form and was taken into no field, by name: nothing is left out in silence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from jixiao.form.model import Form, UnreadCell

LONGEST_NAME = 30


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A label nobody knows, with its place and what is beside it ("" where nothing does)."""

    name: str
    place: str
    text: str


def unplaced(form: Form) -> tuple[Unplaced, ...]:
    """The unread cells of a form by the label each row of them has; what is under an unread heading goes with it."""
    found: list[Unplaced] = []
    for _, cells in groupby(form.unread_cells, key=lambda cell: cell.row):
        found.extend(_in_row(list(cells), {item.name for item in found}))
    return tuple(found)


def _in_row(cells: list[UnreadCell], headings: set[str]) -> Iterator[Unplaced]:
    for cell in cells:
        if cell.name == cell.text:
            yield Unplaced(_short(cell.text), cell.place, "")
    rest = [cell for cell in cells if cell.name != cell.text and _short(cell.name or "") not in headings]
    if not rest:
        return
    first, *others = rest
    beside = "、".join(item.text for item in others)
    if first.name is not None:
        yield Unplaced(_short(first.name), first.place, "、".join(item.text for item in rest))
    elif beside or not first.text.endswith((":", "：")):
        yield Unplaced(_short(first.text), first.place, beside)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_NAME else f"{text[:LONGEST_NAME]}…"
