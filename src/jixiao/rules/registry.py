"""What a rule is, and how one is registered: per indicator, form, pair of years, all forms, workbook or submission."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from typing import Any, Literal, NamedTuple, TypeVar

from jixiao.form.finding import Severity
from jixiao.form.model import Kind

Scope = Literal["indicator", "form", "years", "forms", "workbook", "submission"]
Judge = TypeVar("Judge", bound=Callable[..., Any])

FAMILIES: dict[str, str] = {
    "JX1": "填写与读取",
    "JX2": "项目资金",
    "JX3": "分值与权重",
    "JX4": "得分",
    "JX5": "表内一致性",
    "JX6": "表间一致性",
    "JX7": "工作簿与豁免",
}
EVALUATIONS: frozenset[Kind] = frozenset({"project", "department", "transfer"})
PROJECTS: frozenset[Kind] = frozenset({"project", "transfer"})
"""The forms the method for projects gives dimensions and points for; a department's have those of their own."""
EVERY_KIND: frozenset[Kind] = EVALUATIONS | {"goal"}
"""Goal forms have targets and no results: most rules say nothing of them."""
EXAMPLE = "例如："
"""Stands between how to correct a finding and an example of it."""
ARITHMETIC = "算术关系"
STRUCTURE = "表式结构：项目支出绩效自评表"


class Location(NamedTuple):
    """Another place a hit refers to: the field path, which form (None: the same one), and the text there.

    `cell` is given where the place is no field's.
    """

    field: str
    form: int | None = None
    found: str | None = None
    cell: str | None = None


class Hit(NamedTuple):
    """What one rule has seen at one field; `form` is None for the form being judged.

    `example` is a better wording of the form's own facts (`examples`), put after the fix. `basis` is the clause of the chosen policy where that binds, and not what the rule rests on by default. `sheet`,
    `cell` and `project` are given only by rules about the workbook, which know no field of a form.
    """

    field: str
    message: str
    found: str | None = None
    expected: str | None = None
    related: tuple[Location, ...] = ()
    form: int | None = None
    fix: str = ""
    basis: str = ""
    example: str = ""
    sheet: str | None = None
    cell: str | None = None
    project: str | None = None


class Rule(NamedTuple):
    """One check: stable code, Chinese texts, and the function that judges.

    `after` names rules whose hit at the same field (or one of its related fields) makes this one a mere consequence.
    `only` is the one kind of indicator ("satisfaction") a rule per indicator is about; None for all. `kinds` are the
    kinds of forms it holds for.
    `mutual` says that its finding is as true of every related project as of the first.
    """

    code: str
    severity: Severity
    title: str
    basis: str
    fix: str
    explanation: str
    scope: Scope
    judge: Callable[..., Any]
    after: tuple[str, ...] = ()
    only: str | None = None
    kinds: frozenset[Kind] = EVALUATIONS
    mutual: bool = False

    @property
    def family(self) -> str:
        """The first three characters of the code: JX1 ... JX7."""
        return self.code[:3]

    @property
    def family_title(self) -> str:
        """What the family is about, in Chinese."""
        return FAMILIES[self.family]


FAMILY_FILES = (
    "jx1_missing",
    "jx1_reading",
    "jx1_rows",
    "jx1_wording",
    "jx1_digits",
    "jx1_years",
    "jx2_funds",
    "jx2_myriad",
    "jx2_rates",
    "jx2_reasons",
    "jx3_totals",
    "jx3_weights",
    "jx4_scores",
    "jx5_costs",
    "jx5_dates",
    "jx5_goals",
    "jx5_measures",
    "jx5_results",
    "jx5_units",
    "jx5_words",
    "jx6_claims",
    "jx6_copies",
    "jx6_units",
    "jx6_years",
    "jx7_submissions",
    "jx7_workbook",
)
"""The modules of the rules: each registers its own when it is imported, which is when somebody first asks for rules."""
_RULES: dict[str, Rule] = {}


def each_indicator(code: str, severity: Severity, title: str, **texts: Any) -> Callable[[Judge], Judge]:
    """Register `judge(row, view) -> Hit | None`, called for every indicator of a form."""
    return _register(code, severity, title, "indicator", texts)


def each_form(code: str, severity: Severity, title: str, **texts: Any) -> Callable[[Judge], Judge]:
    """Register `judge(view) -> Iterable[Hit]`, called once for every form."""
    return _register(code, severity, title, "form", texts)


def each_pair(code: str, severity: Severity, title: str, **texts: Any) -> Callable[[Judge], Judge]:
    """Register `judge(years) -> Iterable[Hit]`, called for every form whose last year's form is known."""
    return _register(code, severity, title, "years", texts)


def across_forms(code: str, severity: Severity, title: str, **texts: Any) -> Callable[[Judge], Judge]:
    """Register `judge(corpus) -> Iterable[Hit]`, called once with all forms; its hits say which form they are at."""
    return _register(code, severity, title, "forms", texts)


def each_workbook(code: str, severity: Severity, title: str, **texts: Any) -> Callable[[Judge], Judge]:
    """Register `judge(facts) -> Iterable[Hit]`, called once with the facts of the workbook file."""
    return _register(code, severity, title, "workbook", texts)


def each_submission(code: str, severity: Severity, title: str, **texts: Any) -> Callable[[Judge], Judge]:
    """Register `judge(sending) -> Hit`, called for every form that a newer submission no longer holds."""
    return _register(code, severity, title, "submission", texts)


def catalogue() -> tuple[Rule, ...]:
    """Every rule, by code."""
    _import_families()
    return tuple(_RULES[code] for code in sorted(_RULES))


@cache
def _import_families() -> None:
    for name in FAMILY_FILES:
        import_module(f"jixiao.rules.{name}")


def of_scope(scope: Scope, off: Iterable[str]) -> tuple[Rule, ...]:
    """The rules of one scope that are not switched off; `off` holds codes or whole families ("JX6")."""
    switched = frozenset(off)
    return tuple(r for r in catalogue() if r.scope == scope and not {r.code, r.family} & switched)


def _register(
    code: str, severity: Severity, title: str, scope: Scope, texts: dict[str, Any]
) -> Callable[[Judge], Judge]:
    def keep(judge: Judge) -> Judge:
        if code in _RULES:
            raise ValueError(f"规则编号重复：{code}")
        _RULES[code] = Rule(code, severity, title, scope=scope, judge=judge, **texts)
        return judge

    return keep
