"""The sheet 对比 of a collected workbook as a plan: what is in each cell, formulas with their values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from heapq import nlargest

from jixiao.collect.lines import Lines
from jixiao.collect.rows import Row
from jixiao.collect.year_on_year import HUNDRED, STATES, Changes
from jixiao.form.rounding import half_up
from jixiao.form.table import Value
from jixiao.sheets import heights
from jixiao.sheets.collected import CHANGES, CLICKED, collected
from jixiao.xlsx.stamp.plan import Line, Plan
from jixiao.xlsx.stamp.prototype import Prototype

LARGEST, CHARTED = 12, 12
"""More bars in one chart are too fine to read."""
TEXTS = ("department", "unit", "project", "note")
NAMED = "改名、合并、拆分的单位和项目不猜，分别列为新出现和没有了"


def plan(changes: Changes, prototype: Prototype) -> Plan:
    """The sheet for `changes`."""
    columns = [column["key"] for column in collected()["changes"]["columns"]]
    projects = changes.project_changes
    blocks = {
        "departments": _lines("departments", changes.department_changes, prototype),
        "units": _lines("units", changes.unit_changes, prototype),
        "largest": _lines("largest", _largest(projects), prototype),
        "projects": _lines("projects", projects, prototype, _project),
        "charted": [_charted(row) for row in _top(changes.department_changes)],
    }
    whole = _scored(changes.whole_change | {"state": None})
    fields: dict[str, Value] = {"subtitle": _subtitle(changes)}
    fields |= {f"whole.{key}": _shown(whole.get(key)) for key in columns if f"whole.{key}" in prototype.places}
    return Plan(CHANGES, collected()["sheets"][CHANGES], fields, blocks, pages=0)


def _subtitle(changes: Changes) -> str:
    before, now = changes.years
    states = "、".join(f"{word} {count} 个" for word, count in changes.states().items())
    return f"上年 {before} 年度，今年 {now} 年度    金额单位：万元    项目：{states}    {NAMED}    {CLICKED}"


def _project(row: Row) -> Row:
    """A project with what its hidden cells hold; `row` is where 项目明细 has it, as long as nobody sorts that."""
    return row | {
        "row": row["project_number"],
        "raw_annual_before": row["annual_before"],
        "raw_annual": row["annual"],
    }


def _largest(projects: Iterable[Row]) -> list[Row]:
    """The comparable projects whose budget changed most, up or down, the largest change first."""
    changed = (row for row in projects if row["state"] == STATES["both"] and row["annual_change"])
    ordered = nlargest(LARGEST, changed, key=lambda row: abs(Decimal(str(row["annual_change"]))))
    return [_project(row) | {"department_number": row["number"]} for row in ordered]


def _top(rows: Iterable[Row]) -> list[Row]:
    """The departments with the largest budget of the two years."""

    def largest(row: Row) -> Decimal:
        return max(Decimal(str(row[key] or 0)) for key in ("annual", "annual_before"))

    return sorted(rows, key=largest, reverse=True)[:CHARTED]


def _charted(row: Row) -> Line:
    amounts = {f"charted.{key}": _shown(row[key]) for key in ("annual_before", "annual")}
    rates = {f"charted.{key}": _percent(row[key]) for key in ("rate_before", "rate")}
    return Line({"charted.label": row["department"], **amounts, **rates}, 0, 15.0)


def _percent(rate: Value) -> Value:
    return half_up(rate * HUNDRED) if isinstance(rate, Decimal) else ""


def _lines(block: str, rows: Sequence[Row], prototype: Prototype, also: Callable[[Row], Row] = dict) -> Sequence[Line]:
    keys = [name.partition(".")[2] for name in prototype.places if name.startswith(f"{block}.")]
    if not rows:
        return [Line({f"{block}.{key}": "" for key in keys})]
    return Lines(rows, len(rows), lambda row: _line(block, also(row), keys, prototype))


def _line(block: str, row: Row, keys: Sequence[str], prototype: Prototype) -> Line:
    known = _scored(row)
    if "department_number" not in row:
        known["department_number"] = row["number"]
    fields = {f"{block}.{key}": _shown(known.get(key)) for key in keys}
    wrapped = [f"{block}.{key}" for key in TEXTS]
    return Line(fields, 0, heights.of_cells([(prototype.fits[name], fields[name]) for name in wrapped]))


def _scored(row: Row) -> Row:
    """The row with its score under the one name that the sheet has for totals and averages."""
    score = "total" if "total" in row else "average"
    return row | {f"score{suffix}": row[f"{score}{suffix}"] for suffix in ("_before", "", "_change")}


def _shown(value: Value) -> Value:
    return "" if value is None else value
