"""What the rules look at: one form with its indicators measured and scored, worked out once for all rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from jixiao.form.measure import measured
from jixiao.form.model import Form, Indicator, Measure, Part, UnreadCell
from jixiao.form.paths import indicator_path
from jixiao.form.wording import HAN
from jixiao.policy.model import DimensionWeight, Policy
from jixiao.policy.reasons import gives_reason
from jixiao.policy.score import OTHER_TARGET, Scores, other_targets
from jixiao.policy.scored import Score
from jixiao.rules.wording_flaws import wording_flaws

KINDS: tuple[tuple[str, str], ...] = (
    ("满意", "satisfaction"),  # before all others: 社会公众满意度
    ("数量", "quantity"),
    ("质量", "quality"),
    ("时效", "time"),
    ("成本", "cost"),
    ("经济", "economic"),
    ("社会", "social"),
    ("生态", "ecological"),
    ("可持续", "lasting"),
)
REASONS = re.compile("原因|措施|问题|偏差")
"""In the label of a cell that was not read: it may say why points or money were lost."""
REASONS_LEFT = "reasons"
"""Among what a form lacks: the one it was imported from had words that were not read and may be reasons."""
SHORTEST_REASON = 12
"""A cell of its own that is shorter is a label (存在问题), one that is longer holds what it asks for as well."""
HAS_WORDS = re.compile(rf"(?:{HAN}.*){{4}}|[√✓☑]", re.DOTALL)
"""A reason has some words, or is ticked; 优 is none."""
EXECUTION_ROW = re.compile(r"^(?:指标\d+[：:])?\s*(?:资金|预算|项目)?(?:资金|预算)?执行率\s*$")


class Line(NamedTuple):
    """One indicator as it is written; `kind` is the canonical name of its 二级指标 ("quantity", "cost")."""

    number: int
    path: str
    indicator: Indicator
    kind: str | None


class Row(NamedTuple):
    """One indicator with what is known of it.

    `kind` is the canonical name of its 二级指标 ("quantity", "cost"), `policy_dimension` the policy's dimension it is under. `has_other_target` says that another target (调整指标值) was not read, so that
    nothing is measured by the one that was.
    """

    number: int
    path: str
    indicator: Indicator
    measure: Measure
    score: Score
    kind: str | None
    policy_dimension: DimensionWeight | None
    has_other_target: bool = False

    @property
    def is_execution(self) -> bool:
        """Whether this row is 预算执行率 itself, scored among the indicators."""
        return is_execution_rate(self.indicator.name or self.indicator.dimension or "")


class Flawed(NamedTuple):
    """A free text whose wording has flaws: its field path, the text, and flaw → what is wrong."""

    field: str
    text: str
    wording_flaws: dict[str, str]


@dataclass(slots=True)
class Outline:
    """One form as the rules between forms see it; `number` is its place among the forms checked together."""

    number: int
    form: Form
    lines: tuple[Line, ...]

    @property
    def amount_unit(self) -> str:
        """万元 unless the form says otherwise."""
        return self.form.amount_unit or "万元"

    def lines_of(self, kind: str) -> tuple[Line, ...]:
        """The indicators under one 二级指标, such as "cost", as they are written."""
        return tuple([line for line in self.lines if line.kind == kind])


@dataclass(slots=True)
class View(Outline):
    """One form as the rules within it see it, with its indicators measured and scored.

    `unknown_dimension` are the rows under a dimension the policy does not know, `unexplained_losses` those that lost points without a word,
    `weights_known` says that every indicator has its weight, so that sums mean something; `covered` are the numbers of
    those whose points are written once for several.
    """

    policy: Policy
    scores: Scores
    rows: tuple[Row, ...]
    kinds: Mapping[str | None, tuple[Row, ...]]
    unknown_dimension: tuple[Row, ...]
    unexplained_losses: tuple[Row, ...]
    flawed: tuple[Flawed, ...]
    weights_known: bool
    known_layout: bool
    covered: frozenset[int] = frozenset()

    def is_doubtful(self, *parts: Part) -> bool:
        """Whether cells of these parts of the form were not read: what they hold is unknown, so their sums prove nothing."""
        return self.form.is_doubtful(*parts)

    @property
    def is_broken_off(self) -> bool:
        """Whether the form was copied without its end: no total row, and the points do not come to 100."""
        return self.scores.breaks_off

    def expects(self, path: str) -> bool:
        """Whether the form's layout has the field, and that it was imported from had it: a form without a column 年初预算数
        is not blamed for its absence."""
        return not self.known_layout or (path in self.form.source.places and not self.form.lacks(path))

    @property
    def has_reasons(self) -> bool:
        """Whether the form's layout has a column for reasons at all, and that it was imported from had one."""
        places = self.form.source.places
        return not self.known_layout or any(path.endswith(".note") and self.expects(path) for path in places)

    def may_explain(self, *parts: Part) -> bool:
        """Whether words of these parts that were not read, or of the form it was imported from, may be a reason: then
        none is said to be missing."""
        return REASONS_LEFT in self.form.lacking or any(
            cell.part in parts and _may_be_reason(cell) for cell in self.form.unread_cells
        )

    def of_kind(self, kind: str) -> tuple[Row, ...]:
        """The indicators under one 二级指标, such as "cost"."""
        return self.kinds.get(kind, ())

    def with_flaw(self, flaw: str) -> list[tuple[str, str, str]]:
        """Field path, text and what is wrong, for every text with this flaw."""
        return [(item.field, item.text, item.wording_flaws[flaw]) for item in self.flawed if flaw in item.wording_flaws]


