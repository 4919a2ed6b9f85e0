"""收表汇总: an inbox of workbooks, documents, mails and archives → what counts, checked together, and what does not."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

import jixiao.policy as policies
from jixiao.actions.collect_file import Take
from jixiao.actions.loaded import named_policy
from jixiao.actions.save import Saved, put_streamed
from jixiao.collect import embedded
from jixiao.collect import roster as rosters
from jixiao.collect import store as stores
from jixiao.collect.brief import Brief, severities
from jixiao.collect.choose import Choice, choose, without_goals
from jixiao.collect.cross_checks import across
from jixiao.collect.filter import Sieve, filtered
from jixiao.collect.inbox import Found, files
from jixiao.collect.interrupts import remembered
from jixiao.collect.links import Linker
from jixiao.collect.missing_projects import report_missing, reports
from jixiao.collect.model import Entry, Read
from jixiao.collect.result import Collected, Findings, Progress, Remarks, Whole, about_files, goal_units, unread_names
from jixiao.collect.run import Engine, Workers, held_off, run
from jixiao.collect.shelf import Kept, Shelf
from jixiao.collect.tables import Tables, tables
from jixiao.collect.years import BY_FORMS, SOURCES, Years
from jixiao.errors import CannotGoOn
from jixiao.form.finding import Finding

LISTED = 10
"""More units in one line are not read."""
BESIDE_CHANGES = 70
"""Rows of 对比 that are neither groups nor projects: headings, charts, and what is charted."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the office asks for: which files, which scoring policy, who is expected by when, which years are summed.

    `settle` says whether projects count that a newer submission no longer holds (`collect.missing_projects`).
    """

    sieve: Sieve = field(default_factory=Sieve)
    policy: str | None = None
    roster: tuple[rosters.Expected, ...] = ()
    deadline: date | None = None
    settle: Callable[[Choice], Choice] = report_missing
    years: Years = BY_FORMS


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was read of the files `found`: `done` of them, fewer where somebody interrupted; `trouble` with the store."""

    reads: Sequence[Read]
    found: list[Found]
    done: int
    interrupted: bool = False
    trouble: str | None = None


Watch = Callable[[Iterator[Kept], int, str], Iterator[Kept]]
"""Shows how far a long run is: (results, how many there will be, what is done)."""


def gather(
    inboxes: Iterable[Path],
    beside: Iterable[Path],
    policy: str | None,
    output: Path | None,
    jobs: int,
    watch: Watch,
    engine: Engine = Workers,
    taught: str = "",
) -> Gathered:
    """Read every file of `inboxes` but those `beside`; with an `output` what was read is kept beside it.

    `taught` is the text of the user's labels file. Raises CannotGoOn where `output` is a file that came in.
    """
    inboxes = list(inboxes)
    if output:
        _prove_not_received(output, inboxes)
    kept = stores.beside(output) if output else None
    found = files(inboxes, [*beside, *(stores.standing(kept) if kept else ())])
    store = stores.Store(kept, terms(policy, taught))
    take = Take(named_policy(policy) if policy else None, taught)
    shelf = Shelf(store)
    done, interrupted = 0, False
    with remembered() as came:
        try:
            for some in watch(run(found, take, store, jobs, engine), len(found), "读取"):
                if came():
                    raise KeyboardInterrupt
                shelf.add(some)
                done += 1
        except KeyboardInterrupt:
            interrupted = True
    shelf.sort({file.name: number for number, file in enumerate(found)})
    return Gathered(shelf, found, done, interrupted, "\n".join(filter(None, (store.trouble, store.unshared))) or None)


def _prove_not_received(output: Path, inboxes: Sequence[Path]) -> None:
    """The file that is written is not read: one that came in would be lost from the sums, and written over."""
    place = output.resolve()
    inside = any(inbox.resolve() in (place, *place.parents) for inbox in inboxes)
    if inside and output.is_file() and not _is_collected(output):
        raise CannotGoOn(
            f"{output}：收件夹里已有这个文件，而且不是收表汇总，没有汇总，也没有改写它。请把汇总写成别的文件名。"
        )


def terms(policy: str | None, taught: str = "") -> str:
    """What outcomes depend on beside the files: the scoring policy named, by its content where it is a file, and the
    user's own labels."""
    own = f" {hashlib.sha256(taught.encode()).hexdigest()}" if taught else ""
    return _policy_terms(policy) + own


def _policy_terms(policy: str | None) -> str:
    if policy is None or not policy.endswith(".toml"):
        return policy or ""
    return hashlib.sha256(repr(named_policy(policy)).encode()).hexdigest()


