"""The manifest put into a workbook: a sheet nobody stumbles on, which every program keeps when it saves."""

from __future__ import annotations

from jixiao.form.table import column_name
from jixiao.sheets.settings import sheet_name
from jixiao.submit.manifest import Manifest, rows
from jixiao.xlsx.cells import MAIN, value_cell
from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.opc.markup import Markup
from jixiao.xlsx.opc.opc import workbook_part

HEAD = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN}"><sheetData>'


def attach(patch: Patch, manifest: Manifest) -> None:
    """Add the sheet of `manifest` as the last one; it can be shown from VBA only."""
    lines = "".join(_line(number, row) for number, row in enumerate(rows(manifest), 1))
    patch.add_sheet(sheet_name("manifest"), f"{HEAD}{lines}</sheetData></worksheet>")
    part = workbook_part(patch.archive)
    markup = Markup(patch.archive.text(part))
    tab = markup.every("sheet")[-1]
    markup.give(tab, {"state": "veryHidden"})
    patch.archive.write(part, markup.result().encode())


def _line(number: int, row: tuple[str, ...]) -> str:
    cells = "".join(value_cell(f"{column_name(column)}{number}", text, 0) for column, text in enumerate(row) if text)
    return f'<row r="{number}">{cells}</row>'
