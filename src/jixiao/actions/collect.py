"""收表汇总: an inbox of workbooks, documents, mails and archives → what counts, checked together, and what does not."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import jixiao.policy as policies
from jixiao.actions.collect_file import Take
from jixiao.actions.loaded import named_policy
from jixiao.actions.save import Saved, put
from jixiao.collect import cache, embedded
from jixiao.collect import roster as rosters
from jixiao.collect.choose import Choice, choose, without_goals
from jixiao.collect.filter import Sieve, filtered
from jixiao.collect.inbox import Found, files
from jixiao.collect.links import Linker
from jixiao.collect.missing_projects import report_missing
from jixiao.collect.model import Entry, Read
from jixiao.collect.result import Collected, Progress, goal_units, remarks, unread_names
from jixiao.collect.run import Engine, Workers, held_off, run
from jixiao.collect.tables import Tables, tables
from jixiao.collect.years import BY_FORMS, SOURCES, Years
from jixiao.errors import CannotGoOn

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
    """What was read of the files `found`: `done` of them, fewer where somebody interrupted; `trouble` with the cache."""

    reads: list[Read]
    found: list[Found]
    done: int
    interrupted: bool = False
    trouble: str | None = None


Watch = Callable[[Iterator[tuple[Read, ...]], int, str], Iterator[tuple[Read, ...]]]
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
    """Read every file of `inboxes` but those `beside`; with an `output` what was read is cached beside it.

    `taught` is the text of the user's labels file.
    """
    kept = cache.beside(output) if output else None
    found = files(inboxes, [*beside, *([kept] if kept else [])])
    store = cache.Cache(kept, terms(policy, taught)) if kept else None
    take = Take(named_policy(policy) if policy else None, taught)
    reads: list[Read] = []
    done, interrupted = 0, False
    try:
        for some in watch(run(found, take, store, jobs, engine), len(found), "读取"):
            reads += some
            done += 1
    except KeyboardInterrupt:
        interrupted = True
    finally:
        if store:
            store.close()
    order = {file.name: number for number, file in enumerate(found)}
    reads.sort(key=lambda read: order[read.archive_path[0]])
    return Gathered(reads, found, done, interrupted, store.trouble if store else None)


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

    Raises CannotGoOn when the policy named does not exist.
    """
    kept, excluded = filtered(reads, wanted.sieve)
    taken, goals = without_goals(kept)
    choice = wanted.settle(choose(taken, wanted.years))
    policy = named_policy(wanted.policy) if wanted.policy else policies.default(_year(choice.entries))
    noted = remarks(choice.entries, taken, policy)
    errors = [0] * len(choice.entries)
    for item in noted:
        if item.entry is not None and item.finding.severity == "error":
            errors[item.entry] += 1
    unused = tuple(sorted((*excluded, *goals, *choice.unused), key=lambda item: item.archive_path))
    counted = list(zip(choice.entries, errors, strict=True))
    firsts = rosters.first_arrivals(taken, choice.years)
    standings = rosters.standings(
        wanted.roster,
        counted,
        unread_names(unused),
        wanted.deadline,
        firsts,
        choice.other_years,
        goal_units(goals),
    )
    return Collected(
        choice.entries,
        noted,
        unused,
        tuple(standings),
        {file.name: file.path for file in found},
        Progress(len(found) if done is None else done, len(found)),
        choice.years,
        choice.other_years,
    )


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
    from jixiao.collect.workbook import build
    from jixiao.xlsx.save import write_atomic

    _check_rows(made, output)
    content = build(collected, made)
    if not _is_collected(output):
        return put(output, content)
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


def _year(entries: Sequence[Entry]) -> int | None:
    return max((entry.form.year for entry in entries if entry.form.year), default=None)
