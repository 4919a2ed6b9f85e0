"""导入: the forms of any readable file as a standard workbook, scored, checked and marked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.actions.loaded import Loaded, forms_in, forms_of, policy_for
from jixiao.actions.save import Saved, prove_another, save
from jixiao.actions.score import incomplete
from jixiao.errors import CannotGoOn
from jixiao.form.fields import INDICATOR_FIELDS, KINDS, field_name, form_name
from jixiao.form.finding import Finding, Severity, Waiver
from jixiao.form.flat import flat
from jixiao.form.model import NUMBER, Form, Part
from jixiao.form.rates import is_of_other_budget
from jixiao.form.subjects import field_on
from jixiao.policy import Policy
from jixiao.policy.score import OTHER_TARGET, other_targets, own_standards, score
from jixiao.rules import Report, check
from jixiao.rules.registry import FAMILIES
from jixiao.rules.view import REASONS_LEFT, left_reasons

if TYPE_CHECKING:
    from jixiao.xlsx.edit.patch import Patch

LONGEST_TEXT = 32767
FIELDS = (
    *("project", "department", "unit", "year", "funds.total.initial", "funds.total.annual", "funds.total.executed"),
    *("goal.expected", "goal.actual"),
)
"""What is to be filled in where the source had no place for it."""
OTHERS = (
    *(f"indicators[].{name}" for name in ("dimension", "target", "actual", "weight", "score", "note")),
    *(f"funds.total.{name}" for name in ("rate", "weight", "score", "note")),
    *("funds.parts[].note", "total.weight", "total.score"),
)
"""What else is called missing where it is empty; a column of the indicators for all of them together."""
PARTS_IN_DOUBT: tuple[Part, ...] = ("funds", "indicators")
"""The parts with sums that prove nothing where cells were not read."""
NOT_READ = ("unread", "absent")
"""A field of a single row in one of these states may be among the cells that were not read, or its row is too short for it."""
UNREAD = "JX104"
"""The rule that names the cells no field was read from."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A finished workbook, its forms as they are in it, and the findings about them."""

    content: bytes
    forms: tuple[Form, ...]
    report: Report


def import_forms(
    files: Sequence[Loaded],
    output: Path,
    policy_name: str | None = None,
    template: Path | None = None,
    hide: Collection[Severity] = (),
) -> tuple[Saved, Report]:
    """Write one standard workbook of the forms of all `files` to `output`, in their order.

    It is scored by the policy named or the one of the first file, and has the cell formats of a bureau's own `template`
    where given; findings of the severities in `hide` are neither marked nor listed. Raises CannotGoOn when it cannot be written or the template cannot be followed.
    """
    policy = policy_for(files[0], policy_name)
    made = workbook_of(files, policy, output.name, template, hide)
    for file in files:
        prove_another(output, file)
    forms = forms_of(files)
    cut = incomplete((form, score(form, policy)) for form in forms)
    notes = (*_computed(forms, policy), *_to_fill_in(forms), *cut)
    return replace(save(made.content, files[0], output), notes=notes), made.report


def _computed(forms: Sequence[Form], policy: Policy) -> Iterator[str]:
    """What the source left blank and the formulas of the workbook give."""
    from jixiao.sheets.completed import filled_in

    for form in forms:
        fields = [field_on(form, path) for path in filled_in(form, policy)]
        if fields:
            yield f"由公式算出：{form_name(form)} 原件空白的{'、'.join(fields)}。"


def _to_fill_in(forms: Sequence[Form]) -> Iterator[str]:
    """What the source had no place for and the standard form has; it may have been among what was not read."""
    for form in forms:
        absent = lacking(form)
        fields = [field_name(path) for path in FIELDS if path in absent]
        if fields and form.kind != "goal":
            doubtful = any(not cell.is_other for cell in form.unread_cells)
            why = "原表没有这一栏，或在没有读出的内容里，请核对后补填" if doubtful else "原表没有这一栏，请补填"
            yield f"{why}：{form_name(form)} {'、'.join(fields)}。"


def workbook_of(
    files: Sequence[Loaded],
    policy: Policy,
    name: str = "自评表.xlsx",
    template: Path | None = None,
    hide: Collection[Severity] = (),
) -> Imported:
    """The standard workbook of the forms in all `files`, with marks and 校验结果 but for the severities in `hide`."""
    from jixiao.actions.annotate import put_marks
    from jixiao.sheets.book import build
    from jixiao.xlsx.edit.patch import Patch

    waivers = _waivers(files)
    plain = build(forms_of(files), policy, waivers=waivers, template=template)
    forms = forms_in(plain, name)
    _prove_nothing_lost(files, forms, policy)
    forms = tuple(replace(form, lacking=lacking(old)) for old, form in zip(forms_of(files), forms, strict=True))
    report = check(forms, policy, waivers=waivers)
    report = report._replace(findings=(*report.findings, *_left_behind(files, forms, policy))).without(hide)
    patch = Patch.open(build(forms, policy, report=report, waivers=waivers, template=template), name=name)
    put_marks(patch, forms, report)
    keep_lacking(patch, forms)
    return Imported(patch.bytes(), forms, report)


