"""The library in four verbs: read, score, check, write. What other modules hold may change without notice.

>>> from jixiao import api
>>> forms = api.read("自评表.docx")
>>> api.score(forms[0]).total
>>> [finding.message for finding in api.check(forms).findings]
>>> api.write(forms, "自评工作簿.xlsx")

Amounts are in the unit the form gives (`Form.amount_unit`, usually 万元), scores and weights in points, rates as fractions
(1 is 100 %); all are `Decimal`, None where the form leaves them blank or they cannot be read. A policy is named by the
file in `workbook/policies` without `.toml`, by the path of a `.toml` of one's own, or left out: then each form is scored
by the policy that it shows itself, else by the default of its year.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.form.model import Form

if TYPE_CHECKING:
    from jixiao.policy.model import Policy
    from jixiao.policy.score import Scores
    from jixiao.rules.report import Report


def read(path: Path | str, labels: str = "") -> tuple[Form, ...]:
    """The forms in a file of any known kind: text, .docx, .xlsx, .html, older ones where LibreOffice is installed.

    `labels` is the text of a labels file of one's own ("年终完成值 = 实际完成值", a line each). Raises ReadError, whose
    text says in Chinese which file, why not, and what to do.
    """
    from jixiao.importers.read import read as importer

    return importer(path, labels).forms


def score(form: Form, policy: str | None = None) -> Scores:
    """The points of `form` as the policy computes them, beside those it claims, each with its explanation.

    Raises PolicyError where no policy has that name or its file is wrong.
    """
    from jixiao.policy.score import score as scored

    return scored(form, _policy(form, policy))


def check(forms: Sequence[Form], policy: str | None = None, before: Sequence[Form] = ()) -> Report:
    """Every finding about `forms`, alone and compared with each other; `before` are last year's forms of the same unit.

    Raises PolicyError.
    """
    from jixiao.rules import check as findings

    return findings(forms, [_policy(form, policy) for form in forms], before=before)


def write(forms: Sequence[Form], output: Path | str, policy: str | None = None) -> Path:
    """The standard workbook of `forms` at `output`: a sheet for each, 汇总表, 校验结果, formulas with their results.

    The file appears whole or not at all. Raises PolicyError, and ValueError where there is no form.
    """
    from jixiao.rules import check as findings
    from jixiao.sheets.book import build
    from jixiao.xlsx.save import write_atomic

    if not forms:
        raise ValueError("no form to write")
    chosen = _policy(forms[0], policy)
    write_atomic(Path(output), build(forms, chosen, report=findings(forms, chosen)))
    return Path(output)


def _policy(form: Form, name: str | None) -> Policy:
    from jixiao.actions.loaded import named_policy
    from jixiao.policy import for_form

    return named_policy(name) if name else for_form(form)
