"""jixiao waive FILE: record a lawful exception to a rule in the workbook."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date

from jixiao.actions import waive as waiving
from jixiao.actions.open import load
from jixiao.commands import terminal
from jixiao.commands.arguments import add_output, prove_a_place
from jixiao.commands.exit_codes import DONE
from jixiao.commands.output import say_saved
from jixiao.form.finding import Waiver


def arguments(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("file", metavar="文件", help="本工具的工作簿")
    parser.add_argument("--rule", metavar="编号", help="规则编号，如 JX303；不写则列出已登记的豁免")
    parser.add_argument("--project", metavar="项目", help="项目名称；不写则对全部项目")
    parser.add_argument("--reason", metavar="理由", default="", help="为什么可以例外（文件、批复或具体情况）")
    parser.add_argument("--who", metavar="经办人", default="", help="谁负责")
    parser.add_argument(
        "--date", metavar="日期", default=date.today().isoformat(), help="登记日期，如 2026-01-15，默认今天"
    )
    parser.add_argument("--unfound", action="store_true", help="校验没有发现这个问题也登记")
    add_output(parser, "写出登记了豁免的工作簿")


def run(chosen: Namespace) -> int:
    """0; CannotGoOn when the waiver does not hold or cannot be written."""
    loaded = load(chosen.file)
    if not chosen.rule:
        rows = [(item.rule, item.project or "全部项目", item.reason, item.who, item.date) for item in loaded.waivers]
        terminal.table(("编号", "项目", "理由", "经办人", "日期"), rows)
        return DONE
    prove_a_place(chosen)
    given = Waiver(chosen.rule.upper(), chosen.project, chosen.reason, chosen.who, chosen.date)
    waiving.prove_it_holds(loaded, given)
    if not chosen.unfound:
        waiving.prove_it_is_found(loaded, given)
    say_saved(waiving.waive(loaded, given, chosen.output))
    return DONE
