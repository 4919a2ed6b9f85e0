"""The words of the mail that gives a file back: what must be corrected, and how to send it again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from jixiao.form.fields import where
from jixiao.form.finding import Finding
from jixiao.rules.grouped import Group, grouped, sentences, tasks
from jixiao.submit.letter import ended

MOST_LISTED = 30


def subject(heading: str, errors: int) -> str:
    """退回修改：单位 2020 年度项目支出绩效自评表（错误 N 处）."""
    return f"退回修改：{heading}（错误 {errors} 处）"


def body(heading: str, findings: Sequence[Finding], due: date | None, signature: str | None = None) -> str:
    """The letter: what to do first, then the errors; `due` is the day the corrected file is due.

    `signature` names the office that gives the file back.
    """
    return "\n".join(_lines(heading, findings, due, signature)) + "\n"


def _lines(heading: str, findings: Sequence[Finding], due: date | None, signature: str | None) -> Iterator[str]:
    errors = [item for item in findings if item.severity == "error"]
    others = len(findings) - len(errors)
    groups = grouped(errors)
    yield "您好！"
    yield ""
    beside = f"；另有警告和提示 {others} 处，请逐条核对" if others else ""
    yield f"您报来的{heading}，校验有错误 {len(errors)} 处，须改正后重新报送{beside}。"
    yield ""
    yield "先做这几件事："
    yield from map(ended, sentences(tasks(findings)))
    yield ""
    yield f"错误（{len(errors)} 处，必须先改）："
    for number, group in enumerate(groups[:MOST_LISTED], 1):
        yield f"{number}. {line(group)}"
    left = sum(len(group.findings) for group in groups[MOST_LISTED:])
    if left:
        yield f"（其余 {left} 处见附件。）"
    yield ""
    yield "请在附件上改正（标记不影响填写），或在您自己的原件上改，改后重新报送，报送次数会自动加一。"
    if due:
        yield f"请于 {due.year} 年 {due.month} 月 {due.day} 日前重新报送。"
    yield ""
    yield signature or "（收表单位）"


def line(group: Group) -> str:
    """The findings of one rule in one project on one line: where, what, and how to correct it."""
    item = group.first
    place = where(item) if len(group.findings) == 1 else f"{item.project or item.sheet} {group.place()}"
    message = "；".join(group.message().split("\n")).replace("处：；", "处：")
    return f"{place}：{message}（{item.code}）。改法：{ended('；'.join(group.fix().splitlines()))}"
