"""The words of the mail that gives a file back: what must be corrected, and how to send it again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from jixiao.form.fields import where
from jixiao.form.finding import Finding
from jixiao.submit.letter import ended

MOST_LISTED = 30


def subject(heading: str, errors: int) -> str:
    """退回修改：单位 2020 年度项目支出绩效自评表（错误 N 处）."""
    return f"退回修改：{heading}（错误 {errors} 处）"


def body(heading: str, errors: Sequence[Finding], others: int, due: date | None, signature: str | None = None) -> str:
    """The letter; `others` counts warnings and notices, `due` is the day the corrected file is due.

    `signature` names the office that gives the file back.
    """
    return "\n".join(_lines(heading, errors, others, due, signature)) + "\n"


def _lines(
    heading: str, errors: Sequence[Finding], others: int, due: date | None, signature: str | None
) -> Iterator[str]:
    yield "您好！"
    yield ""
    yield f"您报来的{heading}，校验有错误 {len(errors)} 处，须改正后重新报送；另有警告和提示 {others} 处，请逐条核对。"
    yield ""
    for number, item in enumerate(errors[:MOST_LISTED], 1):
        yield f"{number}. {where(item)}：{item.message}（{item.code}）。改法：{ended(item.fix)}"
    if len(errors) > MOST_LISTED:
        yield f"（其余 {len(errors) - MOST_LISTED} 处见附件。）"
    yield ""
    yield "请在附件上改正（标记不影响填写），或在您自己的原件上改，改后重新报送，报送次数会自动加一。"
    if due:
        yield f"请于 {due.year} 年 {due.month} 月 {due.day} 日前重新报送。"
    yield ""
    yield signature or "（收表单位）"
