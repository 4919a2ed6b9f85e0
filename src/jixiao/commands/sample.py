"""jixiao sample COLLECTED -o 复核.xlsx: which projects are reviewed, and why."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from jixiao.actions.sample import sample, write
from jixiao.actions.save import as_file
from jixiao.commands import terminal
from jixiao.commands.exit_codes import DONE
from jixiao.commands.output import rate, say_saved
from jixiao.form.fields import NAMES
from jixiao.form.rounding import plain_or

COLUMNS = ("单位", "项目", f">{NAMES['annual']}", f">{NAMES['rate']}", ">自评得分", "抽中理由")


def arguments(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("file", metavar="汇总", type=Path, help="jixiao collect 写出的汇总工作簿")
    parser.add_argument("-o", "--output", metavar="复核表", type=Path, required=True, help="写出的复核工作簿（.xlsx）")
    parser.add_argument(
        "--seed", metavar="种子", help="随机抽取的种子，如抽签当天的日期；同一种子抽出同样的项目，不写则用年度"
    )


def run(chosen: Namespace) -> int:
    """0; CannotGoOn when it is no collected workbook or nothing can be written."""
    as_file(chosen.output, ".xlsx")
    made = sample(chosen.file, chosen.seed)
    say_saved(write(made, chosen.output))
    rows = [
        (item.unit, item.project, plain_or(item.annual), rate(item.rate), plain_or(item.total), "；".join(item.reasons))
        for item in made.reviews
    ]
    terminal.table(COLUMNS, rows, "重点复核项目（金额单位：万元）")
    terminal.say(f"{made.total} 个项目中抽取 {len(made.reviews)} 个，种子“{made.seed}”。")
    return DONE
