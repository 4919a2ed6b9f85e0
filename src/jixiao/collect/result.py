"""The result of collecting: forms that count with all that is found about them, units, and what does not count."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import overload

from jixiao.collect import embedded
from jixiao.collect.brief import Brief, Severities, heading, severities
from jixiao.collect.choose import Unused
from jixiao.collect.cross_checks import Location, explained, without
from jixiao.collect.model import BETWEEN, Entry, Read
from jixiao.collect.roster import Standing
from jixiao.collect.shelf import Shelf
from jixiao.collect.streamed import Streamed
from jixiao.collect.years import EVERY, Years
from jixiao.form.finding import SEVERITIES, Finding
from jixiao.form.model import Form
from jixiao.rules.offices import shortened

Findings = Mapping[int, Sequence[Finding]]
"""Findings by the number of the entry they are about."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding about an entry (by its number among those that count), or about a file (None) named by its path in archive."""

    finding: Finding
    entry: int | None
    archive_path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run came: files seen of those there are."""

    done: int
    total: int


class Whole(Sequence[Entry]):
    """The forms that count, each read whole when it is asked for; `added` are findings since."""

    def __init__(self, briefs: Sequence[Entry], added: Findings, shelf: Shelf) -> None:
        self._briefs, self._added, self._shelf = briefs, added, shelf

    def texts(self) -> Iterator[str]:
        """The JSON of each, as the level above reads it."""
        for number, item in enumerate(self._briefs):
            yield embedded.text_of(self[number]) if self._added.get(number) else self._shelf.kept_text(item)

    def __len__(self) -> int:
        return len(self._briefs)

    @overload
    def __getitem__(self, at: int) -> Entry: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Entry]: ...
    def __getitem__(self, at: int | slice) -> Entry | Sequence[Entry]:
        if isinstance(at, slice):
            return tuple(self[number] for number in range(*at.indices(len(self))))
        number = range(len(self))[at]
        entry, added = self._shelf.whole(self._briefs[number]), self._added.get(number)
        return replace(entry, findings=(*entry.findings, *added)) if added else entry


class Remarks(Streamed[Remark]):
    """All findings about the forms that count, read again when they are asked for, then those about files.

    `between` are the findings between forms; one about a form alone that such a finding explains is left out.
    """

    def __init__(self, entries: Sequence[Entry], between: Findings, about_files: Sequence[Remark]) -> None:
        self.about_files = about_files
        self._entries, self._between = entries, between
        self._known: set[Location] = explained(chain.from_iterable(between.values()))

    def of(self, number: int, entry: Entry) -> list[Finding]:
        """The findings about one form."""
        return [*without(entry.findings, self._known), *self._between.get(number, ())]

    def counts(self, number: int, entry: Entry) -> Severities:
        """How many errors, warnings and notices a form has; it may be in brief."""
        known, between = heading(entry).severities, self._between.get(number, ())
        if not between and not entry.findings:
            return known
        left = severities(without(entry.findings, self._known))
        counted = known, severities(between), left, severities(entry.findings)
        first, second, third = (
            alone + between + left - known for alone, between, left, known in zip(*counted, strict=True)
        )
        return first, second, third

    def __iter__(self) -> Iterator[Remark]:
        for number, entry in enumerate(self._entries):
            yield from (Remark(finding, number, entry.archive_path) for finding in self.of(number, entry))
        yield from self.about_files

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True)
class Collected:
    """Everything the output shows. `paths` leads from a file's name in the inbox to the file, `years` are those summed.

    `other_years` are the latest forms of other years; `unused` has them too. `briefs` are the entries without their
    content where they are not all in memory, `severities` what is found in each.
    """

    entries: Sequence[Entry]
    remarks: Sequence[Remark]
    unused: tuple[Unused, ...]
    standings: tuple[Standing, ...]
    paths: Mapping[str, Path]
    progress: Progress
    years: Years = EVERY
    other_years: tuple[Entry, ...] = ()
    briefs: Sequence[Entry] | None = None
    severities: Sequence[Severities] | None = None

    @property
    def named(self) -> Sequence[Entry]:
        """The entries, of whose forms only the names, the year and the place are asked."""
        return self.entries if self.briefs is None else self.briefs

    def counts(self) -> Sequence[Severities]:
        """Errors, warnings and notices of each entry."""
        if self.severities is not None:
            return self.severities
        found = Counter((item.entry, item.finding.severity) for item in self.remarks)
        return [
            (found[at, SEVERITIES[0]], found[at, SEVERITIES[1]], found[at, SEVERITIES[2]])
            for at in range(len(self.entries))
        ]

    def with_unread_cells(self) -> Iterator[Form]:
        """The forms some of whose cells became no field."""
        for number, entry in enumerate(self.named):
            if entry.has_unread if isinstance(entry, Brief) else entry.form.unread_cells:
                yield self.entries[number].form

    def has_errors(self) -> bool:
        """Whether anything found is an error."""
        about_files = (item.finding.severity for item in self.about_files())
        return any(errors for errors, _, _ in self.counts()) or "error" in about_files

    def about_files(self) -> list[Remark]:
        """The findings about files as a whole."""
        if isinstance(self.remarks, Remarks):
            return list(self.remarks.about_files)
        return [item for item in self.remarks if item.entry is None]

    def with_findings(self) -> Iterator[tuple[Entry, Sequence[Finding]]]:
        """Each entry with what is found in it; every form is read once."""
        if isinstance(self.remarks, Remarks):
            yield from ((entry, self.remarks.of(number, entry)) for number, entry in enumerate(self.entries))
            return
        found: dict[int | None, list[Finding]] = defaultdict(list)
        for item in self.remarks:
            found[item.entry].append(item.finding)
        yield from ((entry, found[number]) for number, entry in enumerate(self.entries))


def about_files(entries: Iterable[Entry], reads: Iterable[Read]) -> list[Remark]:
    """The findings about the files of the forms that count, other than those taken from a collected workbook."""
    used = {entry.archive_path for entry in entries if entry.via is None}
    return [
        Remark(finding, None, read.archive_path)
        for read in reads
        if read.archive_path in used
        for finding in read.findings
    ]


def goal_units(goals: Iterable[Unused]) -> dict[str, str]:
    """The units that handed in goal forms, by their shortened names, with the file of the first."""
    found: dict[str, str] = {}
    for item in goals:
        found.setdefault(shortened(item.unit or ""), BETWEEN.join(item.archive_path))
    return found


def unread_names(unused: Iterable[Unused]) -> Iterator[str]:
    """The names of files that could not be read."""
    yield from (BETWEEN.join(item.archive_path) for item in unused if item.reason == "unreadable")
