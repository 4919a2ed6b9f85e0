"""JX5, goals: amounts of money inside 年度总体目标, and a goal that tells something else than an indicator."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from jixiao.form.direction import bare_name
from jixiao.form.lexicon import lexicon
from jixiao.form.model import FundPart, FundTotal
from jixiao.form.patterns import fold
from jixiao.form.quantity import Quantity, quantities, reading
from jixiao.form.rates import possible_budgets
from jixiao.form.unit import MONEY, comparable, convert
from jixiao.rules.jx4_scores import is_ongoing, says_undone
from jixiao.rules.jx5_costs import ONE_FIGURE
from jixiao.rules.jx5_dates import ONE_YEAR, future_year, years_in
from jixiao.rules.lists import has, pattern, words
from jixiao.rules.phrasing import points, quote
from jixiao.rules.precision import amounts_near
from jixiao.rules.registry import ARITHMETIC, Hit, Location, each_form
from jixiao.rules.view import Row, View

SENTENCE = re.compile(r"[。；;\n]")
BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
SOURCE = re.compile(r"中央|省|市|县|区|财政|自筹|配套|债券|上级|本级|其他|社会|一般|专项|补助")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
SHORTEST_NAME = 3


@each_form(
    "JX504",
    "warning",
    "目标里的金额加不起来",
    basis=ARITHMETIC,
    fix="核对各部分金额，改正总数或其中一项。",
    explanation="“总投资100万元，其中财政资金60万元，自筹30万元”：后面各项之和应等于前面的总数。只列出一部分的不报告，各项超过总数的一定报告。",
)
def goal_parts_differ(view: View) -> Iterable[Hit]:
    for field, text in _goals(view):
        for whole, parts in _divided(text):
            added = sum((item.yuan or Decimal(0) for item in parts), Decimal(0))
            total = whole.yuan or Decimal(0)
            if amounts_near(added / MONEY["万元"], total / MONEY["万元"]):
                continue
            if added > total or all(SOURCE.search(item.context) for item in parts):
                sums = " + ".join(item.text for item in parts)
                message = f"目标里写 {whole.text}，各部分 {sums} = {points(added / MONEY['万元'])}万元，合不上"
                yield Hit(field, message, whole.text, f"{points(added / MONEY['万元'])}万元")
                break


@each_form(
    "JX505",
    "warning",
    "目标里的金额与项目资金不符",
    basis=ONE_FIGURE,
    fix="核对是否套用了别的项目或以前年度的数，改正目标里的金额或资金表。",
    explanation="年度总体目标写“预算资金50万元”，资金表的各格没有一个是 50 万元。写明总投资、合同价、几年合计的，只说一部分用途的不比较。",
)
def goal_off_funds(view: View) -> Iterable[Hit]:
    known = [] if view.form.lacks("funds") else list(_amounts(view))
    for field, text in _goals(view) if known else ():
        item = _whole_amount(text, view.form.year)
        if item is None or item.yuan is None:
            continue
        unit = MONEY[view.amount_unit]
        if _may_be_part(item, unit, known):
            continue
        if not any(amounts_near(item.yuan / unit, amount) for amount in known):
            annual = view.form.funds.total.annual
            due = "" if annual is None else f"，全年预算数是 {points(annual)} {view.amount_unit}"
            message = f"目标里写{quote(item.context + item.text)}，资金表没有这个数{due}"
            yield Hit(field, message, item.text, "与资金表一致")


@each_form(
    "JX535",
    "warning",
    "目标写全部完成，指标写没有完成",
    basis=ONE_YEAR,
    fix="以实际进度为准改正其中一处；没有完成的按未完成打分并说明原因。",
    explanation="年度总体目标写“全部完成”，某项指标的完成值却写“尚未验收”“预计明年完成”；或者目标写没有完成，时效指标却写已按期完成。",
    after=("JX531",),
)
def goal_contradicts(view: View) -> Iterable[Hit]:
    goal = view.form.goal.actual
    if not goal:
        return
    rows = [row for row in view.rows if row.indicator.actual]
    undone = [row for row in rows if row.kind != "cost" and _is_undone(row, view.form.year)]
    done = [row for row in view.of_kind("time") if row.indicator.actual and says_all_done(row.indicator.actual)]
    if says_all_done(goal) and not _says_undone(goal, view.form.year):
        contrary, word = undone, "没有完成"
    elif _says_undone(goal, view.form.year) and not says_all_done(goal):
        contrary, word = done, "已完成"
    else:
        return
    for row in contrary[:1]:
        text = row.indicator.actual or ""
        locations = tuple(Location(f"{other.path}.actual", None, other.indicator.actual) for other in contrary)
        yield Hit(
            "goal.actual",
            f"目标写{quote(goal)}，指标{quote(row.indicator.name or '')}却写{word}：{quote(text)}",
            goal,
            "与指标一致",
            locations,
        )


@each_form(
    "JX536",
    "warning",
    "总体完成情况与指标完成值的数不同",
    basis=ONE_FIGURE,
    fix="以统计数为准，改正两处中写错的一处。",
    explanation="年度总体目标的实际完成情况写“新建温室120亩”，三级指标“新建温室”的完成值写“126亩”。只比较名称和单位都相同、句中只出现一次的数；约数、其中数、累计数和四舍五入的不报告。",
)
def goal_counts_otherwise(view: View) -> Iterable[Hit]:
    text = BRACKETS.sub("", fold(view.form.goal.actual or ""))
    stated = [item for item in _stated(text) if item.context or item.after]
    for row in view.rows if stated else ():
        done = reading(row.indicator.actual).quantity
        if done is None or not _is_exact(done) or has(row.indicator.actual or "", "goal.other_count"):
            continue
        core = _core(row.indicator.name)
        same = [item for item in stated if _is_of(item, done, core)]
        if len(same) != 1 or not _is_of_all(same[0], core) or _is_rounded(same[0], done):
            continue
        said = f"{same[0].context}{same[0].text}"
        message = f"实际完成情况写{quote(said)}，指标{quote(row.indicator.name or '')}的完成值却写{quote(row.indicator.actual or '')}"
        location = Location(f"{row.path}.actual", None, row.indicator.actual)
        yield Hit("goal.actual", message, said, "与指标一致", (location,))


@lru_cache(maxsize=4096)
def _stated(text: str) -> tuple[Quantity, ...]:
    """The exact numbers of the sentences that tell nothing but what was done this year."""
    sentences = (sentence for sentence in SENTENCE.split(text) if not has(sentence, "goal.other_count"))
    return tuple(item for sentence in sentences for item in quantities(sentence) if _is_exact(item))


def _is_exact(item: Quantity) -> bool:
    return (
        bool(item.unit) and item.unit != "%" and not item.approximate and not item.sign and item.text[-1] not in "余多"
    )


def _is_of(stated: Quantity, done: Quantity, core: str) -> bool:
    """Whether a number is, by its unit and the words beside it, the one of the indicator whose bare name is `core`."""
    named = len(core) >= SHORTEST_NAME and (stated.context.endswith(core) or stated.after.startswith(core))
    return named and comparable(stated.unit, done.unit)


def _is_of_all(stated: Quantity, core: str) -> bool:
    """Whether nothing else stands before the name: 完成甲镇改造道路3公里 may be a part of what was done."""
    return not lexicon().plain.sub("", stated.context.removesuffix(core))


def _is_rounded(stated: Quantity, done: Quantity) -> bool:
    """Whether two numbers are one, at the last place that one of them is written with: 3.94亿元 and 39412万元."""
    factor = convert(Decimal(1), stated.unit, done.unit) or Decimal(1)
    return abs(stated.value * factor - done.value) * 2 <= max(_last_place(stated) * factor, _last_place(done))


def _last_place(item: Quantity) -> Decimal:
    written = NUMBER.search(item.text.replace(",", ""))
    number = Decimal(written[0]) if written else item.value
    return Decimal(1).scaleb(int(number.as_tuple().exponent)) * (item.value / number if number else 1)


@lru_cache(maxsize=8192)
def _core(name: str | None) -> str:
    """新建温室 of 新建温室面积."""
    bare = bare_name(name)
    return next((bare.removesuffix(tail) for tail in words("goal.name_tails") if bare.endswith(tail)), bare)


@lru_cache(maxsize=8192)
def says_all_done(text: str) -> bool:
    """Whether `text` says that everything was done."""
    return has(text, "undone.all_done")


def _says_undone(text: str, year: int | None) -> bool:
    later = future_year(text)
    if has(text, "undone.money"):
        return False
    return says_undone(text) or (later is not None and year is not None and later > year)


def _is_undone(row: Row, year: int | None) -> bool:
    text = row.indicator.actual or ""
    return _says_undone(text, year) or (is_ongoing(row) and not has(text, "undone.money"))


def _goals(view: View) -> Iterator[tuple[str, str]]:
    goal = view.form.goal
    for field, text in (("goal.expected", goal.expected), ("goal.actual", goal.actual)):
        if text and "元" in text:
            yield field, text


@lru_cache(maxsize=4096)
def _divided(text: str) -> tuple[tuple[Quantity, tuple[Quantity, ...]], ...]:
    """Every amount followed, in its sentence, by 其中 and two or more amounts."""
    found = []
    for sentence in map(_without_brackets, SENTENCE.split(text)):
        if has(sentence, "goal.unlike"):
            continue
        among = pattern("goal.among").search(sentence)
        money = [item for item in quantities(sentence) if item.unit in MONEY and not item.approximate]
        before = [item for item in money if among and item.end <= among.start()]
        further = pattern("goal.among").search(sentence, among.end()) if among else None
        end = further.start() if further else len(sentence)
        after = tuple(item for item in money if among and among.end() <= item.start < end)
        if before and len(after) > 1:
            found.append((before[-1], after))
    return tuple(found)


def _without_brackets(sentence: str) -> str:
    """`sentence` without what is in brackets: 人员经费30万元（含奖金5万元）."""
    return BRACKETS.sub("", sentence)


@lru_cache(maxsize=4096)
def _whole_amount(text: str, year: int | None) -> Quantity | None:
    """The one amount that `text` gives for the project's money of the year, before what it is divided into."""
    if has(text, "costs.several_years") or has(text, "costs.spans"):
        return None
    if any(named != year for named in years_in(text)):
        return None
    among = pattern("goal.among").search(text)
    outside = _without_brackets(text[: among.start()] if among else text)
    money = [item for item in quantities(outside) if item.unit in MONEY]
    if len(money) != 1 or money[0].approximate or money[0].sign:
        return None
    return money[0] if _ends(money[0].context, "goal.whole") or _ends(money[0].context, "goal.partial") else None


def _ends(context: str, words: str) -> bool:
    """Whether one of the words is right before an amount."""
    return any(match.end() >= len(context) - 3 for match in pattern(words).finditer(context))


def _may_be_part(item: Quantity, unit: int, known: list[Decimal]) -> bool:
    """Whether an amount can be one use among several: its words say no more, and it is less than the budget."""
    return not _ends(item.context, "goal.whole") and (item.yuan or Decimal(0)) / unit < max(known)


def _amounts(view: View) -> Iterator[Decimal]:
    funds = view.form.funds
    rows: tuple[FundTotal | FundPart, ...] = (funds.total, *funds.parts)
    for row in rows:
        yield from (amount for amount in (row.initial, row.annual, row.executed) if amount is not None)
    yield from possible_budgets(view.form, funds.total)
    if funds.total.initial is not None and funds.total.annual is not None:
        yield abs(funds.total.annual - funds.total.initial)
    if funds.total.executed is not None and funds.total.annual is not None:
        yield funds.total.annual - funds.total.executed
