"""Render docs/pictures/functions.png: JX_PROJECTS, JX_INDICATORS and JX_CHECK on the sample, put into cells by xlwings."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "pictures" / "functions.png"
sys.path.insert(0, str(ROOT))

ROWS, GAP = 6, 2
WIDTHS = {"A": 6, "B": 24, "C": 18, "D": 18, "H": 16, "I": 22, "J": 22}


def main() -> None:
    """Write the picture."""
    from pixels import write_png
    from screen import Part, seen
    from tests.live.stage import SAMPLE, opened

    from xlwings_libreoffice import office

    with (
        tempfile.TemporaryDirectory() as place,
        office(Path(place) / "office") as app,
        opened(app, SAMPLE, Path(place), SAMPLE.name) as stage,
    ):
        last = _fill(stage.book.sheets.add("函数", after=stage.book.sheets[-1]))
        write_png(seen(stage.book, Part("函数", f"A1:N{last}")), TARGET)
    print(f"{TARGET.name}: {TARGET.stat().st_size // 1024} KB")


def _fill(sheet: Any) -> int:
    """Each function below the other, its formula above what it spills; the last row used."""
    row = 1
    for formula, frame in _frames():
        sheet.range(f"A{row}").number_format = "@"
        sheet.range(f"A{row}").value = formula
        sheet.range(f"A{row}").font.bold = True
        sheet.range(f"A{row + 1}").options(index=False).value = frame.head(ROWS)
        sheet.range(f"A{row + 1}:N{row + 1}").color = (221, 235, 247)
        row += ROWS + 1 + GAP
    for column, width in WIDTHS.items():
        sheet.range(f"{column}:{column}").column_width = width
    return row - GAP - 1


def _frames() -> list[tuple[str, Any]]:
    from tests.live.one_sheet import BOOK, SHEETS, merged

    from jixiao.live.udf import functions

    beside = [(table.sheet, [list(row) for row in table.rows], "A1", merged(table)) for table in BOOK.tables]
    form = BOOK.table(SHEETS[1])
    checked = functions.check([list(row) for row in form.rows], None, "A1", merged(form))
    return [
        ("=JX_PROJECTS()", functions.projects(None, beside)),
        ("=JX_INDICATORS()", functions.indicators(None, beside)),
        (f"=JX_CHECK({SHEETS[1]}!A1:I29)", checked),
    ]


if __name__ == "__main__":
    main()
