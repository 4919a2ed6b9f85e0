"""jixiao read FILE: the forms of a file as a table, or as JSON."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from decimal import Decimal

from jixiao.actions.loaded import Loaded
from jixiao.commands import terminal
from jixiao.commands.arguments import add_json, add_labels
from jixiao.commands.files import opened, unread_status
from jixiao.commands.output import amount, money, rate
from jixiao.form.fields import KINDS, NAMES, field_name, form_name
from jixiao.form.measure import QUANTITATIVE, comparison, measured
from jixiao.form.model import Form, Indicator, Measure
from jixiao.form.quantity import reading
from jixiao.form.rounding import plain
from jixiao.form.structure import MEASURES
from jixiao.form.subjects import field_on
from jixiao.importers import reading_notes

PARTS_OF_MEASURE = ("nature", "direction", "target", "actual", "unit", "tier")
TYPED = {part: NAMES[key] for part, key in zip(PARTS_OF_MEASURE, MEASURES, strict=True)}
"""Part of a measure → its name in the working columns, in their order."""
COLUMNS = (
    *(">序号", NAMES["project"], NAMES["unit"]),
    *(f">{NAMES[key]}" for key in ("annual", "executed", "rate")),
    *(">指标数", ">表内总分", "表种", "位置"),
)


def arguments(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("file", metavar="文件", help="工作簿（.xlsx）、Word 提取的文本，或制表符分隔的表格文本")
    add_json(parser)
    parser.add_argument("--explain", action="store_true", help="逐项说明指标值、完成值读作什么，为什么没有读成数")
    add_labels(parser)


def run(chosen: Namespace) -> int:
    """0, or 2 when a form of the file could not be read."""
    loaded = opened(chosen)
    if chosen.json:
        _print_json(loaded)
    else:
        terminal.table(COLUMNS, (_row(number, form) for number, form in enumerate(loaded.forms, 1)))
        _say_unread(loaded)
        terminal.say_each(reading_notes.lines(loaded.forms))
        if chosen.explain:
            terminal.say_each(line for form in loaded.forms for line in lines(form))
    return unread_status(loaded)


def _print_json(loaded: Loaded) -> None:
    from jixiao.exporters import json
    from jixiao.recognise.doubts import doubts
    from jixiao.recognise.unplaced import unplaced

    forms = loaded.forms
    answer = {
        "forms": json.forms(forms),
        "notes": list(loaded.notes),
        "problems": json.records(loaded.problems),
        "doubts": [
            json.doubt(form.project, item.field, item.place, item.reason) for form in forms for item in doubts(form)
        ],
        "unread_cells": json.unread_cells(forms),
        "unplaced": [
            json.left_out(form.project, item.place, item.name, item.text) for form in forms for item in unplaced(form)
        ],
    }
    terminal.say(json.dumps(answer))


def _row(number: int, form: Form) -> tuple[str, ...]:
    total = form.funds.total
    place = form.source.sheet or f"第 {form.source.block or 1} 张表"
    return (
        str(number),
        form_name(form),
        form.unit or "",
        money(total.annual, form.amount_unit),
        money(total.executed, form.amount_unit),
        rate(total.rate),
        str(len(form.indicators)),
        amount(form.total.score),
        KINDS[form.kind],
        place,
    )


def _say_unread(loaded: Loaded) -> None:
    for form in loaded.forms:
        for item in form.unread:
            where = f"{form_name(form)} {form.place(item.field) or ''} {field_on(form, item.field)}"
            terminal.say(f"未读出：{where} “{item.text}”")


def lines(form: Form) -> Iterator[str]:
    """The project, then one line for each indicator."""
    yield f"\n{form_name(form)}"
    for path, row in form.numbered():
        yield f"  {row.name or field_name(path)}：{_said('指标值', row.target)}；{_said('完成值', row.actual)}；{_taken(row)}"


def _said(what: str, text: str | None) -> str:
    found = reading(text)
    quoted = "" if text is None or found.kind == "blank" or found.why.startswith(f"“{text}”") else f"“{text}”"
    return f"{what}{quoted}{found.why}"


def _taken(row: Indicator) -> str:
    """What the indicator is measured by, in the end."""
    measure = measured(row)
    typed = [TYPED[name] for name in TYPED if row.measure and getattr(row.measure, name) is not None]
    by_hand = f"（{'、'.join(typed)}按核算区填写）" if typed else ""
    if measure.nature != QUANTITATIVE:
        return f"按定性指标{by_hand}{_why(row, measure)}"
    unit = f"（{measure.unit}）" if measure.unit else ""
    return f"按定量指标：{_figures(measure)}{unit}{by_hand}{_why(row, measure)}"


def _why(row: Indicator, measure: Measure) -> str:
    """What was assumed in comparing the two texts, or why they give no score."""
    if row.measure is not None and None not in (measure.target, measure.actual):
        return ""
    found = comparison(row)
    reason = found.why_not if measure.actual is None else found.assumed
    return f"；{reason}" if reason else ""


def _figures(measure: Measure) -> str:
    target, actual = _shown(measure.target), _shown(measure.actual)
    return f"{measure.direction or '方向未定'} {target}，完成 {actual}"


def _shown(value: Decimal | None) -> str:
    return "没有数" if value is None else plain(value)
