"""Which forms count: per unit, project and year those of the latest submission; all others with the reason."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Literal, NamedTuple

from jixiao.collect.model import BESIDE, BETWEEN, Arrival, Entry, Read, Submission
from jixiao.collect.submissions import Missing, missing, renewed
from jixiao.collect.years import EVERY, Years
from jixiao.form.model import Form
from jixiao.form.wording import one_line
from jixiao.rules.offices import shortened

Reason = Literal[
    "superseded",
    "duplicate",
    "excluded",
    "unreadable",
    "partly",
    "beside",
    "blank",
    "missing",
    "other_year",
    "goal",
    "aside",
]
REASONS: dict[Reason, str] = {
    "superseded": "已被新版代替",
    "duplicate": "重复",
    "excluded": "已排除",
    "unreadable": "无法读取",
    "partly": "部分无法读取",
    "beside": "不是自评表",
    "blank": "空白表",
    "missing": "新版未含",
    "other_year": "非本年度",
    "goal": "绩效目标表",
    "aside": "另有内容要核对",
}
BLANK = "这张表没有填写，不计入汇总。"
GOAL = "只有目标、没有完成情况，不是自评表：不算已报，也不计入汇总。下一年的自评表可由它生成（jixiao new --from）。"
OTHER_YEAR = "这张表是 {year} 年度的"
NEVER = datetime.min.replace(tzinfo=UTC)


class Key(NamedTuple):
    """What is counted once: a project of a unit in a year; `place` keeps forms apart that do not say whose they are."""

    unit: str
    project: str
    year: int | None
    place: str = ""


class Came(NamedTuple):
    """A form and the submission it came in."""

    entry: Entry
    submission: Submission | None


class Rank(NamedTuple):
    """Which of two submissions is the later one: the sender's count, then the mail's date, then the file's.

    Where all are equal the original comes before a copy in a collected workbook, then the name decides.
    """

    version: int
    mailed: datetime
    dated: datetime
    original: bool
    name: str


@dataclass(frozen=True, slots=True)
class Unused:
    """A file, or one form of it, that does not count: why, as a message, and what counts instead."""

    archive_path: tuple[str, ...]
    reason: Reason
    message: str
    project: str | None = None
    unit: str | None = None
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """The forms that count, in the order of unit, project and year, and what does not count.

    `missing` are those of them that a newer submission of their sender no longer holds. `other_years` are the latest
    forms of years that are not summed; they are among `unused`.
    """

    entries: tuple[Entry, ...]
    unused: tuple[Unused, ...]
    missing: tuple[Missing, ...] = ()
    years: Years = EVERY
    other_years: tuple[Entry, ...] = ()


def choose(reads: Sequence[Read], years: Years = EVERY) -> Choice:
    """The latest submission of each project of `years`."""
    taken: list[Came] = []
    unused = [item for read in reads for item in _unread(read)]
    unused += [not_taken(entry, "blank", BLANK) for read in reads for entry in read.entries if is_blank(entry.form)]
    by_key = _by_key(reads)
    years = years.known(key.year for key in by_key)
    _join_undated(by_key, years)
    for came in by_key.values():
        winners, others = _latest(came) if len(came) > 1 else (came, [])
        taken += winners
        unused += others
    del by_key
    taken.sort(key=lambda came: order_of(came.entry))
    beside = tuple(came.entry for came in taken if not years.hold(came.entry.form.year))
    taken = [came for came in taken if years.hold(came.entry.form.year)]
    unused += [not_taken(entry, "other_year", _of_other_year(entry, years)) for entry in beside]
    listed = tuple(sorted(unused, key=lambda item: item.archive_path))
    return Choice(tuple(came.entry for came in taken), listed, missing(taken, reads), years, beside)


def without_goals(reads: Sequence[Read]) -> tuple[list[Read], list[Unused]]:
    """The reads without goal forms (绩效目标表), which nobody hands in as a self-evaluation, and those forms with the reason."""
    goals = [item for read in reads for item in read.entries if item.form.kind == "goal"]
    kept = [_without_goals(read) for read in reads] if goals else list(reads)
    return kept, [not_taken(item, "goal", GOAL) for item in goals]


def _without_goals(read: Read) -> Read:
    return replace(read, entries=tuple(item for item in read.entries if item.form.kind != "goal"))


def is_blank(form: Form) -> bool:
    """A sheet of the template nobody has used: no project, no amount, no indicator."""
    rows = (form.funds.total, *form.funds.parts)
    amounts = (getattr(row, name) for row in rows for name in ("initial", "annual", "executed"))
    return not form.project and not form.indicators and not form.unread and all(item is None for item in amounts)


def key_of(entry: Entry) -> Key:
    """The key of a form; one without a project is given by its unit and sheet, one without a unit by its file too.

    A department's own form (部门整体) names no project: its unit alone says whose it is.
    """
    form = entry.form
    unit, name = shortened(form.unit or ""), form.project or ""
    project = "".join(one_line(name).split())
    project = name if project == name else project  # one text for a form and its key
    sheet = str(form.source.sheet or form.source.block)
    said = project or form.kind == "department"
    place = "" if unit and said else sheet if unit else f"{entry.shown}{BETWEEN}{sheet}"
    return Key(unit, project, form.year, place)


def rank(entry: Entry) -> Rank:
    """Where a submission is in time."""
    arrival, name = entry.arrival, entry.shown
    return Rank(arrival.version or 0, arrival.mailed or NEVER, arrival.dated or NEVER, entry.via is None, name)


def _by_key(reads: Iterable[Read]) -> dict[Key, list[Came]]:
    found: dict[Key, list[Came]] = defaultdict(list)
    for read in reads:
        for entry in read.entries:
            if not is_blank(entry.form):
                found[key_of(entry)].append(Came(entry, read.submission))
    return found


def _join_undated(found: dict[Key, list[Came]], years: Years) -> None:
    """Put the forms without a year among those of the same project and its year."""
    for key, dated in _undated(found, years):
        found[dated] += found.pop(key)


def _undated(found: Iterable[Key], years: Years) -> list[tuple[Key, Key]]:
    """Keys without a year with the only one of the same project that has one: the form before or after it was corrected.

    Where several have one, with the only one of them that is summed.
    """
    dated: dict[Key, list[Key]] = {key: [] for key in found if key.year is None}
    for key in found if dated else ():
        own = dated.get(key._replace(year=None))
        if own is not None and key.year is not None and not key.place:
            own.append(key)
    return [(key, same) for key, keys in dated.items() if (same := _only(keys, years))]


def _only(keys: list[Key], years: Years) -> Key | None:
    summed = [key for key in keys if years.hold(key.year)] if len(keys) > 1 else keys
    return summed[0] if len(summed) == 1 else None


def year_said(message: str) -> str | None:
    """The year of a form that is not summed, from the line of 未采用 about it."""
    found = re.match(OTHER_YEAR.format(year=r"(\d{4})"), message)
    return found[1] if found else None


def _of_other_year(entry: Entry, years: Years) -> str:
    year = entry.form.year
    return (
        f"{OTHER_YEAR.format(year=year)}，这次汇总的是 {years.shown} 年度，不计入。年度填错了的，请单位改正后重报；"
        f"确要一起汇总的，加 --year {year} 和 {' '.join(f'--year {item}' for item in years.counted)} 重新汇总。"
    )


def _latest(came: list[Came]) -> tuple[list[Came], list[Unused]]:
    """A submission is a file: two different forms of one key in the latest file both count, and JX601 refers to them.

    What a sender has renewed is out before anything is compared: a newer summary may well go back to an older form.
    """
    numbered = {item.submission for item in came}
    standing = [item for item in came if not (item.submission and renewed(item.submission, numbered))]
    last = max(standing, key=lambda item: rank(item.entry))
    winners: dict[str, Came] = {}
    for item in standing:
        if item.entry.archive_path == last.entry.archive_path and item.entry.arrival == last.entry.arrival:
            winners.setdefault(item.entry.digest, item)
    kept = {id(item.entry) for item in winners.values()}
    return list(winners.values()), [_beaten(item, last) for item in came if id(item.entry) not in kept]


def _beaten(came: Came, by: Came) -> Unused:
    entry, last = came.entry, by.entry
    instead = last.shown
    if entry.digest == last.digest or entry.archive_path == last.archive_path:
        where = "同一份文件" if entry.archive_path == last.archive_path else f"“{instead}”"
        return not_taken(entry, "duplicate", f"与{where}里的同一张表内容相同，只计一次。", instead)
    if came.submission and by.submission and renewed(came.submission, [by.submission]):
        why = f"报送次数：这份第 {came.submission.version} 次，采用的第 {by.submission.version} 次"
        return not_taken(entry, "superseded", f"{why}，以“{instead}”为准。", instead)
    why, doubt = _why(entry.arrival, last.arrival), _doubt(entry.arrival, last.arrival)
    return not_taken(entry, "superseded", f"{why}，以“{instead}”为准。{doubt}", instead)


def _why(old: Arrival, new: Arrival) -> str:
    if (old.version or 0) != (new.version or 0):
        return f"报送次数：这份第 {old.version or '—'} 次，采用的第 {new.version} 次"
    if (old.mailed or NEVER) != (new.mailed or NEVER):
        return f"邮件时间：这份 {when(old.mailed)}，采用的 {when(new.mailed)}"
    if (old.dated or NEVER) != (new.dated or NEVER):
        return f"文件时间：这份 {when(old.dated)}，采用的 {when(new.dated)}"
    return "时间相同而内容不同，取文件名在后的一份，请核对"


def _doubt(old: Arrival, new: Arrival) -> str:
    """What is said where the one that does not count may be the newer: it came later, and only lacks what decided.

    Of two counted ones only the dates of mails tell anything; a file has the date of its last copying.
    """
    counted = old.version and new.version
    if (counted and not (old.mailed and new.mailed)) or (old.at or NEVER) <= (new.at or NEVER):
        return ""
    return f"但这份到得更晚（{when(old.at)}），请核对；应采用这份的，用 --exclude 排除另一份后重新汇总。"


def when(moment: datetime | None) -> str:
    """A moment to the minute in local time, or a dash."""
    return "—" if moment is None else f"{moment.astimezone():%Y-%m-%d %H:%M}"


def not_taken(entry: Entry, reason: Reason, message: str, instead: str | None = None) -> Unused:
    """The form of an entry as one that does not count."""
    return Unused(entry.archive_path, reason, message, entry.form.project, entry.form.unit, instead)


def _unread(read: Read) -> list[Unused]:
    if read.fault is not None:
        return [Unused(read.archive_path, "beside" if read.kind == BESIDE else "unreadable", read.fault)]
    partly = [Unused(read.archive_path, "partly", problem) for problem in read.problems]
    return [*partly, *(Unused(read.archive_path, "aside", note) for note in read.notes)]


def order_of(entry: Entry) -> tuple[str, str, int, str, str, str]:
    """Where a form is among those that count."""
    form = entry.form
    place = str(form.source.sheet or form.source.block or "")
    return (
        form.department or "",
        form.unit or "",
        form.year or 0,
        form.project or "",
        _path(entry.archive_path),
        place,
    )


@lru_cache(maxsize=64)
def _path(archive_path: tuple[str, ...]) -> str:
    """The path as one text; the forms of a file have one for all of them."""
    return BETWEEN.join(archive_path)
