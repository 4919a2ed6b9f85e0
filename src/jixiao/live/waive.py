"""豁免 and 规则说明 for the finding the user points at."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from jixiao.actions.check import check_files
from jixiao.actions.loaded import Loaded, load_source
from jixiao.actions.mark import RESULTS, marked
from jixiao.actions.waive import waived
from jixiao.errors import CannotGoOn
from jixiao.form.finding import SEVERITY_WORDS, Finding, Waiver
from jixiao.importers.source import Source
from jixiao.live import messages
from jixiao.live.chosen import chosen
from jixiao.live.dialogs import text
from jixiao.live.manual import open_manual
from jixiao.live.workbook import Desk
from jixiao.rules import catalogue

POINT = "请先选中有标记的单元格，或“校验结果”表里的一行，再点此按钮。"


def waive_chosen(desk: Desk) -> str:
    """Record why the chosen finding is lawful; marks and 校验结果 follow. Raises CannotGoOn where nothing is chosen."""
    found = chosen(desk, check_files([desk.ours]).report)
    if not found:
        raise CannotGoOn(f"这里没有可以豁免的问题。{POINT}")
    item = _one(desk, found)
    reason = text(desk.app, f"豁免 {item.code}（{item.project or '工作簿'}）。\n理由（文件、批复或具体情况）：")
    who = text(desk.app, "经办人：", desk.app.api.UserName or "")
    given = Waiver(item.code, item.project, reason, who, date.today().isoformat())
    kept = desk.change(_marked_again(waived(desk.ours, given), desk.ours))
    return f"已登记豁免：{item.code} {item.project or '工作簿'}。登记内容随工作簿上报。{messages.kept(kept)}"


def explain_chosen(desk: Desk) -> str | None:
    """The rules of the chosen findings; where none is chosen the rule book is opened."""
    codes = dict.fromkeys(item.code for item in _found(desk))
    if not codes:
        open_manual("规则手册")
        return None
    return "\n\n".join(_explained(code) for code in codes)


def _found(desk: Desk) -> list[Finding]:
    try:
        return chosen(desk, check_files([desk.loaded]).report)
    except CannotGoOn:
        return []  # a workbook without forms: the book is shown all the same


def _one(desk: Desk, found: list[Finding]) -> Finding:
    """The finding, chosen by its code where there are several at the place."""
    by_code = {item.code: item for item in found}
    if len(by_code) == 1:
        return found[0]
    code = text(desk.app, f"这里有 {len(by_code)} 个问题：{'、'.join(by_code)}。\n豁免哪一个，写编号：", found[0].code)
    if code.upper() not in by_code:
        raise CannotGoOn(f"这里没有编号为“{code}”的问题，没有登记。{POINT}")
    return by_code[code.upper()]


def _marked_again(content: bytes, before: Loaded) -> bytes:
    """Where the workbook is marked, the marks as they are with the waiver."""
    if RESULTS not in {sheet.name for sheet in before.source.book.sheets}:
        return content
    path = Path(before.source.name)
    loaded = load_source(Source(path.name, content, path), path)
    return marked(content, path.name, loaded.forms, check_files([loaded]).report)


def _explained(code: str) -> str:
    rule = next(each for each in catalogue() if each.code == code)
    head = f"{rule.code} {SEVERITY_WORDS[rule.severity]}：{rule.title}"
    return f"{head}\n说明：{rule.explanation}\n依据：{rule.basis}\n改法：{rule.fix}"
