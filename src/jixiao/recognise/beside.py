"""What is side by side in one table: forms that each have a part of its columns, and notes beside a form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, takewhile

from jixiao.form.table import Merge, Table, Value
from jixiao.form.wording import label
from jixiao.recognise.align import is_points
from jixiao.recognise.head_part import STATED_UNIT
from jixiao.recognise.header import DIGITS_OF_YEAR, OWN, pairs
from jixiao.recognise.headings import LAST_NAME, LONGEST_LABEL, Found, indicator_columns, words_of
from jixiao.recognise.labels import LONGEST_TITLE, Labels

NAMES = ("project", *OWN)
"""The labels that each form has one of: 项目名称, on a department's own form 部门名称."""
LEVELS = ("dimension", "category", "name")
"""Each may have its points behind it, all headed alike."""
NARROWEST = 4
"""A form has so many columns at least."""
Row = tuple[Value, ...]
Span = tuple[int, int]


def side_by_side(table: Table, labels: Labels) -> tuple[Table, ...]:
    """`table` cut at the left edge of each form that names its project and heads its indicators in columns of its own,
    or has a title in the same row as that of another.

    The table as it is where there is one form, or where a merged cell below the titles reaches from one to the other.
    """
    texts = _texts(table)
    starts = _starts(table, texts, labels) or _titles(table, texts, labels)
    if len(starts) < 2 or any(_crosses(merge, at, table) for merge in table.merges for at in starts[1:]):
        return (table,)
    edges = [*starts, max(map(len, table.rows))]
    return tuple(_cut(table, left, right) for left, right in pairwise(edges))


def without_notes(table: Table, labels: Labels) -> Table:
    """`table` without the cells right of an empty column where none of them is a label, a unit or a year of a form.

    They stay in the table the form is said to be from, so that they are listed as not read.
    """
    ours = any(isinstance(value, str) and value.startswith(labels.beside) for row in table.rows[:3] for value in row)
    edge = None if ours or table.lines else _edge(table, labels)
    return table if edge is None else replace(table, rows=tuple(row[:edge] for row in table.rows))


def names_form(row: Row, labels: Labels) -> bool:
    """Whether a row names a project or a department, by a label in a cell of its own or before a colon."""
    for value in row:
        if value.__class__ is str and len(text := str(value)) > 2:
            if any(field in NAMES for field, _, _ in pairs(text, labels.header)):
                return True
            if len(text) <= LONGEST_LABEL and labels.header.get(label(text)) in NAMES:
                return True
    return False


def _starts(table: Table, texts: set[str], labels: Labels) -> list[int]:
    """The columns where forms begin: behind the heading of the indicators of the form at the left."""
    names = {text for text in texts if _field(label(text), labels) == "name"}
    heads = (row for row in table.rows if any(name in row for name in names))
    if len({column for row in heads for column, value in enumerate(row) if value in names}) < 2:
        return []
    spans = sorted({span for row in table.rows for span in _headings(row, labels)})
    apart: list[Span] = []
    for left, right in spans:
        if apart and left <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(right, apart[-1][1]))
        else:
            apart.append((left, right))
    if len(apart) < 2:
        return []
    starts = [0, *(_begins(table, end, first) for (_, end), (first, _) in pairwise(apart))]
    edges = [*starts, max(map(len, table.rows))]
    named = (any(_begins_form(row[at:end], labels) for row in table.rows) for at, end in pairwise(edges))
    return starts if all(named) else []


def _begins_form(row: Row, labels: Labels) -> bool:
    return names_form(row, labels) or any(isinstance(value, str) and labels.is_title(value) for value in row)


def _titles(table: Table, texts: set[str], labels: Labels) -> list[int]:
    """The columns where forms begin, by several titles in one row."""
    titles = {text for text in texts if labels.is_title(text)}
    for row in table.rows if titles else ():
        if sum(map(row.count, titles)) > 1:
            return [0, *[at for at, value in enumerate(row) if value in titles][1:]]
    return []


def _texts(table: Table) -> set[str]:
    """The different short texts of a table: each is looked at once, as most come again and again."""
    return {value for row in table.rows for value in row if value.__class__ is str and len(value) <= LONGEST_TITLE}


