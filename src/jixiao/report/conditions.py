"""The conditions of workbook/report.toml: "rate < 0.8 and grade = 中", true or not of values given by name."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from jixiao.errors import CannotGoOn

TERM = re.compile(
    r"(?P<key>\w+)\s*(?P<sign><=|>=|!=|<|>|=|~)\s*(?P<value>\S+)|(?P<asked>\w+)\s+(?P<state>known|filled|missing)"
)
STATES = ("known", "filled", "missing")
COMPARED: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
}


@dataclass(frozen=True, slots=True)
class Term:
    """One comparison: `sign` is one of < <= > >= = != ~ (begins with), or "known", "filled" and "missing" without a value."""

    key: str
    sign: str
    value: Decimal | str | None = None

    def holds(self, values: Mapping[str, Decimal | str | None]) -> bool:
        """Whether it is true; a missing value is only ever missing."""
        found = values.get(self.key)
        if self.sign in STATES:
            return (found in (None, "")) == (self.sign == "missing")
        if found is None:
            return False
        if self.sign == "~":
            return str(found).startswith(str(self.value))
        if isinstance(found, Decimal) and isinstance(self.value, Decimal):
            return COMPARED[self.sign](found, self.value)
        same = str(found) == str(self.value)
        return same if self.sign == "=" else not same if self.sign == "!=" else False

    @property
    def criterion(self) -> str:
        """The same as a criterion of COUNTIFS; known is asked of numbers, filled of texts."""
        if self.sign == "known":
            return '">=-1E+300"'
        if self.sign == "filled":
            return '"?*"'
        if self.sign == "missing":
            return '""'
        if self.sign == "~":
            return f'"{self.value}*"'
        sign = {"=": "", "!=": "<>"}.get(self.sign, self.sign)
        return f'"{sign}{self.value}"'


@dataclass(frozen=True, slots=True)
class Condition:
    """Terms that must all be true; none is always true."""

    terms: tuple[Term, ...] = ()

    def holds(self, values: Mapping[str, Decimal | str | None]) -> bool:
        """Whether every term is true of `values`."""
        return all(term.holds(values) for term in self.terms)


def condition(text: str) -> Condition:
    """The condition written as `text`. Raises CannotGoOn where it is none."""
    if not text.strip():
        return Condition()
    return Condition(tuple(_term(part, text) for part in re.split(r"\s+and\s+", text.strip())))


def _term(part: str, whole: str) -> Term:
    found = TERM.fullmatch(part.strip())
    if found is None:
        raise CannotGoOn(
            f"报告的文字设置：条件“{whole}”写法不对。应写成 rate < 0.8、grade = 中 或 initial missing，几个条件用 and 连接。"
        )
    if found["asked"]:
        return Term(found["asked"], found["state"])
    return Term(found["key"], found["sign"], _number(found["value"]))


def _number(text: str) -> Decimal | str:
    try:
        return Decimal(text)
    except InvalidOperation:
        return text
