"""What a rule reports (校验问题) and the recorded exceptions to a rule (豁免)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from jixiao.form.model import Kind

Severity = Literal["error", "warning", "notice"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "notice")
SEVERITY_WORDS: dict[Severity, str] = {"error": "错误", "warning": "警告", "notice": "提示"}


@dataclass(frozen=True, slots=True)
class Related:
    """Another place a finding refers to: a project, its file, sheet and cell, the field path, and the text there."""

    project: str | None
    field: str
    sheet: str | None = None
    cell: str | None = None
    found: str | None = None
    file: str | None = None
    unit: str | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: what was found where, what was expected, and how to correct it. All texts are Chinese.

    `field` is a path such as `funds.total.score`; `sheet` and `cell` are the place in the file it was read from
    (for a text source `sheet` is "第 3 张表" and `cell` is "第 31 行"). `basis` names the document and clause, or the
    arithmetic, on which the rule rests. `unit` is the form's 实施单位; `subject` names the row of an indicator or of a
    fund as people know it (`form.subjects`), which a bare number in `field` does not. `kind` is
    the kind of the form.
    """

    code: str
    severity: Severity
    project: str | None
    field: str
    message: str
    found: str | None = None
    expected: str | None = None
    fix: str = ""
    basis: str = ""
    sheet: str | None = None
    cell: str | None = None
    file: str | None = None
    related: tuple[Related, ...] = ()
    unit: str | None = None
    subject: str | None = None
    kind: Kind = "project"


@dataclass(frozen=True, slots=True)
class Waiver:
    """豁免: a recorded, lawful exception to rule `rule` for `project` (None: every project of the workbook).

    `date` is ISO, `who` the person who answers for it; a waiver without a reason or a person does not hold.
    """

    rule: str
    project: str | None
    reason: str
    who: str
    date: str
