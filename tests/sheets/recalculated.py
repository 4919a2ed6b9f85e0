"""Workbooks as an independent engine sees them, cell by cell."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import formualizer
import python_calamine

Sheets = dict[str, list[list[object]]]
TOLERANCE = 1e-9
RESULT = re.compile(rb"</f><v>[^<]*</v>")


def shown(content: bytes | Path) -> Sheets:
    """The values a reader that does not calculate finds."""
    held = content if isinstance(content, bytes) else content.read_bytes()
    workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(held))
    return {name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in workbook.sheet_names}


def without_results(content: bytes) -> bytes:
    """The workbook with its formulas only, so that what an engine shows is what it computed itself."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, RESULT.sub(b"</f>", part) if name.startswith("xl/worksheets/") else part)
    return made.getvalue()


def calculated(content: bytes) -> Sheets:
    """The values formualizer computes."""
    return shown(formualizer.recalculate_xlsx_bytes(content)["bytes"])


def differences(ours: Sheets, theirs: Sheets) -> list[str]:
    """Every cell in which two readings differ."""
    return [
        f"{sheet}!R{row}C{column}: {a!r} / {b!r}"
        for sheet, rows in ours.items()
        for row, (left, right) in enumerate(zip(rows, theirs[sheet], strict=True), 1)
        for column, (a, b) in enumerate(zip(left, right, strict=True), 1)
        if not same(a, b)
    ]


def same(a: object, b: object) -> bool:
    """Equal, numbers within what binary arithmetic may differ."""
    if isinstance(a, float) and isinstance(b, float):
        return abs(a - b) <= TOLERANCE * max(1.0, abs(a))
    return a == b


def at(rows: list[list[object]], cell: str) -> object:
    """The value in a cell such as H16."""
    letters = cell.rstrip("0123456789")
    row = int(cell[len(letters) :]) - 1
    return rows[row][ord(letters) - 65] if row < len(rows) else ""