def lacking(form: Form) -> tuple[str, ...]:
    """The fields of the standard form that a form read from another layout has no place for, and what was not read of it."""
    places = form.source.places
    if not places:
        return form.lacking
    others = [path for path in OTHERS if form.indicators or not path.startswith("indicators")]
    there = {NUMBER.sub("[]", path) for path in places}
    absent = {path for path in (*FIELDS, *others) if path not in there}
    return tuple({*form.lacking, *absent, *_not_read(form, absent)})


def keep_lacking(patch: Patch, forms: Sequence[Form]) -> None:
    """What the forms have no place for, in _参数: a later check does not call it missing either."""
    from jixiao.importers.parameters import APART
    from jixiao.sheets.parameters import LACKING, LACKING_CELLS
    from jixiao.sheets.settings import sheet_name

    lines, before = [], ""
    for form in forms:
        if fields := " ".join(sorted(form.lacking)):
            lines.append(f"{form.source.sheet}{APART}{'' if fields == before else fields}")
            before = fields
    text = "\n".join(lines)
    if lines and len(text) <= LONGEST_TEXT:
        for cell, value in zip(LACKING_CELLS, (LACKING, text), strict=True):
            patch.set_value(sheet_name("parameters"), cell, value)


def _not_read(form: Form, absent: Collection[str]) -> Iterator[str]:
    """The parts with cells that no field was read from, the fields which those may hold, and whether reasons may be there."""
    yield from (part for part in PARTS_IN_DOUBT if form.is_doubtful(part))
    if is_of_other_budget(form, form.funds.total) or any(is_of_other_budget(form, part) for part in form.funds.parts):
        yield "funds"
    if form.is_doubtful("indicators") and form.has_all_points:
        yield "total.score"
    yield from (f"{path}.{OTHER_TARGET}" for path in {**other_targets(form), **own_standards(form)})
    if left_reasons(form):
        yield REASONS_LEFT
    for path, _ in form.numbered():
        fields = (f"{path}.{name}" for name in INDICATOR_FIELDS if f"indicators[].{name}" not in absent)
        yield from (field for field in fields if form.state(field) in NOT_READ and not form.unreadable(field))


def _left_behind(files: Sequence[Loaded], forms: Sequence[Form], policy: Policy) -> Iterator[Finding]:
    """What of each source was not read and so is not in the workbook, at the sheet its form is on now."""
    for before, after in zip(forms_of(files), forms, strict=True):
        if any(not cell.is_other for cell in before.unread_cells):
            for item in check([before], policy, off=set(FAMILIES) - {UNREAD[:3]}).findings:
                if item.code == UNREAD:
                    where = " ".join(part for part in (item.file, item.sheet) if part)
                    yield replace(
                        item,
                        message=f"原件（{where}）{item.message}",
                        sheet=after.source.sheet,
                        cell=after.place("project"),
                        file=after.source.file,
                        related=(),
                    )


def _waivers(files: Sequence[Loaded]) -> tuple[Waiver, ...]:
    """The waivers of all files; one for every project of its file holds for those and for no project of another."""
    if len(files) == 1:
        return files[0].waivers
    return tuple(
        replace(waiver, project=project)
        for file in files
        for waiver in file.waivers
        for project in ([waiver.project] if waiver.project else dict.fromkeys(form.project for form in file.forms))
        if project
    )


def _prove_nothing_lost(files: Sequence[Loaded], forms: tuple[Form, ...], policy: Policy) -> None:
    """What was written must read back as what was read; anything else must never leave the house."""
    from jixiao.sheets.completed import completed

    read = [(file.path.name, completed(form, policy)) for file in files for form in file.forms]
    prove_alike(read, forms, "没有写出文件，原文件未动。")


def prove_alike(wanted: Iterable[tuple[str, Form]], found: Iterable[Form], undone: str) -> None:
    """Raise CannotGoOn where a form does not read back as it was `wanted`.

    Each is given with the name of its file; `undone` says what was left undone for it, such as 没有写出。
    """
    for (name, before), after in zip(wanted, found, strict=True):
        if before != after:
            raise CannotGoOn(f"{name}：{what_differs(before, after)}{undone}")


def what_differs(before: Form, after: Form) -> str:
    """Which field of a form does not read back as it was written, and what to do about it."""
    if before.kind != after.kind:
        word = KINDS[before.kind]
        return (
            f"“{form_name(before)}”按栏目是{word}的表，标题“{before.title}”没有写明，写入工作簿后就看不出来。"
            f"请在标题里写上“{word}”再试。"
        )
    written, read_back = flat(before), flat(after)
    path = next((path for path in {**written, **read_back} if written.get(path) != read_back.get(path)), "project")
    where = f"“{before.project}”的“{field_on(before, path)}”"
    length = len(written.get(path) or "")
    if length > LONGEST_TEXT:
        return f"{where}有 {length} 字，超过 Excel 单元格的上限 {LONGEST_TEXT} 字，请先删节。"
    if path not in read_back and path.startswith("funds.") and path.endswith(".note"):
        return f"{where}（“{written.get(path)}”）在所用的模板里没有位置，请用当前的标准模板，或先把这段话移到指标的偏差原因栏。"
    return f"{where}写入工作簿后读回来不一样（原文“{written.get(path)}”，读回“{read_back.get(path)}”），请核对这一格的写法。"
