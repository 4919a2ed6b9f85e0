"""A form as a project sheet: what each field of the template's project sheet holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao.form.fields import AMOUNTS, INDICATOR_FIELDS
from jixiao.form.measure import measured
from jixiao.form.model import Form, FundPart, Indicator
from jixiao.form.paths import fund_path
from jixiao.form.table import Value
from jixiao.policy import score as scoring
from jixiao.policy.execution import rate
from jixiao.policy.model import Policy
from jixiao.policy.score import Scores
from jixiao.policy.scored import Score
from jixiao.sheets import figures as f
from jixiao.sheets import heights, words
from jixiao.sheets.completed import completed
from jixiao.sheets.figures import Written
from jixiao.xlsx.stamp.plan import Fill, Line, Plan, Span, Typed, shown
from jixiao.xlsx.stamp.prototype import Prototype

LONGEST_FOOTER = 60  # Excel allows 255 characters for the whole line
NONE = "—"
NO_YEAR = "（    年度）"
NO_PARTS = (FundPart(""),)
MEASURES = ("nature", "direction", "target_number", "actual_number", "measure_unit", "tier")
NO_INDICATOR = Line(
    {f"indicators.{name}": None for name in (*INDICATOR_FIELDS, *MEASURES)}
    | {f"indicators.working.{name}": "" for name in ("completion", "suggested", "check")}
    | {"indicators.working.group": Typed(words.OTHER, words.OTHER)}
)
"""The empty row of a form without indicators; without it the template's own example would stay."""


def project(form: Form, policy: Policy, scores: Scores, name: str, prototype: Prototype) -> Plan:
    """The plan of the sheet `name`. Printed figures keep the form's own claim; computed ones are beside them.

    Where the form claims nothing the template's formula stays.
    """
    whole = completed(form, policy)
    fields, rows = _contents(whole, policy, scores if whole == form else scoring.score(whole, policy))
    texts = heights.of_fields(
        prototype, fields, ("project", "goal.expected", "goal.actual", "department", "unit", "total.score")
    )
    rows["indicators"] = [_high(prototype, line) for line in rows["indicators"]]
    pages = heights.pages(prototype, rows, texts)
    spans, footer = tuple(_spans(form)), (form.unit or "")[:LONGEST_FOOTER]
    return Plan("project", name, fields, rows, spans, (), texts, pages, footer=footer)


def computed(form: Form, policy: Policy, scores: Scores, name: str = "") -> Plan:
    """What the cells of a sheet that is there already hold, without what only writing one needs: heights, pages, merges."""
    return Plan("project", name, *_contents(form, policy, scores))


def _contents(form: Form, policy: Policy, scores: Scores) -> tuple[dict[str, Fill], dict[str, list[Line]]]:
    item, belong = f.written(form), f.groups(form.indicators, policy)
    indicators = _indicators(item, policy, scores, belong)
    fields = _fields(item, policy, scores) | _summary(form, scores, belong)
    checks = [fields["working.fund_check"], fields["working.total_check"]]
    checks += [line.fields["indicators.working.check"] for line in indicators]
    fields["summary.failed"] = Decimal(sum(check != "" for check in checks))
    return fields, {
        "parts": [_part(item, policy, at, part) for at, part in enumerate(item.form.funds.parts or NO_PARTS)],
        "indicators": indicators,
    }


def _high(prototype: Prototype, line: Line) -> Line:
    return line if line is NO_INDICATOR else line._replace(height=heights.of_line(prototype, line.fields))


def _fields(item: Written, policy: Policy, scores: Scores) -> dict[str, Fill]:
    form, total, value = item.form, item.form.funds.total, item.value
    execution = scores.execution.suggested
    rate = _claimed(item, "funds.total.rate", total.rate, f.printed_rate(scores.rate))
    points = _claimed(item, "funds.total.score", total.score, "" if execution is None else execution)
    standing = shown(points)
    amounts = {key: value(f"funds.total.{key}", getattr(total, key)) for key in AMOUNTS}
    counted = f.counted(scores)
    return {
        "title": form.title,
        "year": value("year", f"（{form.year}年度）" if form.year else NO_YEAR),
        **{key: value(key, getattr(form, key)) for key in ("project", "department", "unit")},
        "amount_unit": f"项目资金\n（{form.amount_unit}）" if form.amount_unit else "项目资金",
        **{f"funds.total.{key}": amount for key, amount in amounts.items()},
        "funds.total.weight": value("funds.total.weight", total.weight),
        "funds.total.rate": rate,
        "funds.total.score": points,
        "funds.total.note": value("funds.total.note", total.note),
        **{f"goal.{key}": value(f"goal.{key}", getattr(form.goal, key)) for key in ("expected", "actual")},
        "total.weight": _claimed(item, "total.weight", form.total.weight, f.printed_weight(form)),
        "total.score": _claimed(item, "total.score", form.total.score, f.printed_score(standing, form)),
        "working.rate": f.binary_rate(total, policy),
        "working.execution": "" if execution is None else execution,
        "working.base": f.base(total, policy, (amounts["initial"], amounts["annual"])),
        "working.counted": "" if counted is None else counted,
        "working.factor": f.factor(form),
        "working.fund_check": f.fund_check(form, scores),
        "working.total_check": f.total_check(form, scores),
    }


