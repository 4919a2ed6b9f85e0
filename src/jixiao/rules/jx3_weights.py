"""JX3, weights: sums of 分值, their spread over the dimensions, dimensions and categories out of place."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from jixiao.form.subjects import field_on
from jixiao.rules.phrasing import listed, points, quote
from jixiao.rules.registry import ARITHMETIC, PROJECTS, STRUCTURE, Hit, Location, each_form, each_indicator
from jixiao.rules.view import Row, View

HUNDRED = Decimal(100)
TOTALS = ("total.weight", "total.score")
SPREAD = "财预〔2020〕10号：原则上预算执行率 10%、产出 50%、效益 30%、满意度 10%"
CATEGORIES = (
    "财预〔2015〕88号：产出指标包括数量、质量、时效、成本，效益指标包括经济、社会、生态效益和可持续影响，另有满意度指标"
)
OUTPUTS = {"quantity": "数量", "quality": "质量", "time": "时效", "cost": "成本"}
BELONGS = {
    "quantity": "产出", "quality": "产出", "time": "产出", "cost": "产出",
    "economic": "效益", "social": "效益", "ecological": "效益", "lasting": "效益", "satisfaction": "满意度",
}  # fmt: skip


@each_form(
    "JX301",
    "error",
    "分值合计填错",
    basis=ARITHMETIC,
    fix="改正总分行的分值；各项分值合计应为 100。",
    explanation="总分行印出的分值与执行率分值、各指标分值之和不同。分值和得分都空着的行按与上一行合用一格计；有得分而没有分值的行由 JX108 报告，不再合计。",
)
def weight_sum_wrong(view: View) -> Iterable[Hit]:
    printed, added = view.form.total.weight, view.scores.weight_total
    if printed is not None and view.weights_known and printed not in (added, added + _unseen(view)):
        message = f"总分行分值填 {points(printed)}，各项分值合计为 {points(added)}{_no_grade(added)}{_unweighted(view)}"
        yield Hit("total.weight", message, points(printed), points(added))


@each_form(
    "JX302",
    "error",
    "分值合计不是 100",
    basis="表式结构：自评满分 100 分",
    fix="调整二、三级指标分值，使执行率与各指标分值合计为 100。",
    explanation="各项分值之和不等于 100，总分不能与其他项目比较，也不能划分等级。",
    after=("JX301",),
)
def weights_not_hundred(view: View) -> Iterable[Hit]:
    added = view.scores.weight_total
    if not view.weights_known or added == HUNDRED or not is_whole(view):
        return
    if added + _unseen(view) == HUNDRED:
        return
    message = f"各项分值合计为 {points(added)}，不是 100{_no_grade(added)}{_unweighted(view)}"
    yield Hit("total.weight", message, points(added), "100")


@each_form(
    "JX303",
    "warning",
    "一级指标分值偏离评分办法",
    basis=SPREAD,
    fix="按办法调整分值；确有特殊情况的，登记豁免并写明理由。",
    explanation="预算执行率或某个一级指标的分值合计与办法的统一设置不同；办法没有定分值的一级指标不比较。“如有特殊情况可做适当调整”，所以可以豁免。",
    kinds=PROJECTS,
)
def spread_off_policy(view: View) -> Iterable[Hit]:
    if not view.weights_known or view.unknown_dimension or not is_whole(view) or _as_categories(view):
        return
    weight, due = view.form.funds.total.weight, view.policy.execution.weight
    if weight is not None and weight != due:
        message = f"预算执行率分值 {points(weight)}，办法为 {points(due)}"
        clause = view.policy.execution.clause
        yield Hit("funds.total.weight", message, points(weight), points(due), basis=clause)
    found = {total.name: total.weight for total in view.scores.dimensions}
    for dimension in view.policy.dimensions:
        total = found.get(dimension.name)
        # a policy that gives a dimension no points of its own leaves them open
        if not total or not dimension.weight or total == dimension.weight:
            continue
        rows = [row for row in view.rows if row.policy_dimension == dimension]
        if any(row.is_execution for row in rows):
            continue
        message = f"{dimension.name}分值合计 {points(total)}，办法为 {points(dimension.weight)}"
        locations = tuple(Location(f"{row.path}.weight") for row in rows[1:])
        due = dimension.weight
        yield Hit(f"{rows[0].path}.weight", message, points(total), points(due), locations, basis=dimension.clause)


@each_form(
    "JX304",
    "warning",
    "缺少一级指标",
    basis=SPREAD,
    fix="补填该一级指标；项目确不适用的，登记豁免并写明理由。",
    explanation="产出、效益、满意度是自评表的三个一级指标，缺一个则评价不完整。",
    kinds=PROJECTS,
)
def dimension_missing(view: View) -> Iterable[Hit]:
    if (
        not view.rows
        or view.unknown_dimension
        or not is_whole(view)
        or view.is_broken_off
        or view.is_doubtful("indicators")
    ):
        return
    present = {row.policy_dimension.name for row in view.rows if row.policy_dimension} | _as_categories(view)
    for dimension in view.policy.dimensions:
        if dimension.weight and dimension.name not in present:
            message = f"没有{dimension.name}（办法分值 {points(dimension.weight)}）"
            yield Hit("indicators", message, None, dimension.name, basis=dimension.clause)


@each_form(
    "JX305",
    "warning",
    "一级指标不在评分办法内",
    basis=SPREAD,
    fix="改用产出指标、效益指标、满意度指标；本地另有办法的，换用本地的评分办法文件。",
    explanation="一级指标的名称不是评分办法所列的，无法按一级指标汇总。",
    kinds=PROJECTS,
)
def dimension_unknown(view: View) -> Iterable[Hit]:
    rows = [row for row in view.unknown_dimension if _may_judge(row, view)]
    if rows:
        names = list(dict.fromkeys(quote(row.indicator.dimension or "空白") for row in rows))
        known = view.policy.dimensions
        expected = "、".join([d.name for d in known if d.weight] or [d.name for d in known])
        locations = tuple(Location(f"{row.path}.dimension") for row in rows[1:])
        message = f"一级指标{listed(names)}不在“{view.policy.title}”内"
        yield Hit(
            f"{rows[0].path}.dimension",
            message,
            rows[0].indicator.dimension,
            expected,
            locations,
            basis=view.policy.document,
        )


def _as_categories(view: View) -> set[str]:
    """The policy's dimension of satisfaction, where 满意度指标 is a 二级指标 of another on this form."""
    own = {row.policy_dimension: view.policy.dimension(row.indicator.category) for row in view.of_kind("satisfaction")}
    return {named.name for dimension, named in own.items() if named and dimension and named != dimension}


