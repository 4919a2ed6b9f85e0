"""Where a finding is: in a workbook just stamped, or in the clerk's own file it was read from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jixiao.form.finding import Finding, Related
from jixiao.form.model import Form
from jixiao.sheets.layout import cells
from jixiao.sheets.results import Locate
from jixiao.sheets.seat import Seat
from jixiao.xlsx.stamp.template import Template

CELL = re.compile(r"[A-Z]{1,3}[1-9]\d*")
STAND_INS = {"indicators": "indicators[0].dimension"}
FALLBACK = "project"


def in_stamped(forms: Sequence[Form], names: Sequence[str], template: Template) -> Locate:
    """The cells of project sheets `names` stamped for `forms`, whatever file the forms were read from."""
    by_place = {_key(form.project, form.where): at for at, form in reversed(list(enumerate(forms)))}
    by_project = {form.project: at for at, form in reversed(list(enumerate(forms)))}

    def locate(item: Finding | Related) -> Seat | None:
        at = by_place.get(_key(item.project, item.sheet), by_project.get(item.project))
        if at is None:
            return None
        places = cells(forms[at], template)
        field = STAND_INS.get(item.field, item.field)
        return Seat(names[at], places.get(field) or places[FALLBACK])

    return locate


def in_source(item: Finding | Related) -> Seat | None:
    """The cell the finding names itself, when it was read from a workbook."""
    return Seat(item.sheet, item.cell) if item.sheet and item.cell and CELL.fullmatch(item.cell) else None


def _key(project: str | None, sheet: str | None) -> tuple[str | None, str | None]:
    return project, sheet
