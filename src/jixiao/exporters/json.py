"""Forms and findings as JSON: amounts, rates and scores as strings, absent values as null."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jixiao.form.finding import Finding, Related, Waiver
from jixiao.form.model import Form, FundPart, FundTotal, Indicator, Source, UnreadCell
from jixiao.policy.score import Scores
from jixiao.policy.scored import Score
from jixiao.rules.grouped import Task

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


Json = dict[str, Any]


def dumps(data: Json) -> str:
    """The text that `--json` prints: UTF-8 characters as they are, two spaces of indent."""
    return json.dumps(data, ensure_ascii=False, indent=2)


def forms(items: Iterable[Form]) -> list[Json]:
    """Each form as a JSON object."""
    return [form(item) for item in items]


def form(item: Form) -> Json:
    """One form: amounts in its own unit, rates as fractions, scores in points."""
    return {
        "project": item.project,
        "year": item.year,
        "title": item.title,
        "department": item.department,
        "unit": item.unit,
        "amount_unit": item.amount_unit,
        "funds": {"total": _fund_total(item.funds.total), "parts": [_fund_part(part) for part in item.funds.parts]},
        "goal": {"expected": item.goal.expected, "actual": item.goal.actual},
        "indicators": [_indicator(indicator) for indicator in item.indicators],
        "total": {"weight": plain(item.total.weight), "score": plain(item.total.score)},
        "source": _source(item.source),
        "kind": item.kind,
    }


def brief(item: Form) -> Json:
    """What a form is: its project, year and kind, and where it was read."""
    return {"project": item.project, "year": item.year, "kind": item.kind, "source": _source(item.source)}


def unread_cells(items: Iterable[Form]) -> list[Json]:
    """The cells of all forms that no field was read from."""
    return [unread_cell(item.project, cell) for item in items for cell in item.unread_cells]


def unread_cell(project: str | None, cell: UnreadCell) -> Json:
    """A cell no field was read from; `field` is the path of the missing field its text may name, `other` says that its
    label is known to belong to no field of the form."""
    place = {"project": project, "part": cell.part, "cell": cell.place}
    return place | {"text": cell.text, "name": cell.name, "field": cell.field, "other": cell.is_other}


def finding(item: Finding) -> Json:
    """One finding with its place and the places it refers to."""
    return {
        "code": item.code,
        "severity": item.severity,
        "unit": item.unit,
        "project": item.project,
        "file": item.file,
        "sheet": item.sheet,
        "cell": item.cell,
        "field": item.field,
        "subject": item.subject,
        "found": item.found,
        "expected": item.expected,
        "message": item.message,
        "fix": item.fix,
        "basis": item.basis,
        "related": [_related(place) for place in item.related],
    }


def task(item: Task) -> Json:
    """One of the things to do first: a rule's findings counted, and the place to begin."""
    return {
        "code": item.first.code,
        "severity": item.first.severity,
        "text": item.text,
        "count": len(item.findings),
        "projects": item.projects,
        "project": item.first.project,
        "sheet": item.first.sheet,
        "cell": item.first.cell,
        "fix": item.first.fix,
    }


def waiver(item: Waiver) -> Json:
    """A recorded exception."""
    return {"rule": item.rule, "project": item.project, "reason": item.reason, "who": item.who, "date": item.date}


def doubt(project: str | None, field: str, place: str | None, reason: str) -> Json:
    """A field that was inferred, and why it is less than certain."""
    return {"project": project, "field": field, "cell": place, "reason": reason}


def left_out(project: str | None, place: str, name: str, text: str | None) -> Json:
    """A part of the source that went into no field."""
    return {"project": project, "cell": place, "name": name, "text": text}


def records(items: Iterable[DataclassInstance]) -> list[Json]:
    """Flat records, such as the parts of files that could not be read."""
    return [figures(item) for item in items]


def figures(line: DataclassInstance) -> Json:
    """A flat record by its field names: its numbers as plain text, all else as it is."""
    values = {item.name: getattr(line, item.name) for item in fields(line)}
    return {name: plain(value) if isinstance(value, Decimal) else value for name, value in values.items()}


def plain(value: Decimal | None) -> str | None:
    """A number as plain text: "10", "6.67", never an exponent."""
    return None if value is None else f"{value:f}"


def _fund_total(row: FundTotal) -> Json:
    names = ("initial", "annual", "executed", "weight", "rate", "score")
    return {name: plain(getattr(row, name)) for name in names} | _note(row)


def _fund_part(row: FundPart) -> Json:
    amounts = {name: plain(getattr(row, name)) for name in ("initial", "annual", "executed", "rate")}
    return {"label": row.label, "kind": row.kind, **amounts} | _note(row)


def _note(row: FundTotal | FundPart) -> Json:
    """The reason of a fund row; most forms have no place for one, and then nothing is said of it."""
    return {} if row.note is None else {"note": row.note}


def _indicator(row: Indicator) -> Json:
    return {
        "dimension": row.dimension,
        "category": row.category,
        "name": row.name,
        "target": row.target,
        "actual": row.actual,
        "weight": plain(row.weight),
        "score": plain(row.score),
        "note": row.note,
    }


def _source(source: Source) -> Json:
    place = {"sheet": source.sheet} if source.sheet else {"block": source.block}
    return {"file": source.file, **place}


def _related(place: Related) -> Json:
    return {
        "project": place.project,
        "sheet": place.sheet,
        "cell": place.cell,
        "field": place.field,
        "found": place.found,
    }


def scores(pairs: Iterable[tuple[Form, Scores]]) -> list[Json]:
    """One object for each form: rate (fraction), execution, indicators, dimensions, totals and grade."""
    return [_scores(form, item) for form, item in pairs]


def _scores(form: Form, item: Scores) -> Json:
    return {
        "project": form.project,
        "rate": plain(item.rate),
        "execution": _score(item.execution),
        "indicators": [_score(line) for line in item.indicators],
        "dimensions": [
            {"name": entry.name, "weight": plain(entry.weight), "score": plain(entry.score)}
            for entry in item.dimensions
        ],
        "printed_total": plain(item.printed_total),
        "total": plain(item.whole_total),
        "breaks_off": item.breaks_off,
        "lacks_points": item.lacks_points,
        "missing": item.missing,
        "weight_total": plain(item.weight_total),
        "grade": item.whole_grade,
    }


def _score(line: Score) -> Json:
    band = None if line.band is None else [plain(line.band[0]), plain(line.band[1])]
    return {
        "field": line.field,
        "weight": plain(line.weight),
        "printed": plain(line.printed),
        "suggested": plain(line.suggested),
        "band": band,
        "completion": plain(line.completion),
        "explanation": line.explanation,
        "clause": line.clause,
    }