def _may_judge(row: Row, view: View) -> bool:
    """Whether a dimension is written, or is blank where the form has a column of them and nothing was left unread."""
    is_asked = view.expects(f"{row.path}.dimension")
    return bool(row.indicator.dimension) or (is_asked and not view.is_doubtful("indicators"))


@each_indicator(
    "JX306",
    "error",
    "分值为负数",
    basis=STRUCTURE,
    fix="改为大于 0 的分值。",
    explanation="分值不会小于 0。",
)
def weight_negative(row: Row, view: View) -> Hit | None:
    weight = row.indicator.weight
    if weight is None or weight >= 0:
        return None
    return Hit(f"{row.path}.weight", f"分值填 {points(weight)}，不能小于 0", points(weight), "大于 0")


@each_indicator(
    "JX307",
    "notice",
    "分值为 0",
    basis=STRUCTURE,
    fix="给出分值，或删去这一行。",
    explanation="分值为 0 的指标不影响总分，等于没有考核。",
)
def weight_zero(row: Row, view: View) -> Hit | None:
    if row.indicator.weight is None or row.indicator.weight != 0 or not row.indicator.name:
        return None
    return Hit(f"{row.path}.weight", "该指标分值为 0，不参与评分", "0", "大于 0")


@each_indicator(
    "JX308",
    "warning",
    "二级指标归错一级指标",
    basis=CATEGORIES,
    fix="把该行移到它所属的一级指标下，分值随之调整。",
    explanation="例如“数量指标”列在效益指标下，一级指标分值合计因此不对。成本单列为一级指标的办法除外。",
)
def category_misplaced(row: Row, view: View) -> Hit | None:
    official = BELONGS.get(row.kind or "")
    found = row.indicator.dimension
    if official is None or found is None or not _is_another(official, found):
        return None
    message = f"{quote(row.indicator.category or '')}列在{quote(found)}下，应属于{official}指标"
    return Hit(f"{row.path}.category", message, row.indicator.category, f"{official}指标")


@each_form(
    "JX309",
    "notice",
    "产出指标缺少一类",
    basis=CATEGORIES,
    fix="补设该类指标；确不适用的可以不设。",
    explanation="产出指标一般从数量、质量、时效、成本四个方面设置。二级指标另行分类、一类都没有设的不报告。",
    after=("JX121",),
)
def output_category_missing(view: View) -> Iterable[Hit]:
    lacking = [word for kind, word in OUTPUTS.items() if kind not in view.kinds]
    if "成本" in lacking and any("成本" in (row.indicator.dimension or "") for row in view.rows):
        lacking.remove("成本")
    lacking = lacking if is_whole(view) else []
    outputs = [row for row in view.rows if "产出" in (row.indicator.dimension or "")] if lacking else []
    if any(row.kind in OUTPUTS for row in outputs):
        last = outputs[-1]
        shown = "、".join(lacking)
        yield Hit(f"{last.path}.category", f"产出指标下没有{shown}指标", None, f"{shown}指标")


def without_execution(view: View) -> bool:
    """Whether the points of 预算执行率 were not read from the form, as where its funds have no such column."""
    return view.form.funds.total.weight is None


def _unseen(view: View) -> Decimal:
    return view.policy.execution.weight if without_execution(view) else Decimal(0)


def has_total_row(view: View) -> bool:
    """Whether the form has a row 总分."""
    return view.expects("total.weight") or view.expects("total.score")


def is_whole(view: View) -> bool:
    """Whether the form was read to its end: it prints a total, or its weights are a hundred; half a form proves nothing."""
    total = view.form.total
    printed = total.weight is not None or total.score is not None or any(map(view.form.unreadable, TOTALS))
    return (has_total_row(view) and printed) or view.scores.weight_total == HUNDRED


def _no_grade(added: Decimal) -> str:
    """What follows for 等级: the policies divide a hundred points."""
    return "" if added == HUNDRED else "；满分不是 100 分，不能据此划等级"


def _unweighted(view: View) -> str:
    open_rows = (row.path for row in view.rows if row.indicator.weight is None)
    rows = [quote(field_on(view.form, path)) for path in open_rows]
    return f"（{listed(rows)}没有分值，按与上一行合用一格计）" if rows else ""


@lru_cache(maxsize=512)
def _is_another(official: str, dimension: str) -> bool:
    """Whether `dimension` is one of the three official ones, and not `official`."""
    named = [word for word in ("产出", "效益", "满意度") if word in dimension]
    return bool(named) and official not in named and not (official == "满意度" and "效益" in named)
