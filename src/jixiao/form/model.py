"""The self-evaluation form (项目支出绩效自评表) as immutable data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

FundKind = Literal["appropriation", "carryover", "other"]
UnreadReason = Literal["number", "year", "prompt", "pending"]


@dataclass(frozen=True, slots=True)
class FundTotal:
    """The row 年度资金总额: amounts in the form's unit, `rate` a fraction, `weight` and `score` in points.

    `note` is the reason some regions ask for in the fund table itself (原因, 偏差原因).
    """

    initial: Decimal | None = None
    annual: Decimal | None = None
    executed: Decimal | None = None
    weight: Decimal | None = None
    rate: Decimal | None = None
    score: Decimal | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class FundPart:
    """One row below the total (当年财政拨款, 上年结转资金, 其他资金, ...); `label` without 其中： and outer blanks."""

    label: str
    kind: FundKind | None = None
    initial: Decimal | None = None
    annual: Decimal | None = None
    executed: Decimal | None = None
    rate: Decimal | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Funds:
    """项目资金: the total row and its parts, in the order of the form."""

    total: FundTotal = FundTotal()
    parts: tuple[FundPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Goal:
    """年度总体目标: 预期目标 and 实际完成情况, as written."""

    expected: str | None = None
    actual: str | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """What the working columns of a project sheet say of an indicator; a `None` is left to the text.

    `nature` 定量/定性, `direction` ≥ ≤ =, `target` and `actual` numbers in `unit`, `tier` one of the policy's tier names.
    """

    nature: str | None = None
    direction: str | None = None
    target: Decimal | None = None
    actual: Decimal | None = None
    unit: str | None = None
    tier: str | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of 绩效指标; texts as written, `weight` and `score` in points."""

    dimension: str | None
    category: str | None
    name: str | None
    target: str | None = None
    actual: str | None = None
    weight: Decimal | None = None
    score: Decimal | None = None
    note: str | None = None
    measure: Measure | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """The row 总分 as printed."""

    weight: Decimal | None = None
    score: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A field whose text could not be read: its field path, the text as found, and why.

    `pending` is a formula of our own template whose result hangs on another cell that could not be read.
    """

    field: str
    text: str
    reason: UnreadReason = "number"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a form was read: file name, sheet or block, and for each field path the cell ("F7") or line ("第 31 行")."""

    file: str | None = None
    sheet: str | None = None
    block: int | None = None
    places: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Form:
    """One project's form of one year. An absent value is None; an unreadable one is None and listed in `unread`."""

    project: str | None
    year: int | None = None
    title: str | None = None
    department: str | None = None
    unit: str | None = None
    amount_unit: str | None = None
    funds: Funds = Funds()
    goal: Goal = Goal()
    indicators: tuple[Indicator, ...] = ()
    total: Total = Total()
    unread: tuple[Unread, ...] = ()
    source: Source = field(default=Source(), compare=False)

    def place(self, path: str) -> str | None:
        """The cell or line of the field `path` (such as `indicators[3].note`), or None when it is not known."""
        return self.source.places.get(path)

    def unreadable(self, path: str) -> bool:
        """Whether the field `path` holds text that could not be read."""
        return any(item.field == path for item in self.unread)

    def numbered(self) -> Iterator[tuple[str, Indicator]]:
        """Each indicator with its field path, `indicators[0]` onward."""
        for number, indicator in enumerate(self.indicators):
            yield f"indicators[{number}]", indicator