def _headings(row: Row, labels: Labels) -> Iterator[Span]:
    """First and last column of each heading of indicators in a row: another begins at 一级指标 or where a field comes again."""
    if len(row) < 2 * NARROWEST:
        return
    groups: list[dict[int, str]] = [{}]
    others = set()  # begun by a word of another part of a form, such as 年度总体目标
    for column, word in words_of(row).items():
        beside = row[column + 1] if column + 1 < len(row) else None
        is_label = beside not in (None, "") and is_points(beside)  # 自评分 | 96.8
        field = None if is_label else _field(word, labels)
        taken = [_field(other, labels) for other in groups[-1].values()]
        again = field in taken and not (field == "weight" and taken[-1] in LEVELS)
        is_goal = word in labels.goal and (again or "name" not in taken)
        is_other = is_label or is_goal or (not field and word in labels.known)
        if is_other:
            others.add(len(groups))
        if again or (field == "dimension" and taken) or is_other:
            groups.append({})
        if field:
            groups[-1][column] = word
    heads = [number for number, group in enumerate(groups) if _heads(group, labels)]
    for number, following in pairwise([*heads, len(groups)]):
        last = max(groups[number])
        behind = takewhile(lambda at: at not in others, range(number + 1, following))
        for group in filter(None, (groups[at] for at in behind)):
            if all(value not in (None, "") for value in row[last : min(group)]):
                last = max(group)
        yield min(groups[number]), last


def _field(word: str, labels: Labels) -> str | None:
    """The field of indicators a word heads; 绩效指标 is the name of the part."""
    ranked = labels.indicator_columns.ranked(word)
    return None if ranked is None or ranked == ("name", LAST_NAME) else ranked[0]


def _begins(table: Table, end: int, first: int) -> int:
    """The left edge of the form whose heading begins at column `first`, right of a heading that ends at `end`."""
    reach = max((merge.right for merge in table.merges if merge.left <= end <= merge.right < first), default=end)
    edge = first
    while edge - 1 > reach and any(table.value(row, edge - 1) not in (None, "") for row in range(len(table.rows))):
        edge -= 1
    return edge


def _heads(found: Found, labels: Labels) -> bool:
    """Whether words are the heading of indicators, that of their names among them."""
    columns = indicator_columns(found, labels) if len(found) >= NARROWEST else None
    return columns is not None and "name" in columns


def _crosses(merge: Merge, at: int, table: Table) -> bool:
    """Whether a merged cell reaches over column `at` in a row that holds more than it."""
    if not merge.left < at <= merge.right:
        return False
    return any(sum(value not in (None, "") for value in row) > 1 for row in table.rows[merge.top : merge.bottom + 1])


def _cut(table: Table, left: int, right: int) -> Table:
    merges = tuple(
        Merge(merge.top, merge.left - left, merge.bottom, merge.right - left)
        for merge in table.merges
        if left <= merge.left and merge.right < right
    )
    shared = {
        merge.top: table.value(merge.top, merge.left) for merge in table.merges if merge.left < left <= merge.right
    }
    rows = tuple(_with_shared(row[left:right], shared.get(number)) for number, row in enumerate(table.rows))
    return replace(table, rows=rows, merges=merges, first_column=table.first_column + left)


def _with_shared(row: Row, shared: Value) -> Row:
    """The row of one form with the title that is merged over all of them."""
    return row if shared in (None, "") or not row else (shared, *row[1:])


def _edge(table: Table, labels: Labels) -> int | None:
    """The first of the columns that hold nothing but notes, or None."""
    width = max(map(len, table.rows), default=0)
    gaps = [column for column in range(NARROWEST + 1, width) if not any(_filled(row, column) for row in table.rows)]
    merged = {column for merge in table.merges for column in range(merge.left + 1, merge.right + 1)} if gaps else set()
    edge = None
    for column in range(width - 1, min(set(gaps) - merged, default=width) - 1, -1):
        if any(_is_of_form(row[column], labels) for row in table.rows if _filled(row, column)):
            break
        if column in gaps and column not in merged:
            edge = column
    if edge is None or not any(value not in (None, "") for row in table.rows for value in row[edge:]):
        return None
    return None if any(_awaits(row, edge, labels) for row in table.rows) else edge


def _filled(row: Row, column: int) -> bool:
    return column < len(row) and row[column] not in (None, "")


def _is_of_form(value: Value, labels: Labels) -> bool:
    if not isinstance(value, str):
        return False
    word = label(value) if len(value) <= LONGEST_LABEL else ""
    if word in labels.known or word in labels.static_labels or word in labels.other or labels.is_title(value):
        return True
    return bool(STATED_UNIT.search(value) or DIGITS_OF_YEAR.search(value) or next(pairs(value, labels.header), None))


def _awaits(row: Row, edge: int, labels: Labels) -> bool:
    """Whether what is right of the edge may be the value of a label at the end of the row."""
    if all(value in (None, "") for value in row[edge:]):
        return False
    last = next((value for value in reversed(row[:edge]) if value not in (None, "")), None)
    if last is None or not isinstance(last, str) or len(last) > LONGEST_LABEL:
        return False
    return label(last) in labels.header
