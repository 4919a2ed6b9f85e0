"""jixiao import SRC -o OUT: forms of any readable file into the standard workbook, checked and marked."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from jixiao.actions.import_forms import import_forms
from jixiao.actions.loaded import forms_of, made_by, policy_for
from jixiao.commands import terminal
from jixiao.commands.arguments import add_labels, add_policy, add_severities, add_template, hidden
from jixiao.commands.exit_codes import DONE, UNREAD
from jixiao.commands.files import opened_all
from jixiao.commands.output import say_saved
from jixiao.form.fields import form_name
from jixiao.importers import reading_notes
from jixiao.sheets.settings import sheet_name


def arguments(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "files", metavar="来源", nargs="+", help="Word 文档、提取的文本、其他版式的工作簿；可一次给多个，合成一本"
    )
    parser.add_argument("-o", "--output", metavar="文件", type=Path, required=True, help="要写出的工作簿（.xlsx）")
    add_policy(parser)
    add_template(parser)
    add_severities(parser)
    add_labels(parser)


def run(chosen: Namespace) -> int:
    """0, or 2 when a source or a form of it could not be read; faults in the forms are marked, not refused."""
    files, problems = opened_all(chosen)
    if not files:
        return UNREAD
    saved, report = import_forms(files, chosen.output, chosen.policy, chosen.template, hidden(chosen) or ())
    say_saved(saved)
    forms = forms_of(files)
    policy = policy_for(files[0], chosen.policy)
    terminal.say_each(made_by(policy))
    for file in files if len(files) > 1 else ():
        terminal.say(f"{file.path.name}：{len(file.forms)} 张表。")
    errors, warnings, notices = report.totals
    terminal.say(
        f"读入 {len(forms)} 张表：错误 {errors}，警告 {warnings}，提示 {notices}；逐条见“{sheet_name('findings')}”工作表。"
    )
    if report.hides:
        terminal.say(f"{report.unshown}。")
    terminal.say_each(reading_notes.lines(forms))
    for form in forms:
        # a reason beside the funds, which the standard sheet keeps out of the printed page
        if any([form.funds.total.note, *(part.note for part in form.funds.parts)]):
            terminal.say(
                f"另放一处：{form_name(form)} 资金表的原因写在核算区“偏差原因”列，正式表式没有这一栏，不随表打印。"
            )
    return UNREAD if problems else DONE
