"""Marks and notes at the cells of findings, and the sheet 校验结果, in a workbook's content."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.actions.fit_rows import with_fitted_rows
from jixiao.form.finding import SEVERITY_WORDS, Finding, Related
from jixiao.form.model import Form
from jixiao.rules import Report
from jixiao.sheets.abridge import CELL, abridged
from jixiao.sheets.settings import sheet_name
from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.opc.archive import Archive

AS_OF = "\n（校验那时的情况，改好以后请再点“校验”）"


def marked(content: bytes, name: str, forms: Sequence[Form], report: Report) -> bytes:
    """The workbook `content` with the findings of `report` marked at their cells and listed on 校验结果, its rows
    as high as their texts need.

    `forms` are those read from this workbook, so that each finding knows its sheet and cell.
    """
    from jixiao.sheets.book import results_book
    from jixiao.sheets.held import in_book
    from jixiao.xlsx.read.read import read

    patch = Patch.open(content, name=name)
    patch.clear_marks()
    put_marks(patch, forms, report)
    last = max((form.source.sheet for form in forms if form.source.sheet), key=patch.sheets.index, default=None)
    listed = results_book(report, in_book(read(content, name=name)))
    patch.lay_over(Archive.open(listed, name=name), sheet_name("findings"), after=last)
    return with_fitted_rows(patch.bytes(), name, forms)


def put_marks(patch: Patch, forms: Sequence[Form], report: Report) -> None:
    """A mark at the cell of every finding that has one, and at the others where the same is found (cells not read).

    The last note of a cell says as of when it holds.
    """
    here = {form.source.sheet for form in forms}
    last = {(item.sheet, item.cell): number for number, item in enumerate(report.findings)}
    for number, item in enumerate(report.findings):
        if item.sheet and item.sheet in here and item.cell:
            end = AS_OF if last[item.sheet, item.cell] == number else ""
            patch.mark(item.sheet, item.cell, item.severity, note(item) + end)
            for other in item.related:
                if (other.sheet, other.field) == (item.sheet, item.field) and other.cell:
                    patch.mark(item.sheet, other.cell, item.severity, _same(item, other))


def _same(item: Finding, other: Related) -> str:
    """What the note at another cell of one finding says."""
    found = f"“{abridged(other.found, CELL)}”" if other.found else ""
    return f"{SEVERITY_WORDS[item.severity]} {item.code}：与 {item.cell} 同一问题：{found}没有读出\n改法：{item.fix}"


def note(item: Finding) -> str:
    """What the note at the cell says."""
    return f"{SEVERITY_WORDS[item.severity]} {item.code}：{item.message}\n改法：{item.fix}"
