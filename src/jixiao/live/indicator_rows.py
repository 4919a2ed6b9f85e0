"""插入指标、删除指标 on the open sheet: the spreadsheet moves the rows, the action says what is set right after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.actions.indicator_rows import RowChange, deletion, insertion
from jixiao.live import messages
from jixiao.live.apply import write
from jixiao.live.dialogs import agree
from jixiao.live.marks import put_notes
from jixiao.live.obstacles import unlocked
from jixiao.live.workbook import OpenWorkbook

if TYPE_CHECKING:
    from xlwings import Range, Sheet

ABOVE, BELOW = "format_from_left_or_above", "format_from_right_or_below"


def insert(opened: OpenWorkbook) -> str:
    """A new row below the selected indicator."""
    selected_cell = opened.selected_cell
    change = insertion(opened.ours, selected_cell.sheet, selected_cell.row)
    sheet = opened.book.sheets[change.sheet]
    opened.app.cut_copy_mode = False  # else Excel would insert what the user has copied
    with opened.kept() as kept, unlocked(sheet, opened.ours.source.book.markup(change.sheet)):
        _row(sheet, change).insert("down", BELOW if change.like_below else ABOVE)
        _settle(sheet, change)
    return f"已在第 {selected_cell.row} 行下面插入一行指标，请填写名称、指标值和分值。{messages.kept(kept)}"


def delete(opened: OpenWorkbook) -> str:
    """The selected indicator goes, once the user has said yes."""
    selected_cell = opened.selected_cell
    change = deletion(opened.ours, selected_cell.sheet, selected_cell.row)
    agree(opened.app, f"删除“{selected_cell.sheet}”第 {selected_cell.row} 行指标吗？删除前会备份。")
    sheet = opened.book.sheets[change.sheet]
    with opened.kept() as kept, unlocked(sheet, opened.ours.source.book.markup(change.sheet)):
        _row(sheet, change).delete("up")
        _settle(sheet, change)
    return f"已删除第 {selected_cell.row} 行指标；分值合计会变，请核对。{messages.kept(kept)}"


def _row(sheet: Sheet, change: RowChange) -> Range:
    return sheet.range(f"{change.row}:{change.row}")


def _settle(sheet: Sheet, change: RowChange) -> None:
    for block in change.merges:
        sheet.range(block).unmerge()
        sheet.range(block).merge()
    write(sheet, change.cells)
    put_notes(sheet, change.notes)
