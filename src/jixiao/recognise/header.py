"""The year of a form: from the line that is nothing but a year, the title, or a heading above it; never from a date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from jixiao.form.amounts import is_error
from jixiao.form.draft import Fields, Raw
from jixiao.form.table import Table, Value
from jixiao.form.wording import half_width, label
from jixiao.recognise.patterns import Words

FIRST, LAST = 2000, 2100
OWN = ("own", "own_department")
"""Labels that name a department on its own form: 部门名称, 预算部门."""
DIGITS = r"(?:20\d\d|二[〇零○Oo0]{1}[〇零○Oo0一二三四五六七八九]{2})"
OF_YEAR = re.compile(r"(20\d\d)年度?(?=\D)")
FOUR_DIGITS = re.compile(r"(?<!\d)20\d\d(?!\d)")
DIGITS_OF_YEAR = re.compile(rf"(?<!\d){DIGITS}年")
ALONE = re.compile(rf"^(?:[^\d]{{0,4}}年度[:：])?[(（]?{DIGITS}(?:年度?)?[)）]?$")
NAMED = re.compile(rf"(?<![\d号]){DIGITS}年度")
PLAIN = re.compile(rf"(?<![\d号]){DIGITS}(?:年(?!\d)|[)）]|$)")
SEVERAL = re.compile(rf"^[(（]?\s*{DIGITS}年?度?\s*[)）]?\s*[(（、,/-]\s*{DIGITS}年?度?\s*[)）]?$")
BLANK = re.compile(r"[(（]\s*年度?\s*[)）]")
DATE = re.compile(r"年\d{1,2}月|日期|时间|\d{4}[-./]\d{1,2}[-./]\d|发布|编号")


class Years:
    """Gathers what the lines above a form say of its year; the surest kind of line wins, then the first."""

    def __init__(self) -> None:
        self._found: list[tuple[int, Raw]] = []
        self._is_open = True

    def see(self, value: str, row: int, column: int, titled: bool) -> None:
        """Take a line above the form; `titled` where it is the form's title."""
        if "20" not in value and "二" not in value and "２" not in value:
            return
        plain = "".join(half_width(value).split())
        rank = _rank(plain, titled)
        if rank is not None:
            self._found.append((rank, (value, row, column)))

    def close(self) -> None:
        """The form itself begins: what follows is no heading any more."""
        self._is_open = False

    def without_own(self, found: Mapping[int, str]) -> Mapping[int, str]:
        """The words of a heading, those of the form's own year without it: 2022年目标值 is 目标值 on a form of 2022."""
        if not any(map(OF_YEAR.match, found.values())):
            return found
        best = self.best()
        own = set(FOUR_DIGITS.findall(half_width(str(best[0])))) if best else set()
        year = own.pop() if len(own) == 1 else ""
        return {column: _stripped(word, year) for column, word in found.items()}

    def best(self) -> Raw | None:
        """The cell that says the year; None where no line does."""
        return min(self._found, key=lambda item: item[0])[1] if self._found else None


def _stripped(word: str, year: str) -> str:
    found = OF_YEAR.match(word)
    return word[found.end() :] if found and found[1] == year else word


def is_bare_year(value: Value) -> bool:
    """Whether a cell holds nothing but a year: 2020 or 2020.0 typed as a number, or 2020年."""
    if isinstance(value, str):
        return ALONE.match("".join(half_width(value).split())) is not None
    if value is None or isinstance(value, bool):
        return False
    return FIRST <= value <= LAST and value == int(value)


def place_year(table: Table, head: Fields) -> None:
    """Where no year was found, put into `head` the bare year under the title, or else that cell as a blank one.

    The row under the title is the year's only where it holds nothing but it.
    """
    title = head.get("title")
    if title is None or "year" in head:
        return
    cell = _under(table, title)
    if cell is not None and not any(raw[1:] == cell[1:] for raw in head.values()):
        head["year"] = cell


def _rank(plain: str, titled: bool) -> int | None:
    if ALONE.match(plain) or SEVERAL.match(plain):
        return 0
    if DATE.search(plain):
        return None
    if NAMED.search(plain):
        return 1 if titled else 2
    if PLAIN.search(plain):
        return 3 if titled else 4
    return None


def _under(table: Table, title: Raw) -> Raw | None:
    number = title[1] + 1
    row = table.rows[number] if number < len(table.rows) else ()
    filled = [(value, column) for column, value in enumerate(row) if value not in (None, "")]
    if not filled:
        return (None, number, title[2]) if row else None
    years = [(value, number, column) for value, column in filled if is_bare_year(value)]
    if len(years) == 1:
        return years[0]
    blanks = [column for value, column in filled if isinstance(value, str) and BLANK.fullmatch(value.strip())]
    if len(blanks) == 1:
        return None, number, blanks[0]
    value, column = filled[0]
    if len(filled) > 1 or not isinstance(value, str):
        return None
    if is_error(value):
        return value, number, column
    is_place = "年" in value and not DATE.search("".join(half_width(value).split()))
    return (None, number, column) if is_place else None


PAIR = re.compile(r"^\s*([^:：]{2,20})[:：]\s*(\S.*)$", re.S)
GAP = re.compile(r"\t+|[ \u3000\xa0]{3,}")


def pairs(text: str, *parts: Words) -> Iterator[tuple[str, int, str]]:
    """Field, rank of the label and value of each "label：value" of these parts in a cell; several are apart by wide gaps."""
    if ":" not in text and "：" not in text:
        return
    for piece in GAP.split(text):
        found = _pair(piece)
        ranked = next(filter(None, (words.ranked(found[0]) for words in parts)), None) if found else None
        if found and ranked:
            yield *ranked, found[1]


@lru_cache(maxsize=1024)
def _pair(piece: str) -> tuple[str, str] | None:
    found = PAIR.match(piece)
    return (label(found.group(1)), found.group(2).strip()) if found else None
