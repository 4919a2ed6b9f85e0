"""jixiao check FILE...: all findings, errors first; with -o a copy with marks and a 校验结果 sheet."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import Counter
from pathlib import Path

from jixiao import terminal
from jixiao.actions.check import Checked, check_files
from jixiao.actions.load import Loaded, load
from jixiao.cli import DONE, FAULTS, UNREAD
from jixiao.commands import options
from jixiao.commands.saved import say_saved, unread_status
from jixiao.errors import CannotGoOn
from jixiao.form.fields import field_name
from jixiao.form.finding import SEVERITIES, SEVERITY_WORDS, Finding

COLUMNS = ("程度", "编号", "项目", "位置", "字段", "问题", "改法")


def arguments(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("files", metavar="文件", nargs="+", help="一个或多个工作簿、文本；多个文件合在一起校验重复申报")
    parser.add_argument("--off", metavar="编号", action="append", default=[], help="停用一条或一族规则，可写多次")
    parser.add_argument("--errors", action="store_true", help="只列错误")
    options.add_policy(parser)
    options.add_json(parser)
    options.add_output(parser, "写出带标记和校验结果的副本；多个文件时写文件夹名")


def run(chosen: Namespace) -> int:
    """0, 1 when there are errors, 2 when a file or a form could not be read."""
    files, status = _load_all(chosen.files)
    if not files:
        return UNREAD
    checked = check_files(files, chosen.policy, chosen.off)
    if chosen.output or chosen.in_place:
        from jixiao.actions.mark import mark_all

        for saved in mark_all(checked, chosen.output):
            say_saved(saved)
    if chosen.json:
        _print_json(checked)
    else:
        _show(checked, chosen.errors)
    return max(status, FAULTS if checked.report.has_errors else DONE)


def _load_all(names: list[str]) -> tuple[list[Loaded], int]:
    """The files that could be read; each one that could not is named, and the others go on."""
    files, status = [], DONE
    alike = Counter(Path(name).name for name in names)
    for name in terminal.progress(names, "读取"):
        try:
            # two units may send files of one name; then each is called by its whole path
            loaded = load(name, name if alike[Path(name).name] > 1 else None)
        except CannotGoOn as reason:
            terminal.warn(str(reason))
            status = UNREAD
        else:
            files.append(loaded)
            status = max(status, unread_status(loaded))
    return files, status


def _print_json(checked: Checked) -> None:
    from jixiao.exporters import json

    waived = [{**json.finding(item.finding), "waiver": json.waiver(item.waiver)} for item in checked.report.waived]
    findings = [json.finding(item) for item in checked.report.findings]
    terminal.say(json.dumps({"findings": findings, "waived": waived}))


def _show(checked: Checked, errors_only: bool) -> None:
    report = checked.report
    for policy in dict.fromkeys(checked.policies):
        terminal.say(f"评分办法：{policy.title}（{policy.name}）")
    severities = SEVERITIES[:1] if errors_only else SEVERITIES
    for severity in severities:
        found = [item for item in report.findings if item.severity == severity]
        if found:
            title = "必须先改" if severity == "error" else SEVERITY_WORDS[severity]
            terminal.table(COLUMNS, map(_row, found), f"{title}（{len(found)} 条）")
            terminal.say()
    for item in report.waived:
        waiver = item.waiver
        terminal.say(
            f"豁免：{item.finding.code} {item.finding.project}：{waiver.reason}（{waiver.who}，{waiver.date}）"
        )
    forms = sum(len(file.forms) for file in checked.files)
    errors, warnings, notices = report.totals
    terminal.say(f"共 {len(checked.files)} 个文件 {forms} 张表：错误 {errors}，警告 {warnings}，提示 {notices}。")


def _row(item: Finding) -> tuple[str, ...]:
    place = " ".join(part for part in (item.sheet, item.cell) if part)
    message = f"{item.file}：{item.message}" if not item.sheet and not item.cell and item.file else item.message
    return (
        SEVERITY_WORDS[item.severity],
        item.code,
        item.project or "",
        place,
        field_name(item.field),
        message,
        item.fix,
    )
