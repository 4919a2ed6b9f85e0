"""Whether a row is the heading of a part of the form, and which column of it holds which field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from jixiao.form.amounts import BLANK_MARKS
from jixiao.form.table import Value
from jixiao.form.wording import HAN, half_width, label
from jixiao.recognise.labels import Labels
from jixiao.recognise.patterns import Words

LONGEST_LABEL = 30
RATIO = re.compile(r"[(（][^()（）]*(?:[A-Za-z]\s*[/÷]\s*[A-Za-z]|[%％])[^()（）]*[)）]")
LIKE_AMOUNT = re.compile(rf"^(?!\d{{1,2}}[.、]\s*{HAN})[+\-]?[￥¥$]?[+\-]?[\d.,#]")
"""Begins like a number; the ordinal of 1.财政拨款 is none."""
AMOUNTS = frozenset({"initial", "annual", "executed", "rate"})
STRONG = frozenset({"dimension", "category", "name", "target", "actual"})
SUREST = {"dimension": 1, "category": 1, "name": 1, "target": 0, "actual": 0}
LONGEST_OTHER = 8
ADJUSTED = "调整"
LAST_NAME = 3
"""The rank of 绩效指标 as a name: on most forms that cell names the whole part."""
LAST_NOTE = 4
"""The rank of 说明 as a reason: only behind all other columns it is no explanation of the indicator."""
REMEMBERED = 512
"""Headings whose columns are remembered: those of one template are the same on every sheet."""
Found = Mapping[int, str]
Cells = tuple[tuple[int, str], ...]
Columns = dict[str, int]


def words_of(row: tuple[Value, ...], width: int | None = None) -> dict[int, str]:
    """Column → bare label of each short text of a row."""
    found = {}
    for column, value in enumerate(row if width is None else row[:width]):
        if value and value.__class__ is str and len(value) <= LONGEST_LABEL:
            word = label(value)
            if word:
                found[column] = word
    return found


def columns_of(found: Found, words: Words) -> Columns:
    """Field → column; where several labels name one field, the surest of them, then the first given."""
    best: dict[str, tuple[int, int]] = {}
    ranked = list(map(words.ranked, found.values()))
    if not any(ranked):  # as in most rows
        return {}
    for column, known in zip(found, ranked, strict=True):
        if known is not None and (known[0] not in best or known[1] < best[known[0]][0]):
            best[known[0]] = (known[1], column)
    return {field: column for field, (_, column) in best.items()}


def indicator_columns(found: Found, labels: Labels) -> Columns | None:
    """The columns of the indicators, where the row is their heading."""
    if not labels.indicator_columns.any_of(found.values()):
        return None
    return _copied(_indicator_columns(tuple(found.items()), labels))


@lru_cache(maxsize=REMEMBERED)
def _indicator_columns(cells: Cells, labels: Labels) -> Columns | None:
    found, words = dict(cells), labels.indicator_columns
    columns = columns_of(found, words)
    if len(columns) < 2:
        return None
    ranks = {field: (words.ranked(found[column]) or ("", 9))[1] for field, column in columns.items()}
    certain = {field for field in STRONG & columns.keys() if ranks[field] <= SUREST[field]}
    _point_at_names(found, words, columns)
    if ranks.get("note") == LAST_NOTE and columns["note"] < max(columns.values()):
        del columns["note"]
    levels = [columns[level] for level in ("dimension", "category") if level in columns]
    if ranks.get("name") == LAST_NAME and levels and columns["name"] < max(levels):
        del columns["name"]
    if len(certain) >= 2:
        return columns
    values = columns.keys() & {"target", "actual", "weight", "score"}
    return columns if "name" in columns and len(values) >= 2 else None


def _point_at_names(found: Found, words: Words, columns: Columns) -> None:
    """Where each level has points of its own, those of the indicators are right of their names."""
    name, weight = columns.get("name"), columns.get("weight")
    if name is None or weight is None or weight > name:
        return
    same = [column for column, word in found.items() if words.ranked(word) == words.ranked(found[weight])]
    columns["weight"] = min((column for column in same if column > name), default=weight)


def second_line(row: tuple[Value, ...], found: Found, labels: Labels) -> Columns | None:
    """The columns of a row right below the heading of the indicators that says what is under one of its cells."""
    words, columns = labels.indicator_columns, columns_of(found, labels.indicator_columns)
    if len(columns) < 2 or len(found) < sum(value not in (None, "") for value in row):
        return None
    unknown = (row[column] for column, word in found.items() if word not in words)
    return columns if all(map(is_heading, unknown)) else None


def fund_columns(row: tuple[Value, ...], found: Found, labels: Labels) -> Columns | None:
    """The columns of the funds, where the row is their heading: two kinds of amounts, or a source and one of them.

    Where sources go across, the column 合计 holds the annual amount.
    """
    known = labels.fund_columns.any_of(found.values()) or labels.fund_totals.any_of(found.values())
    if not known and not any(_is_ratio(row[column]) for column in found):
        return None
    return _copied(_fund_columns(row, tuple(found.items()), labels))


@lru_cache(maxsize=REMEMBERED)
def _fund_columns(row: tuple[Value, ...], cells: Cells, labels: Labels) -> Columns | None:
    found = dict(cells)
    read = {column: _column_word(row[column], word) for column, word in found.items()}
    columns = columns_of(read, labels.fund_columns)
    _add_initial(columns, read, labels)
    amounts = AMOUNTS & columns.keys()
    totals = {column: word for column, word in found.items() if word in labels.fund_totals}
    across = [column for column, word in found.items() if word in labels.fund_sources or word in labels.fund_kinds]
    if not amounts and not (totals and len(across) >= 1):
        return None
    if len(amounts) < 2 and not ("source" in columns and (amounts or totals)) and not (totals and len(across) > 1):
        return None
    if has_amounts(row) or any(labels.header.get(word) == "project" for word in found.values()):
        return None
    if any(word in labels.tasks for word in found.values()):
        return None
    if "annual" not in columns and totals and (across or "source" in columns):
        columns["annual"] = columns_of(totals, labels.fund_totals)["total"]
    return columns if AMOUNTS & columns.keys() else None


def _add_initial(columns: Columns, read: Found, labels: Labels) -> None:
    """预算数 | 调整后预算数: the budget left of the adjusted one is that of the beginning of the year."""
    budgets = [column for column, word in read.items() if labels.fund_columns.get(word) == "annual"]
    if len(budgets) == 2 and "initial" not in columns:
        first, adjusted = budgets
        if ADJUSTED in read[adjusted] and ADJUSTED not in read[first]:
            columns.update(initial=first, annual=adjusted)


def goal_columns(row: tuple[Value, ...], found: Found, labels: Labels) -> Columns | None:
    """The columns of the goals, where the row holds their labels and nothing beside them."""
    if not labels.goal.any_of(found.values()):
        return None
    return _copied(_goal_columns(row, tuple(found.items()), labels))


@lru_cache(maxsize=REMEMBERED)
def _goal_columns(row: tuple[Value, ...], cells: Cells, labels: Labels) -> Columns | None:
    found = dict(cells)
    columns = columns_of(_without_title(row, found, labels), labels.goal)
    first = min(columns.values())
    beside = [value for value in row[first:] if value not in (None, "")]
    others = [value for value in beside if not isinstance(value, str) or not _is_goal_word(value, labels)]
    if others and not (len(columns) == 2 and all(is_heading(value) for value in others)):
        return None
    return columns if len(columns) == 2 or len(beside) > 1 or _titled(row, first, labels) else None


def goal_beside_unknown(
    row: tuple[Value, ...], below: tuple[Value, ...], found: Found, labels: Labels
) -> Columns | None:
    """The column of a goal whose heading is beside an unknown one, behind the name of the part, with texts below them."""
    if not labels.goal.any_of(found.values()):
        return None
    filled = [(column, value) for column, value in enumerate(row) if value not in (None, "")]
    if len(filled) != 3 or found.get(filled[0][0]) not in labels.static_labels:
        return None
    columns = columns_of({column: found[column] for column, _ in filled[1:] if column in found}, labels.goal)
    others = [value for column, value in filled[1:] if column not in columns.values()]
    has_texts = any(isinstance(value, str) and len(value) > LONGEST_OTHER for value in below)
    return columns if len(others) == 1 and is_heading(others[0]) and has_texts else None


def _without_title(row: tuple[Value, ...], found: Found, labels: Labels) -> Found:
    """The words of a row without the name of the part, where it is worded like a goal: 年度目标 | 预期目标 | ...

    It is at the left edge and another names the same goal, or it names the result before what was expected.
    """
    fields = {column: field for column, word in found.items() if (field := labels.goal.get(word))}
    first = min(fields, default=0)
    if fields.get(first) == "actual" and len(fields) > 1 and found[first] in labels.static_labels:
        return {column: word for column, word in found.items() if column != first}
    if list(fields.values()).count(fields.get(first, "")) < 2:
        return found
    is_title = fields[first] == "actual" or all(value in (None, "") for value in row[:first])
    return {column: word for column, word in found.items() if column != first} if is_title else found


def has_amounts(row: tuple[Value, ...]) -> bool:
    """Whether a row holds any cell that begins like a number."""
    return any(like_amount(value) for value in row if value not in (None, ""))


def like_amount(value: Value) -> bool:
    """Whether a cell is a number, or a text that begins like one."""
    if isinstance(value, str):
        return LIKE_AMOUNT.match(half_width(value)) is not None
    return value is not None


def may_be_amount(value: Value) -> bool:
    """Whether a cell may be under a heading of amounts: blank, a mark for none, or like a number."""
    return value is None or like_amount(value) or (isinstance(value, str) and half_width(value) in BLANK_MARKS)


def _column_word(value: Value, word: str) -> str:
    """A label whose brackets say that it is a ratio, (B/A) or (%), is marked as one."""
    return f"{word}%" if _is_ratio(value) and not word.endswith("%") else word


def _is_ratio(value: Value) -> bool:
    plain = half_width(value) if isinstance(value, str) else ""
    return "(" in plain and RATIO.search(plain) is not None


def _copied(columns: Columns | None) -> Columns | None:
    """The columns for a caller who may take some out."""
    return None if columns is None else dict(columns)


def is_heading(value: Value) -> bool:
    """Whether a cell beside the headings of the goals may be the heading of a further column, such as 总体完成率."""
    return isinstance(value, str) and len(value) <= LONGEST_OTHER and value.strip(" :：").isalpha()


def _is_goal_word(value: str, labels: Labels) -> bool:
    word = label(value) if len(value) <= LONGEST_LABEL else ""
    return word in labels.goal or word in labels.goal_other


def _titled(row: tuple[Value, ...], first: int, labels: Labels) -> bool:
    """Whether the cells left of the only goal label name the part or another goal, so that the goal is below and not beside it."""
    before = [value for value in row[:first] if value not in (None, "")]
    return bool(before) and all(isinstance(value, str) and _names_goals(value, labels) for value in before)


def _names_goals(value: str, labels: Labels) -> bool:
    return _is_goal_word(value, labels) or label(value) in labels.static_labels
