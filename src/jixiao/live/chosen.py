"""The findings the user points at: those of the selected cell, or the one on the selected line of 校验结果."""

from __future__ import annotations

from jixiao.actions.mark import RESULTS
from jixiao.form.finding import Finding
from jixiao.form.structure import written
from jixiao.form.table import Value, column_name
from jixiao.live.workbook import Desk, Spot
from jixiao.rules import Report
from jixiao.sheets.settings import layout


def chosen(desk: Desk, report: Report) -> list[Finding]:
    """The findings of `report` about the place where the user stands; none where there are none."""
    spot = desk.spot
    if spot.sheet == RESULTS:
        return _listed(desk, spot, report)
    cell = f"{column_name(spot.column - 1)}{spot.row}"
    return [item for item in report.findings if (item.sheet, item.cell) == (spot.sheet, cell)]


def _listed(desk: Desk, spot: Spot, report: Report) -> list[Finding]:
    line = _line(desk, spot)
    columns = layout()["results"]["columns"]
    code, project, place = (written(line.get(columns.index(name))) for name in ("编号", "项目", "位置"))
    alike = [item for item in report.findings if item.code == code and project in (item.project or "工作簿")]
    return [item for item in alike if place in (item.cell, item.sheet)] or alike


def _line(desk: Desk, spot: Spot) -> dict[int, Value]:
    """The selected line of 校验结果: zero-based column → content."""
    table = desk.loaded.source.book.table(RESULTS)
    at = spot.row - 1 - table.first_row
    row = table.rows[at] if 0 <= at < len(table.rows) else ()
    return {table.first_column + column: value for column, value in enumerate(row)}
