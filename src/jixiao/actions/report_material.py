"""What a report is written from: the workbook of a unit, or a collected one, as tables whose values name their cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from jixiao.actions.loaded import Loaded, evaluations, policy_for
from jixiao.actions.report_indicators import indicators, reasons
from jixiao.actions.report_sheets import cells_at, listed, same, with_values
from jixiao.actions.summary import Summary, summarise
from jixiao.form.finding import SEVERITY_WORDS
from jixiao.form.model import Form
from jixiao.form.paths import fund_path, indicator_path
from jixiao.policy.model import Policy
from jixiao.policy.reasons import gives_reason
from jixiao.report.records import Cell, Known, Record, Records
from jixiao.rules import catalogue
from jixiao.sheets.settings import layout, sheet_name
from jixiao.submit.naming import sender, usual

UNIT, SUMMARY = "unit", "summary"
WHAT = {"department": "部门整体支出", "transfer": "转移支付"}
"""What is evaluated, where all forms are of one of these kinds."""
FUNDS = "项目资金"
EXECUTION = "预算执行"
OF_FORM = ("project", "unit")
"""What an indicator shares with the others of its form."""
CHECKED = ("errors", "warnings")
FIGURES = ("initial", "annual", "executed", "rate", "total", "grade", *CHECKED)


@dataclass(frozen=True)
class Material:
    """Tables and words for a report, and the forms in their order.

    The word `book` names the workbook its figures lead to; `draft` is its content where it is not the user's own file
    and must be written beside the report.
    """

    tables: Mapping[str, Records]
    words: Mapping[str, str]
    forms: tuple[Form, ...]
    draft: bytes | None = None
    notes: tuple[str, ...] = ()


def of_file(loaded: Loaded, policy_name: str | None, settings: Mapping[str, Any], draft_name: str) -> Material:
    """The material of a unit's forms. Where the file has no 汇总表 that agrees with its forms of today, a standard
    workbook of them is made for the figures to lead to, to be written as `draft_name`."""
    loaded, notes = evaluations(loaded)
    policy = policy_for(loaded, policy_name)
    why = _why_not(loaded, policy_name)
    base = loaded if why is None else _standard(loaded, policy)
    summary = summarise(base, policy.name if policy_name is None else policy_name)
    tables = _tables_of_file(base, summary, policy, settings)
    draft = None if why is None else base.source.data
    words = words_of(loaded.forms, UNIT, policy) | {"book": loaded.path.name if draft is None else draft_name}
    return Material(tables, words, loaded.forms, draft, notes if why is None else (*notes, why))


def _why_not(loaded: Loaded, policy_name: str | None) -> str | None:
    """Why figures cannot lead into the file itself; None where they can."""
    if not loaded.is_workbook or not loaded.kept.policy:
        return "原件不是标准工作簿，数字的出处指向底稿。"
    if "warning" in loaded.kept.hides:
        return (
            "工作簿设置为不显示警告，报告要写全部问题，数字的出处指向底稿。"
            "要指向原件，请在“设置”里改为都显示，再校验、更新汇总。"
        )
    summary = summarise(loaded, policy_name)
    rows = _overview(loaded).rows
    if len(rows) != len(loaded.forms) or not all(map(_agree, rows, summary.lines)):
        return f"“{sheet_name('summary')}”与现在核算、校验的结果不一致，数字的出处指向底稿。要指向原件，请先校验、更新汇总，再写报告。"
    found = findings(listed(loaded.source.book, sheet_name("findings"), _finding_labels()))
    errors, warnings, _ = summary.report.totals
    counted = [
        sum(int(row.value("count") or 0) for row in found.rows if row.value("severity") == SEVERITY_WORDS[key])
        for key in ("error", "warning")
    ]
    return (
        None
        if counted == [errors, warnings]
        else f"“{sheet_name('findings')}”不是最新的，数字的出处指向底稿。要指向原件，请先校验，再写报告。"
    )


def _agree(row: Record, line: Any) -> bool:
    return all(same(row.value(key), _as_known(getattr(line, key))) for key in FIGURES)


def _as_known(value: Decimal | int | str | None) -> Known:
    return Decimal(value) if isinstance(value, int) else value


def _overview(loaded: Loaded) -> Records:
    labels = {column["key"]: column["label"] for column in layout()["overview"]["columns"]}
    return listed(loaded.source.book, sheet_name("summary"), labels)


def _finding_labels() -> Mapping[str, str]:
    from jixiao.sheets.results import COLUMNS

    return dict(zip(COLUMNS, layout()["results"]["columns"], strict=True))


def _standard(loaded: Loaded, policy: Policy) -> Loaded:
    from jixiao.actions.import_forms import workbook_of

    return loaded.after(workbook_of([loaded], policy).content)


def _tables_of_file(base: Loaded, summary: Summary, policy: Policy, settings: Mapping[str, Any]) -> dict[str, Records]:
    rows: list[Record] = []
    for number, form in enumerate(base.forms, 1):

        def seat(at: int, key: str, form: Form = form) -> tuple[Cell, ...]:
            return cells_at(form, key if key in OF_FORM else indicator_path(at, key))

        rows += indicators(number, form, policy, seat)
    explained = [*(row for row in rows if row.value("note")), *_fund_notes(base.forms)]
    projects = _rated(with_values(_overview(base), (more(form, policy) for form in base.forms)), policy)
    return {
        "projects": projects,
        "indicators": Records(tuple(rows)),
        "reasons": Records(tuple(reasons(explained, settings["reasons"]))),
        "findings": findings(listed(base.source.book, sheet_name("findings"), _finding_labels())),
        "sources": Records(tuple(_sources(base.forms))),
        "roster": Records(),
        "units": Records(),
    }


def more(form: Form, policy: Policy) -> tuple[dict[str, Known], dict[str, tuple[Cell, ...]]]:
    """What no list shows of a project: the points its lines have altogether."""
    from jixiao.policy.score import score

    return {"weights": score(form, policy).weight_total}, {}


def _rated(records: Records, policy: Policy) -> Records:
    """The projects with what their rate is taken of, where they have one."""
    key = policy.execution.base

    def rated(row: Record) -> tuple[dict[str, Known], dict[str, tuple[Cell, ...]]]:
        known = row.value("rate") is not None
        values = {"base": row.value(key) if known else None, "counted": row.value("executed") if known else None}
        return values, {"base": row.cells[key], "counted": row.cells["executed"]}

    return with_values(records, map(rated, records.rows))


def _sources(forms: Sequence[Form]) -> Iterator[Record]:
    """The fund rows of all forms that have an amount in 万元, by their label."""
    for form in forms:
        if form.amount_unit not in (None, "万元"):
            continue
        for at, part in enumerate(form.funds.parts):
            values: dict[str, Known] = {"label": part.label, "annual": part.annual, "executed": part.executed}
            cells = {key: cells_at(form, fund_path(at, key)) for key in ("annual", "executed")}
            if part.annual is not None or part.executed is not None:
                yield Record(values | {"project": form.project or ""}, cells)


def _fund_notes(forms: Sequence[Form]) -> Iterator[Record]:
    for form in forms:
        note = form.funds.total.note
        if gives_reason(note):
            places = {"note": "funds.total.note", "project": "project", "unit": "unit"}
            cells = {key: cells_at(form, path) for key, path in places.items()}
            values: dict[str, Known] = {"project": form.project or "", "unit": form.unit or "", "name": EXECUTION}
            yield Record(values | {"group": FUNDS, "note": note}, cells)


def findings(records: Records) -> Records:
    """Errors, warnings and notices with their rule's family and title; what was waived is left out.

    On 校验结果 a line says how many findings it holds; those that say none, what to do first, hold no finding.
    """
    known = {rule.code: rule for rule in catalogue()}
    kept = [
        row
        for row in records.rows
        if row.value("code") in known
        and row.value("severity") in SEVERITY_WORDS.values()
        and row.values.get("count", "") is not None
    ]
    rows = tuple(
        replace(
            row,
            values={
                **row.values,
                "family": f"{known[str(row.value('code'))].family}*",
                "title": known[str(row.value("code"))].title,
                "whose": f"{row.value('unit') or ''}|{row.value('project') or ''}",
            },
        )
        for row in kept
    )
    columns = records.span and {**records.span.columns, "family": records.span.columns.get("code", "")}
    span = replace(records.span, columns=columns) if records.span and columns else None
    return Records(rows, span)


def words_of(forms: Sequence[Form], level: str, policy: Policy) -> dict[str, str]:
    """What a report says of the forms as a whole; `level` is UNIT or SUMMARY."""
    kinds = {form.kind for form in forms}
    year = usual(form.year for form in forms)
    whose = usual(form.unit for form in forms) if level == UNIT else sender(forms)
    return {
        "level": level,
        "year": str(year) if year else "",
        "unit": (whose or "") if level == UNIT or not (whose or "").endswith("等") else "",
        "what": WHAT.get(next(iter(kinds)), "项目支出") if len(kinds) == 1 else "项目支出",
        "document": policy.document,
        "policy": policy.title,
    }
