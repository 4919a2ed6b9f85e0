"""How a worksheet is protected."""

from __future__ import annotations

import re
from collections.abc import Mapping

from jixiao.xlsx.opc.opc import attributes

ALLOWED = {
    "formatCells": "AllowFormattingCells",
    "formatColumns": "AllowFormattingColumns",
    "formatRows": "AllowFormattingRows",
    "insertColumns": "AllowInsertingColumns",
    "insertRows": "AllowInsertingRows",
    "insertHyperlinks": "AllowInsertingHyperlinks",
    "deleteColumns": "AllowDeletingColumns",
    "deleteRows": "AllowDeletingRows",
    "sort": "AllowSorting",
    "autoFilter": "AllowFiltering",
    "pivotTables": "AllowUsingPivotTables",
}
"""Attribute, which locks where it is true or left out → the argument of Excel's `Protect`, which allows (ISO/IEC 29500-1, 18.3.1.85)."""
_PROTECTION = re.compile(rb"<(?:\w+:)?sheetProtection\b([^>]*)>")
_TRUE = frozenset({"1", "true"})


def protection(sheet: bytes) -> Mapping[str, bool] | None:
    """The arguments of Excel's `Protect` that protect a sheet as this worksheet part is; None where it is not protected.

    A password is none of them.
    """
    found = _PROTECTION.search(sheet)
    given = attributes(found[1].decode()) if found else {}
    if given.get("sheet") not in _TRUE:
        return None
    return {
        "DrawingObjects": given.get("objects") in _TRUE,
        "Contents": True,
        "Scenarios": given.get("scenarios") in _TRUE,
        **{argument: given.get(name, "1") not in _TRUE for name, argument in ALLOWED.items()},
    }
