"""jixiao clear FILE: the workbook without marks and without the sheet 校验结果."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from jixiao.actions.clear import clear
from jixiao.actions.open import load
from jixiao.commands.arguments import add_output, prove_a_place
from jixiao.commands.exit_codes import DONE
from jixiao.commands.output import say_saved


def arguments(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("file", metavar="文件", help="带标记的工作簿")
    add_output(parser, "写出清除标记后的工作簿")


def run(chosen: Namespace) -> int:
    """0; CannotGoOn when nothing can be cleared or written."""
    prove_a_place(chosen)
    say_saved(clear(load(chosen.file), chosen.output))
    return DONE
