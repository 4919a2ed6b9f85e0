"""JX2, the factor of ten thousand: amounts in 元 under a heading of 万元, or the other way round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from jixiao.form.fields import NAMES
from jixiao.form.quantity import quantities
from jixiao.form.unit import MONEY
from jixiao.rules.corpus import Corpus
from jixiao.rules.lists import limit
from jixiao.rules.phrasing import points, quote
from jixiao.rules.registry import Hit, Location, across_forms
from jixiao.rules.view import Outline

ORDER = ("annual", "initial", "executed")
SPREAD = Decimal(2)  # an amount typed in the wrong unit is off by ten thousand, give or take an in-year change
OTHERS = 2  # other projects of the unit that are needed to compare with
USUAL = 3  # how far beyond its other projects a unit's project may be once the factor is taken out


@across_forms(
    "JX207",
    "warning",
    "疑似金额单位填错（元与万元差一万倍）",
    basis="表头的金额单位；同一张表内、同一单位各项目之间金额的数量级应当相称",
    fix="核对表头的金额单位：表头是“万元”的，把以元填写的金额除以 10000。",
    explanation="一格金额与同表的另一格、与成本指标里写明的金额相差约一万倍，或是同单位其他项目的几千倍而除以一万后相当。只是怀疑，由填报人确认。",
)
def off_by_a_myriad(corpus: Corpus) -> Iterable[Hit]:
    for view in corpus.views:
        hit = _within_row(view) or _beside_texts(view) or _beside_others(corpus, view)
        if hit:
            yield hit._replace(form=view.number)


def _within_row(view: Outline) -> Hit | None:
    """One amount of the total row about ten thousand times another."""
    known = [(field, name, amount) for field, name, amount in _shown(view) if amount > 0]
    for field, name, amount in known:
        for _, other_name, other in known:
            if amount > other and _a_myriad(amount / other):
                unit = view.amount_unit
                message = f"{name} {points(amount)} {unit}是{other_name} {points(other)} {unit}的约一万倍，疑似以元填写"
                return Hit(f"funds.total.{field}", message, points(amount), points(amount / limit("myriad")))
    return None


def _beside_texts(view: Outline) -> Hit | None:
    """An amount of the total row whose figure is that of a cost row in the other unit."""
    written = list(_written(view))
    for field, name, amount in _shown(view):
        for _, text, yuan in written:
            factor = amount * MONEY[view.amount_unit] / yuan
            if factor in (limit("myriad"), 1 / limit("myriad")):
                own = f"{name}填 {points(amount)} {view.amount_unit}"
                message = f"{own}，成本指标写{quote(text)}，正好差一万倍，疑似单位填错"
                locations = tuple(Location(path, None, other) for path, other, _ in written)
                due = f"{points(yuan / MONEY[view.amount_unit])} {view.amount_unit}"
                return Hit(f"funds.total.{field}", message, points(amount), due, locations)
    return None


def _written(view: Outline) -> Iterator[tuple[str, str, Decimal]]:
    """The amounts of 成本指标 that name their unit: field path, text, 元."""
    for row in view.lines_of("cost"):
        for name, text in (("target", row.indicator.target), ("actual", row.indicator.actual)):
            for item in quantities(text):
                if item.unit in MONEY and item.yuan:
                    yield f"{row.path}.{name}", text or "", item.yuan


def _beside_others(corpus: Corpus, view: Outline) -> Hit | None:
    """A budget thousands of times those of the unit's other projects, and like them once the factor is taken out."""
    own = view.form.funds.total.annual
    if not own or own < limit("myriad"):
        return None
    others = list(_budgets(corpus, view))
    if len(others) < OTHERS:
        return None
    yuan, middle = own * MONEY[view.amount_unit], _median(others)
    likely = yuan / limit("myriad")
    if yuan < middle * limit("myriad_least") or not min(others) / USUAL <= likely <= max(others) * USUAL:
        return None
    message = f"全年预算数 {points(own)} {view.amount_unit}，同单位其他 {len(others)} 个项目居中的是 {points(middle / MONEY[view.amount_unit])} {view.amount_unit}，疑似以元填写"
    return Hit("funds.total.annual", message, points(own), points(own / limit("myriad")))


def _budgets(corpus: Corpus, view: Outline) -> Iterator[Decimal]:
    owner = corpus.owners[view.number]
    for other, its in zip(corpus.views, corpus.owners, strict=True):
        annual = other.form.funds.total.annual
        if other.number != view.number and its == owner and annual:
            yield annual * MONEY[other.amount_unit]


def _shown(view: Outline) -> Iterator[tuple[str, str, Decimal]]:
    for field in ORDER:
        amount = getattr(view.form.funds.total, field)
        if amount is not None:
            yield field, NAMES[field], amount


def _a_myriad(ratio: Decimal) -> bool:
    return limit("myriad") / SPREAD <= ratio <= limit("myriad") * SPREAD


def _median(amounts: list[Decimal]) -> Decimal:
    """The one in the middle, or half the sum of the two there (`statistics.median`, whose import takes five times as long as the rule)."""
    ordered, half = sorted(amounts), len(amounts) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
