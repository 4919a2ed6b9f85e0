"""A submission as its sender counts it, and the projects that a newer one of the same sender no longer holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.collect.model import Entry, Read, Submission

Sender = tuple[str, str, int | None]


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest submission of a sender: its count, the file it is, and the forms in it."""

    version: int
    file: str
    entries: tuple[Entry, ...] = ()


NONE = Newest(0, "")


@dataclass(frozen=True, slots=True)
class Missing:
    """A form that counts though a newer submission of its sender no longer holds it: number, its count, the newest.

    `renamed` is a project only the newest has, with the same amounts: it may be the same one under another name.
    """

    entry: int
    version: int
    newest: Newest
    renamed: str | None = None


def sender(item: Submission) -> Sender:
    """Who counts: forms and summaries of one unit are counted apart, and so are years."""
    return item.kind, item.unit, item.year


def renewed(item: Submission, others: Iterable[Submission | None]) -> bool:
    """Whether one of `others` is a newer submission of the same sender."""
    return any(other and sender(other) == sender(item) and other.version > item.version for other in others)


def missing(taken: Sequence[tuple[Entry, Submission | None]], reads: Sequence[Read]) -> tuple[Missing, ...]:
    """The forms of `taken` that come from another than the newest submission of their sender."""
    known, held = _newest(reads), _held(reads)
    found = []
    for number, (entry, item) in enumerate(taken):
        last = known.get(sender(item), NONE) if item else NONE
        if item and last.version > item.version:
            found.append(Missing(number, item.version, last, _renamed(entry, last, held[item])))
    return tuple(found)


def _newest(reads: Iterable[Read]) -> dict[Sender, Newest]:
    """The newest submission of each sender. A file of which not everything could be read, or nothing is taken, is none."""
    found: dict[Sender, Newest] = {}
    for read in reads:
        item = read.submission
        whole = read.entries and not read.problems
        if item and whole and found.get(sender(item), NONE).version < item.version:
            found[sender(item)] = Newest(item.version, read.shown, read.entries)
    return found


def _held(reads: Iterable[Read]) -> dict[Submission, set[str | None]]:
    """The projects of each submission."""
    held: dict[Submission, set[str | None]] = defaultdict(set)
    for read in reads:
        if read.submission:
            held[read.submission].update(entry.form.project for entry in read.entries)
    return held


def _renamed(entry: Entry, last: Newest, before: set[str | None]) -> str | None:
    same = (
        other.form.project
        for other in last.entries
        if other.form.project not in before
        and other.form.unit == entry.form.unit
        and _amounts(other) == _amounts(entry)
    )
    return next(same, None) if any(_amounts(entry)) else None


def _amounts(entry: Entry) -> tuple[Decimal | None, ...]:
    return entry.figures.initial, entry.figures.annual, entry.figures.executed
