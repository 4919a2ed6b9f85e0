"""What a target or a result says: which part of the text is a quantity with a unit, and which is not."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from jixiao.form.patterns import INTERESTING
from jixiao.form.rounding import plain
from jixiao.form.tokens import Quantity, spotted, tokens

__all__ = ["Kind", "Quantity", "Reading", "quantities", "reading"]

Kind = Literal["quantity", "text", "several", "range", "date", "period", "code", "unclear", "blank"]


class Reading(NamedTuple):
    """What a whole cell says: its `kind`, the `quantity` when there is exactly one, and `why` it was read so."""

    kind: Kind
    quantity: Quantity | None
    quantities: tuple[Quantity, ...]
    why: str


_NOTHING: tuple[tuple[Quantity, ...], dict[Kind, str]] = ((), {})
_EMPTY = re.compile(r"[\s—–/／-]*")
_BARE_YEAR = re.compile(r"\s*20[123]\d\s*")
"""2020 alone is the year of a plan; 2000 or 1950 alone is more likely a count."""
_KINDS: dict[str, Kind] = {
    "range": "range",
    "date": "date",
    "period": "period",
    "code": "code",
    "document": "code",
    "age": "code",
    "unclear": "unclear",
}
_WORDS: dict[Kind, str] = {
    "unclear": "写法不清，不能当作一个数",
    "range": "是区间，不是单一数值",
    "period": "是时间段，不是数量",
    "date": "是日期，不是数量",
    "code": "是编号或代称，不是数量",
}


@lru_cache(maxsize=16384)
def reading(text: str | None) -> Reading:
    """What the cell `text` says: one quantity, several, a range, a date, a period, a code, words or nothing."""
    if text is None or _EMPTY.fullmatch(text):
        return Reading("blank", None, (), "未填写")
    found, others = _scan(text)
    for kind in ("unclear", "range") if found else _WORDS:
        if kind in others:
            return Reading(kind, None, found, f"“{others[kind]}”{_WORDS[kind]}")
    if not found:
        return Reading("text", None, (), "文字描述，没有可计算的数值")
    if len(found) == 1:
        return Reading("quantity", found[0], found, _spoken(found[0]))
    shown = "、".join(item.text for item in found[:4]) + ("等" if len(found) > 4 else "")
    return Reading("several", None, found, f"含 {len(found)} 个数值（{shown}），不能作为单一指标值")


def quantities(text: str | None) -> tuple[Quantity, ...]:
    """Every quantity inside `text`, in its order, with unit and context; dates and document numbers are none."""
    return _scan(text)[0] if text else ()


@lru_cache(maxsize=16384)
def _scan(text: str) -> tuple[tuple[Quantity, ...], dict[Kind, str]]:
    """The quantities of `text`, and for every other kind its first piece of text."""
    if not INTERESTING.search(text):
        return _NOTHING
    if _BARE_YEAR.fullmatch(text):
        return (), {"date": text.strip()}
    found: list[Quantity] = []
    others: dict[Kind, str] = {}
    for token in tokens(text):
        found.extend(spotted(token))
        if token.kind in _KINDS:
            others.setdefault(_KINDS[token.kind], token.match[0].strip())
    return tuple(found), others


def _spoken(quantity: Quantity) -> str:
    about = "约 " if quantity.approximate else ""
    return f"读作 {quantity.sign}{about}{plain(quantity.value)}{quantity.unit}"
