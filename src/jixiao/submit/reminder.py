"""The words of reminders (workbook/reminders.toml): not handed in, not readable, of another year, warnings only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from jixiao import resources

Kind = Literal["missing", "unread", "year", "warnings"]
KINDS: tuple[Kind, ...] = ("missing", "unread", "year", "warnings")
MOST_LISTED = 30


@dataclass(frozen=True, slots=True)
class Terms:
    """What every reminder of a round names: the year asked for, the first and the new day, who writes."""

    year: int | None = None
    deadline: date | None = None
    until: date | None = None
    signature: str | None = None


@cache
def words() -> Mapping[str, Any]:
    """The tables of workbook/reminders.toml."""
    return resources.table("workbook/reminders.toml")


def subject(kind: Kind, unit: str, count: int, terms: Terms) -> str:
    """请尽快报送：某局 2020 年度项目支出绩效自评表."""
    return _filled(words()[kind]["subject"], unit, count, terms)


def body(kind: Kind, unit: str, items: Sequence[str], terms: Terms) -> str:
    """The letter; `items` is what it is about, a line each."""
    return "\n".join(_lines(kind, unit, items, terms)) + "\n"


def _lines(kind: Kind, unit: str, items: Sequence[str], terms: Terms) -> Iterator[str]:
    given = words()[kind]
    late = [given["late"]] if "late" in given and terms.deadline else []
    until = [given["until"]] if terms.until else []
    yield f"{unit}：" if unit else "您好！"
    yield ""
    yield "".join(_filled(text, unit, len(items), terms) for text in (given["opening"], *late))
    for number, item in enumerate(items[:MOST_LISTED], 1):
        yield f"{number}. {item}"
    if len(items) > MOST_LISTED:
        yield f"（其余 {len(items) - MOST_LISTED} 处略。）"
    yield "".join(_filled(text, unit, len(items), terms) for text in (*until, given["closing"]))
    yield ""
    yield terms.signature or words()["signature"]["unknown"]


def _filled(text: str, unit: str, count: int, terms: Terms) -> str:
    year = f" {terms.year} 年度" if terms.year else "本年度"
    return text.format(unit=unit, count=count, year=year, deadline=_day(terms.deadline), until=_day(terms.until))


def _day(day: date | None) -> str:
    return f" {day.year} 年 {day.month} 月 {day.day} 日" if day else ""
