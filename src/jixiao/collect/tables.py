"""The result as tables: rows of plain values by column key, the same for the workbook, JSON and data frames."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from jixiao.collect.choose import REASONS, Unused, when
from jixiao.collect.links import Linker, Target
from jixiao.collect.model import BETWEEN, Entry
from jixiao.collect.result import Collected
from jixiao.collect.rows import Row, Rows, numbered
from jixiao.collect.totals import Groups
from jixiao.collect.year_on_year import Changes
from jixiao.form.fields import KINDS, field_name, form_name
from jixiao.form.finding import SEVERITY_WORDS, Finding, Severity

FIGURES = (
    "initial",
    "annual",
    "executed",
    "rate",
    "execution",
    "output",
    "benefit",
    "satisfaction",
    "cost",
    "other",
    "total",
    "claimed",
    "grade",
)
LINKED = {
    "initial": "funds.total.initial",
    "annual": "funds.total.annual",
    "executed": "funds.total.executed",
    "claimed": "total.score",
}
NAMED_PROJECTS = 3


@dataclass(frozen=True, slots=True)
class Tables:
    """Amounts in 万元, rates as fractions, scores in points; absent values are None. `whole` is the line of all.

    `changes` are those since the year before, where a comparison was asked for.
    """

    whole: Row
    departments: Sequence[Row]
    units: Sequence[Row]
    projects: Sequence[Row]
    indicators: Sequence[Row]
    findings: Sequence[Row]
    roster: Sequence[Row]
    unused: Sequence[Row]
    changes: Changes | None = None


class Listing:
    """The tables of which each form gives rows: projects, indicators and findings. Every form is looked at once."""

    def __init__(self, linker: Linker) -> None:
        self._linker = linker
        self.groups = Groups()
        self.projects, self.indicators = Rows(), Rows()
        self.findings: dict[Severity, Rows] = {severity: Rows() for severity in SEVERITY_WORDS}

    def add(self, entry: Entry, found: Sequence[Finding], counts: tuple[int, int, int]) -> None:
        """Add the rows of a form."""
        number, link = len(self.projects) + 1, self._linker.of(entry)
        places = self.groups.add(entry, counts)
        self.projects.append({"number": number, **_project(entry, counts, places, link)})
        for row in _indicators(entry, number, link):
            self.indicators.append({"number": len(self.indicators) + 1, **row})
        for item in found:
            row = _finding(item, entry.archive_path, [entry], link.to(item.cell))
            self.findings[item.severity].append(row)


def tables(collected: Collected, linker: Linker) -> Tables:
    """All tables; `linker` gives the links from the output to the files."""
    listing = Listing(linker)
    for (entry, found), counts in zip(collected.with_findings(), collected.counts(), strict=True):
        listing.add(entry, found, counts)
    about_files = _about_files(collected, linker)
    by_gravity = (chain(about_files[severity], listing.findings[severity]) for severity in SEVERITY_WORDS)
    return Tables(
        whole=listing.groups.whole.row(),
        departments=numbered(group.row() for group in listing.groups.departments),
        units=numbered(group.row() for group in listing.groups.units),
        projects=listing.projects.few(),
        indicators=listing.indicators.few(),
        findings=numbered(chain.from_iterable(by_gravity)),
        roster=numbered(_roster(collected)),
        unused=numbered(_unused(collected.unused)),
    )


def _project(entry: Entry, counts: tuple[int, int, int], places: tuple[int, int], link: Target) -> Row:
    form, figures = entry.form, entry.figures
    total, claimed = figures.total, figures.claimed
    department, unit = places
    return {
        "department": form.department,
        "unit": form.unit,
        "project": form.project,
        "year": form.year,
        **{key: getattr(figures, key) for key in FIGURES},
        "difference": None if total is None or claimed is None else claimed - total,
        **dict(zip(("errors", "warnings", "notices"), counts, strict=True)),
        "file": entry.shown,
        "sheet": form.where,
        "came": when(entry.arrival.at),
        "version": entry.arrival.version,
        "policy": entry.policy,
        "form_kind": KINDS[form.kind],
        "department_number": department,
        "unit_number": unit,
        "base": figures.base,
        "counted": None if figures.rate is None else figures.executed,
        "link": link.base,
        **{f"cell_{key}": link.cell(form.place(path)) for key, path in LINKED.items()},
    }


def _indicators(entry: Entry, number: int, link: Target) -> Iterator[Row]:
    form, file = entry.form, entry.shown
    for path, item in form.numbered():
        cell = form.place(f"{path}.score") or form.place(f"{path}.name")
        yield {
            "project_number": number,
            "unit": form.unit,
            "project": form.project,
            "year": form.year,
            "dimension": item.dimension,
            "category": item.category,
            "name": item.name,
            "target": item.target,
            "actual": item.actual,
            "weight": item.weight,
            "score": item.score,
            "note": item.note,
            "file": file,
            "sheet": form.where,
            "cell": cell,
            "link": link.to(cell),
        }


def _about_files(collected: Collected, linker: Linker) -> dict[Severity, list[Row]]:
    """The rows of findings about files as a whole, with the forms they hold."""
    rows: dict[Severity, list[Row]] = {severity: [] for severity in SEVERITY_WORDS}
    remarks = collected.about_files()
    by_file: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in collected.named if remarks else ():
        by_file[entry.archive_path].append(entry)
    for item in remarks:
        found, path = item.finding, item.archive_path
        link = linker.file(path, found.sheet, found.cell)
        rows[found.severity].append(_finding(found, path, by_file[path], link))
    return rows


def _finding(found: Finding, archive_path: Sequence[str], about: Sequence[Entry], link: str | None) -> Row:
    """`about` are the form, or for a finding about a file as a whole those it holds."""
    return {
        "severity": SEVERITY_WORDS[found.severity],
        "department": _common(each.form.department for each in about),
        "unit": found.unit or _common(each.form.unit for each in about),
        "project": found.project or _named([form_name(each.form) for each in about]),
        "field": field_name(found.field, found.subject),
        "found": found.found,
        "expected": found.expected,
        "message": _message(found),
        "fix": found.fix,
        "basis": found.basis,
        "code": found.code,
        "file": BETWEEN.join(archive_path),
        "sheet": found.sheet,
        "cell": found.cell,
        "link": link,
    }


def _named(names: Sequence[str]) -> str:
    """The first few of the projects, and how many there are."""
    return "、".join(names[:NAMED_PROJECTS]) + (f" 等 {len(names)} 个" if len(names) > NAMED_PROJECTS else "")


def _common(names: Iterable[str | None]) -> str | None:
    """The name all share; None where they differ."""
    known = set(names)
    return known.pop() if len(known) == 1 else None


def _message(found: Finding) -> str:
    """The message with the other places it refers to."""
    others = [
        f"{item.project or ''}（{item.sheet or ''} {item.cell or ''}）"
        for item in found.related
        if item.project != found.project
    ]
    return f"{found.message}。另见：{'；'.join(dict.fromkeys(others))}" if others else found.message


def _roster(collected: Collected) -> Iterator[Row]:
    for item in collected.standings:
        unit = item.expected
        yield {
            "department": unit.department or None,
            "unit": unit.unit,
            "contact": unit.contact or None,
            "phone": unit.phone or None,
            "mail": unit.mail or None,
            "state": item.state,
            "late": "逾期" if item.late else None,
            "forms": item.forms,
            "errors": item.errors,
            "first": when(item.first),
            "last": when(item.last),
            "note": item.note or None,
        }


def _unused(items: Sequence[Unused]) -> Iterator[Row]:
    """One row for each file, unit and reason, whatever number of its forms it holds for."""

    def alike(item: Unused) -> tuple[str, str, str, str]:
        return BETWEEN.join(item.archive_path), item.reason, item.message, item.unit or ""

    for (file, reason, message, unit), same in groupby(sorted(items, key=alike), key=alike):
        group = list(same)
        names = [item.project for item in group if item.project]
        yield {
            "file": file,
            "reason": REASONS[reason],  # type: ignore[index]
            "unit": unit or None,
            "project": _named(names) or None,
            "forms": len(names),
            "message": message,
            "instead": group[0].instead,
        }
