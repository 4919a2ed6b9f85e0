"""The indicators of forms as records of a report: what was reached, what not and by how much, what was lost and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from jixiao.form.measure import measured
from jixiao.form.model import Form, Indicator, Measure
from jixiao.form.rounding import percent, plain
from jixiao.policy.model import OTHER, Policy
from jixiao.policy.reasons import gives_reason
from jixiao.policy.score import score
from jixiao.policy.scored import Score
from jixiao.report.records import Cell, Known, Record, areas

KEYS = ("project", "unit", "name", "target", "actual", "weight", "score", "note")
MET, MISSED, OVER = "达到", "未达到", "超额"
SENTENCES = re.compile(r"[^。；;\n\r]+[。；;]?")
NUMBERED = re.compile(r"^\s*(?:指标\s*\d+\s*[：:、.．]?|\d+\s*[、.．])\s*")
Seat = Callable[[int, str], tuple[Cell, ...]]
"""The cells of a field of the indicator of that number, counted from 0."""


def indicators(number: int, form: Form, policy: Policy, seat: Seat) -> Iterator[Record]:
    """Each indicator of the form that is the project of that number."""
    scores = score(form, policy)
    for at, (indicator, judged) in enumerate(zip(form.indicators, scores.indicators, strict=True)):
        values = _values(number, form, indicator, judged, policy)
        cells = {key: seat(at, key) for key in KEYS}
        cells |= dict.fromkeys(("state", "gap"), cells["actual"])
        yield Record(values, cells, {"lost": f"{_reference(cells['weight'])}-{_reference(cells['score'])}"})


def _reference(cells: tuple[Cell, ...]) -> str:
    return next(areas(cells), "0")


def _values(number: int, form: Form, indicator: Indicator, judged: Score, policy: Policy) -> dict[str, Known]:
    known = policy.dimension(indicator.dimension)
    weight, points = indicator.weight, indicator.score
    state, gap = _state(indicator, judged, policy)
    lost = weight - points if weight is not None and points is not None else None
    return {
        "project": form.project or "",
        "project_number": str(number),
        "unit": form.unit or "",
        "group": known.name if known else OTHER,
        "name": NUMBERED.sub("", indicator.name or "") or None,
        "target": indicator.target,
        "actual": indicator.actual,
        "weight": weight,
        "score": points,
        "lost": lost,
        "state": state,
        "gap": gap,
        "note": indicator.note if gives_reason(indicator.note) else None,
    }


def _state(indicator: Indicator, judged: Score, policy: Policy) -> tuple[str | None, str | None]:
    """Whether the figures of the texts reach the target (None: they cannot be compared), and how far they are off."""
    measure = measured(indicator)
    if measure.target is None or measure.actual is None or measure.nature != "定量":
        return None, None
    if not _reached(measure):
        return MISSED, _gap(measure, judged)
    limit = policy.over_completion.value
    if measure.direction != "≤" and judged.completion is not None and judged.completion >= limit:
        return OVER, f"完成率 {percent(judged.completion)}"
    return MET, None


def _reached(measure: Measure) -> bool:
    target, actual = measure.target or Decimal(0), measure.actual or Decimal(0)
    return {"≤": actual <= target, "=": actual == target}.get(measure.direction or "≥", actual >= target)


def _gap(measure: Measure, judged: Score) -> str:
    target, actual = measure.target or Decimal(0), measure.actual or Decimal(0)
    unit = measure.unit or ""
    away = f"{'多' if actual > target else '少'} {plain(abs(actual - target))}{'个百分点' if unit == '%' else unit}"
    return f"{away}，完成率 {percent(judged.completion)}" if judged.completion is not None else away


def reasons(records: Sequence[Record], settings: Mapping[str, Any]) -> Iterator[Record]:
    """The sentences of 偏差原因分析及改进措施, each with the group of causes its words belong to.

    `settings` are `markers`, the words by which a sentence is a measure and no reason, and `causes`, words by group.
    """
    for record in records:
        for sentence in map(str.strip, SENTENCES.findall(str(record.value("note") or ""))):
            if not gives_reason(sentence):
                continue
            kind = "measure" if any(word in sentence for word in settings["markers"]) else "reason"
            found = (name for name, words in settings["causes"].items() if any(word in sentence for word in words))
            cause = next(found, settings["otherwise"])
            values = {**record.values, "sentence": sentence.rstrip("。；; "), "kind": kind, "cause": cause}
            yield Record(values, {**record.cells, "sentence": record.cells["note"]})
