"""What a single cell or row says: known labels, units of money, fillers the template leaves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from jixiao.form.amounts import is_error
from jixiao.form.table import Value
from jixiao.form.wording import half_width, label
from jixiao.recognise.labels import Labels

LONGEST_LABEL = 30
Row = tuple[Value, ...]
Columns = Mapping[str, int]
FILLER_NAME = re.compile(r"^(?:指标\s*\d*\s*[:：]?|\(?\d{1,2}[).、]|[一二三四五六七八九十]{1,3}、)\s*")
"""What counts the indicators of a list, typed or by Word; half-width."""


def is_blank_name(value: Value, labels: Labels) -> bool:
    """Whether a cell names no indicator: blank, "指标2：" or "2." alone, or a filler."""
    if value is None:
        return True
    rest = FILLER_NAME.sub("", half_width(value)) if isinstance(value, str) else str(value)
    return not rest or rest in labels.fillers


def is_mark(value: Value, marks: frozenset[str]) -> bool:
    """Whether a cell is blank or holds one of `marks` for having none."""
    return value is None or (isinstance(value, str) and (not value.strip() or half_width(value) in marks))


def tells(value: Value) -> bool:
    """Whether a cell holds words where an amount belongs: then the row is none of the funds."""
    if not isinstance(value, str) or is_error(value):
        return False
    return len(value.strip()) > 4 and not any(sign.isdecimal() for sign in value)


def is_blank(row: Row, columns: Columns) -> bool:
    """Whether all the named columns of a row are blank."""
    return all(column >= len(row) or row[column] in (None, "") for column in columns.values())


def labelled(row: Row, labels: Labels) -> dict[int, str]:
    """Column → bare label, for the cells that hold a known label."""
    found = {}
    for column, value in enumerate(row):
        if value and type(value) is str:
            word = _known(value, labels.known)
            if word is not None:
                found[column] = word
    return found


@lru_cache(maxsize=8192)
def _known(text: str, known: frozenset[str]) -> str | None:
    if len(text) > LONGEST_LABEL:
        return None
    word = label(text)
    return word if word in known else None


@lru_cache(maxsize=4096)
def names_unit(text: str, pattern: re.Pattern[str]) -> bool:
    """Whether a short text names the unit of money."""
    return len(text) <= LONGEST_LABEL and pattern.search(text) is not None


def columns_of(found: Mapping[int, str], words: Mapping[str, str]) -> dict[str, int]:
    """Field → column, for the labels of a row that name a field of one part of the form."""
    columns: dict[str, int] = {}
    for column, word in found.items():
        field = words.get(word)
        if field is not None:
            columns.setdefault(field, column)
    return columns


def beside_each_other(row: Row, columns: Columns, labels: Labels) -> bool:
    """Whether texts stand right of the labels at `columns`, not below them."""
    following = (value for value in row[min(columns.values()) :] if isinstance(value, str) and value.strip())
    return any(label(value) not in labels.known for value in following)


def total_columns(row: Row, start: int, columns: Columns) -> dict[str, int]:
    """Where 总分 has its points: under their headings, or right behind the word where a text copy dropped the merges."""
    wanted = [name for name in ("weight", "score") if name in columns]
    aligned = {name: columns[name] for name in wanted}
    following = {name: start + 1 + offset for offset, name in enumerate(wanted)}
    in_place = all(start < column < len(row) for column in aligned.values())
    return aligned if in_place and not (is_blank(row, aligned) and not is_blank(row, following)) else following
