"""jixiao new: the standard workbook with empty forms for a unit and a year, or begun from goal forms."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date
from pathlib import Path

from jixiao.actions.new import new
from jixiao.actions.open import load
from jixiao.commands.arguments import add_labels, add_policy, add_template, whole_number
from jixiao.commands.exit_codes import DONE
from jixiao.commands.output import say_saved
from jixiao.importers.own_labels import own_labels

MOST = 200


def arguments(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("-o", "--output", metavar="文件", type=Path, required=True, help="要写出的工作簿（.xlsx）")
    parser.add_argument("--unit", metavar="单位", help="实施单位全称")
    parser.add_argument("--department", metavar="部门", help="主管部门全称")
    parser.add_argument(
        "--year", metavar="年度", type=year, help="自评年度，默认上一年；有 --from 的默认按目标表上的年度"
    )
    sheets = parser.add_mutually_exclusive_group()
    sheets.add_argument(
        "--count", metavar="张数", type=whole_number(MOST, "张数"), default=1, help=f"空白表的张数（1～{MOST}），默认 1"
    )
    sheets.add_argument(
        "--projects", metavar="名称", nargs="+", default=(), help="项目名称，一个名称一张表（代替 --count）"
    )
    sheets.add_argument(
        "--from",
        dest="goals",
        metavar="目标表",
        nargs="+",
        default=(),
        help="绩效目标申报表的文件，可写多个：每张目标表一张自评表，指标值和分值填好，完成情况留空",
    )
    add_labels(parser)
    add_policy(parser)
    add_template(parser)


def run(chosen: Namespace) -> int:
    """0; CannotGoOn when the file cannot be written."""
    last = chosen.policy, chosen.template
    if chosen.goals:
        from jixiao.actions.from_goals import new_from_goals

        taught = own_labels(chosen.labels)
        files = [load(name, taught=taught) for name in chosen.goals]
        say_saved(new_from_goals(files, chosen.output, chosen.unit, chosen.department, chosen.year, *last))
        return DONE
    names = tuple(chosen.projects) or (None,) * chosen.count
    this = chosen.year or date.today().year - 1
    say_saved(new(chosen.output, names, chosen.unit, chosen.department, this, *last))
    return DONE


def year(text: str) -> int:
    """The year a user typed; ArgumentTypeError where it is none."""
    if not text.isdigit() or not 2000 <= int(text) <= 2100:
        raise ArgumentTypeError(f"年度“{text}”应为四位数字，如 2025")
    return int(text)
