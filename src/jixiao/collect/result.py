"""The result of collecting: forms that count with all that is found about them, units, and what does not count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from jixiao.collect.choose import Unused
from jixiao.collect.cross_checks import across, explained, without
from jixiao.collect.model import BETWEEN, Entry, Read
from jixiao.collect.roster import Standing
from jixiao.collect.years import EVERY, Years
from jixiao.form.finding import SEVERITIES, Finding
from jixiao.policy import Policy
from jixiao.rules.offices import shortened


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


@dataclass(frozen=True)
class Collected:
    """Everything the output shows. `paths` leads from a file's name in the inbox to the file, `years` are those summed.

    `other_years` are the latest forms of other years; `unused` has them too.
    """

    entries: tuple[Entry, ...]
    remarks: tuple[Remark, ...]
    unused: tuple[Unused, ...]
    standings: tuple[Standing, ...]
    paths: Mapping[str, Path]
    progress: Progress
    years: Years = EVERY
    other_years: tuple[Entry, ...] = ()

    def counts(self) -> list[tuple[int, int, int]]:
        """Errors, warnings and notices of each entry."""
        found = Counter((item.entry, item.finding.severity) for item in self.remarks)
        return [
            (found[at, SEVERITIES[0]], found[at, SEVERITIES[1]], found[at, SEVERITIES[2]])
            for at in range(len(self.entries))
        ]


def remarks(entries: Sequence[Entry], reads: Iterable[Read], policy: Policy) -> tuple[Remark, ...]:
    """All findings about the forms that count: each alone, all of them together, then about their files."""
    used = {entry.archive_path for entry in entries if entry.via is None}
    between = across(entries, policy)
    known = explained(chain.from_iterable(between.values()))
    found = [
        Remark(finding, at, entry.archive_path)
        for at, entry in enumerate(entries)
        for finding in (*without(entry.findings, known), *between.get(at, ()))
    ]
    found += [
        Remark(finding, None, read.archive_path)
        for read in reads
        if read.archive_path in used
        for finding in read.findings
    ]
    return tuple(found)


def goal_units(goals: Iterable[Unused]) -> dict[str, str]:
    """The units that handed in goal forms, by their shortened names, with the file of the first."""
    found: dict[str, str] = {}
    for item in goals:
        found.setdefault(shortened(item.unit or ""), BETWEEN.join(item.archive_path))
    return found


def unread_names(unused: Iterable[Unused]) -> Iterator[str]:
    """The names of files that could not be read."""
    yield from (BETWEEN.join(item.archive_path) for item in unused if item.reason == "unreadable")
