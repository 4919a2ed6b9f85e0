"""jixiao report FILE|COLLECTED -o 报告.docx: the text that goes up with the forms."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from jixiao.actions.feedback_origin import is_collected
from jixiao.actions.open import load_source
from jixiao.actions.report import Options, Report, report_of_collection, report_of_file, write_report
from jixiao.actions.save import as_file
from jixiao.commands import terminal
from jixiao.commands.arguments import add_labels, add_policy
from jixiao.commands.exit_codes import DONE
from jixiao.commands.files import unread_status
from jixiao.commands.output import say_saved
from jixiao.importers.own_labels import own_labels
from jixiao.importers.read import open_source


def arguments(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "file", metavar="文件", type=Path, help="工作簿、Word 文档或文本；或 jixiao collect 写出的汇总工作簿"
    )
    parser.add_argument("-o", "--output", metavar="报告", type=Path, required=True, help="写出的 Word 报告（.docx）")
    parser.add_argument("--unit", metavar="单位", help="报告单位的名称；不写则按自评表上的单位或主管部门")
    parser.add_argument(
        "--wording", metavar="文字", type=Path, help="本单位的文字设置（.toml），写法同 workbook/report.toml"
    )
    parser.add_argument(
        "--template", metavar="模板", type=Path, help="本单位的 Word 模板（.docx），里面写 {{基本情况}}、{{annual}} 等"
    )
    parser.add_argument(
        "--clean", action="store_true", help="不带批注；不写则每个数的出处写在批注里，定稿前删除批注即可"
    )
    add_policy(parser)
    add_labels(parser)


def run(chosen: Namespace) -> int:
    """0, or 2 when a form of the file could not be read; CannotGoOn when nothing can be written."""
    as_file(chosen.output, ".docx")
    options = Options(chosen.unit, chosen.policy, chosen.wording, chosen.template, not chosen.clean)
    source = open_source(chosen.file)
    if is_collected(source):
        return _written(report_of_collection(source, options), chosen.output, DONE)
    loaded = load_source(source, chosen.file, own_labels(chosen.labels))
    status = unread_status(loaded)
    return _written(report_of_file(loaded, chosen.output, options), chosen.output, status)


def _written(report: Report, output: Path, status: int) -> int:
    for saved in write_report(report, output):
        say_saved(saved)
    terminal.say_each(f"  {text}" for text in report.gaps)
    terminal.say(f"要人补写的地方 {len(report.gaps)} 处，在报告里突出显示为【待补充：…】。")
    return status
