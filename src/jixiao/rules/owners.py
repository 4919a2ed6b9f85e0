"""Whose form a finding about a workbook is about."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.form.model import Form
from jixiao.rules.registry import Hit


def owner_of(hit: Hit, forms: Sequence[Form]) -> Form | None:
    """The form on the sheet of the hit, or of the project it names, or the only one there is; None for the whole file."""
    if len(forms) == 1:
        return forms[0]
    on_sheet = (form for form in forms if hit.sheet is not None and form.source.sheet == hit.sheet)
    named = (form for form in forms if hit.project is not None and form.project == hit.project)
    return next(on_sheet, None) or next(named, None)


def unit_of(forms: Sequence[Form]) -> str | None:
    """The unit all `forms` are of; None where there are several, or it is nowhere written."""
    units = {form.unit for form in forms}
    return units.pop() if len(units) == 1 else None
