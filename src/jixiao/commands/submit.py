"""jixiao submit FILE: the clean, checked, numbered copy to send, and the mail draft that carries it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from jixiao.actions.deliver import ErrorsLeft, Submission, unchanged
from jixiao.actions.feedback_origin import is_collected, season
from jixiao.actions.open import load_source
from jixiao.actions.save import as_folder
from jixiao.actions.submit import submit
from jixiao.actions.submit_summary import submit_summary
from jixiao.commands import terminal
from jixiao.commands.arguments import add_policy
from jixiao.commands.exit_codes import DONE, FAULTS
from jixiao.commands.output import about
from jixiao.errors import CannotGoOn
from jixiao.form.fields import field_name, unit_name
from jixiao.importers.read import open_source
from jixiao.submit.mail import addresses
from jixiao.submit.settings import Mail, mail

COLUMNS = ("编号", "项目", "位置", "栏目", "问题", "改法")


def arguments(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("file", metavar="文件", help="要报送的工作簿（.xlsx），或收表汇总的工作簿")
    parser.add_argument("-o", "--output", metavar="文件夹", type=Path, help="写到哪个文件夹，默认与文件同一处")
    parser.add_argument(
        "--to", metavar="地址", action="append", help="收件人，可写多次；不写则用 jixiao.toml 的 [mail]"
    )
    parser.add_argument("--cc", metavar="地址", action="append", help="抄送，可写多次")
    parser.add_argument("--unit", metavar="单位", help="以哪个单位的名义报送；不写则按表里的实施单位或主管部门")
    parser.add_argument("--with-errors", metavar="理由", help="还有错误也报送，理由写进邮件和报送清单")
    add_policy(parser)


def run(chosen: Namespace) -> int:
    """0, or 1 when errors stopped it; CannotGoOn when nothing can be written."""
    path = Path(chosen.file)
    settings = mail(path)
    people = Mail(tuple(chosen.to or settings.to), tuple(chosen.cc or settings.cc), settings.sender)
    addresses((*people.to, *people.cc))
    try:
        made = _submit(chosen, path, people)
    except ErrorsLeft as stopped:
        _show_errors(stopped)
        return FAULTS
    _say(made, people)
    return DONE


def _submit(chosen: Namespace, path: Path, people: Mail) -> Submission:
    folder = as_folder(chosen.output or path.parent)
    source = open_source(path)
    if not is_collected(source):
        return submit(load_source(source, path), folder, people, chosen.with_errors, chosen.policy, chosen.unit)
    if chosen.policy:
        raise CannotGoOn(f"{path.name}：汇总里的表已按各自的评分办法核算，--policy 用在汇总时（jixiao collect）。")
    return submit_summary(season(source), folder, people, chosen.with_errors, chosen.unit)


def _show_errors(stopped: ErrorsLeft) -> None:
    rows = (
        (item.code, about(item), item.cell or "", field_name(item.field, item.subject), item.message, item.fix)
        for item in stopped.errors
    )
    terminal.table(COLUMNS, rows, f"错误（{len(stopped.errors)} 条，必须先改）")
    terminal.warn(str(stopped))


def _say(made: Submission, people: Mail) -> None:
    item = made.manifest
    if made.is_new:
        terminal.warn(f"已写出：{made.workbook}")
    else:
        terminal.warn(f"{unchanged(made)}{made.workbook}")
    terminal.warn(f"邮件草稿：{made.draft}（双击打开，核对后发送）")
    terminal.say(f"{unit_name(item.unit)}：{len(item.forms)} 张表，第 {item.version} 次报送。")
    terminal.say(f"错误 {item.errors}，警告 {item.warnings}，提示 {item.notices}，登记豁免 {len(item.waivers)}。")
    if item.reason:
        terminal.say(f"带错报送，理由：{item.reason}")
    if not people.to:
        terminal.warn("没有收件人：请在邮件里填，或用 --to 给出，或写在 jixiao.toml 的 [mail] to。")
