"""The roster (名单): which units are expected, who answers for them, and where each is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from jixiao.collect.brief import LEFT
from jixiao.collect.model import Entry, Read
from jixiao.collect.roster_table import UNIT, column_of, roster_table
from jixiao.collect.years import EVERY, Years
from jixiao.errors import CannotGoOn
from jixiao.form.wording import half_width, label
from jixiao.rules.offices import abbreviates, shortened

COLUMNS = {
    "unit": UNIT,
    "department": ("主管部门", "部门", "归口部门"),
    "contact": ("联系人", "经办人", "负责人"),
    "phone": ("联系电话", "电话", "手机"),
    "mail": ("邮箱", "电子邮箱", "邮件", "邮箱地址"),
    "returned": ("退回日期", "退回时间"),
}
YEAR_COLUMN = ("年度", "自评年度")
NO_UNIT = re.compile(r"(?:合|总|小|共)计(?:[:(\d].*)?|(?:注|备注|说明|填表人?|制表人?|审核人?|联系人|日期)[:].*")
"""What is below the units of a roster, or between them, in their column: sums and remarks."""
YEAR, TITLE_YEAR = re.compile(r"20\d\d"), re.compile(r"(20\d\d)\s*年度")
ONLY_GOALS = "只报了绩效目标表"
NOTHING: Mapping[str, datetime] = {}
Counted = tuple[Entry, int]
"""A form with its number of errors."""
NO_GOALS: Mapping[str, str] = {}
DAY = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})")
IN, ERRORS, RETURNED, MISSING, UNLISTED = "已报", "已报，有错误", "已退回", "未报", "已报，名单外"
STATES = (IN, ERRORS, RETURNED, MISSING, UNLISTED)


@dataclass(frozen=True, slots=True)
class Expected:
    """A unit of the roster; `returned` is the day its submission was last sent back."""

    unit: str
    department: str = ""
    contact: str = ""
    phone: str = ""
    mail: str = ""
    returned: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a unit is: `state` is one of STATES, `first` and `last` when its submissions came."""

    expected: Expected
    state: str
    late: bool
    forms: int
    errors: int
    first: datetime | None
    last: datetime | None
    note: str = ""


def read(path: Path) -> tuple[Expected, ...]:
    """The units of roster.xlsx or roster.csv. Raises CannotGoOn when it has no column 单位, or names a unit twice."""
    rows, head = roster_table(path)
    at = {key: column_of(rows[head], COLUMNS[key]) for key in COLUMNS}
    found = [
        {key: row[column] if column is not None and column < len(row) else "" for key, column in at.items()}
        for row in rows[head + 1 :]
    ]
    units = [_expected(row, path.name) for row in found if row["unit"] and not _is_no_unit(row["unit"])]
    twice = next(
        (item.unit for number, item in enumerate(units) if item.unit in {other.unit for other in units[:number]}), None
    )
    if twice:
        raise CannotGoOn(f"{path.name}：“{twice}”在名单里出现了两次。请删去一行。")
    return tuple(units)


def _is_no_unit(text: str) -> bool:
    """Whether a sum, a remark or the headings once more are in the place of a unit."""
    return label(text) in COLUMNS["unit"] or NO_UNIT.fullmatch("".join(half_width(text).split())) is not None


def years(path: Path) -> Years | None:
    """The years the roster is for: its column 年度, else the one its title names (2025年度); None where it names none.

    Raises CannotGoOn as `read` does.
    """
    rows, head = roster_table(path)
    column = column_of(rows[head], YEAR_COLUMN)
    cells = [row[column] for row in rows[head + 1 :] if column is not None and column < len(row)]
    listed = {int(text) for cell in cells for text in YEAR.findall(cell)}
    titled = {int(text) for row in rows[:head] for cell in row for text in TITLE_YEAR.findall(cell)}
    found = listed or (titled if len(titled) == 1 else set())
    return Years(tuple(sorted(found)), "roster") if found else None


def standings(
    expected: Sequence[Expected],
    entries: Iterable[tuple[Entry, int]],
    unread: Iterable[str],
    deadline: date | None,
    firsts: Mapping[str, datetime] = NOTHING,
    other_years: Iterable[Entry] = (),
    goals: Mapping[str, str] = NO_GOALS,
) -> list[Standing]:
    """Each unit of the roster in its order, then the units beside it. `entries` come with their number of errors.

    `firsts` is when something of a unit first came, whether it counts or not (`first_arrivals`). `unread` are the names
    of files that could not be read: one that carries a missing unit's name is noted there. `other_years` are forms of
    years that are not summed: they are noted at their unit, which is not in for them. `goals` are the files
    of goal forms by the shortened name of their unit: they do not count as handed in.
    """
    by_unit, beside = _by_unit(entries), _by_unit((entry, 0) for entry in other_years)
    kin, kin_beside = _kin(by_unit, expected), _kin(beside, expected)
    names = list(unread)
    listed = [
        _standing(item, _own(item, by_unit, kin), names, deadline, firsts, _own(item, beside, kin_beside), goals)
        for item in expected
    ]
    unlisted = [_unlisted(own, deadline, UNLISTED if expected else None, firsts) for own in by_unit.values()]
    return listed + unlisted


def first_arrivals(reads: Iterable[Read], years: Years = EVERY) -> dict[str, datetime]:
    """When something of each unit and these years first came, by its shortened name: what was corrected later did not come
    late."""
    found: dict[str, datetime] = {}
    for entry in (entry for read in reads for entry in read.entries):
        unit, came = shortened(entry.form.unit or ""), entry.arrival.at
        if unit and came and years.hold(entry.form.year):
            found[unit] = min(came, found.get(unit, came))
    return found


