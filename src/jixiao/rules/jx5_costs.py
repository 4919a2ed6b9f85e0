"""JX5, costs: the amounts of 成本指标 against the fund table."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from jixiao.form.lexicon import says
from jixiao.form.quantity import Quantity, quantities
from jixiao.form.rates import possible_budgets
from jixiao.form.unit import MONEY, SCALES
from jixiao.rules.corpus import Corpus
from jixiao.rules.jx5_dates import spans_years
from jixiao.rules.lists import has, pattern
from jixiao.rules.phrasing import points, quote
from jixiao.rules.precision import amounts_near
from jixiao.rules.registry import Hit, Location, across_forms
from jixiao.rules.view import Line, Outline

ONE_FIGURE = "同一张表内，成本指标与项目资金应当一致（年初预算数、全年预算数、全年执行数）"
PER_UNIT = (
    "人均", "户均", "亩均", "平均", "每", "单价", "单位成本", "标准",
    "节约", "节省", "下降", "降低", "减少", "补助额", "/",
)  # fmt: skip
WHOLE = (
    "预算", "总成本", "总额", "总支出", "项目成本", "项目经费",
    "项目投资", "项目资金", "经费", "资金", "共计", "合计",
)  # fmt: skip


class Amount(NamedTuple):
    """The one amount of money a cost cell refers to, in 元; `scale` is how many 元 its unit is."""

    yuan: Decimal
    written: str
    scale: Decimal


@across_forms(
    "JX501",
    "warning",
    "成本指标值与预算数不符",
    basis=ONE_FIGURE,
    fix="核对是否套用了别的项目或以前年度的数，改正成本指标值或资金表。",
    after=("JX207",),
    explanation="成本指标写“不超预算数 9.74 万元”，资金表却是 12.33 万元。与年初预算数相同的不报告（按年初批复设的指标）；只占项目一部分的成本、人均和单价，总投资、合同价、结算价，跨年项目，总额为 0 的不比较；金额按它写出的位数核对。",
)
def target_off_funds(corpus: Corpus) -> Iterable[Hit]:
    for view in corpus.views:
        total, rows = view.form.funds.total, view.lines_of("cost")
        amounts = _amounts(rows, "target")
        known = [amount for amount in (total.annual, total.initial) if amount is not None]
        if not amounts or not known or not max(known) or view.form.lacks("funds"):
            continue
        allowed = [_yuan(view, amount) for amount in (*known, *possible_budgets(view.form, total))]
        if _differ(view, amounts, "target", max(allowed), allowed):
            yield _difference(corpus, view, amounts, "target", _budget(view))


@across_forms(
    "JX502",
    "warning",
    "成本完成值与全年执行数不符",
    basis=ONE_FIGURE,
    fix="核对账面支出，改正成本完成值或全年执行数。",
    after=("JX207",),
    explanation="成本指标的完成值写“共计 1 万元”，资金表的全年执行数却是 1.16 万元。",
)
def actual_off_funds(corpus: Corpus) -> Iterable[Hit]:
    for view in corpus.views:
        executed, rows = view.form.funds.total.executed, view.lines_of("cost")
        amounts = _amounts(rows, "actual")
        if not amounts or not executed:
            continue
        due = _yuan(view, executed)
        if _differ(view, amounts, "actual", due, [due]):
            yield _difference(corpus, view, amounts, "actual", f"全年执行数是 {_amount_of(view, executed)}")


@across_forms(
    "JX503",
    "notice",
    "成本指标合计小于项目资金",
    basis=ONE_FIGURE,
    fix="补设其余支出的成本指标，或在指标名称中说明只考核其中一部分。",
    explanation="几条成本指标都是金额，加起来少于全年预算数，有一部分资金没有成本目标。",
)
def costs_incomplete(corpus: Corpus) -> Iterable[Hit]:
    for view in corpus.views:
        annual, rows = view.form.funds.total.annual, view.lines_of("cost")
        amounts = _amounts(rows, "target")
        if annual is None or len(amounts) < 2 or len(amounts) < len(rows):
            continue
        added = _added(amounts)
        if added < _yuan(view, annual):
            (first, amount), *others = amounts
            sums = " + ".join(item.written for _, item in amounts)
            message = f"成本指标合计 {sums} = {_money(view, added)}，少于全年预算数 {_amount_of(view, annual)}"
            locations = tuple(Location(f"{row.path}.target", None, item.written) for row, item in others)
            yield Hit(f"{first.path}.target", message, amount.written, _amount_of(view, annual), locations, view.number)


def _differ(
    view: Outline, amounts: list[tuple[Line, Amount]], field: str, most: Decimal, allowed: list[Decimal]
) -> bool:
    """Whether a whole-project amount is none of the `allowed`, or the amounts together exceed the `most`.

    Not where the project runs for several years; that is asked last, as it takes all texts of the form.
    """
    added = _added(amounts)
    whole = len(amounts) == len(_with_money(view)) == 1 and _is_about_the_whole(view, amounts[0][0], field)
    if (added <= most and not whole) or any(_agrees(view, amounts, amount) for amount in allowed):
        return False
    return not _over_years(view)


def _difference(corpus: Corpus, view: Outline, amounts: list[tuple[Line, Amount]], field: str, due: str) -> Hit:
    (row, amount), *others = amounts
    if not others:
        text = getattr(row.indicator, field) or ""
        message = f"成本指标写{quote(text)}，资金表{due}"
        locations, borrowed = _lender(corpus, view, amount.yuan)
        return Hit(f"{row.path}.{field}", f"{message}{borrowed}", amount.written, due, locations, view.number)
    added = _money(view, _added(amounts))
    locations = tuple(Location(f"{other.path}.{field}", None, item.written) for other, item in others)
    return Hit(f"{row.path}.{field}", f"成本指标合计 {added}，超过资金表{due}", added, due, locations, view.number)


def _added(amounts: list[tuple[Line, Amount]]) -> Decimal:
    return sum((item.yuan for _, item in amounts), Decimal(0))


def _agrees(view: Outline, amounts: list[tuple[Line, Amount]], due: Decimal) -> bool:
    """Whether the amounts are `due` 元, to the places they are written with (48万元 for 48.22)."""
    added = _added(amounts)
    if len(amounts) > 1 or view.amount_unit == "元":
        return added == due
    scale = amounts[0][1].scale
    return amounts_near(added / scale, due / scale)


def _over_years(view: Outline) -> bool:
    """Whether the project runs for several years, so that its costs are not those of one year's budget."""
    form = view.form
    items = [row.indicator for row in view.lines]
    items = [item for item in items if not has(f"{item.name}{item.target}", "costs.keeping")]
    rows = (text for item in items for text in (item.name, item.target, item.actual))
    texts = [text for text in (form.project, form.goal.expected, form.goal.actual, *rows) if text]
    return any(has(text, "costs.spans") or spans_years(text) for text in texts)


