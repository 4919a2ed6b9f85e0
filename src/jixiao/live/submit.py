"""What leaves the open workbook or comes to it: PDF, the package to send, the workbooks of those below."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.actions.deliver import ErrorsLeft, unchanged
from jixiao.actions.fit_rows import with_fitted_rows
from jixiao.actions.submit import submit
from jixiao.errors import CannotGoOn
from jixiao.form.fields import unit_name
from jixiao.form.file_name import file_name
from jixiao.live.dialogs import agree, text
from jixiao.live.faults import Stopped
from jixiao.live.manual import open_path
from jixiao.live.obstacles import chart_sheets_hidden, printing, prove_sheets_may_change
from jixiao.live.progress import watch
from jixiao.live.workbook import OpenWorkbook
from jixiao.sheets.settings import layout
from jixiao.submit.settings import mail
from jixiao.xlsx.save import write_atomic

if TYPE_CHECKING:
    from jixiao.actions.deliver import Submission

SHOWN, JOBS = 3, 2


def print_pdf(opened: OpenWorkbook) -> str:
    """汇总表 and the project sheets as PDF beside the workbook, printed by Excel itself."""
    prove_sheets_may_change(opened.book)
    target = opened.folder / f"{Path(opened.book.name).stem}.pdf"
    if target.exists():
        agree(opened.app, f"{target.name} 已存在，要覆盖吗？")
    loaded = opened.loaded
    # a sheet somebody protected with a password prints as it is
    with suppress(CannotGoOn):
        opened.mark(with_fitted_rows(opened.content, loaded.source.name, loaded.forms))
    forms = [form.source.sheet for form in loaded.forms if form.source.sheet]
    summary = layout()["sheets"]["summary"]
    sheets: list[int | str] = [each.name for each in loaded.source.book.sheets if each.name in {summary, *forms}]
    opened.show_status("正在导出 PDF……")
    with tempfile.TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as place:
        made = Path(place) / "pages.pdf"
        with chart_sheets_hidden(opened.book), printing(opened.app):
            opened.book.to_pdf(made, include=sheets)
        write_atomic(target, made.read_bytes())
    return f"已导出：{target}"


def send(opened: OpenWorkbook) -> str:
    """The clean copy and the mail draft; errors stop it unless the user says why it goes on all the same."""
    loaded, folder = opened.loaded, opened.folder
    people = mail(loaded.path)
    opened.show_status("正在校验并打包……")
    try:
        made = submit(loaded, folder, people)
    except ErrorsLeft as stopped:
        made = submit(loaded, folder, people, _reason(opened, stopped))
    if opened.app.alert(_sent(made), "绩效自评", "yes_no", "info") == "yes":
        open_path(made.draft)
    name = "报送文件：" if made.is_new else unchanged(made)
    return f"{name}{made.workbook}\n邮件草稿：{made.draft}"


def gather_folder(opened: OpenWorkbook, inbox: Path) -> str:
    """Collect a folder into a workbook beside it, and open that. Raises CannotGoOn where nothing in it can be read."""
    from jixiao.actions.collect import Wanted, collect, gather, tables_of, write, years_summed
    from jixiao.importers.own_labels import own_labels

    output = inbox.parent / f"{file_name(inbox.name, '下级报送')}-收表汇总.xlsx"
    if output.exists():
        agree(opened.app, f"{output.name} 已存在，要更新吗？")
    gathered = gather([inbox], [output], None, output, JOBS, watch(opened.show_status), taught=own_labels())
    if not gathered.reads:
        raise CannotGoOn(f"{inbox}：没有找到可以读的文件，没有汇总。请把下级报来的文件放进这个文件夹。")
    collected = collect(gathered.reads, gathered.found, Wanted(), gathered.done)
    write(collected, tables_of(collected, output), output)
    opened.front = opened.app.books.open(output).api
    partly = f"（已按 Esc 停止，读了 {gathered.done}/{len(gathered.found)} 个文件）" if gathered.interrupted else ""
    lines = (
        f"已汇总 {len(collected.entries)} 张表{partly}：{output}",
        *years_summed(collected),
        "未采用的文件和原因见“未采用文件”表。",
    )
    return "\n".join(lines)


def _reason(opened: OpenWorkbook, stopped: ErrorsLeft) -> str:
    lines = [f"{item.sheet} {item.cell}：{item.message}" for item in stopped.errors[:SHOWN]]
    if len(stopped.errors) > SHOWN:
        lines.append("……")
    listed = "\n".join(lines)
    agree(opened.app, f"还有 {len(stopped.errors)} 处错误：\n{listed}\n\n通常应先改正。仍要带错报送吗？")
    reason = text(opened.app, "带错报送的理由（会写进邮件和报送清单）：")
    if not reason:
        raise Stopped("没有写理由，没有报送。请先改正错误。")
    return reason


def _sent(made: Submission) -> str:
    item = made.manifest
    same = "" if made.is_new else "（与上次完全相同，没有生成新的一份）"
    return (
        f"{unit_name(item.unit)}：{len(item.forms)} 张表，第 {item.version} 次报送{same}，"
        f"错误 {item.errors}，警告 {item.warnings}，提示 {item.notices}。\n现在打开邮件草稿吗？"
    )
