"""The rows of our project sheets made as high as their texts need, wherever a workbook is written or printed."""

from __future__ import annotations

from collections.abc import Iterable

from jixiao.form.model import Form
from jixiao.sheets.overflow import fitted
from jixiao.sheets.own import own_sheets
from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.opc import opc


def with_fitted_rows(content: bytes, name: str, forms: Iterable[Form]) -> bytes:
    """The workbook with no row too low for a text of `forms`, which are those read from it; see `overflow.fitted`."""
    patch = Patch.open(content, name=name)
    parts = {sheet.name: sheet.part for sheet in opc.sheets(patch.archive)}
    wanted = [
        (sheet.name, found)
        for sheet in own_sheets(forms)
        if sheet.computes and (found := fitted(sheet.form, patch.archive.xml(parts[sheet.name]), sheet.shift.right))
    ]
    for sheet, found in wanted:
        patch.fit_rows(sheet, found.heights, found.kept, found.pages)
    return patch.bytes() if wanted else content
