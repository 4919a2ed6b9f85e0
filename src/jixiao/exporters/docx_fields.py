"""What a unit's own Word template may ask for: the names in {{ }} and what each represents in a form."""

from __future__ import annotations

from dataclasses import dataclass

from jixiao.exporters.docx_grid import AMOUNTS, Cell, grid, number, part_label, percent, title
from jixiao.form.model import Form
from jixiao.form.paths import fund_path
from jixiao.form.table import Value
from jixiao.sheets.figures import Written, written

Texts = dict[str, str]
ONCE = (
    "项目名称",
    "年度",
    "表名",
    "主管部门",
    "实施单位",
    "金额单位",
    "年初预算数",
    "全年预算数",
    "全年执行数",
    "执行率",
    "执行率分值",
    "执行率得分",
    "预期目标",
    "实际完成情况",
    "分值合计",
    "总分",
)
PARTS = ("资金来源", "资金年初预算数", "资金全年预算数", "资金全年执行数", "资金执行率")
INDICATORS = (
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
)
LEVELS = frozenset(INDICATORS[:2])
KNOWN = frozenset((*ONCE, *PARTS, *INDICATORS))


@dataclass(frozen=True, slots=True)
class Line:
    """One row to be filled: its texts, and for 一级 and 二级指标 the cell that says how it is merged downward."""

    texts: Texts
    levels: dict[str, Cell]


def once(form: Form) -> Texts:
    """What is once on the form."""
    item, total = written(form), form.funds.total
    heads = (form.project, None if form.year is None else str(form.year), title(form), form.department, form.unit)
    paths = ("project", "year", "title", "department", "unit")
    texts = [number(item.value(path, value)) for path, value in zip(paths, heads, strict=True)]
    figures = [number(item.value(f"funds.total.{key}", getattr(total, key))) for key in AMOUNTS]
    rate = percent(item.value("funds.total.rate", total.rate))
    points = [number(item.value(f"funds.total.{key}", getattr(total, key))) for key in ("weight", "score")]
    goals = [number(item.value(f"goal.{key}", getattr(form.goal, key))) for key in ("expected", "actual")]
    sums = [number(item.value(f"total.{key}", getattr(form.total, key))) for key in ("weight", "score")]
    every = [*texts, form.amount_unit or "", *figures, rate, *points, *goals, *sums]
    return dict(zip(ONCE, every, strict=True))


def parts(form: Form) -> list[Line]:
    """A line for each row below 年度资金总额."""
    item = written(form)
    return [Line(_part(item, at), {}) for at in range(len(form.funds.parts))]


def indicators(form: Form) -> list[Line]:
    """A line for each indicator; a form without any has one empty line."""
    rows = [row[1:] for row in grid(form).body[:-1]]
    if not rows:
        return [Line(dict.fromkeys(INDICATORS, ""), {})]
    return [
        Line(
            dict(zip(INDICATORS, (cell.text for cell in row), strict=True)),
            {name: cell for name, cell in zip(INDICATORS, row, strict=True) if name in LEVELS},
        )
        for row in rows
    ]


def _part(item: Written, at: int) -> Texts:
    part = item.form.funds.parts[at]
    values: list[Value] = [item.value(fund_path(at, key), getattr(part, key)) for key in AMOUNTS]
    rate = percent(item.value(fund_path(at, "rate"), part.rate))
    return dict(zip(PARTS, (part_label(at, part).strip(), *map(number, values), rate), strict=True))
