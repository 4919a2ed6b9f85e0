"""jixiao demo: the main job on the bundled real document."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from jixiao.actions.demo import demo
from jixiao.actions.save import as_folder
from jixiao.commands import terminal
from jixiao.commands.exit_codes import DONE
from jixiao.sheets.settings import sheet_name


def arguments(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "-o", "--output", metavar="文件夹", type=Path, default=Path("out"), help="写到哪个文件夹，默认 out"
    )


def run(chosen: Namespace) -> int:
    """0; says what was made and where."""
    made = demo(as_folder(chosen.output))
    errors, warnings, notices = made.report.totals
    terminal.say("来源：攀枝花市西区河门口街道办事处 2020 年度项目支出绩效自评表（Word 文档提取的文本，15 张表）")
    terminal.table(
        ("做了什么", "结果"),
        (
            ("读入", f"{made.forms} 张自评表，{made.unread} 个读不出的数字"),
            ("评分", f"加权执行率 {made.rate}，平均核算总分 {made.average}，等级 {made.grades}"),
            ("校验", f"错误 {errors}，警告 {warnings}，提示 {notices}"),
            ("工作簿", str(made.workbook)),
            ("数据", str(made.data)),
        ),
    )
    terminal.say(f"请用 Excel 或 WPS 打开 {made.workbook}，先看“{sheet_name('findings')}”，点位置即可跳到出错的格。")
    return DONE
