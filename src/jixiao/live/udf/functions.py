"""The functions for cells: JX_RATE in a cell asks `rate`, JX_SCORE `score`, and so on.

Every argument may be a cell, a block with one filled cell, or a value. Blank in gives blank out; what cannot be
computed gives a Chinese sentence that begins with 请核对. The figures are the engine's own: Decimal inside, a float at
the very end, as a cell keeps no other number.
"""

from __future__ import annotations

from jixiao.errors import CannotGoOn
from jixiao.form.fields import NAMES, OF_INDICATOR
from jixiao.form.measure import QUALITATIVE, measured
from jixiao.form.model import FundTotal, Indicator, Measure
from jixiao.form.quantity import Reading, reading
from jixiao.live.excel import xlwings
from jixiao.live.udf.answers import Headed, Rows, Shown, one_cell, several_cells
from jixiao.live.udf.arguments import Given, direction, number, rows, scoring, text
from jixiao.live.udf.check_form import findings, table_at
from jixiao.live.udf.whole_book import Sheets, indicators_of, projects_of
from jixiao.policy import Policy
from jixiao.policy.execution import execution_score as execution_points
from jixiao.policy.indicator import indicator_score
from jixiao.policy.scored import Score

EXECUTED, BUDGET, WEIGHT = (NAMES[key] for key in ("executed", "annual", "weight"))
BLANK = ""

xlwings()  # the server that answers cells must end no Excel either when it ends


@one_cell
def rate(executed: Given, budget: Given) -> Shown:
    """执行率 as a fraction, unrounded; both amounts in the same unit."""
    spent, planned = number(executed, EXECUTED), number(budget, BUDGET)
    if spent is None or planned is None:
        return BLANK
    if planned <= 0:
        raise CannotGoOn(f"{BUDGET}为 {planned}，不能作除数；请核对{BUDGET}")
    return float(spent / planned)


@one_cell
def execution_score(executed: Given, budget: Given, weight: Given, policy: Given = None) -> Shown:
    """预算执行率得分 in points; `budget` is the amount the policy takes the rate of."""
    spent, planned, points = number(executed, EXECUTED), number(budget, BUDGET), number(weight, WEIGHT)
    method = scoring(policy)
    if None in (spent, planned, points):
        return BLANK
    return _points(execution_points(FundTotal(planned, planned, spent, points), method))


@one_cell
def score(
    target: Given,
    actual: Given,
    weight: Given,
    policy: Given = None,
    direction: Given = None,
    tier: Given = None,
    name: Given = None,
    category: Given = None,
) -> Shown:
    """建议得分 of one indicator in points.

    `direction` (≥ ≤ =) is for a target without a sign, `tier` (完成档次) for a qualitative one; `name` and `category` (三级,
    二级指标) help to read what the texts leave open.
    """
    row, method = _indicator(target, actual, weight, direction, tier, name, category), scoring(policy)
    return BLANK if _lacks(row) else _points(indicator_score("", row, method))


@one_cell
def explain(
    target: Given,
    actual: Given,
    weight: Given,
    policy: Given = None,
    direction: Given = None,
    tier: Given = None,
    name: Given = None,
    category: Given = None,
) -> Shown:
    """How the points of `score` come about, or why there are none; blank without a target."""
    row, method = _indicator(target, actual, weight, direction, tier, name, category), scoring(policy)
    return BLANK if _is_blank(row.target) else indicator_score("", row, method).explanation


@one_cell
def grade(total: Given, policy: Given = None) -> Shown:
    """等级 of `total` points of a hundred."""
    method = scoring(policy)
    return method.grade(number(total, "总分")) or BLANK


@several_cells
def quantity(content: Given, height: Given = 1, width: Given = 1) -> Rows:
    """Number, unit and sense (≥ ≤ > < =) of the one quantity in `content`, in three cells side by side.

    `height` and `width` are the size of the formula's own block of cells; the add-in gives them.
    """
    said = reading(text(content, "内容"))
    return [[BLANK, BLANK, BLANK] if said.kind == "blank" else _quantity(said)]


@several_cells
def projects(
    policy: Given = None,
    sheets: Sheets = (),
    height: Given = 1,
    width: Given = 1,
) -> Headed:
    """The line of 汇总表 for each form of a workbook: amounts in 万元, the rate a fraction, scores in points.

    `sheets` are its worksheets; the add-in gives them, and the size of the formula's own block.
    """
    return projects_of(sheets, _named(policy))


@several_cells
def indicators(
    policy: Given = None,
    sheets: Sheets = (),
    height: Given = 1,
    width: Given = 1,
) -> Headed:
    """The line of 指标明细 for each indicator of a workbook, with 建议得分; see `projects`."""
    return indicators_of(sheets, _named(policy))


@several_cells
def check(
    form: Given,
    policy: Given = None,
    first_cell: Given = "A1",
    merges: Given = None,
    height: Given = 1,
    width: Given = 1,
) -> Rows | Headed:
    """Severity, code, place, message and fix of each finding about the form in the block `form`, one to a row.

    The add-in gives the place of the block, its merged cells, and the size of the formula's own block.
    """
    cells = rows(form)
    if all(value == BLANK for row in cells for value in row):
        return [[BLANK]]
    table = table_at(cells, text(first_cell, "首格") or "A1", text(merges, "合并") or "")
    return findings(table, _named(policy))


def _points(scored: Score) -> Shown:
    if scored.suggested is None:
        raise CannotGoOn(scored.explanation)
    return float(scored.suggested)


def _indicator(
    target: Given, actual: Given, weight: Given, way: Given, tier: Given, name: Given, category: Given
) -> Indicator:
    return Indicator(
        dimension=None,
        category=text(category, OF_INDICATOR["category"]),
        name=text(name, OF_INDICATOR["name"]),
        target=text(target, OF_INDICATOR["target"]),
        actual=text(actual, OF_INDICATOR["actual"]),
        weight=number(weight, WEIGHT),
        measure=Measure(direction=direction(way), tier=text(tier, "完成档次")),
    )


def _lacks(row: Indicator) -> bool:
    """Whether a cell the score depends on is blank: the result, or for a qualitative target the chosen tier."""
    measure = measured(row)
    missing = measure.tier is None if measure.nature == QUALITATIVE else _is_blank(row.actual)
    return _is_blank(row.target) or row.weight is None or missing


def _is_blank(said: str | None) -> bool:
    return reading(said).kind == "blank"


def _quantity(said: Reading) -> list[Shown]:
    if said.quantity is None:
        raise CannotGoOn(f"{said.why}；请改写成一个数加单位，如 ≥95%、12 场")
    return [float(said.quantity.value), said.quantity.unit, said.quantity.sign]


def _named(policy: Given) -> Policy | None:
    return None if text(policy, "评分办法") is None else scoring(policy)
