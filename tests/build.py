"""Tiny builders: a correct form that raises no finding, and changes to it by field path."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from jixiao.form.model import Form, FundPart, Funds, FundTotal, Goal, Indicator, Total

NUMBERS = {"initial", "annual", "executed", "weight", "rate", "score"}
STEP = re.compile(r"([a-z_]+)(?:\[(\d+\+?)\])?")

ROWS = (
    ("产出指标", "数量指标", "指标1：维修电梯", "≥8台", "8台", "15", "15"),
    ("产出指标", "质量指标", "指标1：检验合格率", "≥95%", "100%", "15", "15"),
    ("产出指标", "时效指标", "指标1：完工时间", "2020年11月底前完工", "2020年10月20日完工", "10", "10"),
    ("产出指标", "成本指标", "指标1：项目总成本", "≤50万元", "48万元", "10", "10"),
    ("效益指标", "社会效益指标", "指标1：恢复电梯出行的居民", "≥360户", "372户", "15", "15"),
    (
        "效益指标",
        "可持续影响指标",
        "指标1：运行维护制度",
        "建立维护台账并定责任人",
        "台账由物业公司专人管理",
        "15",
        "15",
    ),
    ("满意度指标", "服务对象满意度指标", "指标1：居民满意度", "≥90%", "93.5%", "10", "10"),
)
"""The indicators of the correct form: weights 15, 15, 10, 10, 15, 15, 10 beside 10 for execution."""

CORRECT = Form(
    project="老旧小区电梯维修",
    year=2020,
    title="项目支出绩效自评表",
    department="青河区住房和城乡建设局",
    unit="青河区物业管理中心",
    amount_unit="万元",
    funds=Funds(
        FundTotal(Decimal(50), Decimal(50), Decimal(48), Decimal(10), Decimal("0.96"), Decimal("9.6")),
        (
            FundPart("当年财政拨款", "appropriation", Decimal(50), Decimal(50), Decimal(48), Decimal("0.96")),
            FundPart("上年结转资金", "carryover"),
            FundPart("其他资金", "other"),
        ),
    ),
    goal=Goal("维修老旧小区电梯8台，保障居民出行安全。", "8台电梯全部修好并通过检验，居民恢复乘梯出行。"),
    indicators=tuple(Indicator(*row[:5], Decimal(row[5]), Decimal(row[6])) for row in ROWS),
    total=Total(Decimal(100), Decimal("99.6")),
)


def form(changes: Mapping[str, Any] | None = None, **fields: Any) -> Form:
    """The correct form with `changes` by field path ("funds.total.rate": "0.965") and by whole field (`year=2021`).

    Numbers may be given as text. "indicators[4+]" puts a row, given as a mapping, before row 4; None at "indicators[2]" drops it.
    """
    found = replace(CORRECT, **fields)
    gone = []
    for path, value in (changes or {}).items():
        if value is None and re.fullmatch(r"indicators\[\d+\]", path):
            gone.append(int(path[11:-1]))
        else:
            found = _set(found, STEP.findall(path), value)
    kept = tuple(row for number, row in enumerate(found.indicators) if number not in gone)
    return replace(found, indicators=kept)


def _set(thing: Any, steps: list[tuple[str, str]], value: Any) -> Any:
    (name, number), *rest = steps
    here = getattr(thing, name)
    if number.endswith("+"):
        at, row = int(number[:-1]), Indicator(**{key: _typed(key, item) for key, item in value.items()})
        return replace(thing, **{name: (*here[:at], row, *here[at:])})
    if number:
        item = _set(here[int(number)], rest, value) if rest else value
        return replace(thing, **{name: (*here[: int(number)], item, *here[int(number) + 1 :])})
    if rest:
        return replace(thing, **{name: _set(here, rest, value)})
    return replace(thing, **{name: _typed(name, value)})


def _typed(name: str, value: Any) -> Any:
    return Decimal(value) if name in NUMBERS and value is not None else value
