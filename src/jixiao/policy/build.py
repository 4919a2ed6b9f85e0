"""Tables of a policy file -> Policy, every value checked and named when it is wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import cast, get_args

from jixiao.policy.files import PolicyError
from jixiao.policy.model import (
    AtLeast,
    AtMost,
    Base,
    DimensionWeight,
    Equal,
    Execution,
    Grade,
    Jump,
    Method,
    Policy,
    Quantitative,
    Threshold,
    Tier,
)
from jixiao.policy.section import Section

_HUNDRED = Decimal(100)
MOST_LEAST = Decimal(10**8)  # 元; a higher floor would switch the question off
_KEYS = (
    "title", "document", "dated", "since", "chosen_when", "source", "execution", "dimensions", "quantitative", "tiers",
    "over_completion", "low_execution", "budget_jump", "grades",
)  # fmt: skip


def policy(name: str, tables: dict[str, object]) -> Policy:
    """The policy `name` from its merged tables."""
    top = Section(f"{name}.toml", "", tables)
    top.only(_KEYS)
    built = Policy(
        name=name,
        title=top.text("title"),
        document=top.text("document"),
        dated=top.text("dated"),
        since=top.year("since"),
        execution=_execution(top.table("execution")),
        dimensions=tuple(_dimensions(top.table("dimensions"))),
        quantitative=_quantitative(top.table("quantitative")),
        tiers=tuple(sorted(_tiers(top.table("tiers")), key=lambda tier: -tier.high)),
        over_completion=_threshold(top.table("over_completion"), Decimal(1), Decimal(10)),
        low_execution=_threshold(top.table("low_execution"), Decimal(0), Decimal(1)),
        budget_jump=_jump(top.table("budget_jump")),
        grades=tuple(sorted(_grades(top.table("grades")), key=lambda grade: -grade.minimum)),
    )
    _add_up(built)
    return built


def _execution(section: Section) -> Execution:
    section.only(("weight", "base", "cap", "clause"))
    return Execution(
        section.number("weight", Decimal(0), _HUNDRED),
        cast(Base, section.choice("base", get_args(Base))),
        section.number("cap", Decimal(1), Decimal(10)),
        section.text("clause"),
    )


def _dimensions(section: Section) -> Iterator[DimensionWeight]:
    for name, table in section.tables():
        table.only(("weight", "synonyms", "clause"))
        weight = table.number("weight", Decimal(0), _HUNDRED)
        yield DimensionWeight(name, table.words("synonyms"), weight, table.text("clause"))


def _quantitative(section: Section) -> Quantitative:
    section.only(("at_least", "at_most", "equal"))
    return Quantitative(
        _method(section.table("at_least"), get_args(AtLeast)),
        _method(section.table("at_most"), get_args(AtMost)),
        _method(section.table("equal"), get_args(Equal)),
    )


def _method(section: Section, allowed: Collection[str]) -> Method:
    section.only(("method", "clause"))
    return Method(section.choice("method", allowed), section.text("clause"))


def _tiers(section: Section) -> Iterator[Tier]:
    for name, table in section.tables():
        table.only(("low", "high", "synonyms", "clause"))
        low, high = table.number("low", Decimal(0), Decimal(1)), table.number("high", Decimal(0), Decimal(1))
        if low > high:
            raise PolicyError(f"{table.where}：low = {low} 大于 high = {high}，low 应不大于 high")
        yield Tier(name, table.words("synonyms"), low, high, table.text("clause"))


def _threshold(section: Section, low: Decimal, high: Decimal) -> Threshold:
    section.only(("value", "clause"))
    return Threshold(section.number("value", low, high), section.text("clause"))


def _jump(section: Section) -> Jump:
    section.only(("share", "least", "clause"))
    share, least = section.number("share", Decimal(0), Decimal(10)), section.number("least", Decimal(0), MOST_LEAST)
    return Jump(share, least, section.text("clause"))


def _grades(section: Section) -> Iterator[Grade]:
    for name, table in section.tables():
        table.only(("minimum", "clause"))
        yield Grade(name, table.number("minimum", Decimal(0), _HUNDRED), table.text("clause"))


def _add_up(built: Policy) -> None:
    """A policy that weighs its dimensions weighs all hundred points; one that leaves them free weighs none."""
    if not built.tiers or not built.grades:
        raise PolicyError(f"{built.name}.toml：tiers 和 grades 至少各有一档")
    weights = [dimension.weight for dimension in built.dimensions]
    total = sum(weights, built.execution.weight)
    if any(weights) and total != _HUNDRED:
        raise PolicyError(f"{built.name}.toml：预算执行率与各一级指标权重合计 {total}，应为 100")
