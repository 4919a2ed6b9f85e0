"""JX1, digits: a letter typed for a digit of a number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from jixiao.rules.phrasing import quote
from jixiao.rules.registry import STRUCTURE, Hit, Location, each_form
from jixiao.rules.view import View

MIXED = re.compile(r"(?<![A-Za-z\d])[\dOoIl〇][\dOoIl〇.,]*(?![A-Za-z\d-])")
DIGIT = re.compile(r"\d")
LETTER = re.compile(r"[OoI〇]|l\d")
"""10l is ten litres, O3 is ozone."""
WORDS = frozenset({"O2O", "o2o", "O2", "O3", "o2", "o3"})
DIGITS = str.maketrans("OoIl〇", "00110")


@each_form(
    "JX116",
    "warning",
    "数字里夹了字母",
    basis=STRUCTURE,
    fix="把字母 O、I、l 改成数字 0、1。",
    explanation="“32O次”“l5人”里的字母看起来像数字，程序读不出来，也不能计算。",
)
def letters_in_numbers(view: View) -> Iterable[Hit]:
    for field, text in _texts(view):
        found = mistyped(text)
        if found:
            due = found.translate(DIGITS)
            yield Hit(field, f"{quote(text)}里的{quote(found)}夹了字母，像是 {due}", text, due, (Location(field),))


@lru_cache(maxsize=16384)
def mistyped(text: str) -> str | None:
    """The number in `text` that has a letter for a digit."""
    mixed = (found[0].rstrip(".,") for found in MIXED.finditer(text))
    return next((item for item in mixed if DIGIT.search(item) and LETTER.search(item) and item not in WORDS), None)


def _texts(view: View) -> Iterator[tuple[str, str]]:
    goal = view.form.goal
    rows = ((f"{row.path}.{name}", getattr(row.indicator, name)) for row in view.rows for name in ("target", "actual"))
    for field, text in (("goal.expected", goal.expected), ("goal.actual", goal.actual), *rows):
        if text:
            yield field, text
