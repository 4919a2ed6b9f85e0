"""问题清单: what a unit must correct, on one page of Word to be printed and worked through."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.exporters.docx_fit import SAFETY, Fit, line_height, row_heights
from jixiao.exporters.docx_grid import Cell, Row
from jixiao.exporters.docx_markup import paragraph, run, table
from jixiao.exporters.docx_package import package
from jixiao.exporters.docx_settings import text_height, word
from jixiao.form.finding import Finding
from jixiao.rules.grouped import Group, grouped, sentences, tasks
from jixiao.sheets.abridge import abridged
from jixiao.sheets.settings import sheet_name

SIZE = 9.0
GAPS = 30.0
MARK = ("_errata", 1)
HEAD: Row = (Cell("序号"), Cell("项目", 2), Cell("位置"), Cell("问题", 2), Cell("改法", 3))
MOST_TIMES, LINES_OF_TASK = 3, 2
WIDEST = 120  # characters of one text; the whole of it is in the marked workbook


def errata(heading: str, findings: Sequence[Finding], remark: str) -> bytes:
    """The .docx: what to do first, then the errors by project, as many as one page holds.

    Warnings and notices are counted: they are in the workbook. `remark` is below the table.
    """
    errors = [item for item in findings if item.severity == "error"]
    others = len(findings) - len(errors)
    groups = grouped(errors)
    first = [abridged(text, WIDEST) for text in sentences(tasks(findings))]
    rows = [_row(number, group) for number, group in enumerate(groups, 1)]
    shown = _fitting(rows, len(first))
    left = sum(len(group.findings) for group in groups[len(shown) :])
    counted = ((f"其余错误 {left} 处", left), (f"另有警告和提示 {others} 处", others))
    more = "，".join(text for text, count in counted if count)
    below = f"{more}，见带标记的工作簿“{sheet_name('findings')}”。{remark}" if more else remark
    body = (
        paragraph(run(heading), "FormTitle")
        + paragraph(run("先做这几件事"), "FormNote")
        + "".join(paragraph(run(text), "FormNote") for text in first)
        + paragraph(run(f"必须改正的错误 {len(errors)} 处"), "FormYear")
        + table([HEAD, *shown], Fit(SIZE, 1), MARK)
        + paragraph(run(below), "FormNote")
    )
    return package(body, heading)


def _row(number: int, group: Group) -> Row:
    item = group.first
    place = "\n".join(part for part in (group.place(), group.field()) if part)
    several = len(group.findings)
    texts = (item.project or "工作簿", place, f"{item.code} {group.message()}", group.fix())
    project, where, message, fix = (abridged(text, WIDEST * min(several, MOST_TIMES)) for text in texts)
    return (
        Cell(str(number)),
        Cell(project, 2, "text"),
        Cell(where, 1, "text"),
        Cell(message, 2, "text"),
        Cell(fix, 3, "text"),
    )


def _fitting(rows: Sequence[Row], tasks_above: int) -> list[Row]:
    """The first rows, as many as one page has room for under the title and the tasks and above the note."""
    sizes = word()["sizes"]
    notes = 4 + LINES_OF_TASK * tasks_above
    above = 2 * line_height(sizes["title"]) + line_height(sizes["year"]) + notes * line_height(sizes["note"]) + GAPS
    room = text_height() * SAFETY - above - row_heights([HEAD], SIZE)[0]
    shown: list[Row] = []
    for row, height in zip(rows, row_heights(rows, SIZE) if rows else (), strict=True):
        room -= height
        if room < 0:
            break
        shown.append(row)
    return shown
