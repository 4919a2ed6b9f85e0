"""The words of the mail that carries a submission: the totals, what is left unmended and why, what is waived."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao.form.fields import unit_name, where
from jixiao.form.finding import Finding
from jixiao.form.rounding import NONE, percent_or, plain, plain_or
from jixiao.submit.manifest import SUMMARY, Manifest

MOST_LISTED = 30
ENDS = tuple("。！？；….!?;")


def subject(item: Manifest) -> str:
    """报送：单位 2020 年度项目支出绩效自评表 15 张（第 1 次）."""
    left = f"，含未改错误 {item.errors} 处" if item.reason else ""
    return f"报送：{heading(item)} {len(item.forms)} 张（第 {item.version} 次{left}）"


def heading(item: Manifest) -> str:
    """单位 2020 年度项目支出绩效自评表, or …自评汇总 for a summary."""
    year = f" {item.year} 年度" if item.year else ""
    return f"{unit_name(item.unit)}{year}项目支出绩效自评{'汇总' if item.kind == SUMMARY else '表'}"


def body(item: Manifest, errors: Sequence[Finding], unread: Sequence[str], file: str, checksum: str) -> str:
    """The letter; `errors` and `unread` are what is sent on unmended, `checksum` is the SHA-256 of the file."""
    return "\n".join(_lines(item, errors, unread, file, checksum)) + "\n"


def _lines(item: Manifest, errors: Sequence[Finding], unread: Sequence[str], file: str, checksum: str) -> Iterator[str]:
    units = len({form.unit for form in item.forms})
    among = f"，{units} 个单位" if item.kind == SUMMARY else ""
    yield "您好！"
    yield ""
    yield f"现报送{heading(item)} {len(item.forms)} 张{among}（第 {item.version} 次报送），见附件。"
    yield ""
    yield f"年初预算合计：{_money(item.initial)}；"
    yield f"全年预算合计：{_money(item.annual)}；"
    yield f"全年执行合计：{_money(item.executed)}；"
    yield f"加权执行率：{percent_or(item.rate)}；"
    yield f"平均总分：{plain_or(item.average)}；"
    if item.uncounted:
        yield f"以上合计和平均只含已知的数：{item.uncounted}。"
    yield f"校验：错误 {item.errors} 处，警告 {item.warnings} 处，提示 {item.notices} 处。"
    if item.reason:
        wrong = [f"{each.code} {where(each)}：{ended(each.message)}" for each in errors]
        yield from ("", f"带错报送的理由：{ended(item.reason)}", *_numbered([*unread, *wrong]))
    if item.waivers:
        waived = [
            f"{each.rule} {each.project or '全部项目'}：{each.reason}（{each.who}，{each.date}）。"
            for each in item.waivers
        ]
        yield from ("", "登记的豁免：", *_numbered(waived))
    yield ""
    yield f"附件：{file}。"
    yield f"附件校验码（SHA-256）：{checksum}。"
    yield f"由绩效自评工作簿 {item.tool_version} 于 {item.made_at:%Y-%m-%d %H:%M} 生成。"
    yield ""
    yield unit_name(item.unit)
    yield f"{item.made_at.year} 年 {item.made_at.month} 月 {item.made_at.day} 日"


def ended(text: str) -> str:
    """`text` as a sentence: with a full stop where it ends with no mark."""
    return text if text.endswith(ENDS) else f"{text}。"


def _numbered(lines: Sequence[str]) -> Iterator[str]:
    for number, line in enumerate(lines[:MOST_LISTED], 1):
        yield f"{number}. {line}"
    if len(lines) > MOST_LISTED:
        yield f"（其余 {len(lines) - MOST_LISTED} 条略，用 jixiao check 可看全部）"


def _money(value: Decimal | None) -> str:
    return NONE if value is None else f"{plain(value)} 万元"
