"""豁免 and 规则说明 for the finding the user points at."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from jixiao.actions.annotate import marked
from jixiao.actions.check import check_files
from jixiao.actions.loaded import Loaded
from jixiao.actions.open import load_content
from jixiao.actions.waive import waived
from jixiao.errors import CannotGoOn
from jixiao.form.finding import SEVERITY_WORDS, Finding, Waiver
from jixiao.form.structure import written
from jixiao.form.table import Value, column_name
from jixiao.live import messages
from jixiao.live.dialogs import text
from jixiao.live.manual import open_manual
from jixiao.live.workbook import CellRef, OpenWorkbook
from jixiao.rules import Report, catalogue
from jixiao.sheets.abridge import CELL, abridged
from jixiao.sheets.results import FIRST, WORKBOOK
from jixiao.sheets.settings import layout, sheet_name


def waive_chosen(opened: OpenWorkbook) -> str:
    """Record why the chosen finding is lawful; marks and 校验结果 follow. Raises CannotGoOn where nothing is chosen."""
    found = chosen(opened, check_files([opened.ours]).report)
    if not found:
        raise CannotGoOn(f"这里没有可以豁免的问题。{_point()}")
    item = _one(opened, found)
    reason = text(opened.app, f"豁免 {item.code}（{item.project or '工作簿'}）。\n理由（文件、批复或具体情况）：")
    who = text(opened.app, "经办人：", opened.app.api.UserName or "")
    given = Waiver(item.code, item.project, reason, who, date.today().isoformat())
    kept = opened.change(_marked_again(waived(opened.ours, given), opened.ours))
    return f"已登记豁免：{item.code} {item.project or '工作簿'}。登记内容随工作簿上报。{messages.kept(kept)}"


def explain_chosen(opened: OpenWorkbook) -> str | None:
    """The rules of the chosen findings; where none is chosen the rule book is opened."""
    codes = _codes(opened)
    if not codes:
        open_manual("规则手册")
        return None
    return "\n\n".join(_explained(code) for code in codes)


def _codes(opened: OpenWorkbook) -> list[str]:
    """The rules at the place: on 校验结果 the one its line names, which on the first lines is of many projects."""
    selected_cell = opened.selected_cell
    if selected_cell.sheet == sheet_name("findings"):
        code = written(_line(opened, selected_cell).get(layout()["results"]["columns"].index("编号")))
        return [rule.code for rule in catalogue() if rule.code == code]
    return list(dict.fromkeys(item.code for item in _found(opened)))


def _point() -> str:
    name = sheet_name("findings")
    return f"请先选中有标记的单元格，或“{name}”表“{FIRST}”以下某个项目的一行，再点此按钮。"


def _found(opened: OpenWorkbook) -> list[Finding]:
    try:
        return chosen(opened, check_files([opened.loaded]).report)
    except CannotGoOn:
        return []  # a workbook without forms: the book is shown all the same


def _one(opened: OpenWorkbook, found: list[Finding]) -> Finding:
    """The finding, chosen by its code where there are several at the place."""
    by_code = {item.code: item for item in found}
    if len(by_code) == 1:
        return found[0]
    code = text(
        opened.app, f"这里有 {len(by_code)} 个问题：{'、'.join(by_code)}。\n豁免哪一个，写编号：", found[0].code
    )
    if code.upper() not in by_code:
        raise CannotGoOn(f"这里没有编号为“{code}”的问题，没有登记。{_point()}")
    return by_code[code.upper()]


def _marked_again(content: bytes, before: Loaded) -> bytes:
    """Where the workbook is marked, the marks as they are with the waiver."""
    if sheet_name("findings") not in {sheet.name for sheet in before.source.book.sheets}:
        return content
    path = Path(before.source.name)
    loaded = load_content(content, path)
    return marked(content, path.name, loaded.forms, check_files([loaded]).report)


def _explained(code: str) -> str:
    rule = next(each for each in catalogue() if each.code == code)
    head = f"{rule.code} {SEVERITY_WORDS[rule.severity]}：{rule.title}"
    return f"{head}\n说明：{rule.explanation}\n依据：{rule.basis}\n改法：{rule.fix}"


def chosen(opened: OpenWorkbook, report: Report) -> list[Finding]:
    """The findings of `report` about the place where the user is; none where there are none."""
    selected_cell = opened.selected_cell
    if selected_cell.sheet == sheet_name("findings"):
        return _listed(opened, selected_cell, report)
    cell = f"{column_name(selected_cell.column - 1)}{selected_cell.row}"
    return [item for item in report.findings if (item.sheet, item.cell) == (selected_cell.sheet, cell)]


def _listed(opened: OpenWorkbook, selected_cell: CellRef, report: Report) -> list[Finding]:
    line = _line(opened, selected_cell)
    columns = layout()["results"]["columns"]
    code, project, place = (written(line.get(columns.index(name))) for name in ("编号", "项目", "位置"))
    first = place.split(maxsplit=1)[0] if place else ""  # of several cells that share a line
    alike = [item for item in report.findings if item.code == code and _is_of(item, project)]
    return [item for item in alike if first in (item.cell, item.sheet)] or alike


def _is_of(item: Finding, shown: str) -> bool:
    """Whether the list shows the project of `item` as `shown`: abridged, and after its unit where there are several."""
    name = item.project or WORKBOOK
    return shown in (abridged(name, CELL), abridged(f"{item.unit}·{name}", CELL))


def _line(opened: OpenWorkbook, selected_cell: CellRef) -> dict[int, Value]:
    """The selected line of 校验结果: zero-based column → content."""
    table = opened.loaded.source.book.table(sheet_name("findings"))
    at = selected_cell.row - 1 - table.first_row
    row = table.rows[at] if 0 <= at < len(table.rows) else ()
    return {table.first_column + column: value for column, value in enumerate(row)}
