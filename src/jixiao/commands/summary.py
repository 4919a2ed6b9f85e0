"""jixiao summary FILE: the figures of all projects; with -o the workbook with its 汇总表 rebuilt."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from jixiao.actions.open import load
from jixiao.actions.summary import Summary, SummaryLine, summarise, write_summary
from jixiao.commands import terminal
from jixiao.commands.arguments import add_json, add_labels, add_output, add_policy
from jixiao.commands.output import amount, rate, say_saved, unread_status
from jixiao.form.fields import project_name
from jixiao.importers.own_labels import own_labels
from jixiao.sheets.totals import uncounted

COLUMNS = (
    ">序号",
    "项目名称",
    "实施单位",
    ">年初预算数",
    ">全年预算数",
    ">全年执行数",
    ">执行率",
    ">核算总分",
    "等级",
    ">错误",
    ">警告",
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
    loaded = load(chosen.file, taught=own_labels(chosen.labels))
    summary = summarise(loaded, chosen.policy)
    if chosen.output or chosen.in_place:
        say_saved(write_summary(summary, chosen.output))
    if chosen.json:
        _print_json(summary)
    else:
        rows = [_row(str(number), line) for number, line in enumerate(summary.lines, 1)]
        terminal.table(COLUMNS, [*rows, _row("", summary.whole)], "金额单位：万元")
        lacks = uncounted(summary.whole.uncounted)
        if lacks:
            terminal.say(f"合计和平均只含已知的数：{lacks}。")
    return unread_status(loaded)


def _print_json(summary: Summary) -> None:
    from jixiao.exporters import json

    answer = {
        "policy": summary.policy.name,
        "lines": [_figures(line) for line in summary.lines],
        "whole": _figures(summary.whole) | dict(summary.whole.uncounted),
        "problems": [json.problem(item.file, item.place, item.message) for item in summary.loaded.problems],
    }
    terminal.say(json.dumps(answer))


def _figures(line: SummaryLine) -> dict[str, Any]:
    from jixiao.exporters import json

    return {key: value for key, value in json.figures(line).items() if key != "uncounted"}


def _row(number: str, line: SummaryLine) -> tuple[str, ...]:
    return (
        number,
        project_name(line.project),
        line.unit or "",
        *(amount(value) for value in (line.initial, line.annual, line.executed)),
        rate(line.rate),
        amount(line.total),
        line.grade or "—",
        str(line.errors),
        "—" if line.warnings is None else str(line.warnings),
    )
