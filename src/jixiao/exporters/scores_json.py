"""Scores as JSON: points as strings, each line with its explanation."""

from __future__ import annotations

from collections.abc import Iterable

from jixiao.exporters.json import Json, plain
from jixiao.form.model import Form
from jixiao.policy.score import Scores
from jixiao.policy.scored import Score


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
        "total": plain(item.total),
        "missing": item.missing,
        "weight_total": plain(item.weight_total),
        "grade": item.grade,
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
