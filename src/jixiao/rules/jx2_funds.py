"""JX2, funds: amounts that contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import takewhile

from jixiao.form.fields import AMOUNTS, NAMES
from jixiao.form.model import FundPart, Funds
from jixiao.form.paths import fund_path
from jixiao.form.rates import possible_budgets
from jixiao.form.rounding import decimals
from jixiao.rules.phrasing import listed, points, quote
from jixiao.rules.registry import ARITHMETIC, STRUCTURE, Hit, Location, each_form
from jixiao.rules.view import View

BESIDE = ("carryover", "other")


@each_form(
    "JX201",
    "error",
    "资金明细合计不等于总额",
    basis=ARITHMETIC,
    fix="核对指标文和账，改正总额或明细行。",
    explanation="当年财政拨款、上年结转资金、其他资金之和应等于年度资金总额。空白的明细按没有计算；明细行下面各行恰好是它的其中数的，不重复计算；表内没有“其他资金”行、别的金额栏也加不到总额时，明细小于总额不报告；以万元计而只差末位的由 JX206 报告。",
)
def parts_differ(view: View) -> Iterable[Hit]:
    for field, whole, amounts in _unexplained(view):
        if not _rounded(view, whole, amounts):
            yield _sum_hit(view, field, whole, amounts)


@each_form(
    "JX206",
    "notice",
    "资金明细合计与总额差在末位",
    basis=ARITHMETIC,
    fix="核对是否四舍五入所致；能多保留一位小数的，改成合计与总额一致。",
    explanation="以万元计的金额各自四舍五入后，明细合计与总额可能差末位一两个单位。以元计的不放宽。",
)
def parts_rounded(view: View) -> Iterable[Hit]:
    for field, whole, amounts in _unexplained(view):
        if _rounded(view, whole, amounts):
            yield _sum_hit(view, field, whole, amounts)


@each_form(
    "JX208",
    "notice",
    "资金明细行重复填了得分",
    basis="表式结构：预算执行率的分值和得分只填在“年度资金总额”行",
    fix="删去明细行的分值和得分，只保留总额行的。",
    explanation="“其中：当年财政拨款”等行又写了一遍分值或得分，人工加总容易多算一次。本工具合计时不计入。",
)
def points_repeated(view: View) -> Iterable[Hit]:
    given = [(n, part) for n, part in enumerate(view.form.funds.parts) if part.score is not None]
    if given:
        names = listed([quote(part.label) for _, part in given])
        shown = points(given[0][1].score or Decimal(0))
        (first, _), *others = given
        locations = tuple(Location(f"funds.parts[{number}].score", None, None) for number, _ in others)
        yield Hit(
            f"funds.parts[{first}].score", f"{names}行又填了得分 {shown}，总得分里只计一次", shown, "空白", locations
        )


@each_form(
    "JX202",
    "error",
    "金额为负数",
    basis=STRUCTURE,
    fix="改为正数；收回资金在备注中说明。",
    explanation="预算数和执行数不会小于 0。",
)
def negative_amounts(view: View) -> Iterable[Hit]:
    funds = view.form.funds
    for number, row in enumerate((funds.total, *funds.parts), start=-1):
        for field in AMOUNTS:
            amount = getattr(row, field)
            if amount is not None and amount < 0:
                path = fund_path(number, field) if number >= 0 else f"funds.total.{field}"
                label = quote(funds.parts[number].label) if number >= 0 else "年度资金总额"
                message = f"{label}的{NAMES[field]}填 {points(amount)} {view.amount_unit}，不能小于 0"
                yield Hit(path, message, points(amount), "不小于 0")


@each_form(
    "JX203",
    "warning",
    "执行数大于全年预算数",
    basis="预算法第十三条：未列入预算的不得支出",
    fix="核对全年预算数是否漏了追加、结转，或执行数是否含了其他项目的支出。",
    explanation="全年执行数超过调整后的全年预算数，执行率会大于 100%。",
)
def overspent(view: View) -> Iterable[Hit]:
    funds, unit = view.form.funds, view.amount_unit
    rows = [("funds.total", "年度资金总额", funds.total.annual, funds.total.executed)]
    rows += [(fund_path(n), part.label, part.annual, part.executed) for n, part in enumerate(funds.parts)]
    for path, label, annual, executed in rows:
        if annual is not None and executed is not None and executed > annual and not _raised(view, executed):
            message = f"{label}执行 {points(executed)} {unit}，大于全年预算数 {points(annual)} {unit}"
            yield Hit(f"{path}.executed", message, points(executed), f"不大于 {points(annual)}")
            return


@each_form(
    "JX204",
    "warning",
    "年初预算数未填",
    basis="表式结构：年初预算数一栏；年中调整由年初数与全年数的差额看出",
    fix="补填年初批复的预算数；年初没有安排、年中追加的填 0。",
    explanation="年初预算数空白，看不出资金是年初安排还是年中追加。表式没有这一列的不报告。",
)
def initial_missing(view: View) -> Iterable[Hit]:
    total, path = view.form.funds.total, "funds.total.initial"
    if total.initial is None and total.annual is not None and view.expects(path) and not view.form.unreadable(path):
        yield Hit(
            path,
            f"年初预算数空白，全年预算数为 {points(total.annual)} {view.amount_unit}",
            None,
            "年初批复数，没有安排的填 0",
        )


@each_form(
    "JX205",
    "notice",
    "资金来源没有分列",
    basis=STRUCTURE,
    fix="把总额分列到当年财政拨款、上年结转资金、其他资金。",
    explanation="只填了年度资金总额，下面各来源行全空。",
)
def sources_missing(view: View) -> Iterable[Hit]:
    funds = view.form.funds
    if not funds.parts or not funds.total.annual:
        return
    unread = any(item.field.startswith("funds.parts") for item in view.form.unread) or view.is_doubtful("funds")
    if not unread and all(
        part.initial is None and part.annual is None and part.executed is None for part in funds.parts
    ):
        yield Hit("funds.total.annual", f"总额 {points(funds.total.annual)} {view.amount_unit} 没有分列资金来源")


def _raised(view: View, executed: Decimal) -> bool:
    """Whether an amount that no field took (调整后预算, 追加) may have made the budget as large as what was executed."""
    return view.form.lacks("funds") or any(
        executed <= budget for budget in possible_budgets(view.form, view.form.funds.total)
    )


def _unexplained(view: View) -> Iterator[tuple[str, Decimal, list[Decimal]]]:
    """Each column of amounts whose parts, all of them read, do not add up to the total: field, total, parts."""
    parts = view.form.funds.parts
    for field in AMOUNTS:
        whole = getattr(view.form.funds.total, field)
        amounts = [amount for part in parts if (amount := getattr(part, field)) is not None]
        added = sum(amounts, Decimal(0))
        if whole is None or not amounts or added == whole or _unread_part(view, field):
            continue
        if not _explained(view.form.funds, field, whole, added):
            yield field, whole, amounts


def _rounded(view: View, whole: Decimal, amounts: list[Decimal]) -> bool:
    """Whether rounding each amount in 万元 explains the difference: half of the last place for every figure."""
    places = max(map(decimals, (whole, *amounts)))
    if view.amount_unit == "元" or not places:
        return False
    return abs(sum(amounts) - whole) <= Decimal(1).scaleb(-places) * (len(amounts) + 1) / 2


def _unread_part(view: View, field: str) -> bool:
    paths = (fund_path(number, field) for number in range(len(view.form.funds.parts)))
    return bool(view.form.unread) and any(view.form.unreadable(path) for path in paths)


def _explained(funds: Funds, field: str, whole: Decimal, added: Decimal) -> bool:
    """Whether parts that do not add up can be right: rows of other kinds are within them, or the list is not whole."""
    parts = funds.parts
    known = [amount for part in parts if part.kind is not None and (amount := getattr(part, field)) is not None]
    complete = any(part.kind == "other" for part in parts) or _is_whole(funds, field)
    within = added > whole and _adds_up([part for part in parts if getattr(part, field) is not None], field, whole)
    return (bool(known) and sum(known) == whole) or (added < whole and not complete) or within


def _is_whole(funds: Funds, field: str) -> bool:
    """Whether each of two or more parts has an amount in `field` and in another column, where they do make the total."""
    if len(funds.parts) < 2 or any(getattr(part, field) is None for part in funds.parts):
        return False
    columns = ([getattr(part, other) for part in funds.parts] for other in AMOUNTS if other != field)
    totals = [getattr(funds.total, other) for other in AMOUNTS if other != field]
    return any(all(amounts) and sum(amounts) == total for amounts, total in zip(columns, totals, strict=True))


def _adds_up(parts: list[FundPart], field: str, whole: Decimal, left: Decimal | None = None) -> bool:
    """Whether the parts make `whole` once the rows right below a part that only divide it are passed over, or make it
    again in another view: 按来源 and then 按支出. 上年结转 and 其他资金 are of no other view."""
    missing = whole if left is None else left
    if not parts:
        return not missing
    if not missing and whole and all(part.kind not in BESIDE for part in parts) and _adds_up(parts, field, whole):
        return True
    first, *rest = parts
    amount = getattr(first, field)
    sizes = (0, *_divided(amount, rest, field))
    return any(_adds_up(rest[size:], field, whole, missing - amount) for size in sizes)


def _divided(amount: Decimal, below: list[FundPart], field: str) -> list[int]:
    """How many of the rows right below divide `amount`; 上年结转 and 其他资金 stand beside a part, not in it."""
    sizes, added = [], Decimal(0)
    for size, part in enumerate(takewhile(lambda part: part.kind not in BESIDE, below), start=1):
        added += getattr(part, field)
        if added == amount and (size > 1 or part.kind is None):
            sizes.append(size)
    return sizes


def _sum_hit(view: View, field: str, whole: Decimal, amounts: list[Decimal]) -> Hit:
    parts, unit = view.form.funds.parts, view.amount_unit
    given = [(number, amount) for number, part in enumerate(parts) if (amount := getattr(part, field)) is not None]
    sums = f"{' + '.join(points(amount) for amount in amounts)} = " if len(amounts) > 1 else ""
    locations = tuple(Location(fund_path(number, field), None, points(amount)) for number, amount in given)
    added = points(sum(amounts, Decimal(0)))
    message = f"{NAMES[field]}总额填 {points(whole)} {unit}，明细合计 {sums}{added} {unit}"
    return Hit(f"funds.total.{field}", message, points(whole), added, locations)
