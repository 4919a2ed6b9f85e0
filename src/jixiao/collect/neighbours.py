"""Forms that the rules between forms may compare, apart from all others: those of one unit, and those of one file.

A unit may be written in several ways, and a rule looks for a name under other departments too, or across a file. Forms
that share nothing of this kind are never compared, so each group can be judged with no other in memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from jixiao.collect.model import Entry
from jixiao.form.model import Form
from jixiao.rules.corpus import Corpus
from jixiao.rules.phrasing import bare
from jixiao.rules.view import outline


class Office(NamedTuple):
    """A department and a unit as forms write them."""

    department: str
    unit: str


def neighbours(entries: Sequence[Entry]) -> list[list[int]]:
    """The numbers of the entries in groups of two and more, in their order; a form alone is compared with none."""
    offices: dict[Office, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        offices[_office(entry.form)].append(number)
    known = list(offices)
    group_of = _joined(len(known), _bonds(known, offices, entries))
    groups: dict[int, list[int]] = defaultdict(list)
    for at, numbers in enumerate(offices.values()):
        groups[group_of[at]] += numbers
    return sorted(sorted(numbers) for numbers in groups.values() if len(numbers) > 1)


def _bonds(
    known: Sequence[Office], offices: dict[Office, list[int]], entries: Sequence[Entry]
) -> Iterator[Iterable[int]]:
    """Numbers of offices whose forms belong together."""
    corpus = Corpus(tuple(outline(at, _named(office)) for at, office in enumerate(known)))
    by: dict[Hashable, list[int]] = defaultdict(list)
    several_years = len({entry.form.year for entry in entries}) > 1
    for at, (office, owner) in enumerate(zip(known, corpus.owners, strict=True)):
        by["owner", owner].append(at)
        if office.unit:
            by["unit", office.unit].append(at)
        full = corpus.aliases.get((office.department, office.unit))
        if full is not None:
            by["unit", full].append(at)
        if several_years:
            by["years", bare(office.unit)].append(at)
    for at, office in enumerate(known):
        for file in {entries[number].shown for number in offices[office]}:
            by["file", file].append(at)
    yield from by.values()


def _joined(count: int, bonds: Iterable[Iterable[int]]) -> list[int]:
    """For each of `count` things the first of its group; things in one bond are in one group."""
    above = list(range(count))

    def top(at: int) -> int:
        while above[at] != at:
            above[at] = at = above[above[at]]
        return at

    for bond in bonds:
        first, *others = bond
        for other in others:
            one, two = sorted((top(first), top(other)))
            above[two] = one
    return [top(at) for at in range(count)]


def _office(form: Form) -> Office:
    return Office(form.department or "", form.unit or "")


def _named(office: Office) -> Form:
    return Form(None, department=office.department or None, unit=office.unit or None)
