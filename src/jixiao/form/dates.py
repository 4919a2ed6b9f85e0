"""Dates of a time indicator: when a deadline ends, and whether a result is surely before or after it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from jixiao.form.lexicon import lexicon
from jixiao.form.patterns import fold

Day = tuple[int, int, int]
"""Year (0 where none is written), month, day."""


class Span(NamedTuple):
    """The days a written date may mean, `first` to `last`, and whether it is a limit that is itself left out (前)."""

    first: Day
    last: Day
    is_before: bool = False

    @property
    def year(self) -> int:
        """The written year; 0 where there is none."""
        return self.first[0]


_DATE = re.compile(
    r"(?<![\d.])(?:(?P<year>20\d\d)\s*(?:年度?|[-./]))?\s*(?P<month>1[0-2]|0?[1-9])(?:\s*月(?:份|底|末|初)?|(?=[-./]\d))"
    r"(?:[-./]?\s*(?P<day>3[01]|[12]\d|0?[1-9])(?!\d|\.\d|\s*月)\s*[日号]?)?"
)
_COMPACT = re.compile(r"(?<!\d)(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)")
_MONTH_OF_YEAR = re.compile(r"(?<!\d)(?P<year>20\d\d)[-./](?P<month>1[0-2]|0?[1-9])(?![\d.%])(?P<day>(?!))?")
_YEAR_END = re.compile(r"(?:(?P<year>20\d\d)\s*年?度?\s*)(?:年?(?:底|末))")
_QUARTER = re.compile(r"(?:(?P<year>20\d\d)\s*年?度?\s*)?第?(?P<number>[1-4一二三四])个?季度(?P<end>末|底)?")
_HALF = re.compile(r"(?:(?P<year>20\d\d)\s*年?度?\s*)?(?P<half>[上下])半年")
_QUARTERS = {name: at for at, name in enumerate("一二三四", 1)} | {str(at): at for at in range(1, 5)}
_MONTHLY = re.compile(r"每月\s*(?P<day>[1-9]|[12]\d|3[01])\s*[日号]")
_NEXT = re.compile(r"\D{0,4}(?:次年|翌年|下一年|第二年)\s*\d{1,2}\s*月")
_PERIOD = re.compile(r"[月日号年\d]\s*(?:至|到|-|—|–|~|～|－)+\s*\d")
_AFTERWARDS = re.compile("[日号](?:之|以)?后")
_BARE = re.compile(r"(?<![\d.])(?P<month>1[0-2]|0?[1-9])\.(?P<day>3[01]|[12]\d|0?[1-9])(?![\d.%])")


@lru_cache(maxsize=8192)
def spans(text: str) -> tuple[Span, ...]:
    """Every date of `text` in its order, as the days it may mean."""
    folded = fold(text)
    found: list[tuple[int, int, Span]] = []
    for pattern in (_COMPACT, _QUARTER, _HALF, _YEAR_END, _DATE, _MONTH_OF_YEAR, _BARE):
        for match in pattern.finditer(folded):
            if all(match.end() <= start or match.start() >= end for start, end, _ in found):
                span = _span(match, folded)
                if span:
                    found.append((match.start(), match.end(), span))
    return tuple(span for _, _, span in sorted(found, key=lambda item: item[:2]))


def is_bare_date(text: str) -> bool:
    """Whether the text is a month and a day written as a decimal number: 12.30前, 6.5."""
    return re.fullmatch(r"\s*(?:于|在)?(?:1[0-2]|0?[1-9])\.(?:3[01]|[12]\d|0?[1-9])\D*", fold(text)) is not None


def on_time(target: str, actual: str) -> bool:
    """Whether the result is surely within the deadline: both name their year, and nothing else is open."""
    limits, done = spans(target), spans(actual)
    if len(limits) != 1 or len(done) != 1 or not limits[0].year or not done[0].year:
        return False
    limit, result = limits[0], done[0]
    return result.last < limit.first if limit.is_before else result.last <= limit.last


def is_late(target: str, actual: str) -> bool:
    """Whether the result is surely after the deadline; a year written once is the year of both."""
    limits, done = spans(target), spans(actual)
    if (monthly := _MONTHLY.search(target)) and (each := _MONTHLY.search(actual)):
        return int(each["day"]) > int(monthly["day"])
    if len(limits) > 1 and not (len(limits) == 2 and _PERIOD.search(target)):
        return False
    if limits and _NEXT.match(actual) and "年" not in target.replace("年底", ""):
        return True
    if not limits or not done:
        return False
    return all(_is_after(item, limits[-1], actual) for item in done)


def _is_after(done: Span, limit: Span, actual: str) -> bool:
    last, result = limit.last, done.first
    if not (limit.year and done.year):
        last, result = (0, *last[1:]), (0, *result[1:])
    return result > last or (result == last and done.first == done.last and _AFTERWARDS.search(actual) is not None)


def _span(match: re.Match[str], folded: str) -> Span | None:
    groups = match.groupdict()
    year = int(groups.get("year") or 0)
    ends = _ends(groups, match[0], year)
    if ends is None:
        return None
    tail = folded[match.end() : match.end() + 4]
    before = tail.startswith(lexicon().before) and not tail.startswith(("内", "底", "止"))
    at_end = any(word in match[0] for word in "底末") or tail.startswith(("底", "末"))
    return Span(*((ends[1], ends[1]) if at_end else ends), is_before=before and not at_end)


def _ends(groups: dict[str, str | None], written: str, year: int) -> tuple[Day, Day] | None:
    if number := groups.get("number"):
        last = _QUARTERS[number] * 3
        return (year, last - 2, 1), _last_day(year, last)
    if half := groups.get("half"):
        first = 1 if half == "上" else 7
        return (year, first, 1), _last_day(year, first + 5)
    if not groups.get("month"):
        return (year, 12, 31), (year, 12, 31)
    month = int(groups["month"] or 0)
    if not groups.get("day"):
        return ((year, month, 1), _last_day(year, month)) if "月" in written or year else None
    day = (year, month, int(groups["day"] or 0))
    return (day, day) if day[2] <= _last_day(year or 2020, month)[2] else None


def _last_day(year: int, month: int) -> Day:
    following = date((year or 2019) + month // 12, month % 12 + 1, 1)
    return year, month, (following - timedelta(days=1)).day
