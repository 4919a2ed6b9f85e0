"""A submission as its sender counts it, and the projects that a newer one of the same sender no longer holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from jixiao.collect.model import BETWEEN, Entry, Parcel, Read

Sender = tuple[str, str, int | None]


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest submission of a sender: its count, and the file it is."""

    version: int
    file: str


NONE = Newest(0, "")


@dataclass(frozen=True, slots=True)
class Missing:
    """A form that counts though a newer submission of its sender no longer holds it: number, its count, the newest."""

    entry: int
    version: int
    newest: Newest


def sender(item: Parcel) -> Sender:
    """Who counts: forms and summaries of one unit are counted apart, and so are years."""
    return item.kind, item.unit, item.year


def renewed(item: Parcel, others: Iterable[Parcel | None]) -> bool:
    """Whether one of `others` is a newer submission of the same sender."""
    return any(other and sender(other) == sender(item) and other.version > item.version for other in others)


def newest(reads: Iterable[Read]) -> dict[Sender, Newest]:
    """The newest submission of each sender. A file of which nothing is taken says nothing."""
    found: dict[Sender, Newest] = {}
    for read in reads:
        item = read.parcel
        if item and read.entries and found.get(sender(item), NONE).version < item.version:
            found[sender(item)] = Newest(item.version, BETWEEN.join(read.trail))
    return found


def missing(taken: Sequence[tuple[Entry, Parcel | None]], known: Mapping[Sender, Newest]) -> tuple[Missing, ...]:
    """The forms of `taken` that come from another than the newest submission of their sender."""
    return tuple(
        Missing(number, item.version, known[sender(item)])
        for number, (_, item) in enumerate(taken)
        if item and known[sender(item)].version > item.version
    )
