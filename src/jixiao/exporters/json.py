"""Forms and findings as JSON: amounts, rates and scores as strings, absent values as null."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jixiao.form.fields import AMOUNTS, INDICATOR_FIELDS
from jixiao.form.finding import Finding, Waiver
from jixiao.form.model import Form, FundPart, FundTotal, Source, UnreadCell
from jixiao.policy.score import Scores
from jixiao.policy.scored import Score
from jixiao.rules.grouped import Task

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


Json = dict[str, Any]
FINDING = (
    *("code", "severity", "unit", "project", "file", "sheet", "cell", "field", "subject"),
    *("found", "expected", "message", "fix", "basis"),
)
"""What is said of a finding, in this order."""


def dumps(data: Json) -> str:
    """The text that `--json` prints: UTF-8 characters as they are, two spaces of indent."""
    return json.dumps(data, ensure_ascii=False, indent=2)


def forms(items: Iterable[Form]) -> list[Json]:
    """Each form as a JSON object."""
    return [form(item) for item in items]


def form(item: Form) -> Json:
    """One form: amounts in its own unit, rates as fractions, scores in points."""
    amounts = (*AMOUNTS, "weight", "rate", "score")
    return {
        **_picked(item, ("project", "year", "title", "department", "unit", "amount_unit")),
        "funds": {
            "total": _picked(item.funds.total, amounts) | _note(item.funds.total),
            "parts": [_picked(part, ("label", "kind", *AMOUNTS, "rate")) | _note(part) for part in item.funds.parts],
        },
        "goal": _picked(item.goal, ("expected", "actual")),
        "indicators": [_picked(row, INDICATOR_FIELDS) for row in item.indicators],
        "total": _picked(item.total, ("weight", "score")),
        "source": _source(item.source),
        "kind": item.kind,
    }


def brief(item: Form) -> Json:
    """What a form is: its project, year and kind, and where it was read."""
    return _picked(item, ("project", "year", "kind")) | {"source": _source(item.source)}


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
    related = [_picked(place, ("project", "sheet", "cell", "field", "found")) for place in item.related]
    return _picked(item, FINDING) | {"related": related}


def task(item: Task) -> Json:
    """One of the things to do first: a rule's findings counted, and the place to begin."""
    return {
        **_picked(item.first, ("code", "severity")),
        "text": item.text,
        "count": len(item.findings),
        "projects": item.projects,
        **_picked(item.first, ("project", "sheet", "cell", "fix")),
    }


def waiver(item: Waiver) -> Json:
    """A recorded exception."""
    return figures(item)


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
    return _picked(line, [item.name for item in fields(line)])


def plain(value: Decimal | None) -> str | None:
    """A number as plain text: "10", "6.67", never an exponent."""
    return None if value is None else f"{value:f}"


def _note(row: FundTotal | FundPart) -> Json:
    """The reason of a fund row; most forms have no place for one, and then nothing is said of it."""
    return {} if row.note is None else {"note": row.note}


def _source(source: Source) -> Json:
    place = {"sheet": source.sheet} if source.sheet else {"block": source.block}
    return {"file": source.file, **place}


def scores(pairs: Iterable[tuple[Form, Scores]]) -> list[Json]:
    """One object for each form: rate (fraction), execution, indicators, dimensions, totals and grade."""
    return [_scores(form, item) for form, item in pairs]


def _scores(form: Form, item: Scores) -> Json:
    return {
        "project": form.project,
        "rate": plain(item.rate),
        "execution": _score(item.execution),
        "indicators": [_score(line) for line in item.indicators],
        "dimensions": [_picked(entry, ("name", "weight", "score")) for entry in item.dimensions],
        "printed_total": plain(item.printed_total),
        "total": plain(item.whole_total),
        **_picked(item, ("breaks_off", "lacks_points", "missing", "weight_total")),
        "grade": item.whole_grade,
    }


def _picked(item: object, names: Iterable[str]) -> Json:
    """Some attributes by their names: numbers as plain text, all else as it is."""
    values = {name: getattr(item, name) for name in names}
    return {name: plain(value) if isinstance(value, Decimal) else value for name, value in values.items()}


def _score(line: Score) -> Json:
    band = None if line.band is None else [plain(line.band[0]), plain(line.band[1])]
    judged = _picked(line, ("field", "weight", "printed", "suggested")) | {"band": band}
    return judged | _picked(line, ("completion", "explanation", "clause"))
