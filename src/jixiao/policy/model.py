"""A scoring policy (评分办法) as immutable data: every value with the clause it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple, Protocol

Base = Literal["annual", "initial"]
AtLeast = Literal["ratio", "all-or-nothing"]
AtMost = Literal["inverse", "linear", "all-or-nothing"]
Equal = Literal["deviation", "all-or-nothing", "at-least"]

_POINTS = re.compile(r"\d+(?:\.\d+)?分?$")

OTHER = "其他"
"""The name under which indicators are summed whose 一级指标 the policy does not know."""


class Amounts(Protocol):
    """Anything with the two budget amounts: a fund row, or sums of several."""

    @property
    def initial(self) -> Decimal | None:
        """年初预算数; None where it is not known."""

    @property
    def annual(self) -> Decimal | None:
        """全年预算数; None where it is not known."""


class Execution(NamedTuple):
    """How 预算执行率 is scored: `weight` points, rate against the `base` amount, counted up to `cap` (1 = 100 %)."""

    weight: Decimal
    base: Base
    cap: Decimal
    clause: str

    def of(self, amounts: Amounts) -> Decimal | None:
        """The amount the rate is against: 年初预算数 or 全年预算数; None where it is blank or could not be read."""
        return amounts.initial if self.base == "initial" else amounts.annual


class DimensionWeight(NamedTuple):
    """A 一级指标 with the points it should have; 0 where the policy knows the word but gives it no weight of its own."""

    name: str
    synonyms: tuple[str, ...]
    weight: Decimal
    clause: str


class Method(NamedTuple):
    """How one direction of a quantitative target is scored."""

    method: str
    clause: str


class Quantitative(NamedTuple):
    """定量指标, one method for each direction.

    at_least (≥): "ratio" actual/target, "all-or-nothing". at_most (≤): "inverse" target/actual, "linear"
    1 − (actual − target)/target, "all-or-nothing". equal (=): "deviation" 1 − |actual − target|/|target|,
    "all-or-nothing", "at-least" (read as ≥). All full when the target is met.
    """

    at_least: Method
    at_most: Method
    equal: Method


class Tier(NamedTuple):
    """A 完成档次 of a qualitative indicator: from `low` to `high` of the weight (fractions)."""

    name: str
    synonyms: tuple[str, ...]
    low: Decimal
    high: Decimal
    clause: str


class Threshold(NamedTuple):
    """A fraction with its clause: 1.3 is 130 %."""

    value: Decimal
    clause: str


class Jump(NamedTuple):
    """A change from one year to the next that is asked about: from `share` (a fraction) and `least` 元 on."""

    share: Decimal
    least: Decimal
    clause: str


class Grade(NamedTuple):
    """等级: from `minimum` points of a hundred."""

    name: str
    minimum: Decimal
    clause: str


@dataclass(frozen=True, slots=True)
class Policy:
    """One dated scoring policy.

    `name` is the file's name, `document` the document it rests on, `dated` its ISO date, `since` the first budget year
    it is the default for (None: only by name). `tiers` and `grades` run from best to worst.
    """

    name: str
    title: str
    document: str
    dated: str
    since: int | None
    execution: Execution
    dimensions: tuple[DimensionWeight, ...]
    quantitative: Quantitative
    tiers: tuple[Tier, ...]
    over_completion: Threshold
    low_execution: Threshold
    budget_jump: Jump
    grades: tuple[Grade, ...]

    def __hash__(self) -> int:
        # caches are keyed by policy; hashing every weight and clause each time costs more than a score
        return hash(self.name)

    def dimension(self, text: str | None) -> DimensionWeight | None:
        """The dimension that `text` names, by name or synonym; None when the policy does not know it."""
        return _dimension(self, text)

    def tier(self, text: str | None) -> Tier | None:
        """The tier that `text` names, by name or synonym."""
        wanted = (text or "").strip()
        return next((tier for tier in self.tiers if wanted == tier.name or wanted in tier.synonyms), None)

    def grade(self, total: Decimal | None) -> str | None:
        """The grade of `total` points; None without a total."""
        if total is None:
            return None
        return next((grade.name for grade in self.grades if total >= grade.minimum), self.grades[-1].name)


@lru_cache(maxsize=4096)
def _dimension(policy: Policy, text: str | None) -> DimensionWeight | None:
    wanted = _bare(text or "")
    known = next((each for each in policy.dimensions if wanted in map(_bare, (each.name, *each.synonyms))), None)
    return known or _ending(policy, wanted)


def _ending(policy: Policy, wanted: str) -> DimensionWeight | None:
    """The one dimension whose name ends `wanted`: 社会公众或服务对象满意度指标."""
    ends = [each for each in policy.dimensions if wanted.endswith(_bare(each.name))]
    return ends[0] if len(ends) == 1 else None


def _bare(text: str) -> str:
    """一级指标 as written in a cell, without spaces, line breaks and points: "产出指标 (50分)", "产出指标50分" → 产出指标."""
    return _POINTS.sub("", "".join(text.split()).replace("（", "(").split("(", 1)[0])
