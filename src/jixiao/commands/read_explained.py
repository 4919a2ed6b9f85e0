"""jixiao read --explain: how each indicator's texts were read, and why one gave no figure."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.form.fields import field_name, project_name
from jixiao.form.measure import QUANTITATIVE, measured
from jixiao.form.model import Form, Indicator, Measure
from jixiao.form.quantity import reading
from jixiao.form.rounding import plain

TYPED = {
    "nature": "性质",
    "direction": "方向",
    "target": "目标数",
    "actual": "完成数",
    "unit": "单位",
    "tier": "完成档次",
}


def lines(form: Form) -> Iterator[str]:
    """The project, then one line for each indicator."""
    yield f"\n{project_name(form.project)}"
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
        return f"按定性指标{by_hand}"
    unit = f"（{measure.unit}）" if measure.unit else ""
    return f"按定量指标：{_figures(measure)}{unit}{by_hand}"


def _figures(measure: Measure) -> str:
    target, actual = _shown(measure.target), _shown(measure.actual)
    return f"{measure.direction or '≥'} {target}，完成 {actual}"


def _shown(value: Decimal | None) -> str:
    return "没有数" if value is None else plain(value)