@held_off()
def collect(reads: Sequence[Read], found: Sequence[Found], wanted: Wanted, done: int | None = None) -> Collected:
    """The forms that count of all `reads`; `done` of the files `found` were read (None: all of them).

    Of the reads that `gather` gives the forms are chosen in brief, then read a few at a time.
    Raises CannotGoOn when the policy named does not exist.
    """
    briefs, whole, known = (
        (reads.briefs, reads.whole, reads.between) if isinstance(reads, Shelf) else (reads, _itself, _unknown)
    )
    kept, excluded = filtered(briefs, wanted.sieve)
    taken, goals = without_goals(kept)
    choice = wanted.settle(choose(taken, wanted.years))
    named, added = _with_reports(choice, whole)
    entries = Whole(choice.entries, added, reads) if isinstance(reads, Shelf) else tuple(named)
    latest = max((entry.form.year for entry in named if entry.form.year), default=None)
    policy = named_policy(wanted.policy) if wanted.policy else policies.default(latest)
    noted = Remarks(entries, across(named, policy, whole, known), about_files(named, taken))
    counts = [noted.counts(number, entry) for number, entry in enumerate(named)]
    unused = tuple(sorted((*excluded, *goals, *choice.unused), key=lambda item: item.archive_path))
    firsts = rosters.first_arrivals(taken, choice.years)
    standings = rosters.standings(
        wanted.roster,
        ((entry, errors) for entry, (errors, _, _) in zip(named, counts, strict=True)),
        unread_names(unused),
        wanted.deadline,
        firsts,
        choice.other_years,
        goal_units(goals),
    )
    return Collected(
        entries,
        noted,
        unused,
        tuple(standings),
        {file.name: file.path for file in found},
        Progress(len(found) if done is None else done, len(found)),
        choice.years,
        choice.other_years,
        named,
        counts,
    )


def _with_reports(choice: Choice, whole: Callable[[Entry], Entry]) -> tuple[list[Entry], Findings]:
    """The forms that count, with the findings about projects that a newer submission lacks, and these findings."""
    added = reports(choice, whole)
    named = list(choice.entries)
    for number, findings in added.items():
        named[number] = _reported(named[number], findings)
    return named, added


def _reported(entry: Entry, findings: Sequence[Finding]) -> Entry:
    """The entry with further findings; one in brief counts them."""
    more = replace(entry, findings=(*entry.findings, *findings))
    if not isinstance(more, Brief):
        return more
    first, second, third = map(sum, zip(more.severities, severities(findings), strict=True))
    return replace(more, severities=(first, second, third))


def _itself(entry: Entry) -> Entry:
    return entry


def _unknown(entries: Sequence[Entry]) -> None:
    """What was found between `entries` when they were read: their file was not kept."""


def years_summed(found: Collected) -> Iterator[str]:
    """Which years were summed and who named them, then whose forms of other years were not, a sentence each."""
    if found.years.counted:
        yield f"汇总年度：{found.years.shown}（{SOURCES[found.years.source]}）"
    if found.other_years:
        counted = Counter((entry.form.unit or "（未写实施单位）", entry.form.year) for entry in found.other_years)
        listed = [f"{unit} {year} 年度 {number} 张" for (unit, year), number in list(counted.items())[:LISTED]]
        more = "……，见“未采用文件”" if len(counted) > LISTED else ""
        yield f"不是汇总年度的表 {len(found.other_years)} 张没有计入：{'、'.join(listed)}{more}"
    if found.other_years and not found.entries:
        yield "收到的表没有一张是汇总年度的。年度写得不对的，用 --year 另定，再汇总一次。"


@held_off()
def tables_of(collected: Collected, output: Path | None) -> Tables:
    """The result as tables, with links that hold from the folder of `output`."""
    return tables(collected, Linker(collected.paths, output.parent if output else None))


@held_off()
def write(collected: Collected, made: Tables, output: Path) -> Saved:
    """Write the collected workbook, whole or not at all; what was there is kept unless it was the last round's.

    Raises CannotGoOn when a list has more rows than a sheet takes.
    """
    from jixiao.collect.workbook import build_into
    from jixiao.xlsx.save import write_atomic

    _check_rows(made, output)

    def content(stream: BinaryIO) -> None:
        build_into(stream, collected, made)

    if not _is_collected(output):
        return put_streamed(output, content)
    write_atomic(output, content)
    return Saved(output)


def _check_rows(made: Tables, output: Path) -> None:
    from jixiao.sheets.collected import LISTS, MOST_ROWS, collected

    counted = {role: len(getattr(made, role)) for role in LISTS}
    if made.changes:
        lists = (made.changes.department_changes, made.changes.unit_changes, made.changes.project_changes)
        counted["changes"] = sum(map(len, lists)) + BESIDE_CHANGES
    for role, rows in counted.items():
        if rows > MOST_ROWS:
            raise CannotGoOn(
                f"{output.name}：“{collected()['sheets'][role]}”有 {rows} 行，Excel 一张工作表放不下（最多 {MOST_ROWS} 行），没有写。请改用 --parquet 写成数据，或按部门分几次汇总。"
            )


def _is_collected(path: Path) -> bool:
    from jixiao.xlsx.opc.archive import Archive
    from jixiao.xlsx.opc.opc import sheets

    try:
        return any(sheet.name == embedded.sheet_name() for sheet in sheets(Archive.open(path)))
    except CannotGoOn:
        return False
