"""jixiao collect INBOX...: what was handed in, checked together and summed, as a workbook, tables or JSON."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.actions.collect import Gathered, Wanted, Watch, collect, gather, tables_of, years_summed
from jixiao.actions.save import as_file, as_folder
from jixiao.actions.year_on_year import files_before
from jixiao.collect.choose import REASONS
from jixiao.collect.filter import Sieve
from jixiao.collect.missing_projects import CODE, drop, report_missing
from jixiao.collect.model import BETWEEN
from jixiao.collect.result import Collected, Progress
from jixiao.collect.rows import Row
from jixiao.collect.run import Engine, Workers
from jixiao.collect.shelf import Kept
from jixiao.collect.tables import Tables
from jixiao.collect.years import BY_FORMS, Years
from jixiao.commands import terminal
from jixiao.commands.arguments import add_json, add_labels, add_policy, whole_number
from jixiao.commands.exit_codes import DONE, FAULTS, INTERRUPTED, UNREAD
from jixiao.commands.new import year
from jixiao.commands.output import amount, decimal, rate, say_saved
from jixiao.commands.year_on_year import add_before, compare, show
from jixiao.errors import CannotGoOn
from jixiao.form.days import day as day_of
from jixiao.importers import reading_notes
from jixiao.importers.own_labels import own_labels

if TYPE_CHECKING:
    from jixiao.collect.dataset import DataSet

MOST_FORMS = 10
COLUMNS = ("主管部门", "实施单位", ">表数", ">全年预算数", ">全年执行数", ">执行率", ">平均分", ">错误", ">警告")


def arguments(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "inboxes", metavar="收件夹", nargs="+", type=Path, help="文件夹（含下级）、邮件、压缩包或单个文件"
    )
    parser.add_argument("-o", "--output", metavar="文件", type=Path, help="写出汇总工作簿（.xlsx）")
    parser.add_argument(
        "--roster", metavar="名单", type=Path, help="应报单位名单（.xlsx 或 .csv：单位、联系人、邮箱……）"
    )
    parser.add_argument(
        "--deadline", metavar="日期", type=day, help="截止日期，如 2021-03-31；首次报送晚于这一天的标为逾期"
    )
    parser.add_argument(
        "--include",
        metavar="样式",
        action="append",
        default=[],
        help="只收匹配的文件、单位或项目（可用 * ?），可写多次",
    )
    parser.add_argument(
        "--exclude", metavar="样式", action="append", default=[], help="不收匹配的文件、单位或项目，可写多次"
    )
    parser.add_argument(
        "--latest-only",
        dest="settle",
        action="store_const",
        const=drop,
        default=report_missing,
        help="单位又报了一次的，新版里没有的项目不再计入；不写则仍计入并列为 JX713",
    )
    parser.add_argument(
        "--year",
        metavar="年度",
        action="append",
        type=year,
        help="只汇总这个年度的表，可写多次；不写则按名单所写的年度，名单没写的按多数表的年度",
    )
    add_before(parser)
    _add_parquet(parser)
    _add_engine(parser)
    add_policy(parser)
    add_labels(parser)
    add_json(parser)


def run(chosen: Namespace) -> int:
    """0, 1 when forms have errors, 2 when a file could not be read, 130 when interrupted (what was read is written)."""
    if chosen.output is not None:
        as_file(chosen.output, ".xlsx")
    from jixiao.collect import roster

    sieve = Sieve(tuple(chosen.include), tuple(chosen.exclude))
    expected = roster.read(chosen.roster) if chosen.roster else ()
    wanted = Wanted(sieve, chosen.policy, expected, chosen.deadline, chosen.settle, _years(chosen))
    data = _opened(chosen)
    gathered = _gather(chosen, data)
    collected = collect(gathered.reads, gathered.found, wanted, gathered.done)
    made = tables_of(collected, chosen.output)
    if chosen.before and not gathered.interrupted:
        made = compare(made, collected, wanted, chosen, lambda places: _read(chosen, places, terminal.watched))
    _finish(data, made, collected.progress, chosen.parquet)
    if chosen.output:
        from jixiao.actions.collect import write

        say_saved(write(collected, made, chosen.output))
    if chosen.json:
        _print_json(made, collected)
    else:
        _show(made, collected)
    return INTERRUPTED if gathered.interrupted else _status(collected)


def _years(chosen: Namespace) -> Years:
    from jixiao.collect import roster

    if chosen.year:
        return Years(tuple(sorted(set(chosen.year))), "given")
    return (roster.years(chosen.roster) if chosen.roster else None) or BY_FORMS


def _gather(chosen: Namespace, data: DataSet | None) -> Gathered:
    gathered = _read(chosen, chosen.inboxes, _watched(data), files_before(chosen.before))
    if gathered.interrupted:
        terminal.warn(
            f"已中断：读了 {len(gathered.found)} 个文件中的 {gathered.done} 个，按已读的部分汇总。再运行同一命令会接着读。"
        )
    if gathered.trouble:
        terminal.warn(gathered.trouble)
    if not gathered.found:
        terminal.warn(f"{'、'.join(map(str, chosen.inboxes))}：里面没有文件。请检查收件夹是否写对。")
    return gathered


def _read(chosen: Namespace, places: Iterable[Path], watch: Watch, beside: Iterable[Path] = ()) -> Gathered:
    own = [*(path for path in (chosen.output, chosen.roster) if path), *_own_files(chosen), *beside]
    output = chosen.output or chosen.parquet
    return gather(places, own, chosen.policy, output, chosen.jobs, watch, _engine(chosen), own_labels(chosen.labels))


def _status(collected: Collected) -> int:
    if any(item.reason in ("unreadable", "partly") for item in collected.unused):
        return UNREAD
    return FAULTS if collected.has_errors() else DONE


def _show(made: Tables, collected: Collected) -> None:
    rows = [_line(row) for row in [*made.units, made.whole]]
    terminal.table(COLUMNS, rows, "金额单位：万元")
    terminal.say_each(years_summed(collected))
    lacking = [row for row in made.units if row["uncounted"]]
    if lacking:
        terminal.say(f"合计和平均只含已知的数：{made.whole['uncounted']}。空白的数见项目明细，涉及：")
        terminal.say_each(f"  {row['unit']}：{row['uncounted']}" for row in lacking)
    if made.roster and any(row["contact"] or row["mail"] or row["state"] == "未报" for row in made.roster):
        terminal.say("报送情况：" + _counted(str(row["state"]) for row in made.roster))
        missing = [str(row["unit"]) for row in made.roster if row["state"] == "未报"]
        if missing:
            terminal.say(f"未报单位：{'、'.join(missing)}")
    show(made)
    left = sum(row["code"] == CODE for row in made.findings)
    if left:
        terminal.say(f"新版未含而仍计入：{left} 张，见问题清单 {CODE}")
    terminal.say_each(reading_notes.unread(collected.with_unread_cells(), MOST_FORMS))
    if collected.unused:
        terminal.say("未采用：" + _counted(REASONS[item.reason] for item in collected.unused))
    for item in collected.unused:
        if item.reason in ("unreadable", "partly", "aside"):
            terminal.warn(BETWEEN.join((*item.archive_path[:-1], item.message)))


def _line(row: Row) -> tuple[str, ...]:
    return (
        str(row["department"] or ""),
        str(row["unit"] or ""),
        str(row["forms"]),
        *(amount(decimal(row[key])) for key in ("annual", "executed")),
        rate(decimal(row["rate"])),
        amount(decimal(row["average"])),
        str(row["errors"]),
        str(row["warnings"]),
    )


def _counted(words: Iterable[str]) -> str:
    return "、".join(f"{name} {count}" for name, count in Counter(words).items())


def _print_json(made: Tables, collected: Collected) -> None:
    from jixiao.collect.json_text import pieces

    for piece in pieces(made, collected):
        print(piece, end="")
    terminal.say()


def day(text: str) -> date:
    """The day a user typed; ArgumentTypeError where it is none."""
    found = day_of(text)
    if found is None:
        raise ArgumentTypeError(f"日期“{text}”应写成 2021-03-31 这样")
    return found


def _add_parquet(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--parquet",
        metavar="文件夹",
        type=Path,
        help="同样的几张表写成 Parquet 文件，供 DuckDB、pandas 等查询（整个文件夹换新）",
    )


def _opened(chosen: Namespace) -> DataSet | None:
    """The data set asked for. Raises CannotGoOn where it cannot be written."""
    if chosen.parquet is None:
        return None
    from jixiao.collect.dataset import DataSet

    return DataSet(as_folder(chosen.parquet))


def _own_files(chosen: Namespace) -> list[Path]:
    """The files of an older data set, which may be in the inbox."""
    if chosen.parquet is None:
        return []
    from jixiao.collect.dataset import standing

    return standing(chosen.parquet)


def _watched(data: DataSet | None) -> Watch:
    """Shows how far the reading is; each result passes the data set too."""

    def watch(items: Iterator[Kept], total: int, label: str) -> Iterator[Kept]:
        shown = terminal.watched(items, total, label)
        return shown if data is None else data.through(shown)

    return watch


def _finish(data: DataSet | None, made: Tables, progress: Progress, folder: Path | None) -> None:
    """Write what was asked for and say so."""
    if data is None:
        return
    data.finish(made, progress)
    terminal.warn(f"已写出：{folder}")


LOCAL, DASK = "local", "dask"
MOST_JOBS = 32


def _add_engine(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--jobs", metavar="个数", type=whole_number(MOST_JOBS), default=2, help="同时读几个文件，默认 2"
    )
    parser.add_argument(
        "--engine", choices=(LOCAL, DASK), default=LOCAL, help="谁来读：local 本机（默认），dask 由 Dask 的工作进程读"
    )
    parser.add_argument(
        "--scheduler",
        metavar="地址",
        help="已有 Dask 集群的调度端，如 tcp://主机:8786；不写则在本机起 --jobs 个工作进程",
    )


def _engine(chosen: Namespace) -> Engine:
    """The engine chosen. Raises CannotGoOn for a scheduler without Dask."""
    if chosen.engine == DASK:
        from jixiao.collect.dask_engine import Dask

        return Dask(chosen.scheduler)
    if chosen.scheduler:
        raise CannotGoOn(f"--scheduler {chosen.scheduler}：只和 --engine dask 一起用。请加上 --engine dask。")
    return Workers
