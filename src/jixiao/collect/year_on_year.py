"""与上年对比: two collections of successive years as tables of changes by project, unit and department.

Projects are matched as the rules on two years match them (`rules.year_pairs`), units and departments are grouped as in
总汇总. What was renamed, merged or split is not guessed: the old name is listed as gone, the new one as new.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from jixiao.collect.links import Linker
from jixiao.collect.model import Entry
from jixiao.collect.namesakes import namesakes
from jixiao.collect.result import Collected
from jixiao.collect.rows import Row, numbered
from jixiao.collect.totals import Group, Groups
from jixiao.form.model import Form
from jixiao.form.rounding import half_up
from jixiao.form.table import Value
from jixiao.rules.offices import shortened
from jixiao.rules.year_pairs import Match, State, matched

Key = tuple[str, ...]
Tally = Counter[Value]
"""How many projects are of each state."""
Numbers = tuple[int, int]
STATES: dict[State, str] = {"both": "可比", "new": "今年新增", "gone": "今年没有", "unmatched": "未比"}
BOTH, APPEARED, GONE = "两年都有", "今年新出现", "今年没有"
GONE_OR_NEW, ELSEWHERE = (STATES["new"], STATES["gone"]), "另一年在别处"
UNNAMED, SEVERAL = "没有写项目名称，未作比较", "同一单位有同名的项目，未作比较"
OTHER_POLICY = "两年的评分办法不同，得分的增减只供参考"
FIGURES = ("annual", "executed", "rate", "total", "grade")
SUMMED = ("forms", "annual", "executed", "rate", "average")
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Changes:
    """This year beside the year before. Amounts in 万元, rates as fractions, scores in points; absent values are None.

    `…_before` is of the year before and `…_change` what was added since, of a rate in percentage points;
    `annual_growth` is the change of 全年预算数 as a fraction of the year before's. `years` are the two, the earlier first.
    """

    years: tuple[int, int]
    whole_change: Row
    department_changes: Sequence[Row]
    unit_changes: Sequence[Row]
    project_changes: Sequence[Row]

    def states(self) -> dict[str, int]:
        """How many projects there are of each state, in the order of `STATES`, without those of which there is none."""
        counted = Counter(row["state"] for row in self.project_changes)
        return {word: counted[word] for word in STATES.values() if counted[word]}


class _Two(NamedTuple):
    """A unit or a department in this year and in the year before; None where it has no form."""

    now: Group | None
    before: Group | None


class _Level:
    """The units, or the departments, of both years by their names: those of this year first, then those that are gone."""

    def __init__(self, now: Sequence[Group], before: Sequence[Group]) -> None:
        mine, old = ({_key(group): group for group in each} for each in (now, before))
        keys = [*mine, *(key for key in old if key not in mine)]
        self.groups = [_Two(mine.get(key), old.get(key)) for key in keys]
        self._numbers = {key: number for number, key in enumerate(keys, 1)}

    def number(self, group: Group) -> int:
        """The one-based number of a group of either year."""
        return self._numbers[_key(group)]


def changes(now: Collected, before: Collected, year: int, linker: Linker) -> Changes:
    """The changes from `before` to `now`, the collection of `year`; `linker` leads to the files of the year before."""
    pairs = list(matched([entry.form for entry in now.named], [entry.form for entry in before.named]))
    (mine, own), (old, own_before) = _grouped(now), _grouped(before)
    departments, units = _Level(mine.departments, old.departments), _Level(mine.units, old.units)
    hints = namesakes(pairs, now.named, before.named)
    projects = numbered(
        _project(pair, now.entries, before.entries, hints.get(at), linker)
        | _numbers(mine, _at(own, pair.now), departments, units, "")
        | _numbers(old, _at(own_before, pair.before), departments, units, "_before")
        for at, pair in enumerate(pairs)
    )
    return Changes(
        (year - 1, year),
        _group(_Two(mine.whole, old.whole), _tally(projects)) | {"unit": None},
        _group_rows(departments, projects, "department_number"),
        _group_rows(units, projects, "unit_number"),
        projects,
    )


def differences(row: Mapping[str, Any], score: str) -> Row:
    """The changes of a row: of 全年预算数 as an amount and a share, of the rate, and of `score` ("total", "average")."""
    annual = _difference(row["annual"], row["annual_before"])
    rate = _difference(row["rate"], row["rate_before"])
    before = row["annual_before"]
    return {
        "annual_change": None if annual is None else half_up(annual, 6),
        "annual_growth": None if annual is None or before <= 0 else annual / before,
        "rate_change": None if rate is None else half_up(rate * HUNDRED, 10),
        f"{score}_change": _difference(row[score], row[f"{score}_before"]),
    }


def _difference(now: Value, before: Value) -> Decimal | None:
    return now - before if isinstance(now, Decimal) and isinstance(before, Decimal) else None


def _project(pair: Match, now: Sequence[Entry], before: Sequence[Entry], namesake: str | None, linker: Linker) -> Row:
    mine = None if pair.now is None else now[pair.now]
    old = None if pair.before is None else before[pair.before]
    named = mine or old
    assert named is not None, "a match has a form of one year at least"
    form = named.form
    row: Row = {
        "department": form.department,
        "unit": form.unit,
        "project": form.project,
        "state": STATES[pair.state],
        "forms_before": int(old is not None),
        "forms": int(mine is not None),
    }
    for key in FIGURES:
        row[f"{key}_before"] = getattr(old.figures, key) if old else None
        row[key] = getattr(mine.figures, key) if mine else None
    return {
        **row,
        **differences(row, "total"),
        "note": _why_not(pair, form) or namesake or _policies(mine, old),
        "project_number": None if pair.now is None else pair.now + 1,
        **_origin(mine, ""),
        **_origin(old, "_before"),
        **_rated(mine, ""),
        **_rated(old, "_before"),
        **_link(old, linker),
    }


def _why_not(pair: Match, form: Form) -> str | None:
    if pair.state != "unmatched":
        return None
    return SEVERAL if form.project else UNNAMED


def _policies(now: Entry | None, before: Entry | None) -> str | None:
    """That the points of two years were not given by the same rules."""
    same = now is None or before is None or now.policy == before.policy
    return None if same else OTHER_POLICY


def _origin(entry: Entry | None, suffix: str) -> Row:
    file, sheet = (entry.shown, entry.form.where) if entry else (None, None)
    return {f"file{suffix}": file, f"sheet{suffix}": sheet}


def _rated(entry: Entry | None, suffix: str) -> Row:
    """What the rate is taken of, and the amount that is rated: sums of both give the rate of a group."""
    figures = entry.figures if entry else None
    counted = figures.executed if figures and figures.rate is not None else None
    return {f"base{suffix}": figures.base if figures else None, f"counted{suffix}": counted}


def _link(entry: Entry | None, linker: Linker) -> Row:
    if entry is None:
        return {"link": None, "cell_annual_before": None}
    link = linker.of(entry)
    return {"link": link.base, "cell_annual_before": link.cell(entry.form.place("funds.total.annual"))}


def _key(group: Group) -> Key:
    return tuple(shortened(name) for name in (group.department, group.unit) if name)


def _grouped(collected: Collected) -> tuple[Groups, list[Numbers]]:
    """The groups of a collection, and for each form the numbers of its department and of its unit."""
    found = Groups()
    return found, [found.add(entry, own) for entry, own in zip(collected.entries, collected.counts(), strict=True)]


def _at(numbers: Sequence[Numbers], at: int | None) -> Numbers | None:
    return None if at is None else numbers[at]


def _numbers(sums: Groups, own: Numbers | None, departments: _Level, units: _Level, suffix: str) -> Row:
    """The numbers of the groups that a form counts in; None where the project has no form in that year."""
    if own is None:
        return {f"department_number{suffix}": None, f"unit_number{suffix}": None}
    return {
        f"department_number{suffix}": departments.number(sums.departments[own[0] - 1]),
        f"unit_number{suffix}": units.number(sums.units[own[1] - 1]),
    }


def _tally(projects: Iterable[Row]) -> Tally:
    return Counter(word for row in projects for word in _states(row))


def _states(project: Row) -> Iterator[Value]:
    """The state of a project, and `ELSEWHERE` where a unit or department of one year alone may have it in the other too."""
    yield project["state"]
    if project["state"] == STATES["both"] or (project["state"] in GONE_OR_NEW and project["note"] is not None):
        yield ELSEWHERE


def _group_rows(level: _Level, projects: Iterable[Row], number: str) -> Sequence[Row]:
    own: dict[Value, Tally] = defaultdict(Counter)
    for row in projects:
        for at in {row[number], row[f"{number}_before"]} - {None}:
            own[at].update(_states(row))
    return [{"number": at, **_group(two, own[at])} for at, two in enumerate(level.groups, 1)]


def _group(two: _Two, projects: Tally) -> Row:
    """`projects` counts those that are, or were, of the group."""
    named = two.now or two.before
    assert named is not None, "a group has forms of one year at least"
    now, before = (each.row() if each else None for each in two)
    row: Row = {
        "department": named.department,
        "unit": named.unit,
        "state": BOTH if now and before else APPEARED if now else GONE,
    }
    for key in SUMMED:
        absent = 0 if key == "forms" else None
        row |= {f"{key}_before": before[key] if before else absent, key: now[key] if now else absent}
    row |= {"new_projects": projects[STATES["new"]], "gone_projects": projects[STATES["gone"]]}
    return {**row, **differences(row, "average"), "note": "；".join(_notes(row, now, before, projects)) or None}


def _notes(row: Row, now: Row | None, before: Row | None, projects: Tally) -> Iterator[str]:
    if row["state"] == BOTH:
        for key, words in (("new_projects", "新增项目 {} 个"), ("gone_projects", "今年没有的项目 {} 个")):
            if row[key]:
                yield words.format(row[key])
    elif projects[ELSEWHERE]:
        yield f"有 {projects[ELSEWHERE]} 个项目另一年在别处，见各个项目"
    for word, sums in (("上年", before), ("今年", now)):
        if sums and sums["uncounted"]:
            yield f"{word}{sums['uncounted']}"
