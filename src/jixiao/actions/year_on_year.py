"""与上年对比: the year before, read from its collected workbook or its folder, beside the collection of this year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from jixiao.actions.collect import Gathered, Wanted, collect
from jixiao.collect.links import Linker
from jixiao.collect.result import Collected
from jixiao.collect.tables import Tables
from jixiao.collect.year_on_year import changes
from jixiao.collect.years import Years
from jixiao.errors import CannotGoOn

Gather = Callable[[Sequence[Path]], Gathered]
"""Reads every file of some folders."""


def files_before(before: Path | None) -> list[Path]:
    """The files of the year before, which may be in the inbox. Raises CannotGoOn where `before` is missing."""
    if before is None:
        return []
    if not before.exists():
        raise CannotGoOn(
            f"{before}：没有这个文件或文件夹。--before 后面应是上一年度的汇总工作簿，或放上一年度自评表的文件夹。"
        )
    return [path for path in before.rglob("*") if path.is_file()] if before.is_dir() else [before]


def last_year(before: Path, now: Collected, wanted: Wanted, gather: Gather) -> Collected | None:
    """The forms of the year before `now` that count in `before`, chosen as those of this year were.

    None where somebody interrupted. Raises CannotGoOn where `now` sums no one year, or `before` has no form of the year
    before it.
    """
    year = the_year(now)
    gathered = gather([before])
    if gathered.interrupted:
        return None
    chosen = replace(wanted, roster=(), deadline=None, years=Years((year - 1,), "given"))
    found = collect(gathered.reads, gathered.found, chosen, gathered.done)
    if not any(entry.form.year == year - 1 for entry in found.entries):
        raise CannotGoOn(
            f"{before}：里面没有 {year - 1} 年度的自评表{_others(found)}，不能与上年对比。"
            f"这次汇总的是 {year} 年度，--before 后面应是 {year - 1} 年度的汇总工作簿或文件夹。"
        )
    return found


def compared(made: Tables, now: Collected, before: Collected, output: Path | None) -> Tables:
    """The tables of `now` with its changes since `before`; links hold from the folder of `output`."""
    linker = Linker(before.paths, output.parent if output else None)
    return replace(made, changes=changes(now, before, the_year(now), linker))


def the_year(now: Collected) -> int:
    """The one year that `now` sums. Raises CannotGoOn where it sums several, or its forms do not say."""
    if len(now.years.counted) == 1:
        return now.years.counted[0]
    if now.years.counted:
        raise CannotGoOn(
            f"同时汇总了几个年度（{now.years.shown}），不能与上年对比。请用 --year 只写一个年度，或去掉 --before。"
        )
    if not now.entries:
        raise CannotGoOn("没有一张计入汇总的表，不能与上年对比。请核对收件夹；--before 所写的文件不算收到的表。")
    raise CannotGoOn("收到的表都没有写年度，不能与上年对比。请用 --year 写明年度，或去掉 --before。")


def _others(found: Collected) -> str:
    counted = Counter(entry.form.year for entry in found.other_years)
    listed = "、".join(
        f"{year} 年度 {number} 张" for year, number in sorted(counted.items(), key=lambda item: item[0] or 0)
    )
    return f"（有 {listed}）" if listed else ""
