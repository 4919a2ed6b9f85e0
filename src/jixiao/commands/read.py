"""jixiao read FILE: the forms of a file as a table, or as JSON."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from jixiao import terminal
from jixiao.actions.load import Loaded, load
from jixiao.cli import DONE, UNREAD
from jixiao.commands.words import amount, money, rate
from jixiao.form.fields import field_name, project_name
from jixiao.form.model import Form
from jixiao.importers import notes

COLUMNS = (">序号", "项目名称", "实施单位", ">全年预算数", ">全年执行数", ">执行率", ">指标数", ">表内总分", "位置")


def arguments(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("file", metavar="文件", help="工作簿（.xlsx）、Word 提取的文本，或制表符分隔的表格文本")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.add_argument("--explain", action="store_true", help="逐项说明指标值、完成值读作什么，为什么没有读成数")


def run(chosen: Namespace) -> int:
    """0, or 2 when a form of the file could not be read."""
    loaded = load(chosen.file)
    if chosen.json:
        _print_json(loaded)
    else:
        terminal.table(COLUMNS, (_row(number, form) for number, form in enumerate(loaded.forms, 1)))
        _say_unread(loaded)
        for line in notes.lines(loaded.forms):
            terminal.say(line)
        if chosen.explain:
            _explain(loaded)
    return _report(loaded)


def _explain(loaded: Loaded) -> None:
    from jixiao.commands.read_explained import lines

    for form in loaded.forms:
        for line in lines(form):
            terminal.say(line)


def _print_json(loaded: Loaded) -> None:
    from jixiao.exporters import json
    from jixiao.recognise.sure import doubts
    from jixiao.recognise.unplaced import unplaced

    forms = loaded.forms
    told = {
        "forms": json.forms(forms),
        "problems": [json.problem(item.file, item.place, item.message) for item in loaded.problems],
        "doubts": [
            json.doubt(form.project, item.field, item.place, item.reason) for form in forms for item in doubts(form)
        ],
        "unread_cells": [json.unread_cell(form.project, cell) for form in forms for cell in form.unread_cells],
        "unplaced": [
            json.left_out(form.project, item.place, item.name, item.text) for form in forms for item in unplaced(form)
        ],
    }
    terminal.say(json.dumps(told))


def _row(number: int, form: Form) -> tuple[str, ...]:
    total = form.funds.total
    place = form.source.sheet or f"第 {form.source.block or 1} 张表"
    return (
        str(number),
        project_name(form.project),
        form.unit or "",
        money(total.annual, form.amount_unit),
        money(total.executed, form.amount_unit),
        rate(total.rate),
        str(len(form.indicators)),
        amount(form.total.score),
        place,
    )


def _say_unread(loaded: Loaded) -> None:
    for form in loaded.forms:
        for item in form.unread:
            where = f"{project_name(form.project)} {form.place(item.field) or ''} {field_name(item.field)}"
            terminal.say(f"未读出：{where} “{item.text}”")


def _report(loaded: Loaded) -> int:
    for problem in loaded.problems:
        terminal.warn(problem.message)
    return UNREAD if loaded.problems else DONE
