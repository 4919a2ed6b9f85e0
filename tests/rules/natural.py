"""Honest forms as clerks write them, read from `natural.txt`: every figure right, points shared out evenly."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from jixiao import policy
from jixiao.form.model import Form, FundPart, Funds, FundTotal, Goal, Indicator, Total
from jixiao.form.rounding import half_up

TEXT = Path(__file__).with_name("natural.txt")
DIMENSIONS = {"产出": "产出指标", "效益": "效益指标", "满意度": "满意度指标", "成本": "成本指标"}
PARTS = {
    "财政": ("当年财政拨款", "appropriation"),
    "结转": ("上年结转资金", "carryover"),
    "其他": ("其他资金", "other"),
    "中央": ("中央补助", None),
    "地方": ("地方资金", None),
}
OPEN = {"产出": Decimal(40), "效益": Decimal(30), "满意度": Decimal(10)}
"""Points of the dimensions under a policy that gives execution 20 and leaves the others open."""
TITLES = {"project": "项目支出绩效自评表", "department": "部门整体支出绩效自评表", "transfer": "转移支付绩效自评表"}


def natural() -> Iterator[tuple[Form, str]]:
    """Every form with the policy it follows."""
    text = "\n".join(line for line in TEXT.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    for block in text.strip().split("\n\n"):
        yield _form(block.splitlines())


def _form(lines: list[str]) -> tuple[Form, str]:
    name, year, money, kind = lines[0].split()
    own = policy.load(name)
    project, department, unit = lines[1].split(" | ")
    total, *parts = (line for line in lines[2:] if line.split()[0] in ("总额", *PARTS))
    rows = _rows([line for line in lines if line.split("/")[0] in DIMENSIONS and "/" in line], own)
    funds = _total(total, own)
    score = sum((row.score or Decimal(0) for row in rows), funds.score or Decimal(0))
    form = Form(
        project=project,
        year=int(year),
        title=TITLES[kind],
        department=department,
        unit=unit,
        amount_unit=money,
        kind=kind,  # type: ignore[arg-type]
        funds=Funds(funds, tuple(map(_part, parts))),
        goal=Goal(*(next(line[3:] for line in lines if line.startswith(mark)) for mark in ("目标：", "完成："))),
        indicators=tuple(rows),
        total=Total(Decimal(100), score),
    )
    return form, name


def _total(line: str, own: policy.Policy) -> FundTotal:
    initial, annual, executed = map(Decimal, line.split()[1:])
    weight = own.execution.weight
    return FundTotal(
        initial, annual, executed, weight, half_up(executed / annual, 4), half_up(weight * executed / annual)
    )


def _part(line: str) -> FundPart:
    name, *amounts = line.split()
    return FundPart(*PARTS[name], *map(Decimal, amounts), None)  # type: ignore[arg-type]


def _rows(lines: list[str], own: policy.Policy) -> list[Indicator]:
    made = []
    for short, dimension in DIMENSIONS.items():
        mine = [line for line in lines if line.startswith(f"{short}/")]
        points = next(item.weight for item in own.dimensions if item.name == dimension) or OPEN.get(short, Decimal(0))
        for number, line in enumerate(mine):
            share, rest = divmod(points, len(mine))
            made.append(_row(line, dimension, share + (rest if number == 0 else 0)))
    return made


def _row(line: str, dimension: str, weight: Decimal) -> Indicator:
    place, name, target, actual, earned, note = [*(cell.strip() for cell in line.split("|")), "", ""][:6]
    score = half_up(weight * Decimal(earned or 1))
    return Indicator(dimension, f"{place.split('/')[1]}指标", name, target, actual, weight, score, note or None)
