"""jixiao import SRC -o OUT: forms of any readable file into the standard workbook, checked and marked."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from jixiao.actions.import_forms import import_forms
from jixiao.actions.loaded import policy_for
from jixiao.actions.open import load
from jixiao.commands import terminal
from jixiao.commands.arguments import add_policy, add_template
from jixiao.commands.output import say_saved, unread_status
from jixiao.form.fields import project_name
from jixiao.form.model import Form
from jixiao.importers import reading_notes
from jixiao.sheets.settings import sheet_name


def arguments(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("file", metavar="来源", help="Word 提取的文本、制表符分隔的表格文本，或其他版式的工作簿")
    parser.add_argument("-o", "--output", metavar="文件", type=Path, required=True, help="要写出的工作簿（.xlsx）")
    add_policy(parser)
    add_template(parser)


def run(chosen: Namespace) -> int:
    """0, or 2 when a form of the source could not be read; faults in the forms are marked, not refused."""
    loaded = load(chosen.file)
    saved, report = import_forms(loaded, chosen.output, chosen.policy, chosen.template)
    say_saved(saved)
    policy = policy_for(loaded, chosen.policy)
    terminal.say(f"评分办法：{policy.title}（{policy.name}）")
    errors, warnings, notices = report.totals
    terminal.say(
        f"读入 {len(loaded.forms)} 张表：错误 {errors}，警告 {warnings}，提示 {notices}；逐条见“{sheet_name('findings')}”工作表。"
    )
    for line in reading_notes.lines(loaded.forms):
        terminal.say(line)
    for form in loaded.forms:
        if _has_reasons(form):
            terminal.say(
                f"另放一处：{project_name(form.project)} 资金表的原因写在核算区“偏差原因”列，正式表式没有这一栏，不随表打印。"
            )
    return unread_status(loaded)


def _has_reasons(form: Form) -> bool:
    """Whether the form gives a reason beside its funds, which the standard sheet keeps out of the printed page."""
    return any([form.funds.total.note, *(part.note for part in form.funds.parts)])
