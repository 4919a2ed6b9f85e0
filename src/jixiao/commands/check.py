"""jixiao check FILE...: all findings, errors first; with -o a copy with marks and a 校验结果 sheet."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import Counter
from itertools import chain
from pathlib import Path

from jixiao.actions.check import Checked, check_files
from jixiao.actions.loaded import Loaded, forms_of
from jixiao.commands import terminal
from jixiao.commands.arguments import add_json, add_labels, add_output, add_policy, add_severities, codes, hidden
from jixiao.commands.exit_codes import DONE, FAULTS, UNREAD
from jixiao.commands.files import opened_all
from jixiao.commands.output import about, kinds_of, say_saved
from jixiao.form.finding import SEVERITIES, SEVERITY_WORDS
from jixiao.importers import reading_notes
from jixiao.importers.read import ReadProblem
from jixiao.rules.grouped import Group, grouped, sentences, tasks

MOST_FORMS = 20
COLUMNS = ("程度", "编号", "项目", "位置", "栏目", "问题", "改法")


def arguments(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("files", metavar="文件", nargs="+", help="一个或多个工作簿、文本；多个文件合在一起校验重复申报")
    parser.add_argument(
        "--off", metavar="编号", action="append", type=codes, default=[], help="停用规则，如 JX6,JX101，可写多次"
    )
    add_severities(parser)
    parser.add_argument("--errors", action="store_true", help="只看错误，同 --only error")
    add_policy(parser)
    add_labels(parser)
    add_json(parser)
    add_output(parser, "写出带标记和校验结果的副本；多个文件时写文件夹名")


def run(chosen: Namespace) -> int:
    """0, 1 when there are errors, 2 when a file or a form could not be read."""
    if chosen.output and len(chosen.files) > 1:
        from jixiao.actions.save import as_folder

        as_folder(chosen.output)
    files, problems = opened_all(chosen)
    hide = ("warning", "notice") if chosen.errors else hidden(chosen)
    checked = check_files(files, chosen.policy, tuple(chain(*chosen.off)), hide)
    if files and (chosen.output or chosen.in_place):
        from jixiao.actions.mark import mark_all

        for saved in mark_all(checked, _target(chosen, files)):
            say_saved(saved)
    if chosen.json:
        _print_json(checked, problems)
    elif files:
        _show(checked)
    return UNREAD if problems else FAULTS if checked.report.has_errors else DONE


def _target(chosen: Namespace, files: list[Loaded]) -> Path | None:
    """Where copies go; a folder stays one when all but one of several files could not be read."""
    output: Path | None = chosen.output
    if output is None or len(chosen.files) == 1 or len(files) > 1:
        return output
    from jixiao.actions.save import made_folder

    made_folder(output)
    return output / f"{files[0].path.stem}-校验.xlsx"


def _print_json(checked: Checked, problems: list[ReadProblem]) -> None:
    from jixiao.exporters import json

    report, forms = checked.report, forms_of(checked.files)
    unshown = Counter(item.severity for item in report.hidden)
    answer = {
        "forms": [json.brief(form) for form in forms],
        "first": [json.task(item) for item in tasks(report.findings)],
        "findings": [json.finding(item) for item in report.findings],
        "hidden": {each: unshown[each] for each in SEVERITIES if each in report.hides},
        "waived": [{**json.finding(item.finding), "waiver": json.waiver(item.waiver)} for item in report.waived],
        "problems": json.records(problems),
        "unread_cells": json.unread_cells(forms),
    }
    terminal.say(json.dumps(answer))


def _show(checked: Checked) -> None:
    report = checked.report
    for policy in dict.fromkeys(checked.policies):
        terminal.say(f"评分办法：{policy.title}（{policy.name}）")
    made = tasks(report.findings)
    if made:
        terminal.say("先做这几件事")
        terminal.say_each(sentences(made))
        terminal.say()
    several = len({item.unit for item in report.findings if item.unit}) > 1
    for severity in SEVERITIES:
        found = [item for item in report.findings if item.severity == severity]
        if found:
            first = "，必须先改" if severity == "error" else ""
            rows = (_row(group, several) for group in grouped(found))
            terminal.table(COLUMNS, rows, f"{SEVERITY_WORDS[severity]}（{len(found)} 处{first}）")
            terminal.say()
    waived = Counter((item.finding.code, about(item.finding) or "工作簿", item.waiver) for item in report.waived)
    for (code, whose, waiver), count in waived.items():
        places = f"，{count} 处" if count > 1 else ""
        terminal.say(f"豁免：{code} {whose}：{waiver.reason}（{waiver.who}，{waiver.date}{places}）")
    forms = forms_of(checked.files)
    terminal.say_each(reading_notes.unread(forms, MOST_FORMS))
    errors, warnings, notices = report.totals
    terminal.say(
        f"共 {len(checked.files)} 个文件 {len(forms)} 张表{kinds_of(forms)}：错误 {errors}，警告 {warnings}，提示 {notices}。"
    )
    if report.hides:
        terminal.say(f"{report.unshown}。")


def _row(group: Group, several_units: bool) -> tuple[str, ...]:
    item = group.first
    place = " ".join(part for part in (item.sheet, group.place() if item.cell else "") if part)
    message = group.message()
    if not item.sheet and not item.cell and item.file:
        message = f"{item.file}：{message}"
    unit = f"{item.unit}·" if several_units and item.unit else ""
    return (
        SEVERITY_WORDS[item.severity],
        item.code,
        f"{unit}{about(item)}".rstrip("·"),
        place,
        group.field(),
        message,
        group.fix(),
    )