class Viewer:
    """Makes views by one policy; the dimension each wording belongs to is looked up once."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.homes: dict[str | None, DimensionWeight | None] = {}

    def view(self, number: int, form: Form, scores: Scores) -> View:
        """The view of `form`."""
        lines = outlined(form)
        rows = tuple(self._rows(form, lines, scores))
        return View(
            number,
            form,
            lines,
            self.policy,
            scores,
            rows,
            kinds=_by_kind(rows),
            unknown_dimension=tuple([row for row in rows if row.policy_dimension is None and not row.is_execution]),
            unexplained_losses=tuple([row for row in rows if _is_unexplained_loss(row)]),
            flawed=tuple(_flawed(form)),
            weights_known=_weights_known(form, covered := _covered(form)),
            known_layout=bool(form.source.places),
            covered=covered,
        )

    def _rows(self, form: Form, lines: tuple[Line, ...], scores: Scores) -> Iterator[Row]:
        homes, others = self.homes, other_targets(form)
        for line, score in zip(lines, scores.indicators, strict=True):
            number, path, indicator, kind = line
            dimension = indicator.dimension
            if dimension not in homes:
                homes[dimension] = self.policy.dimension(dimension)
            has_other = path in others or form.lacks(f"{path}.{OTHER_TARGET}")
            known = score._replace(suggested=None, completion=None) if has_other else score
            yield Row(number, path, indicator, measured(indicator), known, kind, homes[dimension], has_other)


def outline(number: int, form: Form) -> Outline:
    """`form` for the rules between forms, which ask neither for scores nor for measures."""
    return Outline(number, form, outlined(form))


def outlined(form: Form) -> tuple[Line, ...]:
    """The indicators of a form with the kinds they are of."""
    return tuple([Line(at, path(at), item, kind(item.category)) for at, item in enumerate(form.indicators)])


def left_reasons(form: Form) -> bool:
    """Whether any words of a form that were not read may be a reason."""
    return any(cell.part != "head" and _may_be_reason(cell) for cell in form.unread_cells)


def _may_be_reason(cell: UnreadCell) -> bool:
    """Whether an unread cell holds words of its own, not under a label that is known to ask for something else."""
    if cell.name == cell.text or not gives_reason(cell.text) or HAS_WORDS.search(cell.text) is None:
        return False
    if "prompt" in wording_flaws(cell.text):
        return False
    if cell.name is None and len(cell.text) < SHORTEST_REASON:
        return not cell.is_other
    return not cell.is_other or REASONS.search(cell.name or cell.text) is not None


def _covered(form: Form) -> frozenset[int]:
    """The indicators whose points are written once for several: on a group row above them, or in one merged cell.

    Such a row has neither 分值 nor 得分 of its own, and one above it under the same 二级指标 has.
    """
    found: set[int] = set()
    above: tuple[str | None, str | None] | None = None
    for at, item in enumerate(form.indicators):
        here = (item.dimension, item.category)
        if item.weight is None and item.score is None and here == above:
            found.add(at)
        elif item.weight is not None or item.score is not None:
            above = here
        else:
            above = None
    return frozenset(found)


def _weights_known(form: Form, covered: frozenset[int]) -> bool:
    if not form.indicators or any(item.field.endswith(".weight") for item in form.unread):
        return False
    if form.is_doubtful("indicators", "funds"):
        return False
    return all(item.weight is not None or at in covered for at, item in enumerate(form.indicators))


@lru_cache(maxsize=4096)
def is_execution_rate(name: str) -> bool:
    """Whether a row of this name is 预算执行率."""
    return EXECUTION_ROW.match(name) is not None


def _is_unexplained_loss(row: Row) -> bool:
    """Whether points were lost and 偏差原因 says nothing; those of 预算执行率 are explained by the amounts."""
    item = row.indicator
    if row.is_execution or item.score is None or item.weight is None or item.score >= item.weight or item.score < 0:
        return False
    return not gives_reason(item.note)


def _by_kind(rows: tuple[Row, ...]) -> dict[str | None, tuple[Row, ...]]:
    kinds: dict[str | None, tuple[Row, ...]] = {}
    for row in rows:
        kinds[row.kind] = (*kinds.get(row.kind, ()), row)
    return kinds


def _flawed(form: Form) -> Iterator[Flawed]:
    for field, text in (
        ("project", form.project),
        ("goal.expected", form.goal.expected),
        ("goal.actual", form.goal.actual),
    ):
        if text and (found := wording_flaws(text)):
            yield Flawed(field, text, found)
    for number, item in enumerate(form.indicators):
        for field, text in (
            (".name", item.name),
            (".target", item.target),
            (".actual", item.actual),
            (".note", item.note),
        ):
            if text and (found := wording_flaws(text)):
                yield Flawed(path(number) + field, text, found)


@lru_cache(maxsize=512)
def path(number: int) -> str:
    """The field path of the indicator `number`."""
    return indicator_path(number)


@lru_cache(maxsize=512)
def kind(category: str | None) -> str | None:
    """The canonical name of a 二级指标, however a region words it; None when it is none of the nine."""
    return next((name for word, name in KINDS if category and word in category), None)
