"""新建，从绩效目标表: the workbook of a year begun from goal forms, targets and points filled in and results empty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from jixiao.actions.import_forms import prove_alike
from jixiao.actions.loaded import Loaded, forms_in, made_by, named_policy
from jixiao.actions.roll import dated, planned
from jixiao.actions.save import Saved, as_file, prove_another, put
from jixiao.errors import CannotGoOn
from jixiao.form.model import Form, FundPart, Funds, FundTotal, Goal
from jixiao.form.wording import label
from jixiao.importers import reading_notes
from jixiao.policy import Policy, default
from jixiao.recognise.labels import standard
from jixiao.sheets.book import blank_form, build
from jixiao.sheets.completed import completed

MOST_NOTES = 20


def new_from_goals(
    files: Sequence[Loaded],
    output: Path,
    unit: str | None = None,
    department: str | None = None,
    year: int | None = None,
    policy_name: str | None = None,
    template: Path | None = None,
) -> Saved:
    """Write a workbook with one form for each goal form of `files`; each is of its own year unless one is given.

    `unit` and `department` are where a goal form names none. Raises CannotGoOn when a file holds no goal form or one
    that could not be read, no year is known, or the workbook cannot be written.
    """
    as_file(output, ".xlsx")
    for file in files:
        prove_another(output, file)
    goals = [form for file in files for form in _goals(file)]
    policy = named_policy(policy_name) if policy_name else default(max(_year(form, year) for form in goals))
    forms = [begun(form, _year(form, year), policy, unit, department) for form in goals]
    content = build(forms, policy, template=template)
    whole = ((output.name, completed(form, policy)) for form in forms)
    prove_alike(whole, forms_in(content, output.name), "没有写出文件。")
    return put(output, content, tuple(_notes(goals, forms, policy)))


def begun(form: Form, year: int, policy: Policy, unit: str | None = None, department: str | None = None) -> Form:
    """The self-evaluation that a goal form leads to: what it plans, and nothing of what is to be achieved."""
    empty = blank_form(form.unit or unit, form.department or department, year, policy)
    labels = [part.label for part in form.funds.parts or empty.funds.parts]
    parts = tuple(FundPart(name, standard().fund_kind(label(name))) for name in labels)
    weight = form.funds.total.weight or policy.execution.weight
    return Form(
        project=form.project,
        year=year,
        title=empty.title,
        department=empty.department,
        unit=empty.unit,
        amount_unit=form.amount_unit or empty.amount_unit,
        funds=Funds(FundTotal(weight=weight), parts),
        goal=Goal(form.goal.expected),
        indicators=tuple(map(planned, form.indicators)),
    )


def _goals(file: Loaded) -> list[Form]:
    file.prove_whole("没有新建")
    goals = [form for form in file.forms if form.kind == "goal"]
    if not goals:
        raise CannotGoOn(
            f"{file.path.name}：里面没有绩效目标表。由上一年的自评表做今年的，请用 jixiao roll；由空白表开始，请去掉 --from。"
        )
    return goals


def _year(form: Form, named: int | None) -> int:
    if named is None and form.year is None:
        raise CannotGoOn(
            f"{form.source.file}：“{form.project or '（无项目名称）'}”的目标表上没有年度。请用 --year 写明自评年度。"
        )
    return named or form.year or 0


def _notes(goals: Sequence[Form], forms: Sequence[Form], policy: Policy) -> Iterator[str]:
    yield from made_by(policy)
    yield f"由 {len(forms)} 张绩效目标表新建：目标、指标值和分值已填，资金、完成值、得分和原因留空。"
    yield from reading_notes.unread(goals, MOST_NOTES)
    found = [note for form in forms for note in dated(form, form.year or 0)]
    yield from found[:MOST_NOTES]
    if len(found) > MOST_NOTES:
        yield f"（还有 {len(found) - MOST_NOTES} 处写着别的年份，未列出）"
