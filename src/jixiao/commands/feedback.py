"""jixiao feedback COLLECTED -o DIR: what goes back to the units whose forms have errors."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from jixiao.actions.feedback import DRAFT, Mailing, Returned, feedback, office
from jixiao.actions.feedback_origin import Season, season
from jixiao.actions.feedback_progress import Progress, progress
from jixiao.actions.remind import Reminded, Reminders, matters, remind, stale, year_asked
from jixiao.actions.save import as_folder
from jixiao.collect import roster
from jixiao.collect.inbox import files
from jixiao.collect.roster import Expected
from jixiao.commands import terminal
from jixiao.commands.arguments import add_labels
from jixiao.commands.collect import day
from jixiao.commands.exit_codes import DONE, FAULTS
from jixiao.commands.new import year
from jixiao.form.fields import unit_name
from jixiao.importers.own_labels import own_labels
from jixiao.importers.read import open_source
from jixiao.submit.reminder import Terms, words
from jixiao.submit.settings import mail

REMINDED = ("单位", "事由", "收件人", "文件")
COLUMNS = ("单位", ">错误", "收件人", "文件")


def arguments(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("file", metavar="汇总", type=Path, help="jixiao collect 写出的汇总工作簿")
    parser.add_argument("-o", "--output", metavar="文件夹", type=Path, required=True, help="写到哪个文件夹")
    parser.add_argument(
        "--inbox",
        metavar="收件夹",
        type=Path,
        action="append",
        default=[],
        help="原件所在的收件夹，可写多次；不写则按汇总里的链接找",
    )
    parser.add_argument("--roster", metavar="名单", type=Path, help="单位名单；文件不是邮件来的，按名单里的邮箱退回")
    parser.add_argument(
        "--since", metavar="上次汇总", type=Path, help="上一轮的汇总工作簿；列出各单位改好、仍有、新增的错误"
    )
    parser.add_argument("--by", metavar="日期", type=day, help="要求重新报送的日期，如 2021-04-10，写进邮件")
    parser.add_argument("--deadline", metavar="日期", type=day, help="原定的报送日期，写进催报的邮件")
    parser.add_argument(
        "--year", metavar="年度", type=year, help="本次报送的年度；不写则按多数表的年度，别的年度的请单位核对"
    )
    parser.add_argument("--warnings", action="store_true", help="只有警告的单位也写一封，请它核对")
    add_labels(parser)
    parser.add_argument("--again", action="store_true", help="上次写过、情况没有变的催办邮件也重写一遍")


def run(chosen: Namespace) -> int:
    """0, or 1 when for some file only the list and the draft could be made; CannotGoOn when nothing can be written."""
    folder = as_folder(chosen.output)
    paths = {found.name: found.path for found in files(chosen.inbox)}
    expected = roster.read(chosen.roster) if chosen.roster else ()
    known = {item.unit: item.mail for item in expected if item.mail}
    mailing = Mailing(mail(chosen.file).sender, known, chosen.by)
    this = season(open_source(chosen.file), paths, own_labels(chosen.labels))
    before = season(open_source(chosen.since)) if chosen.since else None
    returned = list(feedback(this, folder, mailing))
    terminal.table(COLUMNS, map(_row, returned), "退回修改")
    for item in returned:
        terminal.warn_each(f"{unit_name(item.unit)}：{note}" for note in item.notes)
    if before:
        _show_progress(progress(before.collected, this.collected))
    unknown = [unit_name(item.unit) for item in returned if not item.to]
    if unknown:
        terminal.warn(f"不知道寄件地址，收件人留空：{'、'.join(unknown)}")
    reminders = _remind(this, expected, folder, mailing, chosen)
    settled = set(folder.glob(f"*{DRAFT}")) - {path for item in returned for path in item.files}
    earlier = sorted({*settled, *stale(folder, reminders)})
    if earlier:
        names = "、".join(path.name for path in earlier)
        terminal.warn(f"{folder} 里还有以前写的邮件，这次不用了，不要再发：{names}")
    terminal.say(f"共退回 {len(returned)} 份，写在 {folder}；.eml 双击打开，核对后发送。")
    return FAULTS if any(item.notes for item in returned) else DONE


def _remind(this: Season, expected: Sequence[Expected], folder: Path, mailing: Mailing, chosen: Namespace) -> Reminders:
    """Write the reminders and say what was written, what stays as it was, and who must be called."""
    terms = Terms(year_asked(this, chosen.year), chosen.deadline, chosen.by, office(mailing))
    reminders = remind(matters(this, expected, chosen.year, chosen.warnings), folder, mailing, terms, chosen.again)
    if not reminders.made:
        return reminders
    terminal.table(REMINDED, map(_reminded_row, reminders.made), "催办")
    unknown = [item.matter.whose for item in reminders.made if not item.to]
    if unknown:
        terminal.warn(f"没有邮箱，收件人留空，可打电话：{'、'.join(unknown)}")
    terminal.say(f"电话名单：{reminders.list}")
    return reminders


def _reminded_row(item: Reminded) -> tuple[str, ...]:
    written = item.draft.name if item.is_new else f"{item.draft.name}（上次已写，情况没有变，不要重发）"
    return item.matter.whose, words()[item.matter.kind]["word"], "、".join(item.to), written


def _show_progress(found: list[Progress]) -> None:
    rows = [(item.unit, str(item.corrected), str(item.remaining), str(item.new)) for item in found]
    terminal.table(("单位", ">改好", ">仍有", ">新增"), rows, "与上次汇总相比的错误")
    terminal.say()


def _row(item: Returned) -> tuple[str, ...]:
    names = "、".join(path.name for path in item.files)
    return unit_name(item.unit), str(item.errors), item.to, names
