"""JX6, years: a budget that jumps, results taken over from last year, indicators that are gone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from jixiao.form.model import Form
from jixiao.form.rounding import percent
from jixiao.form.unit import MONEY
from jixiao.rules.jx5_words import vague
from jixiao.rules.lists import limit
from jixiao.rules.phrasing import bare, listed, points, quote
from jixiao.rules.registry import Hit, Location, each_pair
from jixiao.rules.year_pairs import Years

YEAR = re.compile(r"20\d\d\s*年?")
NUMBERED = re.compile(r"^\s*指标\s*\d*\s*[：:.、]?\s*")
COMPARED = "上年自评表（同一单位、同一项目）；财预〔2020〕10号：自评应做到内容完整、数据真实、结果客观"


@each_pair(
    "JX621",
    "notice",
    "预算比上年大增大减",
    basis="上年自评表（同一单位、同一项目）：预算安排应与上年执行和绩效衔接",
    fix="核对金额和单位；属实的，备好增减的依据。",
    explanation="年初预算数（没有的用全年预算数）比上年增减超过评分办法 [budget_jump] 的界限：默认 30% 以上，且相差 1 万元以上，是经验值，可按本地情况修改。多半是项目内容变了，也可能是单位写错。",
)
def budget_jumps(years: Years) -> Iterable[Hit]:
    for name, label in (("initial", "年初预算数"), ("annual", "全年预算数")):
        now, was = _yuan(years.view.form, name), _yuan(years.before, name)
        if now is None or not was:
            continue
        change = (now - was) / was
        limit = years.policy.budget_jump
        if abs(change) >= limit.share and abs(now - was) >= limit.least:
            yield _jump(years, name, label, change)
        return


@each_pair(
    "JX622",
    "warning",
    "完成情况与上年一字不差",
    basis=COMPARED,
    fix="改写为本年度的完成情况。",
    explanation="总体完成情况（6 字以上，评语除外）、指标的完成值或原因说明（16 字以上）与上年的自评表一字不差，或只改了年份，多半是从上年的表复制后没有修改。同一张表只报告一次，列出各处。",
)
def results_of_last_year(years: Years) -> Iterable[Hit]:
    old = {_yearless(text) for _, text in _results(years.before)}
    same = [(field, text) for field, text in _results(years.view.form) if _yearless(text) in old]
    if same:
        (field, text), *others = same
        locations = tuple(Location(path, None, other) for path, other in others)
        more = f"，共 {len(same)} 处" if others else ""
        exact = {bare(text) for _, text in _results(years.before)}
        word = "一字不差" if all(bare(shown) in exact for _, shown in same) else "除年份外一字不差"
        message = f"{quote(text)}与 {years.before.year} 年度的自评表{word}{more}"
        yield Hit(field, message, text, "本年度的完成情况", locations)


@each_pair(
    "JX623",
    "notice",
    "上年的指标今年没有了",
    basis="上年自评表（同一单位、同一项目）：指标应当连续可比",
    fix="仍在实施的内容把指标补上；确已结束或改了说法的，不必处理。",
    explanation="上年自评表里的三级指标，今年同一项目的表里找不到同名的。",
)
def indicators_dropped(years: Years) -> Iterable[Hit]:
    kept = {_name(row.name) for row in years.view.form.indicators}
    was = {_name(row.name): row.name for row in years.before.indicators if row.name}
    gone = [_shown(text) for name, text in was.items() if name and name not in kept]
    if gone:
        names = listed([quote(text) for text in gone])
        yield Hit(
            "indicators", f"{years.before.year} 年度有 {len(gone)} 个指标今年没有：{names}", None, "；".join(gone)
        )


def _jump(years: Years, name: str, label: str, change: Decimal) -> Hit:
    form, before = years.view.form, years.before
    now, was = getattr(form.funds.total, name), getattr(before.funds.total, name)
    word = "增加" if change > 0 else "减少"
    shown = f"{points(was)}{before.amount_unit or '万元'}"
    message = f"{label} {points(now)}{form.amount_unit or '万元'}，上年 {shown}，{word} {percent(abs(change))}"
    message += f"（界限 {percent(years.policy.budget_jump.share)}）"
    return Hit(f"funds.total.{name}", message, points(now), f"与上年 {shown} 衔接")


def _yuan(form: Form, name: str) -> Decimal | None:
    amount: Decimal | None = getattr(form.funds.total, name)
    return None if amount is None else amount * MONEY[form.amount_unit or "万元"]


def _results(form: Form) -> Iterator[tuple[str, str]]:
    """The texts that describe results and are not written alike twice by chance, by field path."""
    if form.goal.actual and _own_words(form.goal.actual, int(limit("last_year_goal"))):
        yield "goal.actual", form.goal.actual
    for path, row in form.numbered():
        for field, text in ((f"{path}.actual", row.actual), (f"{path}.note", row.note)):
            if text and _own_words(text, int(limit("last_year"))):
                yield field, text


@lru_cache(maxsize=8192)
def _own_words(text: str, least: int) -> bool:
    return len(bare(text)) >= least and not vague(text)


@lru_cache(maxsize=8192)
def _yearless(text: str) -> str:
    return bare(YEAR.sub("", text))


def _name(text: str | None) -> str:
    return bare(_shown(text or ""))


def _shown(text: str) -> str:
    """The indicator without its number."""
    return NUMBERED.sub("", text)
