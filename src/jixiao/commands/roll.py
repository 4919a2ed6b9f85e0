"""jixiao roll FILE --year Y -o OUT: next year's workbook from this year's."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from jixiao.actions.roll import roll
from jixiao.commands.arguments import add_labels, add_policy
from jixiao.commands.exit_codes import DONE
from jixiao.commands.files import opened
from jixiao.commands.new import year
from jixiao.commands.output import say_saved


def arguments(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("file", metavar="文件", help="上一年填好的工作簿（.xlsx）、Word 文档或文本")
    parser.add_argument("--year", metavar="年度", type=year, required=True, help="新的自评年度")
    parser.add_argument("-o", "--output", metavar="文件", type=Path, required=True, help="要写出的工作簿（.xlsx）")
    add_policy(parser)
    add_labels(parser)


def run(chosen: Namespace) -> int:
    """0; CannotGoOn when a form cannot be read or the file cannot be written."""
    say_saved(roll(opened(chosen), chosen.year, chosen.output, chosen.policy))
    return DONE
