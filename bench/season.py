"""Seeded random units with their forms: correct ones, ones with one known fault, and outputs claimed twice."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from jixiao.form.model import Form, FundPart, Funds, FundTotal, Goal, Indicator, Total
from jixiao.form.rounding import half_up

PLACES = ("青河区", "东岭区", "石桥镇", "白沙镇", "柳林街道", "新安街道")
FIELDS = ("水利", "教育", "民政", "文化", "卫生", "交通", "环卫", "园林", "体育", "档案")
WORKS = ("管网维修", "设备更新", "人员培训", "宣传服务", "场地改造", "应急物资", "日常运维", "普查登记")
FAULTS = {"total": "JX311", "rate": "JX211", "above": "JX401"}
"""A fault put into a form and the rule that must report it, that one alone among the errors."""
CLAIMED = "JX602"
"""The rule that must report an output claimed by two units."""
TWICE_EVERY = 10
SIZES = {"total": "5", "rate": "0.2", "above": "3"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with the forms it hands in, (project, rule) for each fault put in, and the unit whose output it claims too."""

    name: str
    department: str
    forms: tuple[Form, ...]
    faults: tuple[tuple[str, str], ...] = ()
    claims: str | None = None


def units(count: int, forms: int, seed: int) -> list[Unit]:
    """`count` units with 1 to 2·`forms`-1 forms each."""
    chance = random.Random(seed)
    numbers = iter(range(1000, 10_000_000, 7))
    made = [_unit(number, chance.randint(1, 2 * forms - 1), chance, numbers) for number in range(count)]
    for first in range(0, count - 1, TWICE_EVERY):
        made[first + 1] = _claiming(made[first + 1], made[first])
    return made


def exactly(count: int, forms: int, seed: int) -> list[Unit]:
    """`count` units with `forms` forms each."""
    chance = random.Random(seed)
    numbers = iter(range(1000, 100_000_000, 7))
    return [_unit(number, forms, chance, numbers) for number in range(count)]


def form(project: str, unit: str, department: str, chance: random.Random, numbers: Iterator[int]) -> Form:
    """A correct form; its quantities are its own."""
    annual = Decimal(chance.randint(500, 900_000)) / 100
    executed = half_up(annual * Decimal(chance.randint(9200, 10_000)) / 10_000)
    rate = half_up(executed / annual, 4)
    score = half_up(executed / annual * 10)
    work = project.rstrip("0123456789-期")
    cost, built, served = half_up(annual * 1), next(numbers), next(numbers)
    rows = (
        ("产出指标", "数量指标", f"指标1：{project}完成量", f"≥{built}处", f"{built}处", "15"),
        ("产出指标", "质量指标", f"指标1：{project}合格率", "≥95%", "98%", "15"),
        ("产出指标", "时效指标", f"指标1：{project}完成时间", "2020年11月底前完工", "2020年10月20日完工", "10"),
        ("产出指标", "成本指标", f"指标1：{project}总成本", f"≤{cost}万元", f"{executed}万元", "10"),
        (
            "效益指标",
            "社会效益指标",
            f"指标1：{project}受理群众诉求",
            f"≥{served}件",
            f"{work}受理群众诉求{served}件",
            "30",
        ),
        ("满意度指标", "服务对象满意度指标", f"指标1：{project}服务对象满意度", "≥90%", "93.5%", "10"),
    )
    return Form(
        project=project,
        year=2020,
        title="项目支出绩效自评表",
        department=department,
        unit=unit,
        amount_unit="万元",
        funds=Funds(
            FundTotal(annual, annual, executed, Decimal(10), rate, score),
            (FundPart("当年财政拨款", "appropriation", annual, annual, executed, rate), FundPart("上年结转资金", "carryover"), FundPart("其他资金", "other")),
        ),
        goal=Goal(f"{unit}按期完成{project}{built}处。", f"{unit}已完成{project}{built}处，验收合格。"),
        indicators=tuple(Indicator(*row[:5], Decimal(row[5]), Decimal(row[5])) for row in rows),
        total=Total(Decimal(100), score + 90),
    )  # fmt: skip


def spoiled(item: Form, fault: str) -> Form:
    """The form with the fault."""
    size, total = Decimal(SIZES[fault]), item.funds.total
    if fault == "total":
        return replace(item, total=Total(item.total.weight, (item.total.score or Decimal(0)) - size))
    if fault == "rate":
        return replace(item, funds=replace(item.funds, total=replace(total, rate=(total.rate or Decimal(0)) - size)))
    first, *others = item.indicators
    raised = replace(first, score=(first.score or Decimal(0)) + size)
    raised_total = Total(item.total.weight, (item.total.score or Decimal(0)) + size)
    return replace(item, indicators=(raised, *others), total=raised_total)


def revised(item: Form) -> Form:
    """The form as it was in an older version: another amount executed, all else as it should be."""
    total = item.funds.total
    executed = half_up((total.annual or Decimal(1)) * Decimal("0.91"))
    return replace(item, funds=replace(item.funds, total=replace(total, executed=executed)))


def _claiming(unit: Unit, other: Unit) -> Unit:
    """The unit, its first form claiming the output of the other's first form as its own."""
    first, *rest = unit.forms
    taken = other.forms[0].indicators[4]
    rows = (*first.indicators[:4], replace(taken, score=first.indicators[4].score), *first.indicators[5:])
    return replace(unit, forms=(replace(first, indicators=rows), *rest), claims=other.name)


def _unit(number: int, count: int, chance: random.Random, numbers: Iterator[int]) -> Unit:
    place, kind = PLACES[number % len(PLACES)], FIELDS[number // len(PLACES) % len(FIELDS)]
    department = f"{place}{kind}局"
    name = f"{place}{kind}服务中心第{number + 1}所"
    forms, faults = [], []
    for at in range(count):
        project = f"{chance.choice(WORKS)}{number + 1}-{at + 1}期"
        made = form(project, name, department, chance, numbers)
        if chance.random() < 0.15:
            fault = chance.choice(list(FAULTS))
            made = spoiled(made, fault)
            faults.append((project, FAULTS[fault]))
        forms.append(made)
    return Unit(name, department, tuple(forms), tuple(faults))
