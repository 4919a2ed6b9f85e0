"""jixiao migrate FILE: a filled workbook of an older template in the current one, with every difference listed."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from jixiao.actions.migrate import current_version, migrate, version_of
from jixiao.actions.open import load
from jixiao.commands import terminal
from jixiao.commands.arguments import add_output, prove_a_place
from jixiao.commands.exit_codes import DONE
from jixiao.commands.output import say_saved


def arguments(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("file", metavar="文件", help="用旧版模板填好的工作簿（.xlsx）")
    add_output(parser, "写出用当前模板的工作簿（.xlsx）")


def run(chosen: Namespace) -> int:
    """0, also when there is nothing to do; CannotGoOn when the file is not ours or cannot be written."""
    loaded = load(chosen.file)
    version = version_of(loaded)
    if version == current_version():
        terminal.say(f"{loaded.path.name}：已经是当前模板 {version}，不用迁移，没有写文件。")
        return DONE
    prove_a_place(chosen)
    moved = migrate(loaded, chosen.output)
    say_saved(moved.saved)
    terminal.say(f"模板 {moved.before} → {moved.after}：{len(loaded.forms)} 张表，填报内容与原来逐格一致。")
    if moved.differences:
        terminal.table(("何处", "不同"), moved.differences, "与原文件不同的地方")
    return DONE
