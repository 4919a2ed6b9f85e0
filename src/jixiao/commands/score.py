"""jixiao score FILE: every score recomputed and explained; with -o the suggestions written into empty cells."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from jixiao.actions.score import Scored, incomplete, score_forms
from jixiao.commands import terminal
from jixiao.commands.arguments import add_json, add_labels, add_output, add_policy
from jixiao.commands.files import opened, unread_status
from jixiao.commands.output import amount, rate, say_saved
from jixiao.form.fields import KINDS, field_name, form_name
from jixiao.form.model import Form
from jixiao.importers import reading_notes
from jixiao.policy.score import Scores

COLUMNS = (">序号", "项目名称", "表种", ">执行率", ">执行得分", ">核算总分", ">表内总分", "等级", ">不一致", ">可建议")


def arguments(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("file", metavar="文件", help="工作簿（.xlsx）、Word 提取的文本，或制表符分隔的表格文本")
    parser.add_argument("--explain", action="store_true", help="逐项说明每个得分怎样算出")
    add_policy(parser)
    add_json(parser)
    add_output(parser, "写出工作簿：把建议得分填入空白的得分格，已填的不改")
    add_labels(parser)


def run(chosen: Namespace) -> int:
    """0, or 2 when a form of the file could not be read."""
    loaded = opened(chosen)
    scored = score_forms(loaded, chosen.policy)
    if chosen.output or chosen.in_place:
        from jixiao.actions.fill_scores import fill_scores

        say_saved(fill_scores(scored, chosen.output))
    if chosen.json:
        from jixiao.exporters import json

        cells = json.unread_cells(loaded.forms)
        answer = {"forms": json.forms(loaded.forms), "scores": json.scores(scored.pairs), "unread_cells": cells}
        terminal.say(json.dumps(answer))
    else:
        terminal.say(f"评分办法：{scored.policy.title}（{scored.policy.document}）")
        terminal.table(COLUMNS, (_row(number, *pair) for number, pair in enumerate(scored.pairs, 1)))
        terminal.say_each(incomplete(scored.pairs))
        terminal.say_each(reading_notes.unread(loaded.forms))
        if chosen.explain:
            _explain(scored)
    return unread_status(loaded)


def _explain(scored: Scored) -> None:
    for form, scores in scored.pairs:
        terminal.say(f"\n{form_name(form)}")
        terminal.say_each(f"  {line}" for line in _lines(form, scores))


def _row(number: int, form: Form, scores: Scores) -> tuple[str, ...]:
    lines = (scores.execution, *scores.indicators)
    return (
        str(number),
        form_name(form),
        KINDS[form.kind],
        rate(scores.rate),
        amount(scores.execution.suggested),
        amount(scores.whole_total),
        amount(form.total.score),
        scores.whole_grade or "—",
        str(sum(None not in (line.suggested, line.printed) and line.suggested != line.printed for line in lines)),
        str(sum(line.suggested is not None for line in lines)),
    )


def _lines(form: Form, scores: Scores) -> Iterator[str]:
    yield f"预算执行：{scores.execution.explanation}；表内 {amount(scores.execution.printed)}"
    for (path, indicator), line in zip(form.numbered(), scores.indicators, strict=True):
        yield f"{indicator.name or field_name(path)}：{line.explanation}；表内 {amount(line.printed)}"
    waiting = f"（还有 {scores.missing} 项没有得分）" if scores.missing else ""
    total, grade = amount(scores.whole_total), scores.whole_grade or "—"
    yield f"核算总分 {total}{waiting}，表内总分 {amount(form.total.score)}，等级 {grade}"
