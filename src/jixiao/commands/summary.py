"""jixiao summary FILE: the figures of all projects; with -o the workbook with its 汇总表 rebuilt."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jixiao.actions.summary import Summary, SummaryLine, summarise, write_summary
from jixiao.commands import terminal
from jixiao.commands.arguments import add_json, add_labels, add_output, add_policy
from jixiao.commands.files import opened, unread_status
from jixiao.commands.output import amount, decimal, rate, say_saved
from jixiao.form.fields import AMOUNTS, NAMES, form_name, project_name
from jixiao.form.rounding import plain
from jixiao.form.table import Value
from jixiao.sheets.settings import sheet_name
from jixiao.sheets.totals import uncounted

if TYPE_CHECKING:
    from jixiao.actions.summary_before import Before

COLUMNS = (
    *(">序号", NAMES["project"], NAMES["unit"]),
    *(f">{NAMES[key]}" for key in (*AMOUNTS, "rate")),
    *(">核算总分", "等级", ">错误", ">警告"),
)

BEFORE = (
    "项目名称",
    "情况",
    ">上年预算",
    ">今年预算",
    ">增减",
    ">增减%",
    ">上年执行率",
    ">今年执行率",
    ">百分点",
    ">上年得分",
    ">今年得分",
    ">增减",
)


def arguments(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("file", metavar="文件", help="工作簿（.xlsx），或可读取的文本")
    add_policy(parser)
    add_labels(parser)
    add_json(parser)
    add_output(parser, "写出汇总表重建后的工作簿，其余内容不动")


def run(chosen: Namespace) -> int:
    """0, or 2 when a form of the file could not be read."""
    loaded = opened(chosen)
    summary = summarise(loaded, chosen.policy)
    if chosen.output or chosen.in_place:
        say_saved(write_summary(summary, chosen.output))
    before = _before(summary)
    if chosen.json:
        _print_json(summary, before)
    else:
        named = zip(map(form_name, loaded.forms), summary.lines, strict=True)
        rows = [_row(str(number), *pair) for number, pair in enumerate(named, 1)]
        terminal.table(COLUMNS, [*rows, _row("", summary.whole.project or "", summary.whole)], "金额单位：万元")
        lacks = uncounted(summary.whole.uncounted)
        if lacks:
            terminal.say(f"合计和平均只含已知的数：{lacks}。")
        if before:
            _show_before(before)
    return unread_status(loaded)


def _before(summary: Summary) -> Before | None:
    """The comparison with last year's forms; nothing is loaded for it where the workbook has no 上年数据."""
    source = summary.loaded.source
    if not source.is_package or sheet_name("last_year") not in {sheet.name for sheet in source.book.sheets}:
        return None
    from jixiao.actions.summary_before import before_of

    return before_of(summary)


def _show_before(before: Before) -> None:
    """Last year's figures beside this year's, which 上年数据 keeps."""
    from jixiao.commands.year_on_year import changed

    terminal.say("")
    rows = [(project_name(_text(line["project"])), str(line["state"]), *_changes(line)) for line in before.lines]
    terminal.table(BEFORE, rows, f"与上年（{before.year} 年度，见“上年数据”）对比    金额单位：万元")
    terminal.say(f"合计与上年相比：{changed(before.whole, 'claimed', '平均填报得分')}")
    if before.unfinished:
        terminal.say("今年还有空白的数，合计的增减要等填齐了再看。")
    for line in before.lines:
        if line["note"]:
            terminal.say(f"{project_name(_text(line['project']))}：{line['note']}")


def _changes(line: Mapping[str, Value]) -> Iterator[str]:
    from jixiao.commands.year_on_year import percent_points

    yield from (amount(decimal(line[key])) for key in ("annual_before", "annual", "annual_change"))
    yield from (rate(decimal(line[key])) for key in ("annual_growth", "rate_before", "rate"))
    yield percent_points(line["rate_change"])
    yield from (amount(decimal(line[key])) for key in ("claimed_before", "claimed", "claimed_change"))


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) else None


def _print_json(summary: Summary, before: Before | None) -> None:
    from jixiao.exporters import json

    answer = {
        "policy": summary.policy.name,
        "lines": [_figures(line) for line in summary.lines],
        "whole": _figures(summary.whole) | dict(summary.whole.uncounted),
        "problems": json.records(summary.loaded.problems),
    }
    if before:
        answer["before"] = {
            "year": before.year,
            "lines": [_plain(line) for line in before.lines],
            "whole": _plain(before.whole),
        }
    terminal.say(json.dumps(answer))


def _plain(row: Mapping[str, Value]) -> dict[str, Any]:
    return {key: plain(value) if isinstance(value, Decimal) else value for key, value in row.items()}


def _figures(line: SummaryLine) -> dict[str, Any]:
    from jixiao.exporters import json

    return {key: value for key, value in json.figures(line).items() if key != "uncounted"}


def _row(number: str, name: str, line: SummaryLine) -> tuple[str, ...]:
    return (
        number,
        name,
        line.unit or "",
        *(amount(value) for value in (line.initial, line.annual, line.executed)),
        rate(line.rate),
        amount(line.total),
        line.grade or "—",
        str(line.errors),
        "—" if line.warnings is None else str(line.warnings),
    )
