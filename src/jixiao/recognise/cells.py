"""What a single cell or row says: known labels, units of money, fillers the template leaves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from jixiao.form.amounts import is_error
from jixiao.form.table import Value
from jixiao.form.wording import half_width
from jixiao.recognise.headings import like_amount
from jixiao.recognise.labels import Labels

LONGEST_LABEL = 30
DIGIT = re.compile(r"\d")
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


def has_meaning(value: Value) -> bool:
    """Whether a cell holds words where an amount belongs: then the row is none of the funds."""
    if not isinstance(value, str) or is_error(value):
        return False
    return len(value.strip()) > 4 and DIGIT.search(value) is None


def is_blank(row: Row, columns: Columns) -> bool:
    """Whether all the named columns of a row are blank."""
    return all(column >= len(row) or row[column] in (None, "") for column in columns.values())


@lru_cache(maxsize=4096)
def names_unit(text: str, pattern: re.Pattern[str]) -> bool:
    """Whether a short text names the unit of money."""
    return len(text) <= LONGEST_LABEL and pattern.search(text) is not None


SCORE = re.compile("[得评总]分")


def total_columns(row: Row, start: int, columns: Columns, is_text: bool) -> dict[str, int]:
    """Where 总分 has its points: under their headings, or right behind the word where a text copy dropped the merges.

    A single number behind the word, where two are expected, is `only`: which of the two it is has to be proven.
    """
    wanted = sorted((name for name in ("weight", "score") if name in columns), key=columns.__getitem__)
    aligned = {name: columns[name] for name in wanted}
    following = {name: start + 1 + offset for offset, name in enumerate(wanted)}
    filled = [column for column in range(start + 1, len(row)) if row[column] not in (None, "")]
    if len(filled) == 1 and not set(filled) & set(aligned.values()) and len(wanted) < 2:
        named = SCORE.search(str(row[start])) or (is_text and wanted == ["score"])
        return {"score": filled[0]} if "weight" not in columns and named else aligned
    in_place = all(start < column < len(row) for column in aligned.values())
    if not is_text or (in_place and not (is_blank(row, aligned) and not is_blank(row, following))):
        return aligned
    filled = [column for column in filled if like_amount(row[column])]  # the grade behind them is no number
    if len(filled) > len(wanted):
        return {}
    if len(wanted) == len(filled) == 2 and filled[1] - filled[0] == aligned[wanted[1]] - aligned[wanted[0]]:
        return dict(zip(wanted, filled, strict=True))
    if len(wanted) == 2 and len(filled) == 1 and not set(filled) & set(aligned.values()):
        return {"only": filled[0]}
    if set(filled) <= set(aligned.values()) and filled:
        return aligned
    return following
