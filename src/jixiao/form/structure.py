"""A draft to a form: each raw field parsed, nothing guessed; what cannot be read is listed as unread."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from jixiao.form import amounts
from jixiao.form.draft import Draft, Fields, Places, Raw
from jixiao.form.fields import AMOUNTS, INDICATOR_FIELDS
from jixiao.form.measure import measured
from jixiao.form.model import (
    Form,
    FundKind,
    FundPart,
    Funds,
    FundTotal,
    Goal,
    Indicator,
    Measure,
    Source,
    Total,
    Unread,
    UnreadReason,
)
from jixiao.form.paths import fund_path, indicator_path
from jixiao.form.rates import rate
from jixiao.form.shares import has_shares, in_points
from jixiao.form.table import Value
from jixiao.form.unit import MONEY
from jixiao.form.wording import half_width, label, level_name

YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
TITLE_YEAR = re.compile(r"\s*[(（]\s*20\d\d\s*年?度?\s*[)）]\s*$")
MONEY_UNIT = re.compile(r"亿元|万元|元")
UNIT_BEHIND = re.compile(r"\s*[(（]\s*(?:单位[:：])?(?:亿元|万元|元)\s*[)）]\s*[:：]?\s*$")
CHINESE_YEAR = re.compile(r"二[〇零○Oo0][〇零○Oo0一二三四五六七八九]{2}(?=\s*年|\s*[)）]|\s*$)")
CHINESE_DIGITS = str.maketrans("〇零○Oo一二三四五六七八九", "00000123456789")
AMONG = re.compile(r"^\s*其\s*中\s*[:：\-—－]\s*")
MEASURES = ("nature", "direction", "target_number", "actual_number", "measure_unit", "tier")
DIRECTIONS = {
    **dict.fromkeys(("≥", "≧", ">=", "＞=", "⩾", "不小于", "不低于", "正向", "正向指标"), "≥"),
    **dict.fromkeys(("≤", "≦", "<=", "＜=", "⩽", "不大于", "不高于", "反向", "反向指标"), "≤"),
    **dict.fromkeys(("=", "═", "﹦", "＝", "等于"), "="),
}
NO_MEASURE = Measure()


def form_of(
    draft: Draft,
    kinds: Callable[[str], FundKind | None],
    dimension_of: Mapping[str, str],
    is_prompt: Callable[[str], bool],
) -> Form:
    """The form in `draft`. `kinds` gives the kind of a fund row's bare label, `dimension_of` a category to the
    dimension it belongs to (for forms whose dimension cell lost its name), `is_prompt` knows template prompts."""
    return _Builder(draft, kinds, dimension_of, is_prompt).form()


@dataclass(slots=True)
class _Builder:
    """Collects the unread fields and the places while the parts of one form are parsed."""

    draft: Draft
    kinds: Callable[[str], FundKind | None]
    dimension_of: Mapping[str, str]
    is_prompt: Callable[[str], bool]
    money: str | None = None
    unread: list[Unread] = field(default_factory=list)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)

    def form(self) -> Form:
        head, table = self.draft.head, self.draft.table
        self.money = self.amount_unit(head.get("amount_unit")) or self._unit_of_amounts()
        title = self.text("title", head.get("title"))
        form = Form(
            project=self.text("project", head.get("project")),
            year=self.year(head.get("year")),
            title=TITLE_YEAR.sub("", title) if title else None,
            department=self.text("department", head.get("department")),
            unit=self.text("unit", head.get("unit")),
            amount_unit=self.money,
            funds=Funds(self.fund_total(), tuple(self.fund_part(n, row) for n, row in enumerate(self.draft.fund_rows))),
            goal=Goal(self.text("goal.expected", head.get("expected")), self.text("goal.actual", head.get("actual"))),
            indicators=tuple(self.indicator(n, row) for n, row in enumerate(self.draft.indicator_rows)),
            total=self.total(head),
            unread=tuple(self.unread),
            source=Source(table.file, table.sheet, table.block, Places(table, self.places)),
            kind=self.draft.kind,
        )
        return in_points(form) if self.draft.may_be_shares and has_shares(form) else form

    def text(self, path: str, raw: Raw | None) -> str | None:
        if raw is None:
            return None
        value = raw[0]
        self.places[path] = raw[1:]
        if value is None or value == "":
            return None
        text = value.strip() if isinstance(value, str) else written(value)
        if amounts.is_error(text) or (value.__class__ is not str and amounts.is_absurd(value)):
            self._unread(path, text, "number")
            return None
        if len(text) > 5 and self.is_prompt(text):
            self._unread(path, text, "prompt")
            return None
        return text or None

    def reason(self, path: str, raw: Raw | None) -> str | None:
        """A text that may be left out by a mark for none, as amounts are."""
        found = self.text(path, raw)
        return None if found in amounts.BLANK_MARKS else found

    def number(self, path: str, raw: Raw | None) -> Decimal | None:
        return self._parsed(path, raw, amounts.number)

    def amount(self, value: Value) -> Decimal | None:
        return amounts.amount(value, self.money)

    def fund_amount(self, path: str, field: str, raw: Fields) -> Decimal | None:
        """An amount in the form's own unit, whatever unit the heading of its column names."""
        found, unit = self._parsed(f"{path}.{field}", raw.get(field), self.amount), self.draft.fund_units.get(field)
        if found is None or unit is None or unit == self.money:
            return found
        return amounts.tidy(found * MONEY[unit] / MONEY[self.money or "万元"])

    def rate(self, path: str, raw: Fields, row: dict[str, Decimal | None]) -> Decimal | None:
        budgets = row["annual"], row["initial"]
        return self._parsed(f"{path}.rate", raw.get("rate"), lambda value: rate(value, row["executed"], budgets))

    def year(self, raw: Raw | None) -> int | None:
        if raw is None:
            return None
        self.places["year"] = raw[1:]
        if raw[0] is None:
            return None
        text = half_width(str(raw[0]))
        years = set(YEAR.findall(CHINESE_YEAR.sub(lambda found: found.group().translate(CHINESE_DIGITS), text)))
        if len(years) == 1:
            return int(years.pop())
        self._unread("year", written(raw[0]), "year")
        return None

    def amount_unit(self, raw: Raw | None) -> str | None:
        if raw is None:
            return None
        self.places["amount_unit"] = raw[1:]
        found = MONEY_UNIT.search(str(raw[0]))
        return found.group() if found else None

    def _unit_of_amounts(self) -> str | None:
        rows = () if self.draft.fund_units else (self.draft.fund_total, *self.draft.fund_rows)
        return amounts.common_unit(row[field][0] for row in rows for field in AMOUNTS if field in row)

    def fund_total(self) -> FundTotal:
        raw, path = self.draft.fund_total, "funds.total"
        row = {field: self.fund_amount(path, field, raw) for field in AMOUNTS}
        return FundTotal(
            **row,
            weight=self._parsed("funds.total.weight", raw.get("weight"), amounts.weight),
            rate=self.rate(path, raw, row),
            score=self.number("funds.total.score", raw.get("score")),
            note=self.reason("funds.total.note", raw.get("note")),
        )

    def fund_part(self, number: int, raw: Fields) -> FundPart:
        path = fund_path(number)
        self.places[f"{path}.label"] = raw["label"][1:]
        name = AMONG.sub("", UNIT_BEHIND.sub("", written(raw["label"][0]))).rstrip(":： ")
        if amounts.is_error(name):
            self._unread(f"{path}.label", name, "number")
        row = {field: self.fund_amount(path, field, raw) for field in AMOUNTS}
        return FundPart(
            label=name,
            kind=self.kinds(label(name)),
            **row,
            rate=self.rate(path, raw, row),
            note=self.reason(f"{path}.note", raw.get("note")),
            weight=self.repeated(f"{path}.weight", raw.get("weight")),
            score=self.repeated(f"{path}.score", raw.get("score")),
        )

    def repeated(self, path: str, raw: Raw | None) -> Decimal | None:
        """Points that some forms repeat in a row where none belong; what cannot be read there is left alone."""
        if raw is None:
            return None
        self.places[path] = raw[1:]
        try:
            return amounts.number(raw[0])
        except amounts.Unreadable:
            return None

    def indicator(self, number: int, raw: Fields) -> Indicator:
        paths, get = indicator_paths(number), raw.get
        category = self._level(paths["category"], get("category"))
        dimension = self._level(paths["dimension"], get("dimension"))
        plain = Indicator(
            dimension=dimension or (self.dimension_of.get(label(category)) if category else None),
            category=category,
            name=self.text(paths["name"], get("name")),
            target=self.text(paths["target"], get("target")),
            actual=self.text(paths["actual"], get("actual")),
            weight=self._parsed(paths["weight"], get("weight"), amounts.weight),
            score=self.number(paths["score"], get("score")),
            note=self.text(paths["note"], get("note")),
        )
        if not raw.keys() & {"nature", "direction", "measure_unit"}:
            return plain
        typed = self._measure(paths, raw)
        if typed == measured(plain):
            return plain
        kept = _differing(typed, plain)
        if kept == NO_MEASURE:
            return plain
        # given in full, as the working columns will show it: a given unit, say, may make a text's number readable
        return replace(plain, measure=_differing(measured(replace(plain, measure=kept)), plain))

    def total(self, head: Fields) -> Total:
        score = head.get("total_score")
        weight = self._parsed("total.weight", head.get("total_weight"), amounts.weight)
        return Total(weight, self.number("total.score", score))

    def _level(self, path: str, raw: Raw | None) -> str | None:
        """The name of a dimension or category, without the points some forms add: 产出指标（50分） → 产出指标."""
        text = self.text(path, raw)
        if text is None or text in amounts.BLANK_MARKS:
            return None
        return level_name(text) or None

    def _measure(self, paths: Mapping[str, str], raw: Fields) -> Measure:
        get = raw.get
        words = self._word(paths["nature"], get("nature")), self._word(paths["direction"], get("direction"))
        if words[1] in {"定量", "定性"}:
            words = words[1], None
        return Measure(
            nature=words[0],
            direction=DIRECTIONS.get(words[1] or ""),
            target=self.number(paths["target_number"], get("target_number")),
            actual=self.number(paths["actual_number"], get("actual_number")),
            unit=self._word(paths["measure_unit"], get("measure_unit")),
            tier=self._word(paths["tier"], get("tier")),
        )

    def _word(self, path: str, raw: Raw | None) -> str | None:
        if raw is None:
            return None
        self.places[path] = raw[1:]
        value = raw[0]
        if value is None or value == "":  # as most working cells are
            return None
        if amounts.is_error(value):
            self._unread(path, written(value), "number")
            return None
        return written(value) or None

    def _parsed(self, path: str, raw: Raw | None, parse: Callable[[Value], Decimal | None]) -> Decimal | None:
        if raw is None:
            return None
        self.places[path] = raw[1:]
        value = raw[0]
        if value is None or value == "":
            return None
        try:
            return parse(value)
        except amounts.Unreadable:
            self._unread(path, written(value), "number")
            return None

    def _unread(self, path: str, text: str, reason: UnreadReason) -> None:
        self.unread.append(Unread(path, text, reason))


def written(value: Value) -> str:
    """A cell's content as a person would write it: text tidied, numbers in their shortest form."""
    if isinstance(value, str):
        return value.strip()
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    try:
        return f"{amounts.exact(value):f}"
    except amounts.Unreadable:
        return str(value)


@lru_cache(maxsize=256)
def indicator_paths(number: int) -> Mapping[str, str]:
    """Field name → field path of the indicator `number`: `name` → `indicators[3].name`."""
    return {name: indicator_path(number, name) for name in (*INDICATOR_FIELDS, *MEASURES)}


def _differing(typed: Measure, plain: Indicator) -> Measure:
    """What the working columns say beyond the texts; the part that only repeats them is left out."""
    read = measured(plain)
    repeated = ("nature", "direction", "target", "actual", "unit")
    return replace(typed, **dict.fromkeys(name for name in repeated if getattr(typed, name) == getattr(read, name)))
