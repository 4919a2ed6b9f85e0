"""The self-evaluation form (项目支出绩效自评表) as immutable data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Generic, Literal, TypeVar

from jixiao.form.paths import indicator_path

T = TypeVar("T")
FundKind = Literal["appropriation", "carryover", "other"]
UnreadReason = Literal["number", "year", "prompt", "pending"]
Kind = Literal["project", "department", "transfer", "goal"]
"""项目支出自评, 部门整体支出自评, 转移支付（专项资金）自评, 绩效目标申报 (targets without results)."""
Part = Literal["head", "funds", "goal", "indicators", "total"]
State = Literal["read", "empty", "unread", "absent"]
"""Of a field: read; its label is there and its cell empty; in a part that holds unread cells; not on this form."""


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
    """One row below the total (当年财政拨款, 上年结转资金, 其他资金, ...); `label` without 其中： and outer spaces.

    `weight` and `score` are points that some forms repeat from the total row; they are never added up.
    """

    label: str
    kind: FundKind | None = None
    initial: Decimal | None = None
    annual: Decimal | None = None
    executed: Decimal | None = None
    rate: Decimal | None = None
    note: str | None = None
    weight: Decimal | None = field(default=None, compare=False)
    score: Decimal | None = field(default=None, compare=False)


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
class UnreadCell:
    """A cell of the form's table that became neither label, value nor static text: its part, text and place.

    `name` is the label beside it or the heading above it, where there is one. `is_other` says that this label is known
    to be none of the form's fields (项目负责人, 评分标准); a cell without it may hold a field that is missing elsewhere.
    `field` is the path of the missing field that its own text may name (“年终完成值”是不是“实际完成值”？), or None.
    """

    part: Part
    text: str
    place: str
    row: int
    column: int
    name: str | None = None
    is_other: bool = False
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a form was read: file name, sheet or block, and for each field path the cell ("F7") or line ("第 31 行")."""

    file: str | None = None
    sheet: str | None = None
    block: int | None = None
    places: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Form:
    """One project's form of one year. An absent value is None; an unreadable one is None and listed in `unread`.

    `unread_cells` are the cells of its table that no field was read from, `lacking` the fields that another form, from which
    this one was imported, had no place for (`indicators[].score` for all its indicators) or that were not read there
    (`indicators[3].score`), the parts of it with cells that were not read ("indicators"), and the rows with another target
    or a standard of their own that was not (`indicators[3].adjusted`); like `source` they do not count in comparing.
    """

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
    kind: Kind = "project"
    unread_cells: tuple[UnreadCell, ...] = field(default=(), compare=False)
    lacking: tuple[str, ...] = field(default=(), compare=False)

    @property
    def where(self) -> str | None:
        """The sheet, or which table of a text, as findings name it; None for a form that was not read from a file."""
        block = self.source.block
        return self.source.sheet or (None if block is None else f"第 {block} 张表")

    def place(self, path: str) -> str | None:
        """The cell or line of the field `path` (such as `indicators[3].note`), or None when it is not known."""
        return self.source.places.get(path)

    def lacks(self, path: str) -> bool:
        """Whether the form that this one was imported from had no place for the field `path`, or it was not read there."""
        return bool(self.lacking) and (path in self.lacking or NUMBER.sub("[]", path) in self.lacking)

    def is_doubtful(self, *parts: Part) -> bool:
        """Whether cells of these parts were not read, here or on the form this one was imported from: what they hold is
        unknown, so that sums of what was read prove nothing."""
        return any(cell.part in parts and not cell.is_other for cell in self.unread_cells) or any(
            part in self.lacking for part in parts
        )

    @property
    def is_completed(self) -> bool:
        """Whether nothing but the form this one was imported from leaves a doubt, and its points come to the whole."""
        return self.has_all_points and all(cell.is_other for cell in self.unread_cells)

    @property
    def has_all_points(self) -> bool:
        """Whether the points of all its lines were read and come to the whole."""
        weights = [self.funds.total.weight, *(item.weight for item in self.indicators)]
        whole = WHOLE if self.total.weight is None else self.total.weight
        known = sum((item for item in weights if item is not None), Decimal(0))
        return None not in weights[1:] and known == whole

    def unreadable(self, path: str) -> bool:
        """Whether the field `path` holds text that could not be read."""
        return any(item.field == path for item in self.unread)

    def state(self, path: str) -> State:
        """What is known of the field `path`, such as `funds.total.annual`; a field missing from a form is *empty* only.

        A form built in memory has no layout: there every field without a value is empty.
        """
        if self.unreadable(path):
            return "unread"
        if _value(self, path) is not None:
            return "read"
        if not self.source.places:
            return "empty"
        return self._blank_state(path)

    def _blank_state(self, path: str) -> State:
        if self.lacks(path):
            return "absent"
        part = part_of(path)
        doubtful = [cell for cell in self.unread_cells if cell.part == part and not cell.is_other]
        if path not in self.source.places:
            return "unread" if doubtful else "absent"
        return "unread" if any(cell.field == path for cell in doubtful) else "empty"

    def numbered(self) -> Iterator[tuple[str, Indicator]]:
        """Each indicator with its field path, `indicators[0]` onward."""
        for number, indicator in enumerate(self.indicators):
            yield indicator_path(number), indicator


class This(Generic[T]):
    """An object as a key: equal forms may be read from different places and write their numbers differently."""

    __slots__ = ("of",)

    def __init__(self, of: T) -> None:
        self.of = of

    def __hash__(self) -> int:
        return id(self.of)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, This) and other.of is self.of


def part_of(path: str) -> Part:
    """The part of the form a field path belongs to: `funds.total.rate` → "funds", `year` → "head"."""
    return PARTS.get(re.split(r"[.\[]", path, maxsplit=1)[0], "head")


PARTS: dict[str, Part] = {"funds": "funds", "goal": "goal", "indicators": "indicators", "total": "total"}
NUMBER = re.compile(r"\[\d+\]")
WHOLE = Decimal(100)
"""The points of a form that does not say how many it has."""
STEP = re.compile(r"([a-z_]+)(?:\[(\d+)\])?")


@lru_cache(maxsize=4096)
def _steps(path: str) -> list[tuple[str, str]]:
    """Name and number of each step of a field path; all forms have the same few hundred."""
    return STEP.findall(path)


def _value(thing: object, path: str) -> object:
    """The value at a field path; None where the form has no such row."""
    for name, number in _steps(path):
        thing = getattr(thing, name, None)
        if number and isinstance(thing, tuple):
            thing = thing[int(number)] if int(number) < len(thing) else None
    return thing