def _lender(corpus: Corpus, view: Outline, yuan: Decimal) -> tuple[tuple[Location, ...], str]:
    """The other project of the same unit whose budget is this very amount: most likely the text was copied there."""
    others = [n for n in corpus.with_budget(view, yuan) if n != view.number]
    if len(others) != 1:
        return (), ""
    other = corpus.views[others[0]]
    location = Location("funds.total.annual", other.number, _amount_of(other, other.form.funds.total.annual))
    return (location,), f"；与{quote(other.form.project or '另一项目')}的预算数相同，疑为套用"


def _amounts(rows: tuple[Line, ...], field: str) -> list[tuple[Line, Amount]]:
    found = []
    for row in rows:
        item = row.indicator
        amount = amount_in(item.target if field == "target" else item.actual, item.name)
        if amount:
            found.append((row, amount))
    return found


def _with_money(view: Outline) -> list[Line]:
    """The costs that are amounts of money in their target or result."""
    return [
        row
        for row in view.lines_of("cost")
        if any(
            item.yuan is not None for text in (row.indicator.target, row.indicator.actual) for item in quantities(text)
        )
    ]


def _is_about_the_whole(view: Outline, row: Line, field: str) -> bool:
    """Whether the cost is that of the project: 三公经费 is a part, unless the project itself is about it."""
    item, project = row.indicator, view.form.project or ""
    named = pattern("costs.parts").findall(f"{item.name}|{getattr(item, field)}")
    if any(word not in project for word in named):
        return False
    return any(text and says(text, WHOLE) for text in (item.name, getattr(item, field)))


@lru_cache(maxsize=8192)
def amount_in(text: str | None, name: str | None) -> Amount | None:
    """The one amount of money in a cost cell; None when there is none, several, a unit price or only about one."""
    if not text or says(text, PER_UNIT) or says(name or "", PER_UNIT):
        return None
    if has(text, "costs.several_years") or has(name or "", "costs.several_years"):
        return None
    found: list[Quantity] = [item for item in quantities(text) if item.yuan is not None]
    if len(found) != 1 or found[0].approximate:
        return None
    yuan = found[0].yuan
    return None if yuan is None else Amount(yuan, found[0].text, SCALES[found[0].unit][1])


def _yuan(view: Outline, amount: Decimal) -> Decimal:
    return amount * MONEY[view.amount_unit]


def _money(view: Outline, yuan: Decimal) -> str:
    return f"{points(yuan / MONEY[view.amount_unit])} {view.amount_unit}"


def _budget(view: Outline) -> str:
    total = view.form.funds.total
    if total.annual is None:
        return f"年初预算数是 {_amount_of(view, total.initial)}"
    changed = total.initial is not None and total.initial != total.annual
    also = f"（年初 {_amount_of(view, total.initial)}）" if changed else ""
    return f"全年预算数是 {_amount_of(view, total.annual)}{also}"


def _amount_of(view: Outline, amount: Decimal | None) -> str:
    return "空白" if amount is None else f"{points(amount)} {view.amount_unit}"