def _by_unit(entries: Iterable[Counted]) -> dict[str, list[Counted]]:
    found: dict[str, list[Counted]] = {}
    for counted in entries:
        found.setdefault(shortened(counted[0].form.unit or ""), []).append(counted)
    return found


class Kin(NamedTuple):
    """The names in forms that are on no roster, by the unit each can only be a short form of, and by those it may be a longer
    form of."""

    short: dict[Expected, list[str]]
    long: dict[Expected, list[str]]


def _kin(by_unit: Iterable[str], expected: Sequence[Expected]) -> Kin:
    names = {shortened(item.unit) for item in expected}
    kin = Kin(defaultdict(list), defaultdict(list))
    for name in by_unit:
        if name not in names:
            full = [item for item in expected if abbreviates(name, item.unit)]
            if len(full) == 1:
                kin.short[full[0]].append(name)
            for item in dict.fromkeys(expected):
                if abbreviates(item.unit, name):
                    kin.long[item].append(name)
    return kin


def _own(item: Expected, by_unit: dict[str, list[Counted]], kin: Kin) -> list[Counted]:
    """Takes the unit's forms out of `by_unit`: under its very name, or under one that can only be its own."""
    short = [shortened(item.unit), *kin.short.get(item, ())]
    long = [name for name in kin.long.get(item, ()) if name in by_unit]
    own = [name for name in short if name in by_unit] or (long if len(long) == 1 else [])
    return [entry for name in own for entry in by_unit.pop(name)]


def _standing(
    item: Expected,
    own: list[Counted],
    unread: Sequence[str],
    deadline: date | None,
    firsts: Mapping[str, datetime],
    beside: Sequence[Counted],
    goals: Mapping[str, str],
) -> Standing:
    first, last = _span(own, firsts)
    errors = sum(count for _, count in own)
    if not own:
        hints = [
            name
            for name in unread
            if item.unit in name or (len(shortened(item.unit)) > 3 and shortened(item.unit) in shortened(name))
        ]
        goal = goals.get(shortened(item.unit))
        parts = (
            _other_years("报来的是", beside),
            f"收到的文件无法读取：{'、'.join(hints[:3])}" if hints else "",
            f"{ONLY_GOALS}：{goal}" if goal else "",
        )
        note = "；".join(text for text in parts if text)
        return Standing(item, RETURNED if item.returned else MISSING, False, 0, 0, None, None, note)
    item = replace(item, department=item.department or own[0][0].form.department or "")
    back = item.returned is not None and (last is None or last.astimezone().date() <= item.returned)
    state = RETURNED if back else ERRORS if errors else IN
    notes = (_names_used(item, own), _missing_projects(own), _other_years("另有", beside))
    note = "；".join(text for text in notes if text)
    return Standing(item, state, _late(first, deadline), len(own), errors, first, last, note)


def _unlisted(own: list[Counted], deadline: date | None, known: str | None, firsts: Mapping[str, datetime]) -> Standing:
    """A unit beside the roster; `known` is its state where there is a roster."""
    form = own[0][0].form
    first, last = _span(own, firsts)
    errors = sum(count for _, count in own)
    state = known or (ERRORS if errors else IN)
    expected = Expected(form.unit or "（未写实施单位）", form.department or "")
    note = _missing_projects(own) if form.unit else f"见 {own[0][0].shown}"
    return Standing(expected, state, _late(first, deadline), len(own), errors, first, last, note)


def _other_years(words: str, beside: Sequence[Counted]) -> str:
    """报来的是 2024 年度的表 2 张，没有计入."""
    counted = Counter(entry.form.year for entry, _ in beside)
    shown = "、".join(f"{year} 年度的表 {counted[year]} 张" for year in sorted(counted, key=str))
    return f"{words} {shown}，没有计入" if shown else ""


def _names_used(item: Expected, own: list[Counted]) -> str:
    others = sorted({entry.form.unit or "" for entry, _ in own} - {item.unit})
    return f"表里写作：{'、'.join(others)}" if others else ""


def _missing_projects(own: list[Counted]) -> str:
    names = [entry.form.project or "" for entry, _ in own if any(item.code == LEFT for item in entry.findings)]
    return f"新版未含而仍计入 {len(names)} 个：{'、'.join(names)}" if names else ""


def _span(own: list[Counted], firsts: Mapping[str, datetime]) -> tuple[datetime | None, datetime | None]:
    times = [entry.arrival.at for entry, _ in own if entry.arrival.at]
    units = {shortened(entry.form.unit or "") for entry, _ in own}
    earlier = [firsts[unit] for unit in units if unit in firsts]
    return (min(times + earlier), max(times)) if times else (None, None)


def _late(first: datetime | None, deadline: date | None) -> bool:
    """What first came after the last day is late; a correction of what came in time is not."""
    return deadline is not None and first is not None and first.astimezone().date() > deadline


def _expected(row: dict[str, str], file: str) -> Expected:
    returned = _day(row["returned"], row["unit"], file) if row["returned"] else None
    return Expected(row["unit"], row["department"], row["contact"], row["phone"], row["mail"], returned)


def _day(text: str, unit: str, file: str) -> date:
    found = DAY.search(text)
    try:
        return date(*map(int, found.groups() if found else ()))
    except (ValueError, TypeError):
        raise CannotGoOn(
            f"{file}：“{unit}”的退回日期“{text}”看不出是哪一天。请写成 2021-03-31 这样，没有退回的留空。"
        ) from None
