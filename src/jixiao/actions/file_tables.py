"""The forms of one file as tables: forms, funds, indicators, scores, findings; each row with file, sheet and cell.

Amounts are in 万元 whatever the form's own unit, rates are fractions, scores points, as in 汇总表; absent values are None.
`form_number` is the `number` of the form in the table of forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jixiao.actions.collect_file import figures
from jixiao.actions.loaded import Loaded
from jixiao.form.fields import AMOUNTS, KINDS, field_name
from jixiao.form.finding import SEVERITIES, SEVERITY_WORDS, Finding
from jixiao.form.model import Form, FundPart, FundTotal
from jixiao.form.paths import fund_path
from jixiao.form.subjects import subject
from jixiao.form.table import Value
from jixiao.policy.model import Policy
from jixiao.policy.score import Scores
from jixiao.policy.scored import Score
from jixiao.sheets.figures import in_myriads
from jixiao.sheets.indicator_lines import indicator_line

Row = dict[str, Value]
_OF = "form_number unit project year"
_PLACE = "file sheet cell"
TOTAL = field_name("funds.total")
"""The label of the first line of the funds."""
TABLES: dict[str, tuple[str, ...]] = {
    name: tuple(columns.split())
    for name, columns in {
        "forms": "number project year title form_kind department unit amount_unit initial annual executed base rate "
        "execution output benefit satisfaction cost other total claimed difference grade errors warnings notices "
        f"policy goal_expected goal_actual {_PLACE}",
        "funds": f"number {_OF} label fund_kind initial annual executed rate note file sheet "
        "cell_initial cell_annual cell_executed",
        "indicators": f"number {_OF} dimension category name target actual weight score suggested note {_PLACE}",
        "scores": f"number {_OF} field weight score suggested lowest highest completion explanation clause {_PLACE}",
        "findings": f"number severity code unit project field found expected message fix basis {_PLACE}",
    }.items()
}
_SAID = tuple(key for key in TABLES["scores"] if key in Score._fields and key != "field")


@dataclass(frozen=True, slots=True)
class FileTables:
    """The tables of one file by the names of TABLES."""

    forms: list[Row]
    funds: list[Row]
    indicators: list[Row]
    scores: list[Row]
    findings: list[Row]


def file_tables(loaded: Loaded, policy: Policy, scores: Sequence[Scores], findings: Sequence[Finding]) -> FileTables:
    """The tables of the forms in `loaded`, scored by `policy` as `scores` say, with what a check found."""
    pairs = list(zip(loaded.forms, scores, strict=True))
    return FileTables(
        forms=_numbered(_form(form, own, policy, findings) for form, own in pairs),
        funds=_numbered(row for at, form in enumerate(loaded.forms, 1) for row in _funds(at, form)),
        indicators=_numbered(row for at, pair in enumerate(pairs, 1) for row in _indicators(at, *pair)),
        scores=_numbered(row for at, pair in enumerate(pairs, 1) for row in _scores(at, *pair)),
        findings=_numbered(map(_finding, findings)),
    )


def _form(form: Form, scores: Scores, policy: Policy, findings: Sequence[Finding]) -> Row:
    own = figures(form, scores, policy)
    amounts = {key: getattr(own, key) for key in TABLES["forms"] if hasattr(own, key)}
    lacks = own.total is None or own.claimed is None
    severities = [item.severity for item in findings if (item.project, item.sheet) == (form.project, form.where)]
    return {
        **{key: getattr(form, key) for key in ("project", "year", "title", "department", "unit", "amount_unit")},
        "form_kind": KINDS[form.kind],
        **amounts,
        "difference": None if lacks else own.claimed - own.total,  # type: ignore[operator]
        **{f"{severity}s": severities.count(severity) for severity in SEVERITIES},
        "policy": policy.name,
        "goal_expected": form.goal.expected,
        "goal_actual": form.goal.actual,
        **_origin(form, "project"),
    }


def _funds(number: int, form: Form) -> Iterator[Row]:
    yield _fund(number, form, form.funds.total, "funds.total", TOTAL, "total")
    for at, part in enumerate(form.funds.parts):
        yield _fund(number, form, part, fund_path(at), part.label, part.kind)


def _fund(number: int, form: Form, row: FundTotal | FundPart, path: str, label: str | None, kind: str | None) -> Row:
    return {
        **_of(number, form),
        "label": label,
        "fund_kind": kind,
        **{key: in_myriads(form, getattr(row, key)) for key in AMOUNTS},
        "rate": row.rate,
        "note": getattr(row, "note", None),
        "file": form.source.file,
        "sheet": form.where,
        **{f"cell_{key}": form.place(f"{path}.{key}") for key in AMOUNTS},
    }


def _indicators(number: int, form: Form, scores: Scores) -> Iterator[Row]:
    for (path, item), scored in zip(form.numbered(), scores.indicators, strict=True):
        cell = f"{path}.score" if form.place(f"{path}.score") else f"{path}.name"
        yield {**_of(number, form), **indicator_line(form, item, scored.suggested), **_origin(form, cell)}


def _scores(number: int, form: Form, scores: Scores) -> Iterator[Row]:
    for scored in (scores.execution, *scores.indicators):
        lowest, highest = scored.band or (None, None)
        yield {
            **_of(number, form),
            "field": field_name(scored.field, subject(form, scored.field)),
            "score": scored.printed,
            "lowest": lowest,
            "highest": highest,
            **{key: getattr(scored, key) for key in _SAID},
            **_origin(form, scored.field),
        }


def _finding(item: Finding) -> Row:
    kept = {key: getattr(item, key) for key in TABLES["findings"] if key not in ("number", "severity", "field")}
    named = field_name(item.field, item.subject)
    return {**kept, "project": item.project, "severity": SEVERITY_WORDS[item.severity], "field": named}


def _of(number: int, form: Form) -> Row:
    return {"form_number": number, "unit": form.unit, "project": form.project, "year": form.year}


def _origin(form: Form, path: str) -> Row:
    return {"file": form.source.file, "sheet": form.where, "cell": form.place(path)}


def _numbered(rows: Iterable[Row]) -> list[Row]:
    return [{"number": number, **row} for number, row in enumerate(rows, 1)]
