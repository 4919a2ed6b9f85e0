"""The result as tables: rows of plain values by column key, the same for the workbook, JSON and data frames."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from itertools import groupby
from typing import Any

from jixiao.collect import columns
from jixiao.collect.choose import REASONS, Unused, when
from jixiao.collect.links import Linker
from jixiao.collect.model import BETWEEN, Entry
from jixiao.collect.result import Collected, Remark
from jixiao.collect.totals import groups
from jixiao.collect.year_on_year import Changes
from jixiao.form.fields import KINDS, field_name, project_name
from jixiao.form.finding import SEVERITY_WORDS, Finding
from jixiao.form.rounding import plain
from jixiao.form.table import Value

Row = dict[str, Value]
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
    departments: list[Row]
    units: list[Row]
    projects: list[Row]
    indicators: list[Row]
    findings: list[Row]
    roster: list[Row]
    unused: list[Row]
    changes: Changes | None = None


def tables(collected: Collected, linker: Linker) -> Tables:
    """All tables; `linker` gives the links from the output to the files."""
    grouped = groups(collected.entries, collected.counts())
    return Tables(
        whole=grouped.whole.row(),
        departments=_numbered(group.row() for group in grouped.departments),
        units=_numbered(group.row() for group in grouped.units),
        projects=_numbered(_projects(collected, grouped.department_of, grouped.unit_of, linker)),
        indicators=_numbered(_indicators(collected.entries, linker)),
        findings=_numbered(_findings(collected, linker)),
        roster=_numbered(_roster(collected)),
        unused=_numbered(_unused(collected.unused)),
    )


def _projects(collected: Collected, departments: Sequence[int], units: Sequence[int], linker: Linker) -> Iterator[Row]:
    for at, (entry, counts) in enumerate(zip(collected.entries, collected.counts(), strict=True)):
        form, figures = entry.form, entry.figures
        total, claimed = figures.total, figures.claimed
        link = linker.of(entry)
        yield {
            "department": form.department,
            "unit": form.unit,
            "project": form.project,
            "year": form.year,
            **{key: getattr(figures, key) for key in FIGURES},
            "difference": None if total is None or claimed is None else claimed - total,
            **dict(zip(("errors", "warnings", "notices"), counts, strict=True)),
            "file": BETWEEN.join(entry.archive_path),
            "sheet": form.where,
            "came": when(entry.arrival.at),
            "version": entry.arrival.version,
            "policy": entry.policy,
            "form_kind": KINDS[form.kind],
            "department_number": departments[at],
            "unit_number": units[at],
            "base": figures.base,
            "counted": None if figures.rate is None else figures.executed,
            "link": link.base,
            **{f"cell_{key}": link.cell(form.place(path)) for key, path in LINKED.items()},
        }


def _indicators(entries: Sequence[Entry], linker: Linker) -> Iterator[Row]:
    for number, entry in enumerate(entries, 1):
        form, link = entry.form, linker.of(entry)
        for path, item in form.numbered():
            cell = form.place(f"{path}.score") or form.place(f"{path}.name")
            yield {
                "project_number": number,
                "unit": form.unit,
                "project": form.project,
                "year": form.year,
                **{
                    key: getattr(item, key)
                    for key in ("dimension", "category", "name", "target", "actual", "weight", "score", "note")
                },
                "file": BETWEEN.join(entry.archive_path),
                "sheet": form.where,
                "cell": cell,
                "link": link.to(cell),
            }


def _findings(collected: Collected, linker: Linker) -> Iterator[Row]:
    by_file: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in collected.entries:
        by_file[entry.archive_path].append(entry)
    for item in sorted(collected.remarks, key=_gravity):
        at = item.entry
        about = by_file[item.archive_path] if at is None else [collected.entries[at]]
        yield _finding(item, None if at is None else about[0], about, linker)


def _finding(item: Remark, entry: Entry | None, about: Sequence[Entry], linker: Linker) -> Row:
    """`about` are the entry, or for a finding about a file as a whole those it holds."""
    found = item.finding
    link = linker.of(entry).to(found.cell) if entry else linker.file(item.archive_path, found.sheet, found.cell)
    return {
        "severity": SEVERITY_WORDS[found.severity],
        "department": _common(each.form.department for each in about),
        "unit": found.unit or _common(each.form.unit for each in about),
        "project": found.project or _named([project_name(each.form.project) for each in about]),
        "field": field_name(found.field, found.subject),
        "found": found.found,
        "expected": found.expected,
        "message": _message(found),
        "fix": found.fix,
        "basis": found.basis,
        "code": found.code,
        "file": BETWEEN.join(item.archive_path),
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


def _gravity(item: Remark) -> tuple[int, int]:
    order = list(SEVERITY_WORDS)
    return order.index(item.finding.severity), -1 if item.entry is None else item.entry


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


def _numbered(rows: Iterator[Row]) -> list[Row]:
    return [{"number": number, **row} for number, row in enumerate(rows, 1)]


INSIDE = (
    "department_number",
    "unit_number",
    "counted",
    "link",
    "cell_initial",
    "cell_annual",
    "cell_executed",
    "cell_claimed",
)
"""Columns that only the workbook's formulas need."""


def document(made: Tables, collected: Collected) -> dict[str, Any]:
    """All tables by name, how many of the files were read, and which years are summed."""
    years = {"counted": list(collected.years.counted), "source": collected.years.source}
    files = {"read": collected.progress.done, "found": collected.progress.total}
    found: dict[str, Any] = {"files": files, "years": years}
    for item in fields(made):
        if item.name != "changes":
            found[item.name] = _shown(getattr(made, item.name))
    return found if made.changes is None else found | _of_changes(made.changes)


def _of_changes(changes: Changes) -> dict[str, Any]:
    """The tables of a comparison, each with its declared columns alone."""
    made: dict[str, Any] = {"compared_years": list(changes.years)}
    for name, keys in columns.CHANGES.items():
        value = getattr(changes, name)
        rows = [{key: row[key] for key in keys} for row in ([value] if isinstance(value, dict) else value)]
        made[name] = _shown(rows[0] if isinstance(value, dict) else rows)
    return made


def _shown(value: Row | list[Row]) -> Any:
    return _row(value) if isinstance(value, dict) else [_row(row) for row in value]


def _row(row: Row) -> dict[str, Any]:
    return {key: _value(value) for key, value in row.items() if key not in INSIDE}


def _value(value: Value) -> Any:
    return plain(value) if isinstance(value, Decimal) else value