def _claimed(item: Written, path: str, claim: Decimal | None, computed: Value) -> Fill:
    """The formula's result where the form claims just that (or nothing was to compute), else the claim, typed."""
    if path in item.raw:
        return Typed(item.raw[path], computed)
    if claim is None:
        return computed if computed == "" else Typed(None, computed)
    return computed if claim == computed else Typed(claim, computed)


def _part_label(at: int, part: FundPart) -> str:
    """As on the official form; a row whose source cell holds no name says just 其中：."""
    return ("其中：" if at == 0 or not part.label else "      ") + part.label


def _part(item: Written, policy: Policy, at: int, part: FundPart) -> Line:
    path, value = fund_path(at), item.value
    amounts = {key: value(f"{path}.{key}", getattr(part, key)) for key in AMOUNTS}
    fields: dict[str, Fill] = {
        "parts.label": None if not item.form.funds.parts else _part_label(at, part),
        **{f"parts.{key}": amount for key, amount in amounts.items()},
        "parts.rate": _claimed(item, f"{path}.rate", part.rate, f.printed_rate(rate(part, policy))),
        "parts.note": value(f"{path}.note", part.note),
        "parts.working.rate": f.binary_rate(part, policy),
        "parts.working.base": f.base(part, policy, (amounts["initial"], amounts["annual"])),
    }
    return Line(fields, at)


def _indicators(item: Written, policy: Policy, scores: Scores, belong: list[str]) -> list[Line]:
    lines = []
    above: tuple[str | None, str | None] = (None, None)
    rows = zip(item.form.numbered(), scores.indicators, belong, strict=True)
    for (path, indicator), score, group in rows:
        fields = _indicator(item, path, indicator, score, policy)
        fields["indicators.working.group"] = group if indicator.dimension else Typed(group, group)
        level = (indicator.dimension, indicator.category)
        if level[0] is not None and level[0] == above[0]:
            fields["indicators.dimension"] = None
            if level[1] is not None and level[1] == above[1]:
                fields["indicators.category"] = None
        # a blank cell reads as "the same as above"
        if level[0] is None and above[0] is not None:
            fields["indicators.dimension"] = NONE
        if level[1] is None and above[1] is not None and level[0] == above[0]:
            fields["indicators.category"] = NONE
        above = level
        lines.append(Line(fields))
    return lines or [NO_INDICATOR]


def _indicator(item: Written, path: str, indicator: Indicator, score: Score, policy: Policy) -> dict[str, Fill]:
    value, measure = item.value, measured(indicator)
    return {
        **{f"indicators.{key}": value(f"{path}.{key}", getattr(indicator, key)) for key in INDICATOR_FIELDS},
        # a row nobody has filled yet says nothing of its nature
        "indicators.nature": measure.nature if indicator.target or indicator.actual or indicator.measure else None,
        "indicators.direction": measure.direction,
        "indicators.target_number": value(f"{path}.target_number", measure.target),
        "indicators.actual_number": value(f"{path}.actual_number", measure.actual),
        "indicators.measure_unit": measure.unit,
        "indicators.tier": measure.tier,
        "indicators.working.completion": f.completion(measure),
        "indicators.working.suggested": "" if score.suggested is None else score.suggested,
        "indicators.working.check": f.indicator_check(item, path, indicator, score, policy),
    }


def _summary(form: Form, scores: Scores, belong: list[str]) -> dict[str, Fill]:
    sums: dict[str, Fill] = {f"summary.{key}": value for key, value in f.group_sums(form, belong).items()}
    return sums | {
        "summary.indicator_total": scores.indicator_total,
        "summary.total": "" if scores.total is None else scores.total,
        "summary.grade": scores.grade or "",
    }


def _spans(form: Form) -> Iterator[Span]:
    """Rows of one 一级指标, and within it of one 二级指标, are one merged cell, as in the official form."""
    levels = [(indicator.dimension, indicator.category) for indicator in form.indicators]
    yield from _runs("indicators.dimension", [level[0] for level in levels], [level[0] for level in levels])
    yield from _runs("indicators.category", levels, [level[1] if level[0] else None for level in levels])


def _runs(field: str, keys: Sequence[object], shown: Sequence[str | None]) -> Iterator[Span]:
    first = 0
    for at in range(1, len(keys) + 1):
        if at == len(keys) or keys[at] != keys[first]:
            if at - first > 1 and shown[first] is not None:
                yield Span(field, first, at - 1)
            first = at
