"""汇总表: one row per project, totals, averages, grades. Amounts in 万元, rates as fractions, scores in points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from jixiao.form.fields import AMOUNTS
from jixiao.form.model import Form
from jixiao.form.rounding import half_up
from jixiao.form.table import Value
from jixiao.policy.model import Policy
from jixiao.sheets import heights
from jixiao.sheets.settings import layout
from jixiao.sheets.totals import COUNTED, LACKING, uncounted
from jixiao.xlsx.stamp.plan import Fills, Line, Link, Plan, Typed, shown
from jixiao.xlsx.stamp.prototype import Prototype

SCORES = ("execution", "output", "benefit", "satisfaction", "cost", "other", "total", "claimed")
WRAPPED = ("projects.project", "projects.department", "projects.unit")
CHARTED, UNCHARTED = ("annual", "executed"), "（金额未计）"
SHORT = 9  # characters of a project name on a chart's axis
ONE_PAGE = 22  # more rows would print too small
Row = Mapping[str, Value]
Counts = tuple[int | None, int | None] | None


def overview(
    forms: Sequence[Form],
    projects: Sequence[Plan],
    counts: Sequence[Counts],
    policy: Policy,
    prototype: Prototype,
) -> Plan:
    """The plan of 汇总表 for project sheets already planned; `counts` are errors and warnings (None: not checked)."""
    rows = table(projects, counts)
    lines = [
        Line({f"projects.{key}": value for key, value in row.items()}, 0, _height(prototype, row), plan.name)
        for row, plan in zip(rows, projects, strict=True)
    ]
    as_of = f"    {layout()['overview']['as_of']}" if any(count is not None for count in counts) else ""
    fields: dict[str, Value] = {
        "years": _years(forms),
        "subtitle": f"{_years(forms)}共 {len(rows)} 个项目    金额单位：万元{as_of}",
        **_labels(rows),
    }
    fields |= {f"sum.{key}": value for key, value in _sums(rows, policy).items()}
    fields |= {f"average.{key}": _average(rows, key) for key in SCORES}
    links = [Link("projects.project", at, plan.name, "A1") for at, plan in enumerate(projects)]
    return Plan(
        "summary",
        layout()["sheets"]["summary"],
        fields,
        {"projects": lines or [_nothing(prototype)], "grades": _grades(rows, policy), **_spares(prototype)},
        (),
        links,
        {},
        1 if len(rows) <= ONE_PAGE else 0,
        frozenset(
            f"column.{key}"
            for key in ("cost", "other")
            if not any(shown(plan.fields.get(f"summary.{key}")) for plan in projects)
        ),
    )


def table(projects: Sequence[Plan], counts: Sequence[Counts]) -> list[dict[str, Value]]:
    """One row for each project sheet, by the keys of the columns of 汇总表; a blank figure is the empty text."""
    return [_row(at, *item) for at, item in enumerate(zip(projects, counts, strict=True), 1)]


def _nothing(prototype: Prototype) -> Line:
    """The row of a workbook without projects: no formula may refer to a sheet that is not there."""
    return Line({field: Typed(None) for field in prototype.places if field.startswith("projects.")})


def _spares(prototype: Prototype) -> dict[str, list[Line]]:
    """The rows for sheets copied by hand, all blank; none where a template has no such rows."""
    fields: dict[str, Value] = {field: "" for field in prototype.places if field.startswith("spares.")}
    blank = Line(fields | {"spares.project": None})
    return {block.name: [blank] * block.size for block in prototype.blocks if block.name == "spares"}


def _row(number: int, plan: Plan, counts: Counts) -> dict[str, Value]:
    fields = plan.fields
    factor = _number(fields, "working.factor") or Decimal(1)
    total, claimed = _number(fields, "summary.total"), _number(fields, "total.score")
    printed, name = shown(fields.get("total.score")), str(shown(fields.get("project")) or "")
    is_charted = all(_number(fields, f"funds.total.{key}") is not None for key in CHARTED)
    return {
        "number": number,
        **{key: shown(fields.get(key)) or "" for key in ("project", "department", "unit")},
        **{key: _amount(_number(fields, f"funds.total.{key}"), factor) for key in AMOUNTS},
        "rate": shown(fields.get("working.rate")),
        "execution": shown(fields.get("working.counted")),
        **{key: shown(fields.get(f"summary.{key}")) for key in SCORES[1:6]},
        "total": "" if total is None else total,
        "claimed": "" if printed is None else printed,
        "difference": "" if total is None or claimed is None else claimed - total,
        "grade": shown(fields.get("summary.grade")),
        "failed": shown(fields.get("summary.failed")),
        "label": f"{number} {name[:SHORT]}{'…' if len(name) > SHORT else ''}{'' if is_charted else UNCHARTED}",
        "errors": counts[0] if counts else None,
        "warnings": counts[1] if counts else None,
    }


def _labels(rows: Sequence[Row]) -> dict[str, Value]:
    """What the lines of sums are called, with the number of projects that are not in them."""
    lacks = {f"{key}{LACKING}": sum(row[key] == "" for row in rows) for key in COUNTED}
    words = layout()["overview"]
    named = (("sum", words["total"], AMOUNTS), ("average", words["average"], ("total",)))
    return {f"{line}.label": label(word, uncounted(lacks, keys)) for line, word, keys in named}


def label(word: str, lacks: str) -> str:
    """合计（全年 1 张未计）."""
    return f"{word}（{lacks}）" if lacks else word


def _sums(rows: Sequence[Row], policy: Policy) -> dict[str, Value]:
    sums: dict[str, Value] = {}
    for key in (*AMOUNTS, "failed", "errors", "warnings"):
        numbers = _numbers(rows, key)
        sums[key] = sum(numbers, Decimal(0)) if numbers else ""
    return sums | {"rate": _weighted_rate(rows, policy)}


def _weighted_rate(rows: Sequence[Row], policy: Policy) -> Value:
    """Executed over the base, summed over the projects that have a rate."""
    counted = [row for row in rows if isinstance(row["rate"], float)]
    base = sum(_numbers(counted, policy.execution.base), Decimal(0))
    executed = sum(_numbers(counted, "executed"), Decimal(0))
    return float(executed) / float(base) if base > 0 else ""


def _average(rows: Sequence[Row], key: str) -> Value:
    numbers = _numbers(rows, key)
    return half_up(sum(numbers, Decimal(0)) / len(numbers)) if numbers else ""


def _grades(rows: Sequence[Row], policy: Policy) -> list[Line]:
    counts = {grade.name: sum(row["grade"] == grade.name for row in rows) for grade in policy.grades}
    total = sum(counts.values())
    return [
        Line({"grades.name": name, "grades.count": count, "grades.share": count / total if total else ""}, 0)
        for name, count in counts.items()
    ]


def _years(forms: Sequence[Form]) -> str:
    years = sorted({form.year for form in forms if form.year})
    return "、".join(map(str, years)) + "年度    " if years else ""


def _height(prototype: Prototype, row: Row) -> float:
    return heights.of_cells([(prototype.fits[name], row[name.removeprefix("projects.")]) for name in WRAPPED])


def _amount(amount: Decimal | None, factor: Decimal) -> Value:
    return "" if amount is None else half_up(amount * factor, 6)


def _number(fields: Fills, field: str) -> Decimal | None:
    value = shown(fields.get(field))
    return value if isinstance(value, Decimal) else None


def _numbers(rows: Iterable[Row], key: str) -> list[Decimal]:
    return [Decimal(value) for row in rows if isinstance(value := row[key], (Decimal, int))]
