"""What a button says when it is done."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from jixiao import __version__
from jixiao.actions.fill_scores import open_scores, repairs
from jixiao.actions.loaded import Loaded
from jixiao.actions.score import Scored
from jixiao.form.model import Form
from jixiao.form.rounding import plain
from jixiao.form.subjects import field_on
from jixiao.live.user_folder import log_file
from jixiao.live.workbook import OpenWorkbook
from jixiao.policy.score import Scores
from jixiao.rules import Report
from jixiao.rules.grouped import sentences, tasks
from jixiao.sheets.settings import sheet_name

SHOWN = 10


def kept(copy: Path) -> str:
    """Where the workbook as it was can be found."""
    return f"\n原样备份：{copy}"


def scored(given: Scored, copy: Path | None) -> str:
    """How many scores were filled in, and each one that says something else."""
    filled = open_scores(given)
    head = f"填入建议得分 {filled} 处；已填的得分没有改动。" if filled else "没有空白的得分可以填；已填的得分没有改动。"
    differing = [line for form, scores in given.pairs for line in _differing(form, scores)]
    answer = [head, *repairs(given), f"评分办法：{given.policy.title}"]
    if differing:
        answer += [f"\n与核算不一致 {len(differing)} 处：", *_first(differing)]
    return "\n".join(answer) + (kept(copy) if copy else "")


def checked(loaded: Loaded, report: Report) -> str:
    """How many findings there are, and what could not be read."""
    errors, warnings, notices = report.totals
    answer = [f"校验完成：{len(loaded.forms)} 张表，错误 {errors}，警告 {warnings}，提示 {notices}。"]
    if report.hides:
        answer.append(f"{report.unshown}（点“设置”可以改）。")
    if errors or warnings or notices:
        answer += ["先做这几件事：", *sentences(tasks(report.findings))] if errors or warnings else []
        answer.append(f"有问题的格子已标色，问题逐条列在“{sheet_name('findings')}”表，点“位置”可跳到单元格。")
    answer += [*loaded.notes, *(item.message for item in loaded.problems)]
    return "\n".join([*answer, *_hidden(loaded)])


def about(opened: OpenWorkbook) -> str:
    """Everything a helper on the phone asks for first."""
    import xlwings

    return (
        f"绩效自评工作簿 {__version__}\n"
        f"Excel {opened.app.version}，xlwings {xlwings.__version__}，Python {sys.version.split()[0]}\n"
        f"程序位置：{sys.executable}\n日志：{log_file()}\n\n电话求助时请先报第一行的版本号。\n现在打开使用手册吗？"
    )


def _differing(form: Form, scores: Scores) -> Iterator[str]:
    for line in (scores.execution, *scores.indicators):
        if line.suggested is not None and line.printed is not None and line.suggested != line.printed:
            yield (
                f"{form.source.sheet} {form.place(line.field) or ''} {field_on(form, line.field)}："
                f"已填 {plain(line.printed)}，核算 {plain(line.suggested)}"
            )


def _first(lines: list[str]) -> list[str]:
    more = len(lines) - SHOWN
    return lines if more <= 0 else [*lines[:SHOWN], f"……另有 {more} 处，点“校验”逐条列出。"]


def _hidden(loaded: Loaded) -> Iterator[str]:
    """Rows a user does not see were checked all the same."""
    sheets = [form.source.sheet for form in loaded.forms if form.source.sheet]
    found = [sheet for sheet in sheets if loaded.source.book.hidden_rows(sheet)]
    if found:
        yield f"注意：“{'”“'.join(found[:SHOWN])}”有隐藏的行，其中的内容同样参加了校验。"
