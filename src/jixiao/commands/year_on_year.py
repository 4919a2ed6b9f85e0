"""--before of jixiao collect: the year before read and compared, and what the screen says of the changes."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

from jixiao.actions.collect import Wanted
from jixiao.actions.year_on_year import Gather, compared, last_year
from jixiao.collect.model import BETWEEN
from jixiao.collect.result import Collected
from jixiao.collect.tables import Tables
from jixiao.collect.year_on_year import APPEARED, GONE
from jixiao.commands import terminal
from jixiao.commands.output import amount, decimal, rate
from jixiao.form.rounding import half_up, plain
from jixiao.form.table import Value

MOST_UNITS = 10


def add_before(parser: ArgumentParser) -> None:
    """The option that names the year before."""
    parser.add_argument(
        "--before",
        metavar="上年",
        type=Path,
        help="上一年度的汇总工作簿，或放上一年度自评表的文件夹：加一张“对比”，列出预算、执行率、得分的增减",
    )


def compare(made: Tables, collected: Collected, wanted: Wanted, chosen: Namespace, gather: Gather) -> Tables:
    """The tables with the changes since the year before; as they were where somebody interrupted the reading of it."""
    before = last_year(chosen.before, collected, wanted, gather)
    if before is None:
        terminal.warn("读上年的表时中断，没有写“对比”。再运行同一命令会接着读。")
        return made
    for item in before.unused:
        if item.reason in ("unreadable", "partly"):
            terminal.warn(f"上年：{BETWEEN.join((*item.archive_path[:-1], item.message))}")
    return compared(made, collected, before, chosen.output)


def show(made: Tables) -> None:
    """Say what changed in all, and which units are new or gone; nothing where no comparison was asked for."""
    if made.changes is None:
        return
    terminal.say(
        f"与上年（{made.changes.years[0]} 年度）相比：{changed(made.changes.whole_change, 'average', '平均分')}"
    )
    if "未计" in (note := str(made.changes.whole_change["note"] or "")):
        terminal.say(f"合计只含已知的数：{note}")
    terminal.say("项目：" + "，".join(f"{word} {count} 个" for word, count in made.changes.states().items()))
    for state in (APPEARED, GONE):
        units = [str(row["unit"]) for row in made.changes.unit_changes if row["state"] == state]
        if units:
            more = f" 等 {len(units)} 家" if len(units) > MOST_UNITS else ""
            terminal.say(f"{state}的单位：{'、'.join(units[:MOST_UNITS])}{more}")


def changed(row: Mapping[str, Value], score: str, word: str) -> str:
    """全年预算数 90 → 100（+11.11%），执行率 90% → 95%，平均分 98 → 99: a row of a comparison in one line."""
    growth = decimal(row["annual_growth"])
    signed = f"（{'+' if growth > 0 else ''}{rate(growth)}）" if growth is not None else ""
    return "，".join(
        (
            f"全年预算数 {_both(row, 'annual', amount)}{signed}",
            f"执行率 {_both(row, 'rate', rate)}",
            f"{word} {_both(row, score, amount)}",
        )
    )


def percent_points(value: Value) -> str:
    """A change of a rate as it is printed: 4.24, two places of a percentage point at most."""
    found = decimal(value)
    return amount(None if found is None else Decimal(plain(half_up(found))))


def _both(row: Mapping[str, Value], key: str, shown: Callable[[Decimal | None], str]) -> str:
    before, now = (decimal(row[name]) for name in (f"{key}_before", key))
    return f"{shown(before)} → {shown(now)}"
